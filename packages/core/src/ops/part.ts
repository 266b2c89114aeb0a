import { Category } from "../dtype.js";
import { indexOutOfRange, scalarHasNoPart } from "../errors/view.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { embed, partOf } from "./placement.js";
import { item } from "./reading.js";
import { type UnaryOp, unaryOp, type ViewOp, viewOp } from "./record.js";
import { wrapDim } from "./view.js";

// Some of the elements, without a copy.

export interface At {
  readonly dim: number;
  readonly index: number;
}
export const selectOp: ViewOp<At> = viewOp<At>({
  name: "select",
  partial: true,
  layout: (x, at) => x.select(at.dim),
  offset: (x, at) => at.index * x.strides[at.dim]!,
  dx: (grad, { attr, xLayout }) => embed(grad, selectOp, attr, xLayout),
});

/** The attribute of `selectOp`; both numbers may be negative. */
export function selection(x: Layout, dim: number, index: number): At {
  if (x.ndim === 0) throw scalarHasNoPart("select");
  const d = wrapDim(dim, x.ndim);
  const size = x.shape[d]!;
  if ((index | 0) !== index || index < -size || index >= size) throw indexOutOfRange(index, x.shape, d);
  return { dim: d, index: index < 0 ? index + size : index };
}

/**
 * The slice at `index` of dimension `dim`, without that dimension; a view.
 *
 * @throws {RangeError} if `dim` or `index` is out of range
 * @example
 * select(tensor([[1, 2], [3, 4]]), 0, 1).tolist() // => [3, 4]
 */
export function select(x: Tensor, dim: number, index: number): Tensor {
  return applyView(selectOp, x, selection(x.layout, dim, index));
}

export interface Span {
  readonly dim: number;
  readonly start: number;
  readonly length: number;
  readonly step: number;
}
export const sliceOp: ViewOp<Span> = viewOp<Span>({
  name: "slice",
  partial: true,
  layout: (x, { dim, length, step }) => x.slice(dim, length, step),
  offset: (x, { dim, start }) => start * x.strides[dim]!,
  dx: (grad, { attr, xLayout }) => embed(grad, sliceOp, attr, xLayout),
});

/** Python's slice of a dimension: negative bounds count from the end, and both are clamped to it. */
export function spanOf(x: Layout, dim: number, start: number | null, end: number | null, step: number): Span {
  if (!(step > 0)) throw new RangeError("slice step must be positive");
  const size = x.shape[dim]!;
  const from = clamp(start ?? 0, size);
  const to = clamp(end ?? size, size);
  return { dim, start: from, length: Math.max(Math.ceil((to - from) / step), 0), step };
}

const clamp = (bound: number, size: number): number => Math.min(Math.max(bound < 0 ? bound + size : bound, 0), size);

/** Every `step`th element of dimension `dim` from `start` to before `end`; a view. */
export function slice(x: Tensor, dim = 0, start: number | null = null, end: number | null = null, step = 1): Tensor {
  if (x.layout.ndim === 0) throw scalarHasNoPart("slice");
  return applyView(sliceOp, x, spanOf(x.layout, wrapDim(dim, x.layout.ndim), start, end, step));
}

/**
 * `length` elements of dimension `dim` from `start`; a view.
 *
 * @throws {Error} if the end is beyond that of the dimension
 * @example
 * narrow(arange(5), 0, 1, 3).tolist() // => [1, 2, 3]
 */
export function narrow(x: Tensor, dim: number, start: number | Tensor, length: number): Tensor {
  return applyView(sliceOp, x, narrowing(x.layout, dim, typeof start === "number" ? start : startOf(start), length));
}

/** The number that a tensor says a part begins at. */
function startOf(start: Tensor): number {
  if (start.layout.ndim !== 0 || start.dtype.category !== Category.integer)
    throw new Error("start must be an 0-dim integral Tensor.");
  return Number(item(start));
}

