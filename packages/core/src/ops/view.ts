import type { DType } from "../dtype.js";
import { notDims } from "../errors/kind.js";
import { cannotExpand, dimOutOfRange, invalidShape, show } from "../errors/shape.js";
import {
  ambiguousShape,
  incompatibleBytes,
  incompatibleView,
  invalidSize,
  openLeadingSize,
  repeatedDim,
  severalOpenSizes,
} from "../errors/view.js";
import { broadcastShapes, Layout, type Shape, sameShape } from "../layout.js";
import { Tensor } from "../tensor.js";
import { applyUnary, applyView } from "./apply.js";
import { contiguous } from "./conversion.js";
import { seenAs } from "./placement.js";
import { type UnaryOp, unaryOp, type ViewOp, viewOp } from "./record.js";

// The same elements in another shape: reshaping and repeating.

/** A dimension that may be negative, made positive. */
export function wrapDim(dim: number, ndim: number): number {
  const limit = Math.max(ndim, 1);
  if (!(dim >= -limit && dim < limit)) throw dimOutOfRange(dim, ndim);
  return dim < 0 ? dim + limit : dim;
}

/** Dimensions made positive; each may appear once. */
export function wrapDims(dims: readonly number[], ndim: number): number[] {
  if (!Array.isArray(dims)) throw notDims(dims);
  const wrapped = dims.map((dim) => wrapDim(dim, ndim));
  const twice = wrapped.find((dim, i) => wrapped.indexOf(dim) !== i);
  if (twice !== undefined) throw repeatedDim(twice);
  return wrapped;
}

/** `shape` with its one -1 replaced by the size that makes the count right. */
export function inferShape(shape: Shape, numel: number): Shape {
  const open = shape.indexOf(-1);
  if (open >= 0 && shape.lastIndexOf(-1) !== open) throw severalOpenSizes();
  const invalid = shape.findIndex((size) => !(size >= -1));
  if (invalid >= 0) throw invalidSize(shape, invalid);
  const known = shape.reduce((n, size) => (size === -1 ? n : n * size), 1);
  if (open >= 0 && known === 0 && numel === 0) throw ambiguousShape(shape);
  const fits = open < 0 ? known === numel : known !== 0 && numel % known === 0;
  if (!fits) throw invalidShape(shape, numel);
  return open < 0 ? shape : shape.with(open, numel / known);
}

/** The attribute is the layout of the result. */
export const viewAsOp: ViewOp<Layout> = viewOp<Layout>({
  name: "view",
  layout: (_, result) => result,
  dx: (grad, { xLayout }) => grad.reshape(xLayout.shape),
});

/** How PyTorch names the view that `reshape` makes of strides with gaps. */
const reshapeAliasOp: ViewOp<Layout> = viewOp<Layout>({
  name: "reshapeAlias",
  layout: (_, result) => result,
  dx: (grad, { xLayout }) => grad.reshape(xLayout.shape),
});

/**
 * The same elements in another shape, one size of which may be -1; or the same bytes as another type. Never a copy.
 *
 * @throws {Error} if the count of elements differs, or if strides do not allow it: use `reshape`
 * @example
 * view(arange(6), [2, -1]).shape // => [2, 3]
 */
export function view(x: Tensor, shape: Shape | DType): Tensor {
  if ("name" in shape) return viewBytes(x, shape);
  const layout = x.layout.view(inferShape(shape, x.layout.numel));
  if (layout === null) throw incompatibleView();
  return applyView(viewAsOp, x, layout);
}

/** The bytes of `x` as elements of another type; outside of autograd, as integers have no gradient. */
function viewBytes(x: Tensor, dtype: DType): Tensor {
  const { layout } = x;
  const out = (result: Layout, offset: number): Tensor => new Tensor(x.storage, offset, result, dtype, null);
  if (dtype.bytes === x.dtype.bytes) return out(layout, x.offset);
  const from = x.dtype.title;
  const to = dtype.title;
  const last = layout.ndim - 1;
  if (last < 0) throw new Error(`self.dim() cannot be 0 to view ${from} as ${to} (different element sizes)`);
  if (layout.strides[last] !== 1) throw incompatibleBytes("stride(-1)", from, to, "1", layout.strides[last]!);
  const ratio = dtype.bytes / x.dtype.bytes;
  const divided = (what: string, value: number): number => {
    if (value % ratio !== 0) throw incompatibleBytes(what, from, to, `divisible by ${ratio}`, value);
    return value / ratio;
  };
  const size = divided("size(-1)", layout.shape[last]!);
  const strides = layout.strides.map((stride, d) => (d === last ? 1 : divided(`stride(${d})`, stride)));
  return out(Layout.strided(layout.shape.with(last, size), strides), divided("storage_offset()", x.offset));
}

/**
 * `view` with the shape of `other`.
 *
 * @example
 * viewAs(arange(4), zeros([2, 2])).tolist() // => [[0, 1], [2, 3]]
 */
export function viewAs(x: Tensor, other: Tensor): Tensor {
  return view(x, other.layout.shape);
}

/** A copy in another shape, where strides allow no view. */
const unsafeViewOp: UnaryOp<Shape> = unaryOp<Shape>({
  name: "unsafeView",
  layout: (_, shape) => Layout.of(shape),
  forward: (k, x, _, out) => k.copy(x, seenAs(out, x.layout.dense)),
  dx: (grad, { xLayout }) => grad.reshape(xLayout.shape),
});

