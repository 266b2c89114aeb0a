import { cpu } from "../cpu/index.js";
import { bool } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Tensor } from "../tensor.js";
import { record } from "./apply.js";
import { type Selection, selectingOp, type ValuesAndIndices } from "./choice.js";
import { full } from "./creation.js";
import { type KeepdimOptions, shareAmongEqual } from "./extrema.js";
import { type NaryOp, naryOp } from "./record.js";
import { finish, oneOf } from "./sorting.js";

function wholeOp(name: string): NaryOp<void> {
  return naryOp({
    name,
    saves: [[0, "output"]],
    gradients: [(grad, { inputs: [x], outputs: [output] }) => shareAmongEqual(grad, x!, output!)],
  });
}
const medianOp = wholeOp("median");
const nanmedianOp = wholeOp("nanmedian");
const medianDimOp = selectingOp("median", "MedianBackward1");
const nanmedianDimOp = selectingOp("nanmedian", "NanmedianBackward1");

function whole(op: NaryOp<void>, x: Tensor, skipsNaN: boolean): Tensor {
  if (x.layout.numel === 0) return record(op, [x], undefined, full([], Number.NaN).to(x.dtype));
  if (x.dtype === bool) throw new UnsupportedKernelError("median_cpu", x.dtype);
  const flat = x.detach().reshape([-1]);
  const { values, indices } = oneOf("median", flat, 0, false);
  cpu.median(flat, 0, skipsNaN, values, indices);
  return record(op, [x], undefined, values);
}

function along(
  op: NaryOp<Selection>,
  x: Tensor,
  dim: number,
  skipsNaN: boolean,
  { keepdim = false }: KeepdimOptions,
): ValuesAndIndices {
  const result = oneOf("median", x, dim, keepdim);
  if (x.dtype === bool) throw new UnsupportedKernelError("median_out", x.dtype);
  cpu.median(x, result.dim, skipsNaN, result.values, result.indices);
  return finish(op, x, result);
}

/**
 * The median of all elements, or the medians along `dim` and where they are. Of two in the middle it is the lower one; NaN if there is
 * a NaN.
 *
 * @example
 * median(tensor([4, 1, 3, 2])).item() // => 2
 */
export function median(x: Tensor): Tensor;
export function median(x: Tensor, dim: number, options?: KeepdimOptions): ValuesAndIndices;
export function median(x: Tensor, dim?: number | null, options: KeepdimOptions = {}): Tensor | ValuesAndIndices {
  return dim == null ? whole(medianOp, x, false) : along(medianDimOp, x, dim, false, options);
}

/**
 * `median` of what is not NaN.
 *
 * @example
 * nanmedian(tensor([4, NaN, 3])).item() // => 3
 */
export function nanmedian(x: Tensor): Tensor;
export function nanmedian(x: Tensor, dim: number, options?: KeepdimOptions): ValuesAndIndices;
export function nanmedian(x: Tensor, dim?: number | null, options: KeepdimOptions = {}): Tensor | ValuesAndIndices {
  return dim == null ? whole(nanmedianOp, x, true) : along(nanmedianDimOp, x, dim, true, options);
}

const modeOp = selectingOp("mode");

/**
 * The most frequent element along `dim`, of several the smallest, and where one is.
 *
 * @param dim default the last
 * @example
 * mode(tensor([3, 1, 3, 2])).values.item() // => 3
 */
export function mode(x: Tensor, dim = -1, { keepdim = false }: KeepdimOptions = {}): ValuesAndIndices {
  const result = oneOf("mode", x, dim, keepdim);
  cpu.mode(x, result.dim, result.values, result.indices);
  return finish(modeOp, x, result);
}
