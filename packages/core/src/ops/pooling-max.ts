import { leaveToGraph } from "../autograd/saved.js";
import { bool } from "../dtype.js";
import { notPoolable, notPoolableShape, wrongMaxPool1d } from "../errors/pooling.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Tensor } from "../tensor.js";
import type { PerDimension } from "./convolution-sizes.js";
import { maxOverWindows, maxPoolOp } from "./pooling.js";
import {
  checkSliding,
  countSliding,
  type PlaneDims,
  rowImage,
  rowSliding,
  type Sliding,
  type SlidingOptions,
  slidingOf,
  slidingWindows,
} from "./pooling-windows.js";

/** Options of poolings that take the largest element of each window. */
export interface MaxPoolOptions extends SlidingOptions {
  /** How far the elements of a window lie apart; default 1. */
  readonly dilation?: PerDimension | undefined;
  /** Give the places of the elements too; default false. */
  readonly returnIndices?: boolean | undefined;
}
/** What a pooling with options of type `O` gives: the chosen elements and, if asked for, their places in their planes. */
export type MaxPooled<O> = O extends { readonly returnIndices?: infer R }
  ? R extends true
    ? [output: Tensor, indices: Tensor]
    : Tensor
  : Tensor;

/**
 * Both results of a pooling, or the first.
 *
 * @example
 * maxPooledAs([tensor([3.5]), tensor([1])], { returnIndices: false }).tolist() // => [3.5]
 */
export function maxPooledAs<O extends { readonly returnIndices?: boolean | undefined }>(
  both: [Tensor, Tensor],
  options: O,
): MaxPooled<O> {
  const [values, places] = both;
  if (options.returnIndices === true) return both as MaxPooled<O>;
  leaveToGraph(places, values);
  return values as MaxPooled<O>;
}

const maxPoolOps = { 2: maxPoolOp("maxPool2DWithIndices"), 3: maxPoolOp("maxPool3DWithIndices") };

function maxOverSliding(x: Tensor, sliding: Sliding): [Tensor, Tensor] {
  const dims = sliding.kernelSize.length as 2 | 3;
  const { ndim } = x.layout;
  if (ndim !== dims + 1 && ndim !== dims + 2) throw notPoolable(dims);
  const counts = countSliding(x.layout, sliding);
  checkSliding(x.layout, sliding, counts);
  if (x.dtype === bool) throw new UnsupportedKernelError(sliding.op, x.dtype);
  return maxOverWindows(maxPoolOps[dims], x, slidingWindows(x.layout, sliding, counts));
}

function maxPoolNd(
  x: Tensor,
  dims: PlaneDims,
  kernelSize: PerDimension,
  options: MaxPoolOptions,
): [values: Tensor, places: Tensor] {
  const op = `max_pool${dims}d`;
  const image = dims === 1 ? rowImage(op, x) : x;
  const sliding = slidingOf(op, dims, kernelSize, options);
  if (dims > 1) return maxOverSliding(image, sliding);
  const [values, places] = maxOverSliding(image, rowSliding(sliding));
  return [values.squeeze(-2), places.squeeze(-2)];
}