function narrowing({ ndim, shape }: Layout, dim: number, start: number, length: number): Span {
  if (ndim === 0) throw new Error("narrow() cannot be applied to a 0-dim tensor.");
  if (length < 0) throw new Error("narrow(): length must be non-negative.");
  const d = wrapDim(dim, ndim);
  const size = shape[d]!;
  if (!(start >= -size && start <= size))
    throw new RangeError(`start out of range (expected to be in range of [${-size}, ${size}], but got ${start})`);
  const from = start < 0 ? start + size : start;
  if (from + length > size) throw new Error(`start (${from}) + length (${length}) exceeds dimension size (${size}).`);
  return { dim: d, start: from, length, step: 1 };
}

const narrowCopyOp: UnaryOp<Span> = unaryOp<Span>({
  name: "narrowCopy",
  layout: (x, span) => x.slice(span.dim, span.length, 1).dense,
  forward: (k, x, span, out) => k.copy(partOf(x, sliceOp, span), out),
  dx: (grad, { attr, xLayout }) => embed(grad, sliceOp, attr, xLayout),
});

/**
 * A copy of what `narrow` shows.
 *
 * @example
 * narrowCopy(arange(5), 0, 1, 3).tolist() // => [1, 2, 3]
 */
export function narrowCopy(x: Tensor, dim: number, start: number, length: number): Tensor {
  return applyUnary(narrowCopyOp, x, narrowing(x.layout, dim, start, length));
}

export interface Diagonal {
  readonly offset: number;
  readonly a: number;
  readonly b: number;
}
export const diagonalOp: ViewOp<Diagonal> = viewOp<Diagonal>({
  name: "diagonal",
  partial: true,
  layout: (x, { offset, a, b }) => {
    const step = x.strides[a]! + x.strides[b]!;
    const rest = x.without((d) => d === a || d === b);
    return Layout.strided([...rest.shape, diagonalLength(x.shape, offset, a, b)], [...rest.strides, step]);
  },
  offset: (x, { offset, a, b }) => {
    if (diagonalLength(x.shape, offset, a, b) === 0) return 0;
    return offset >= 0 ? offset * x.strides[b]! : -offset * x.strides[a]!;
  },
  dx: (grad, { attr, xLayout }) => embed(grad, diagonalOp, attr, xLayout),
});

function diagonalLength(shape: Shape, offset: number, a: number, b: number): number {
  const length = offset >= 0 ? Math.min(shape[a]!, shape[b]! - offset) : Math.min(shape[a]! + offset, shape[b]!);
  return Math.max(length, 0);
}

/** The attribute of `diagonalOp` for a tensor of `ndim` dimensions. */
export function diagonalAt(ndim: number, offset: number, dim1: number, dim2: number): Diagonal {
  const a = wrapDim(dim1, ndim);
  const b = wrapDim(dim2, ndim);
  if (a === b) throw new Error(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  return { offset, a, b };
}

/**
 * The diagonal of dimensions `dim1` and `dim2` (default 0 and 1) as the last dimension, `offset` above the main one; a view.
 *
 * @example
 * diagonal(tensor([[1, 2], [3, 4]])).tolist() // => [1, 4]
 * diagonal(tensor([[1, 2], [3, 4]]), 1).tolist() // => [2]
 */
export function diagonal(x: Tensor, offset = 0, dim1 = 0, dim2 = 1): Tensor {
  return applyView(diagonalOp, x, diagonalAt(x.layout.ndim, offset, dim1, dim2));
}

/** A copy of a diagonal. */
const diagonalCopyOp: UnaryOp<Diagonal> = unaryOp<Diagonal>({
  name: "diagonalCopy",
  gradName: "DiagonalBackward0_copy",
  layout: (x, at) => diagonalOp.layout(x, at).dense,
  forward: (k, x, at, out) => k.copy(partOf(x, diagonalOp, at), out),
  dx: (grad, { attr, xLayout }) => embed(grad, diagonalOp, attr, xLayout),
});

/** `diagonal` of the first two dimensions, copied. */
export function diagonalCopy(x: Tensor, offset: number): Tensor {
  return applyUnary(diagonalCopyOp, x, { offset, a: 0, b: 1 });
}
