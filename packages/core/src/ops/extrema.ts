import { cpu } from "../cpu/index.js";
import { bool, int64 } from "../dtype.js";
import { emptyDim, emptyReduction } from "../errors/reduction.js";
import { Extreme } from "../kernels/extrema.js";
import { Reduction } from "../kernels/reduction.js";
import type { Layout } from "../layout.js";
import { Tensor } from "../tensor.js";
import { applyUnary, empty, recordMulti } from "./apply.js";
import { type Selection, selectingOp, type ValuesAndIndices } from "./choice.js";
import { maximum, minimum } from "./maximum.js";
import { type Dims, type Over, over, restore } from "./over.js";
import { multiOp, type NaryOp, type UnaryOp, unaryOp } from "./record.js";
import { wrapDim } from "./view.js";

/** Options of reductions that keep the type. */
export interface KeepdimOptions {
  /** Whether reduced dimensions stay, with size 1; default false. */
  readonly keepdim?: boolean | undefined;
}

/** Throws if there is nothing to choose from. */
function checkNotEmpty(op: string, x: Layout, { dims }: Over, isWhole: boolean): void {
  if (x.numel > 0) return;
  if (isWhole) throw emptyReduction(op);
  const empty = dims.find((d) => x.shape[d] === 0);
  if (empty !== undefined) throw emptyDim(op === "aminmax" ? op : `${op}()`, empty);
}

/** Where `x` has the extreme of its line; a NaN among them is all that counts. */
function isExtreme(x: Tensor, best: Tensor): Tensor {
  return best.isnan().logicalAnd(x.isnan()).logicalOr(x.eq(best));
}

/** The gradient of one result, shared among the elements that equal it. */
export function shareAmongEqual(grad: Tensor, x: Tensor, result: Tensor): Tensor {
  const isEqual = isExtreme(x, result);
  return grad.div(isEqual.sum()).where(isEqual, 0);
}

/** The same for a result per line; where that is NaN, so are the gradients. */
function shareAlong(grad: Tensor, x: Tensor, result: Tensor, dims: readonly number[]): Tensor {
  const isEqual = x.eq(result);
  return grad.mul(isEqual).div(isEqual.sum(dims, { keepdim: true }));
}

function wholeOp(name: string, kernel: Reduction): UnaryOp<Over> {
  return unaryOp<Over, "x" | "output">({
    name,
    gradName: `${name === "max" ? "Max" : "Min"}Backward1`,
    forward: (k, x, _, out) => k.reduce(kernel, x, null, out),
    layout: (_, { layout }) => layout,
    saves: ["x", "output"],
    dx: (grad, { x, output }) => shareAmongEqual(grad, x, output),
  });
}
const maxOp = wholeOp("max", Reduction.max);
const minOp = wholeOp("min", Reduction.min);
const maxDimOp = selectingOp("max");
const minDimOp = selectingOp("min");

function extremum(
  op: NaryOp<Selection>,
  kernel: Extreme,
  x: Tensor,
  dim: number,
  { keepdim = false }: KeepdimOptions,
): ValuesAndIndices {
  const along = over(x.layout, dim, keepdim);
  checkNotEmpty(op.name, x.layout, along, false);
  const values = empty(along.layout, x.dtype);
  const indices = empty(along.layout, int64);
  const d = wrapDim(dim, x.layout.ndim);
  cpu.extremum(kernel, x, d, values, indices);
  recordMulti(op, [x], { dim: d, kept: along.kept }, [values, indices]);
  return { values, indices };
}

/**
 * The largest element; or the largest elements along dimension `dim` and their indices, the first of equal ones; or the
 * element-wise maximum of two tensors. NaN counts as the largest.
 *
 * @throws {Error} if there is no element to choose
 * @example
 * max(tensor([1, 3, 2])).item() // => 3
 * max(tensor([[1, 3], [4, 2]]), 1).indices.tolist() // => [1, 0]
 * max(tensor([1, 5]), tensor([3, 4])).tolist() // => [3, 5]
 */
export function max(x: Tensor): Tensor;
export function max(x: Tensor, other: Tensor): Tensor;
export function max(x: Tensor, dim: number, options?: KeepdimOptions): ValuesAndIndices;
export function max(x: Tensor, by?: number | Tensor | null, options: KeepdimOptions = {}): Tensor | ValuesAndIndices {
  if (by == null) return whole(maxOp, x);
  return by instanceof Tensor ? maximum(x, by) : extremum(maxDimOp, Extreme.max, x, by, options);
}

/**
 * The smallest element; or the smallest elements along dimension `dim` and their indices, the first of equal ones; or the
 * element-wise minimum of two tensors. NaN counts as the smallest.
 *
 * @throws {Error} if there is no element to choose
 * @example
 * min(tensor([1, 3, 2])).item() // => 1
 * min(tensor([[1, 3], [4, 2]]), 0).values.tolist() // => [1, 2]
 */
export function min(x: Tensor): Tensor;
export function min(x: Tensor, other: Tensor): Tensor;
export function min(x: Tensor, dim: number, options?: KeepdimOptions): ValuesAndIndices;
export function min(x: Tensor, by?: number | Tensor | null, options: KeepdimOptions = {}): Tensor | ValuesAndIndices {
  if (by == null) return whole(minOp, x);
  return by instanceof Tensor ? minimum(x, by) : extremum(minDimOp, Extreme.min, x, by, options);
}

