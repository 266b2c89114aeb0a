import { cpu } from "../cpu/index.js";
import { int64 } from "../dtype.js";
import { flatIndexOutOfRange } from "../errors/indexing.js";
import { Arrival, type Lookup } from "../kernels/indexing.js";
import { Layout } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { checkBounds } from "./lookup.js";
import { writtenClone, type writtenCopy, writtenInPlace } from "./overwriting.js";
import { seenAs } from "./placement.js";
import { type NaryOp, naryOp } from "./record.js";

const putOp: NaryOp<boolean> = naryOp<boolean>({
  name: "put",
  saves: [[1], [], [1]],
  gradients: [
    (grad, { attr: accumulate, inputs }) =>
      accumulate ? grad : grad.put(inputs[1]!, grad.newZeros(inputs[1]!.layout.shape)),
    null,
    (grad, { inputs, layouts }) => grad.take(inputs[1]!).reshape(layouts[2]!.shape),
  ],
});

/** Options of `put` and `indexPut`. */
export interface PutOptions {
  /** Add to what is there, once per index, rather than replace it; default false. */
  readonly accumulate?: boolean;
}

function putBy(written: typeof writtenCopy, x: Tensor, index: Tensor, source: Tensor, accumulate: boolean): Tensor {
  if (index.dtype !== int64)
    throw new TypeError(`put_(): Expected a long tensor for index, but got ${index.dtype.title}`);
  if (source.dtype !== x.dtype)
    throw new TypeError(
      `put_(): self and source expected to have the same dtype, but got self.dtype = ${x.dtype.title} and source.dtype = ${source.dtype.title}`,
    );
  const [count, numel] = [index.layout.numel, x.layout.numel];
  if (source.layout.numel !== count)
    throw new RangeError(
      `put_(): Expected source and index to have the same number of elements, but got source.numel() = ${source.layout.numel}, index.numel() = ${count}`,
    );
  checkBounds(index, -numel, numel, (i) => flatIndexOutOfRange(i, numel));
  const arrival = accumulate ? Arrival.add : Arrival.set;
  return written(putOp, [x, index, source], accumulate, (out) => writeFlat(arrival, out, index, source));
}

/** Lets elements of `source` arrive in `out` at places in row-major order. */
export function writeFlat(arrival: Arrival, out: Tensor, index: Tensor, source: Tensor): void {
  const count = index.layout.numel;
  if (count === 0) return;
  const flat = index.detach().reshape([-1]);
  cpu.scatter(arrival, seenAs(out, Layout.of([count]).uniform()), lookups(flat, out), source.detach().reshape([-1]));
}

/** Lookups by which flat indices move through any layout: a contiguous one needs only the indices themselves. */
function lookups(flat: Tensor, { layout }: Tensor): readonly Lookup[] {
  if (layout.isContiguous) return [{ index: flat, size: layout.numel, stride: 1 }];
  const positive = flat.where(flat.ge(0), flat.add(layout.numel));
  let rest = layout.numel;
  return layout.shape.map((size, d) => {
    rest /= size;
    const index: Operand = positive.div(rest, { roundingMode: "floor" }).remainder(size);
    return { index, size, stride: layout.strides[d]! };
  });
}

/**
 * A copy of `x` with elements of `source` at the given places in row-major order; negative ones count from the end.
 *
 * @throws {RangeError} if there is no such place
 * @example
 * put(zeros([2, 2]), tensor([0, -1]), tensor([1, 2], { dtype: float32 })).tolist() // => [[1, 0], [0, 2]]
 */
export function put(x: Tensor, index: Tensor, source: Tensor, { accumulate = false }: PutOptions = {}): Tensor {
  return putBy(writtenClone, x, index, source, accumulate);
}

/** `put` into `x`. */
export function put_(x: Tensor, index: Tensor, source: Tensor, { accumulate = false }: PutOptions = {}): Tensor {
  return putBy(writtenInPlace, x, index, source, accumulate);
}
