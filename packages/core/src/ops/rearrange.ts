import { dimOfScalar } from "../errors/view.js";
import type { Kernels } from "../kernels.js";
import { Layout, type Shape } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { denseOrder } from "./order.js";
import { sliceOp } from "./part.js";
import { partOf, seenAs } from "./placement.js";
import { type UnaryOp, unaryOp } from "./record.js";
import { wrapDim, wrapDims } from "./view.js";

// The same elements in another order, copied.

/** `x` read backwards along `dims`: a layout with negative strides, which only kernels see. */
function reversed(x: Operand, dims: Shape): Operand {
  const { shape, strides } = x.layout;
  const last = dims.reduce((n, d) => n + Math.max(shape[d]! - 1, 0) * strides[d]!, 0);
  const backwards = strides.map((stride, d) => (dims.includes(d) ? -stride : stride));
  return seenAs(x, Layout.strided(shape, backwards), last);
}

const flipOp: UnaryOp<Shape> = unaryOp<Shape>({
  name: "flip",
  layout: denseOrder,
  forward: (k, x, dims, out) => k.copy(reversed(x, dims), out),
  dx: (grad, { attr: dims }) => grad.flip(dims),
});

/**
 * With the order of elements reversed along `dims`; a copy.
 *
 * @throws {Error} if a dimension is out of range or named twice
 * @example
 * flip(tensor([[1, 2], [3, 4]]), [0]).tolist() // => [[3, 4], [1, 2]]
 */
export function flip(x: Tensor, dims: number | Shape): Tensor {
  const wrapped = wrapDims(typeof dims === "number" ? [dims] : dims, x.layout.ndim);
  return applyUnary(flipOp, x, x.layout.ndim === 0 ? [] : wrapped);
}

/**
 * With columns in reverse order.
 *
 * @throws {Error} if there are fewer than two dimensions
 * @example
 * fliplr(tensor([[1, 2], [3, 4]])).tolist() // => [[2, 1], [4, 3]]
 */
export function fliplr(x: Tensor): Tensor {
  if (x.layout.ndim < 2) throw new Error("Input must be >= 2-d.");
  return flip(x, [1]);
}

/**
 * With rows in reverse order.
 *
 * @throws {Error} if there is no dimension
 * @example
 * flipud(tensor([1, 2])).tolist() // => [2, 1]
 */
export function flipud(x: Tensor): Tensor {
  if (x.layout.ndim < 1) throw new Error("Input must be >= 1-d.");
  return flip(x, [0]);
}

interface Rolling {
  /** One per dimension. */
  readonly shifts: Shape;
  /** All elements are one row. */
  readonly isFlat: boolean;
}
const rollOp: UnaryOp<Rolling> = unaryOp<Rolling>({
  name: "roll",
  layout: (x, { isFlat }) => (x.numel === 0 && (!isFlat || x.ndim === 1) ? x : x.dense),
  forward: (k, x, { shifts, isFlat }, out) => {
    if (isFlat) rollInto(k, x.detach().reshape([-1]), seenAs(out, Layout.of([x.layout.numel])), shifts, 0);
    else rollInto(k, x, out, shifts, 0);
  },
  dx: (grad, { attr: { shifts, isFlat } }) => {
    const back = shifts.map((shift) => -shift);
    return isFlat ? grad.roll(back) : grad.roll(back, [...back.keys()]);
  },
});

/** Each rolled dimension is two parts that change places. */
function rollInto(k: Kernels, x: Operand, out: Operand, shifts: Shape, dim: number): void {
  const { shape, numel } = x.layout;
  if (numel === 0) return;
  if (dim === shape.length) return k.copy(x, out);
  const size = shape[dim]!;
  const shift = ((shifts[dim]! % size) + size) % size;
  const part = (y: Operand, start: number, length: number): Operand =>
    partOf(y, sliceOp, { dim, start, length, step: 1 });
  if (shift > 0) rollInto(k, part(x, size - shift, shift), part(out, 0, shift), shifts, dim + 1);
  rollInto(k, part(x, 0, size - shift), part(out, shift, size - shift), shifts, dim + 1);
}

/**
 * Elements moved along dimensions by shifts, those that leave at the end coming in at the beginning; without `dims` the elements
 * are rolled as one row.
 *
 * @throws {Error} unless there is a shift per dimension
 * @example
 * roll(tensor([1, 2, 3]), 1).tolist() // => [3, 1, 2]
 */
export function roll(x: Tensor, shifts: number | Shape, dims: number | Shape = []): Tensor {
  const by = typeof shifts === "number" ? [shifts] : shifts;
  const along = typeof dims === "number" ? [dims] : dims;
  const { shape, ndim } = x.layout;
  if (by.length === 0) throw new Error("`shifts` required");
  if (along.length === 0 && by.length === 1) return applyUnary(rollOp, x, { shifts: by, isFlat: true });
  if (along.length !== by.length)
    throw new Error(`shifts and dimensions must align. shifts: ${by.length}, dims:${along.length}`);
  if (ndim === 0) throw dimOfScalar(along[0]!);
  if (x.layout.numel === 0) return applyUnary(rollOp, x, { shifts: shape, isFlat: false });
  const total = shape.map(() => 0);
  along.forEach((dim, i) => {
    total[wrapDim(dim, ndim)]! += by[i]!;
  });
  return applyUnary(rollOp, x, { shifts: total, isFlat: false });
}

interface Rotation {
  readonly turns: number;
  readonly a: number;
  readonly b: number;
}
const rot90Op: UnaryOp<Rotation> = unaryOp<Rotation>({
  name: "rot90",
  layout: (x, { turns, a, b }) => {
    if (turns === 0) return x.dense;
    return turns === 2 ? denseOrder(x) : denseOrder(x).transpose(a, b);
  },
  forward: (k, x, { turns, a, b }, out) => {
    const turned = reversed(x, [[], [b], [a, b], [a]][turns]!);
    k.copy(turns % 2 === 0 ? turned : seenAs(turned, turned.layout.transpose(a, b)), out);
  },
  dx: (grad, { attr: { turns, a, b } }) => grad.rot90(-turns, [a, b]),
});

/**
 * Rotated by `k` quarter turns (default 1) in the plane of two dimensions (default `[0, 1]`), from the first towards the second.
 *
 * @throws {Error} unless `dims` are two different dimensions
 * @example
 * rot90(tensor([[1, 2], [3, 4]])).tolist() // => [[2, 4], [1, 3]]
 */
export function rot90(x: Tensor, k = 1, dims: Shape = [0, 1]): Tensor {
  const { ndim } = x.layout;
  if (dims.length !== 2) throw new Error(`expected total rotation dims == 2, but got dims = ${dims.length}`);
  if (ndim < 2) throw new Error(`expected total dims >= 2, but got total dims = ${ndim}`);
  const [a, b] = [wrapDim(dims[0]!, ndim), wrapDim(dims[1]!, ndim)];
  if (a === b)
    throw new Error(`expected rotation dims to be different, but got dim0 = ${dims[0]} and dim1 = ${dims[1]}`);
  return applyUnary(rot90Op, x, { turns: ((k % 4) + 4) % 4, a, b });
}