function whole(op: UnaryOp<Over>, x: Tensor): Tensor {
  const all = over(x.layout, null);
  checkNotEmpty(op.name, x.layout, all, true);
  return applyUnary(op, x, all);
}

function valuesOp(name: string, kernel: Reduction): UnaryOp<Over> {
  return unaryOp<Over, "x" | "output">({
    name,
    forward: (k, x, { dims }, out) => k.reduce(kernel, x, dims, out),
    layout: (_, { layout }) => layout,
    saves: ["x", "output"],
    dx: (grad, { x, output, attr }) => shareAlong(restore(grad, attr), x, restore(output, attr), attr.dims),
  });
}
const amaxOp = valuesOp("amax", Reduction.max);
const aminOp = valuesOp("amin", Reduction.min);

function extremeValues(op: UnaryOp<Over>, x: Tensor, dim: Dims | undefined, keepdim: boolean): Tensor {
  const along = over(x.layout, dim, keepdim);
  checkNotEmpty(op.name, x.layout, along, dim == null || (typeof dim !== "number" && dim.length === 0));
  return applyUnary(op, x, along);
}

/**
 * Largest elements over dimensions. Unlike `max`, several dimensions are possible and equal elements share the gradient.
 *
 * @param dim one dimension or several; default all
 * @example
 * amax(tensor([[1, 3], [4, 2]]), 1).tolist() // => [3, 4]
 */
export function amax(x: Tensor, dim?: Dims, { keepdim = false }: KeepdimOptions = {}): Tensor {
  return extremeValues(amaxOp, x, dim, keepdim);
}

/**
 * Smallest elements over dimensions. Unlike `min`, several dimensions are possible and equal elements share the gradient.
 *
 * @param dim one dimension or several; default all
 * @example
 * amin(tensor([[1, 3], [4, 2]]), 1).tolist() // => [1, 2]
 */
export function amin(x: Tensor, dim?: Dims, { keepdim = false }: KeepdimOptions = {}): Tensor {
  return extremeValues(aminOp, x, dim, keepdim);
}

/** Options of `aminmax`. */
export interface AminmaxOptions extends KeepdimOptions {
  /** Default: all dimensions. */
  readonly dim?: number | null | undefined;
}

const aminmaxOp = multiOp<Over>({
  name: "aminmax",
  saves: [[0, "output"]],
  gradients: [
    (grads, { attr, inputs: [x], outputs }) => {
      const parts = grads.map((grad, i) =>
        grad === null ? null : shareAlong(restore(grad, attr), x!, restore(outputs[i]!, attr), attr.dims),
      );
      return parts.reduce((a, b) => (a === null ? b : b === null ? a : a.add(b)), null);
    },
  ],
});

/**
 * Smallest and largest elements at once.
 *
 * @example
 * aminmax(tensor([1, 3, 2])).max.item() // => 3
 */
export function aminmax(
  x: Tensor,
  { dim = null, keepdim = false }: AminmaxOptions = {},
): { readonly min: Tensor; readonly max: Tensor } {
  const along = over(x.layout, dim, keepdim);
  if (x.layout.numel === 0 && dim === null)
    throw new Error("aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.");
  checkNotEmpty("aminmax", x.layout, along, false);
  const min = empty(along.layout, x.dtype);
  const max = empty(along.layout, x.dtype);
  cpu.reduce(Reduction.min, x, along.dims, min);
  cpu.reduce(Reduction.max, x, along.dims, max);
  recordMulti(aminmaxOp, [x], along, [min, max]);
  return { min, max };
}

function indexOfExtreme(op: string, kernel: Extreme, x: Tensor, dim: number | null, keepdim: boolean): Tensor {
  if (x.dtype === bool) throw new TypeError(`${op}(): does not support bool input`);
  const along = over(x.layout, dim, keepdim);
  if (x.layout.numel === 0 && dim === null)
    throw new RangeError(`${op}(): Expected reduction dim to be specified for input.numel() == 0.`);
  checkNotEmpty(op, x.layout, along, false);
  const flat = dim === null ? x.detach().reshape([-1]) : x;
  const indices = empty(along.layout, int64);
  cpu.extremum(kernel, flat, wrapDim(dim ?? 0, flat.layout.ndim), null, indices);
  return indices;
}

/**
 * The index of the largest element, of equal ones the first; without `dim` among all elements in row-major order.
 *
 * @throws {TypeError} for bools
 * @example
 * argmax(tensor([[1, 3], [4, 2]])).item() // => 2
 * argmax(tensor([[1, 3], [4, 2]]), 1).tolist() // => [1, 0]
 */
export function argmax(x: Tensor, dim: number | null = null, { keepdim = false }: KeepdimOptions = {}): Tensor {
  return indexOfExtreme("argmax", Extreme.max, x, dim, keepdim);
}

/**
 * The index of the smallest element, of equal ones the first; without `dim` among all elements in row-major order.
 *
 * @throws {TypeError} for bools
 * @example
 * argmin(tensor([[1, 3], [4, 2]]), 0).tolist() // => [0, 1]
 */
export function argmin(x: Tensor, dim: number | null = null, { keepdim = false }: KeepdimOptions = {}): Tensor {
  return indexOfExtreme("argmin", Extreme.min, x, dim, keepdim);
}
