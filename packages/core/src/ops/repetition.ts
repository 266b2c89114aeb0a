import { Category } from "../dtype.js";
import { negativeDimension } from "../errors/creation.js";
import { notDims } from "../errors/kind.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { clone } from "./conversion.js";
import { indexVector } from "./creation.js";
import { unsqueeze } from "./dimensions.js";
import { indexSelect } from "./gather.js";
import { seenAs } from "./placement.js";
import { type UnaryOp, unaryOp } from "./record.js";
import { expand, flatten, reshape, wrapDim } from "./view.js";

// Elements repeated, copied.

/** `[2, 3]` of shape `[4, 5]` as `[2, 4, 3, 5]`: a dimension per repetition before each of its own. */
function interleaved(repeats: Shape, shape: Shape): number[] {
  const lead = repeats.length - shape.length;
  return repeats.flatMap((times, i) => [times, i < lead ? 1 : shape[i - lead]!]);
}

const repeatOp: UnaryOp<Shape> = unaryOp<Shape>({
  name: "repeat",
  layout: (x, repeats) => {
    const lead = repeats.length - x.ndim;
    return Layout.of(repeats.map((times, i) => times * (i < lead ? 1 : x.shape[i - lead]!)));
  },
  forward: (k, x, repeats, out) => {
    const lead = repeats.length - x.layout.ndim;
    const shape = interleaved(repeats, x.layout.shape);
    const strides = shape.map((_, i) => (i % 2 === 0 || i < 2 * lead ? 0 : x.layout.strides[(i - 1) / 2 - lead]!));
    k.copy(seenAs(x, Layout.strided(shape, strides)), seenAs(out, Layout.of(shape)));
  },
  dx: (grad, { attr: repeats, xLayout }) => {
    const shape = interleaved(repeats, xLayout.shape);
    const once = shape.map((size, i) => (i % 2 === 0 ? 1 : size));
    return grad.reshape(shape).sumToSize(once).reshape(xLayout.shape);
  },
});

/**
 * The whole tensor repeated along each dimension, the last ones being its own; a copy.
 *
 * @throws {Error} if there are fewer numbers than dimensions
 * @example
 * repeat(tensor([1, 2]), [2, 2]).tolist() // => [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function repeat(x: Tensor, repeats: number | Shape): Tensor {
  const times = typeof repeats === "number" ? [repeats] : repeats;
  const { shape, ndim } = x.layout;
  if (times.length < ndim)
    throw new Error("Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor");
  const sizes = times.map((n, i) => n * (shape[i - (times.length - ndim)] ?? 1));
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined) throw negativeDimension(sizes, negative);
  return applyUnary(repeatOp, x, times);
}

/**
 * `repeat`, where missing numbers in front are 1.
 *
 * @example
 * tile(tensor([[1, 2]]), [2]).tolist() // => [[1, 2, 1, 2]]
 */
export function tile(x: Tensor, dims: number | Shape): Tensor {
  const times = typeof dims === "number" ? [dims] : dims;
  if (!Array.isArray(times)) throw notDims(dims);
  const missing = Math.max(x.layout.ndim - times.length, 0);
  return repeat(x, [...new Array<number>(missing).fill(1), ...times]);
}

/** Options of `repeatInterleave`. */
export interface RepeatInterleaveOptions {
  /** The size that the repeated dimension will have, for a check. */
  readonly outputSize?: number | null;
}

/**
 * Each element, or each slice along `dim`, repeated next to itself; with a tensor of counts, each as often as its count. Called
 * with nothing but counts, it gives the indices.
 *
 * @throws {Error} if a count is negative, or unless there is one per slice
 * @example
 * repeatInterleave(tensor([1, 2]), 2).tolist() // => [1, 1, 2, 2]
 * repeatInterleave(tensor([1, 2]), tensor([3, 0])).tolist() // => [1, 1, 1]
 */
export function repeatInterleave(
  x: Tensor,
  repeats?: number | Tensor,
  dim?: number | null,
  { outputSize = null }: RepeatInterleaveOptions = {},
): Tensor {
  if (repeats === undefined) return indicesOf(x, outputSize);
  const source = dim === undefined || dim === null ? reshape(x, [-1]) : x.layout.ndim === 0 ? reshape(x, [1]) : x;
  const d = wrapDim(dim ?? 0, source.layout.ndim);
  const size = source.layout.shape[d]!;
  if (typeof repeats !== "number") {
    if (repeats.layout.ndim > 1) throw new Error("repeats must be 0-dim or 1-dim tensor");
    const all = repeats.layout.numel === 1 ? expand(reshape(repeats, [1]), [size]) : repeats;
    if (all.layout.numel !== size)
      throw new Error(
        `repeats must have the same size as input along dim, but got repeats.size(0) = ${all.layout.numel} and input.size(${d}) = ${size}`,
      );
    return indexSelect(source, d, indicesOf(all, outputSize));
  }
  if (repeats < 0) throw new Error("Repeats must be non-negative");
  checkOutputSize(size * repeats, outputSize);
  const wide = source.layout.shape.toSpliced(d + 1, 0, repeats);
  return flatten(clone(expand(unsqueeze(source, d + 1), wide)), d, d + 1);
}

function checkOutputSize(size: number, wanted: number | null): void {
  if (wanted !== null && wanted !== size)
    throw new Error(`repeat_interleave: Invalid output_size, expected ${size} but got ${wanted}`);
}

/** Each index as often as its count says. */
function indicesOf(counts: Tensor, outputSize: number | null): Tensor {
  if (counts.dtype.category !== Category.integer)
    throw new UnsupportedKernelError("repeat_interleave_cpu", counts.dtype);
  const list = counts.reshape([-1]).tolist() as number[];
  if (list.some((count) => count < 0)) throw new Error("repeats can not be negative");
  const indices = list.flatMap((count, i) => new Array<number>(count).fill(i));
  checkOutputSize(indices.length, outputSize);
  return indexVector(indices);
}