/** PyTorch checks lines in other words where it does not give indices, and refuses integers where no gradient is wanted either. */
function checkMaxPool1d(x: Tensor, kernelSize: PerDimension, options: MaxPoolOptions): void {
  const { shape, ndim } = x.layout;
  if ((ndim !== 2 && ndim !== 3) || shape.slice(-2).includes(0)) throw notPoolableShape(1, shape, "max_pool1d: ");
  const { stride, padding = 0, dilation = 1, ceilMode = false } = options;
  const one = (name: string, kinds: string, value: PerDimension): number => {
    if (typeof value === "number") return value;
    if (value.length === 1) return value[0]!;
    throw wrongMaxPool1d(`${name} must be ${kinds} of size 1 but got size ${value.length}`);
  };
  const k = one("kernel_size", "an int, list of ints or tuple of ints", kernelSize);
  const isOmitted = stride == null || (typeof stride !== "number" && stride.length === 0);
  const s = isOmitted ? k : one("stride", "None, an int, list of ints, or tuple of ints", stride);
  const p = one("padding", "an int, list of ints, or tuple of ints", padding);
  const d = one("dilation", "an int, list of ints or tuple of ints", dilation);
  if (k <= 0) throw wrongMaxPool1d(`kernel_size must be greater than zero, but got ${k}`);
  if (s <= 0) throw wrongMaxPool1d(`stride must be greater than zero, but got ${s}`);
  if (p < 0) throw wrongMaxPool1d(`padding must be non-negative, but got ${p}`);
  if (p > k >> 1)
    throw wrongMaxPool1d(`padding should be at most half of kernel size, but got padding=${p} and kernel_size=${k}`);
  if (d <= 0) throw wrongMaxPool1d(`dilation must be greater than zero, but got ${d}`);
  const [count] = countSliding(
    x.layout,
    slidingOf("max_pool1d", 1, k, { stride: s, padding: p, dilation: d, ceilMode }),
  );
  if (count! <= 0) throw wrongMaxPool1d(`Invalid computed output size: ${count}`);
  if (!x.dtype.isFloatingPoint) throw new UnsupportedKernelError("max_pool1d_impl", x.dtype);
}

/**
 * The largest element of each window of lines; NaN counts as the largest. Indices are places in the row-major order of each channel.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @param options `stride` (default the kernel size), `padding` (0), `dilation` (1), `ceilMode` (false), `returnIndices` (false)
 * @throws {Error} if no window fits
 * @example
 * maxPool1d(tensor([[0.5, 3, 2, 1]]), 2).tolist() // => [[3, 2]]
 * maxPool1d(tensor([[0.5, 3, 2, 1]]), 2, { returnIndices: true })[1].tolist() // => [[1, 2]]
 */
export function maxPool1d<const O extends MaxPoolOptions = object>(
  input: Tensor,
  kernelSize: PerDimension,
  options: O = {} as O,
): MaxPooled<O> {
  if (options.returnIndices !== true) checkMaxPool1d(input, kernelSize, options);
  return maxPooledAs(maxPoolNd(input, 1, kernelSize, options), options);
}

/**
 * The largest element of each window of images; NaN counts as the largest. Indices are places in the row-major order of each channel.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @param options `stride` (default the kernel size), `padding` (0), `dilation` (1), `ceilMode` (false), `returnIndices` (false)
 * @throws {Error} if no window fits
 * @example
 * maxPool2d(tensor([[[0.5, 3], [2, 1]]]), 2).tolist() // => [[[3]]]
 * maxPool2d(tensor([[[0.5, 3], [2, 1]]]), 2, { returnIndices: true })[1].tolist() // => [[[1]]]
 */
export function maxPool2d<const O extends MaxPoolOptions = object>(
  input: Tensor,
  kernelSize: PerDimension,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(maxPoolNd(input, 2, kernelSize, options), options);
}

/**
 * The largest element of each window of volumes; NaN counts as the largest. Indices are places in the row-major order of each channel.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param options `stride` (default the kernel size), `padding` (0), `dilation` (1), `ceilMode` (false), `returnIndices` (false)
 * @throws {Error} if no window fits
 * @example
 * maxPool3d(tensor([[[[0.5, 3], [2, 1]]]]), [1, 2, 1]).tolist() // => [[[[2, 3]]]]
 */
export function maxPool3d<const O extends MaxPoolOptions = object>(
  input: Tensor,
  kernelSize: PerDimension,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(maxPoolNd(input, 3, kernelSize, options), options);
}

/**
 * `maxPool1d` with indices.
 *
 * @throws {Error} if no window fits
 * @example
 * maxPool1dWithIndices(tensor([[0.5, 3, 2, 1]]), 2)[1].tolist() // => [[1, 2]]
 */
export function maxPool1dWithIndices(
  input: Tensor,
  kernelSize: PerDimension,
  options: MaxPoolOptions = {},
): [output: Tensor, indices: Tensor] {
  return maxPoolNd(input, 1, kernelSize, options);
}
