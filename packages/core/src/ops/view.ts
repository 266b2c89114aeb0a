import { dimOutOfRange, indexOutOfRange, invalidShape } from "../errors/shape.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyView } from "./apply.js";
import { embed } from "./placement.js";
import { type ViewOp, viewOp } from "./record.js";

/** A dimension that may be negative, made positive. */
export function wrapDim(dim: number, ndim: number): number {
  const limit = Math.max(ndim, 1);
  if (!(dim >= -limit && dim < limit)) throw dimOutOfRange(dim, ndim);
  return dim < 0 ? dim + limit : dim;
}

interface At {
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

/**
 * The slice at `index` of dimension `dim`, without that dimension; a view.
 *
 * @throws {RangeError} if `dim` or `index` is out of range
 * @example
 * select(tensor([[1, 2], [3, 4]]), 0, 1).tolist() // => [3, 4]
 */
export function select(x: Tensor, dim: number, index: number): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  const size = x.layout.shape[d]!;
  if (!(index >= -size && index < size)) throw indexOutOfRange("select", index, size, d);
  return applyView(selectOp, x, { dim: d, index: index < 0 ? index + size : index });
}

interface Dims {
  readonly a: number;
  readonly b: number;
}
export const transposeOp: ViewOp<Dims> = viewOp<Dims>({
  name: "transpose",
  layout: (x, { a, b }) => x.transpose(a, b),
  dx: (grad, { attr: { a, b } }) => grad.transpose(a, b),
});

/**
 * With dimensions `dim0` and `dim1` exchanged; a view.
 *
 * @example
 * transpose(zeros([2, 3]), 0, 1).shape // => [3, 2]
 */
export function transpose(x: Tensor, dim0: number, dim1: number): Tensor {
  return applyView(transposeOp, x, { a: wrapDim(dim0, x.layout.ndim), b: wrapDim(dim1, x.layout.ndim) });
}

export const expandOp: ViewOp<Layout> = viewOp<Layout>({
  name: "expand",
  layout: (x, target) => x.expand(target),
  dx: (grad) => grad, // the engine sums it back
});

/** With repeated elements where `target` is larger; a view. */
export function expandTo(x: Tensor, target: Layout): Tensor {
  return x.layout === target || x.layout.hasShapeOf(target) ? x : applyView(expandOp, x, target);
}

export const viewAsOp: ViewOp<Shape> = viewOp<Shape>({
  name: "view",
  layout: (x, shape) => x.view(shape)!,
  dx: (grad, { xLayout }) => grad.reshape(xLayout.shape),
});

/** `shape` with its one -1 replaced by the size that makes the count right. */
export function inferShape(shape: Shape, numel: number): Shape {
  const known = shape.reduce((n, size) => (size === -1 ? n : n * size), 1);
  const open = shape.indexOf(-1);
  const fits = open < 0 ? known === numel : known !== 0 && numel % known === 0 && shape.lastIndexOf(-1) === open;
  if (!fits || shape.some((size) => size < -1)) throw invalidShape(shape, numel);
  return open < 0 ? shape : shape.with(open, numel / known);
}

/**
 * The same elements in another shape; one size may be -1. A view where strides allow it, else a copy.
 *
 * @example
 * reshape(arange(6), [2, -1]).shape // => [2, 3]
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const full = inferShape(shape, x.layout.numel);
  return applyView(viewAsOp, x.layout.view(full) === null ? x.contiguous() : x, full);
}