/**
 * The same elements in another shape; one size may be -1. A view where strides allow it, else a copy.
 *
 * @example
 * reshape(arange(6), [2, -1]).shape // => [2, 3]
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const full = inferShape(shape, x.layout.numel);
  const layout = x.layout.view(full);
  if (layout === null) return applyUnary(unsafeViewOp, x, full);
  return applyView(x.layout.isContiguous ? viewAsOp : reshapeAliasOp, x, layout);
}

/**
 * `reshape` to the shape of `other`.
 *
 * @example
 * reshapeAs(arange(4), zeros([2, 2])).tolist() // => [[0, 1], [2, 3]]
 */
export function reshapeAs(x: Tensor, other: Tensor): Tensor {
  return reshape(x, other.layout.shape);
}

/**
 * Dimensions `startDim` (default 0) to `endDim` (default the last) made one.
 *
 * @example
 * flatten(zeros([2, 3, 4]), 1).shape // => [2, 12]
 */
export function flatten(x: Tensor, startDim = 0, endDim = -1): Tensor {
  const { shape, ndim } = x.layout;
  const start = wrapDim(startDim, ndim);
  const end = wrapDim(endDim, ndim);
  if (start > end) throw new Error("flatten() has invalid args: start_dim cannot come after end_dim");
  if (ndim === 0) return reshape(x, [1]);
  if (start === end) return x;
  const size = shape.slice(start, end + 1).reduce((n, s) => n * s, 1);
  return reshape(x, shape.toSpliced(start, end - start + 1, size));
}

/**
 * All elements in one dimension; a view where `x` is contiguous.
 *
 * @example
 * ravel(tensor([[1, 2], [3, 4]])).tolist() // => [1, 2, 3, 4]
 */
export function ravel(x: Tensor): Tensor {
  return view(contiguous(x), [-1]);
}

/**
 * Dimension `dim` taken apart into `sizes`, one of which may be -1.
 *
 * @throws {Error} if the sizes do not multiply up to the size of `dim`
 * @example
 * unflatten(zeros([2, 6]), 1, [3, -1]).shape // => [2, 3, 2]
 */
export function unflatten(x: Tensor, dim: number, sizes: Shape): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  if (sizes.length === 0) throw new Error("unflatten: sizes must be non-empty");
  const size = x.layout.shape[d]!;
  if (sizes.indexOf(-1) !== sizes.lastIndexOf(-1))
    throw new Error("unflatten got an unexpected error:\nonly one dimension can be inferred");
  const known = sizes.reduce((n, s) => (s === -1 ? n : n * s), 1);
  if (sizes.includes(-1) ? size % known !== 0 : known !== size)
    throw new Error(
      `unflatten: Provided sizes ${show(sizes)} don't multiply up to the size of dim ${d} (${size}) in the input tensor`,
    );
  return view(x, x.layout.shape.toSpliced(d, 1, ...inferShape(sizes, size)));
}

/** The attribute is the layout of the result. */
export const expandOp: ViewOp<Layout> = viewOp<Layout>({
  name: "expand",
  layout: (_, result) => result,
  dx: (grad) => grad, // the engine sums it back
});

/** With repeated elements where `target` is larger; a view. */
export function expandTo(x: Tensor, target: Layout): Tensor {
  return x.layout === target || x.layout.hasShapeOf(target) ? x : applyView(expandOp, x, x.layout.expand(target));
}

/**
 * Elements repeated along dimensions of size 1 and along new leading ones, without a copy; -1 keeps a size.
 *
 * @throws {Error} if a size other than 1 would change
 * @example
 * expand(tensor([[1], [2]]), [2, 3]).tolist() // => [[1, 1, 1], [2, 2, 2]]
 */
export function expand(x: Tensor, sizes: Shape): Tensor {
  return applyView(expandOp, x, expandedLayout(x.layout, sizes));
}

/** PyTorch's strides: a dimension that stays keeps its own, a new one of size 1 has that of the block behind it. */
function expandedLayout(x: Layout, sizes: Shape): Layout {
  const lead = sizes.length - x.ndim;
  if (lead < 0) throw cannotExpand(x.shape, sizes);
  const shape = [...sizes];
  const strides = new Array<number>(shape.length);
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = d < lead ? 1 : x.shape[d - lead]!;
    if (shape[d] === -1) {
      if (d < lead) throw openLeadingSize(-1, d);
      shape[d] = size;
    }
    if (size !== shape[d] && (size !== 1 || shape[d]! < 0)) throw cannotExpand(x.shape, sizes);
    const own = d >= lead ? x.strides[d - lead]! : d + 1 < shape.length ? shape[d + 1]! * strides[d + 1]! : 1;
    strides[d] = size === shape[d] && x.ndim > 0 ? own : 0;
  }
  return Layout.strided(shape, strides);
}

/**
 * `expand` to the shape of `other`.
 *
 * @example
 * expandAs(tensor([1, 2]), zeros([2, 2])).tolist() // => [[1, 2], [1, 2]]
 */
export function expandAs(x: Tensor, other: Tensor): Tensor {
  return expand(x, other.layout.shape);
}

/**
 * The same as `expand`.
 *
 * @example
 * broadcastTo(tensor([1, 2]), [2, 2]).tolist() // => [[1, 2], [1, 2]]
 */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return expand(x, shape);
}

/**
 * All tensors expanded to the shape they broadcast to; views.
 *
 * @throws {Error} if the shapes do not fit
 * @example
 * broadcastTensors(zeros([3, 1]), zeros([4])).map((x) => x.shape) // => [[3, 4], [3, 4]]
 */
export function broadcastTensors(...tensors: readonly Tensor[]): Tensor[] {
  const shape = broadcastShapes(...tensors.map((x) => x.layout.shape));
  return tensors.map((x) => (sameShape(x.layout.shape, shape) ? x : expand(x, shape)));
}
