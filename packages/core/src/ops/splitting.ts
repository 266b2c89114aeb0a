import { gradEnabled } from "../autograd/grad-mode.js";
import { int64 } from "../dtype.js";
import { show } from "../errors/shape.js";
import { dimOfScalar } from "../errors/view.js";
import type { Layout, Shape } from "../layout.js";
import { Flag, Tensor } from "../tensor.js";
import { recordMulti } from "./apply.js";
import { cat, stack } from "./joining.js";
import { selectOp, slice, sliceOp } from "./part.js";
import { multiOp, type NaryOp, type ViewOp } from "./record.js";
import { wrapDim } from "./view.js";

// One tensor seen as several. Views that one op returns together cannot be written to while gradients are recorded.

interface Parts {
  readonly dim: number;
  readonly layouts: readonly Layout[];
}
type Join = (parts: readonly Tensor[], dim: number) => Tensor;

/** An op with several views, whose gradients `join` brings together; absent ones are zeros. */
function partsOp(name: string, join: Join): NaryOp<Parts> {
  return multiOp<Parts>({
    name,
    gradients: [
      (grads, { attr: { dim, layouts } }) => {
        const like = grads.find((grad) => grad !== null)!.detach();
        return join(
          grads.map((grad, i) => grad ?? like.newZeros(layouts[i]!.shape)),
          dim,
        );
      },
    ],
  });
}
const splitOp = partsOp("split", cat);
const splitWithSizesOp = partsOp("splitWithSizes", cat);
const unbindOp = partsOp("unbind", stack);

/** The views of `x` at several places, as outputs of one op. */
function parts<A>(x: Tensor, op: NaryOp<Parts>, dim: number, view: ViewOp<A>, places: readonly A[]): Tensor[] {
  const outputs = places.map((at) => {
    const layout = view.layout(x.layout, at);
    const out = new Tensor(x.storage, x.offset + view.offset(x.layout, at), layout, x.dtype, x.base ?? x);
    out.flags = (gradEnabled ? Flag.multiView : Flag.noGradView) | (x.flags & (Flag.inference | Flag.unwatched));
    return out;
  });
  if (outputs.length > 0) recordMulti(op, [x], { dim, layouts: outputs.map((part) => part.layout) }, outputs);
  return outputs;
}

function splitBy(x: Tensor, op: NaryOp<Parts>, dim: number, sizes: Shape): Tensor[] {
  let next = 0;
  const places = sizes.map((length) => ({ dim, start: (next += length) - length, length, step: 1 }));
  return parts(x, op, dim, sliceOp, places);
}

/**
 * Parts of dimension `dim` (default 0): of one size, the last maybe smaller, or of the listed sizes. Views.
 *
 * @throws {Error} if listed sizes do not sum up to that of the dimension
 * @example
 * split(arange(5), 2).map((x) => x.tolist()) // => [[0, 1], [2, 3], [4]]
 */
export function split(x: Tensor, splitSizeOrSections: number | Shape, dim = 0): Tensor[] {
  if (typeof splitSizeOrSections !== "number") return splitWithSizes(x, splitSizeOrSections, dim);
  const size = splitSizeOrSections;
  if (x.layout.ndim === 0) throw new Error("split expects at least a 1-dimensional tensor");
  if (!(size >= 0)) throw new Error(`split expects split_size be non-negative, but got split_size=${size}`);
  const d = wrapDim(dim, x.layout.ndim);
  const whole = x.layout.shape[d]!;
  if (size === 0 && whole !== 0)
    throw new Error(`split_size can only be 0 if dimension size is 0, but got dimension size of ${whole}`);
  const count = size === 0 ? 1 : Math.max(Math.ceil(whole / size), 1);
  const sizes = Array.from({ length: count }, (_, i) => Math.min(size, whole - i * size));
  return splitBy(x, splitOp, d, sizes);
}

/**
 * Parts of dimension `dim` of the listed sizes; views.
 *
 * @throws {Error} if the sizes do not sum up to that of the dimension
 * @example
 * splitWithSizes(arange(5), [1, 4]).map((x) => x.tolist()) // => [[0], [1, 2, 3, 4]]
 */
export function splitWithSizes(x: Tensor, splitSizes: Shape, dim = 0): Tensor[] {
  if (x.layout.ndim === 0) throw new Error("split expects at least a 1-dimensional tensor");
  const d = wrapDim(dim, x.layout.ndim);
  const whole = x.layout.shape[d]!;
  const negative = splitSizes.some((size) => !(size >= 0));
  if (negative)
    throw new Error(
      `split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=${show(splitSizes)}`,
    );
  if (splitSizes.reduce((n, size) => n + size, 0) !== whole)
    throw new Error(
      `split_with_sizes expects split_sizes to sum exactly to ${whole} (input tensor's size at dimension ${d}), but got split_sizes=${show(splitSizes)}`,
    );
  return splitBy(x, splitWithSizesOp, d, splitSizes);
}

/**
 * At most `chunks` parts of equal size of dimension `dim` (default 0), the last maybe smaller. Views.
 *
 * @example
 * chunk(arange(5), 2).map((x) => x.tolist()) // => [[0, 1, 2], [3, 4]]
 */
export function chunk(x: Tensor, chunks: number, dim = 0): Tensor[] {
  if (x.layout.ndim === 0) throw new Error("chunk expects at least a 1-dimensional tensor");
  if (!(chunks > 0)) throw new Error(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
  const d = wrapDim(dim, x.layout.ndim);
  const whole = x.layout.shape[d]!;
  if (whole === 0) return splitWithSizes(x, new Array<number>(chunks).fill(0), d);
  return split(x, Math.ceil(whole / chunks), d);
}

/**
 * Parts of dimension `dim` (default 0): a number of nearly equal ones, or parts that begin at the listed indices. Views.
 *
 * @example
 * tensorSplit(arange(5), 2).map((x) => x.tolist()) // => [[0, 1, 2], [3, 4]]
 * tensorSplit(arange(5), [1, 4]).map((x) => x.tolist()) // => [[0], [1, 2, 3], [4]]
 */
export function tensorSplit(x: Tensor, indicesOrSections: number | Shape | Tensor, dim = 0): Tensor[] {
  if (x.layout.ndim === 0)
    throw new Error("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims");
  const d = wrapDim(dim, x.layout.ndim);
  const where = indicesOrSections instanceof Tensor ? listOf(indicesOrSections) : indicesOrSections;
  const starts = typeof where === "number" ? equalStarts(x.layout.shape[d]!, where) : where;
  return [0, ...starts].map((start, i) => slice(x, d, start, starts[i] ?? null));
}

function listOf(indices: Tensor): number | Shape {
  if (indices.dtype !== int64)
    throw new Error(
      `tensor_split expected tensor_indices_or_sections to have dtype of long, but got ${indices.dtype.title}`,
    );
  if (indices.layout.ndim > 1)
    throw new Error(
      `tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got a tensor with ${indices.layout.ndim} dims`,
    );
  return indices.tolist() as number | number[];
}

function equalStarts(size: number, sections: number): Shape {
  if (!(sections > 0)) throw new Error(`number of sections must be larger than 0, got ${sections}`);
  const least = Math.floor(size / sections);
  const longer = size % sections;
  return Array.from({ length: sections - 1 }, (_, i) => (i + 1) * least + Math.min(i + 1, longer));
}

/**
 * The slices along dimension `dim` (default 0), which disappears; views. A tensor is itself iterable: `const [a, b] = x`.
 *
 * @example
 * unbind(tensor([[1, 2], [3, 4]])).map((x) => x.tolist()) // => [[1, 2], [3, 4]]
 */
export function unbind(x: Tensor, dim = 0): Tensor[] {
  if (x.layout.ndim === 0) throw dimOfScalar(dim);
  const d = wrapDim(dim, x.layout.ndim);
  const places = Array.from({ length: x.layout.shape[d]! }, (_, index) => ({ dim: d, index }));
  return parts(x, unbindOp, d, selectOp, places);
}

function splitAlong(x: Tensor, name: string, ndim: number, dim: number, where: number | Shape | Tensor): Tensor[] {
  if (x.layout.ndim < ndim)
    throw new Error(
      `torch.${name} requires a tensor with at least ${ndim} dimension, but got a tensor with ${x.layout.ndim} dimensions!`,
    );
  const size = x.layout.shape[dim]!;
  if (typeof where === "number" && size % where !== 0)
    throw new Error(
      `torch.${name} attempted to split along dimension ${dim}, but the size of the dimension ${size} is not divisible by the split_size ${where}!`,
    );
  return tensorSplit(x, where, dim);
}

/**
 * Equal parts, or parts that begin at the listed indices, along the second dimension, or the first of a vector. Views.
 *
 * @throws {Error} if a number of parts does not divide the size
 * @example
 * hsplit(arange(4), 2).map((x) => x.tolist()) // => [[0, 1], [2, 3]]
 */
export function hsplit(x: Tensor, indicesOrSections: number | Shape | Tensor): Tensor[] {
  return splitAlong(x, "hsplit", 1, x.layout.ndim === 1 ? 0 : 1, indicesOrSections);
}

/**
 * Equal parts, or parts that begin at the listed indices, along the first dimension of at least two. Views.
 *
 * @throws {Error} if a number of parts does not divide the size
 * @example
 * vsplit(zeros([4, 2]), 2).map((x) => x.shape) // => [[2, 2], [2, 2]]
 */
export function vsplit(x: Tensor, indicesOrSections: number | Shape | Tensor): Tensor[] {
  return splitAlong(x, "vsplit", 2, 0, indicesOrSections);
}

/**
 * Equal parts, or parts that begin at the listed indices, along the third dimension. Views.
 *
 * @throws {Error} if a number of parts does not divide the size
 * @example
 * dsplit(zeros([1, 2, 4]), 2).map((x) => x.shape) // => [[1, 2, 2], [1, 2, 2]]
 */
export function dsplit(x: Tensor, indicesOrSections: number | Shape | Tensor): Tensor[] {
  return splitAlong(x, "dsplit", 3, 2, indicesOrSections);
}
