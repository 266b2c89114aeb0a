import {
  arange,
  cat,
  full,
  type MaxPooled,
  maxOverWindows,
  maxPooledAs,
  maxPoolOp,
  type PerDimension,
  rand,
  type Shape,
  type Tensor,
  UnsupportedKernelError,
  type Windows,
} from "@flambeau/core";
import { perDimension } from "../per-dimension.js";

// Windows that begin at random places, so many that planes get a given size (Graham, Fractional Max-Pooling, 2014).

/** Options of `fractionalMaxPool2d` and `fractionalMaxPool3d`; one of the first two is required. */
export interface FractionalMaxPoolOptions {
  /** The size of the result. */
  readonly outputSize?: PerDimension | null;
  /** The size of the result as a share of the input's, between 0 and 1. */
  readonly outputRatio?: PerDimension | null;
  /** Give the places of the elements too; default false. */
  readonly returnIndices?: boolean;
  /** Numbers between 0 and 1 that place the windows, `[N, C, dimensions]`; default: drawn. */
  readonly _randomSamples?: Tensor | null;
}

const ops = { 2: maxPoolOp("fractionalMaxPool2D"), 3: maxPoolOp("fractionalMaxPool3D") };
const text = (shape: Shape): string => `[${shape.join(", ")}]`;

function checkSizes(op: string, dims: number, argument: string, sizes: Shape): void {
  if (sizes.length !== dims)
    throw new Error(`${op}: ${argument} must either be a single Int or tuple of ${dims === 3 ? "three " : ""}Ints`);
}

/** Throws unless planes are there and windows fit into them. */
function checkInput(op: string, { shape, ndim }: Tensor, kernel: Shape, size: Shape): void {
  const dims = kernel.length;
  if (ndim !== dims + 1 && ndim !== dims + 2)
    throw new Error(`${op}(): Expected ${dims + 1}D or ${dims + 2}D tensor, but got: ${text(shape)}`);
  const empty = shape.findIndex((length, d) => d > 0 && length === 0);
  if (empty > 0)
    throw new Error(
      `${op}(): Expected input to have non-zero size for non-batch dimensions, but got${text(shape)} with dimension ${empty} being empty.`,
    );
  const names = ["time", "height", "width"].slice(-dims);
  // a volume is looked at by time, width, height, and its last window needs room to move
  for (const d of dims === 3 ? [0, 2, 1] : [0, 1]) {
    const length = shape.at(d - dims)!;
    if (size[d]! + kernel[d]! - 1 > length - (dims === 3 ? 1 : 0))
      throw new Error(`${op}(): pool ${names[d]} ${kernel[d]} too large relative to input ${names[d]} ${length}`);
  }
  const negative = size.find((length) => length < 0);
  if (negative !== undefined)
    throw new Error(
      `Trying to create tensor with negative dimension ${negative}: ${text([...shape.slice(0, -dims), ...size])}`,
    );
}

function checkSamples(samples: Tensor, input: Tensor, dims: number): void {
  const [batch, channels] = input.ndim === dims + 1 ? [1, input.shape[0]!] : input.shape;
  const [n, c, count] = samples.shape;
  const expect = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(`Expect _random_samples${what}`);
  };
  expect(samples.dtype === input.dtype, " to have the same dtype as input");
  expect(samples.ndim === 3, ` to have 3 dimensions, got ${samples.ndim}`);
  expect(n! >= batch!, ".size(0) no less then input batch size.");
  expect(c === channels, ".size(1) equals to input channel size.");
  expect(count === dims, `.size(2) equals to ${dims}; got ${count}.`);
}

/** Where the windows along a dimension begin in each plane, by its number between 0 and 1; every step is rounded to its type. */
function beginsOf(samples: Tensor, room: number, count: number): number[] {
  if (count === 0) return [];
  const { dtype } = samples;
  const share = samples.newFull([], room).div(count - 1);
  const column = samples.reshape([-1, 1]);
  const first = column.mul(share).trunc();
  const others = arange(count - 1, { dtype })
    .add(column)
    .mul(share)
    .trunc()
    .sub(first);
  const begins = cat([others, full([column.shape[0]!, 1], room, { dtype })], 1).reshape([-1]);
  return begins.tolist() as number[];
}

function windowsOf(input: Tensor, kernel: Shape, size: Shape, samples: Tensor): Windows[] {
  const dims = kernel.length;
  const planes = samples.narrow(0, 0, input.ndim === dims + 1 ? 1 : input.shape[0]!);
  return kernel.map((k, d) => {
    const length = input.shape.at(d - dims)!;
    // an image's first number places its columns
    const begins = beginsOf(planes.select(2, dims === 2 ? 1 - d : d), length - k, size[d]!);
    if (!begins.every((begin) => begin >= 0 && begin <= length - k))
      throw new RangeError("Expect _random_samples to lie between 0 and 1");
    const counts = new Array<number>(size[d]!).fill(k);
    return { size: length, counts, begins, step: 1, extents: counts };
  });
}

function fractionalMaxPoolNd(
  input: Tensor,
  dims: 2 | 3,
  kernelSize: PerDimension,
  { outputSize, outputRatio, _randomSamples }: FractionalMaxPoolOptions,
): [Tensor, Tensor] {
  const name = `fractional_max_pool${dims}d`;
  if (outputSize == null && outputRatio == null)
    throw new Error(`${name} requires specifying either an output_size or an output_ratio`);
  const { shape, dtype } = input;
  const ratios = perDimension(outputRatio ?? 1, dims);
  if (outputSize == null && ratios.length !== dims)
    throw new Error(`${name} requires output_ratio to either be a single Int or tuple of Ints.`);
  if (input.ndim <= dims)
    throw new RangeError(
      `Dimension out of range (expected to be in range of [${-input.ndim}, ${input.ndim - 1}], but got ${-dims - 1})`,
    );
  const size =
    outputSize == null
      ? ratios.map((ratio, d) => Math.trunc(shape.at(d - dims)! * ratio))
      : perDimension(outputSize, dims);
  const batch = input.ndim === dims + 1 ? 1 : shape[0]!;
  const samples = _randomSamples ?? rand([batch, shape.at(-dims - 1)!, dims], { dtype });
  const kernel = perDimension(kernelSize, dims);
  checkSizes(name, dims, "kernel_size", kernel);
  checkSizes(name, dims, "output_size", size);
  checkInput(dims === 2 ? name : `${name}_out`, input, kernel, size);
  checkSamples(samples, input, dims);
  if (!dtype.isFloatingPoint && input.numel() > 0) throw new UnsupportedKernelError(`${name}_out_frame`, dtype);
  return maxOverWindows(ops[dims], input, windowsOf(input, kernel, size, samples));
}

/**
 * The largest element of each of windows that begin at random places, so many that images get a given size. Each channel of each
 * input has its own.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @param options `outputSize` or `outputRatio`; `returnIndices` (false)
 * @throws {Error} if neither is given, or windows are too large
 * @example
 * manualSeed(0);
 * functional.fractionalMaxPool2d(rand([1, 1, 5, 5]), 2, { outputSize: 3 }).shape // => [1, 1, 3, 3]
 */
export function fractionalMaxPool2d<const O extends FractionalMaxPoolOptions = object>(
  input: Tensor,
  kernelSize: PerDimension,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(fractionalMaxPoolNd(input, 2, kernelSize, options), options);
}

/**
 * The largest element of each of windows that begin at random places, so many that volumes get a given size. Each channel of each
 * input has its own.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param options `outputSize` or `outputRatio`; `returnIndices` (false)
 * @throws {Error} if neither is given, or windows are too large
 * @example
 * manualSeed(0);
 * functional.fractionalMaxPool3d(rand([1, 1, 6, 6, 6]), 2, { outputRatio: 0.5 }).shape // => [1, 1, 3, 3, 3]
 */
export function fractionalMaxPool3d<const O extends FractionalMaxPoolOptions = object>(
  input: Tensor,
  kernelSize: PerDimension,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(fractionalMaxPoolNd(input, 3, kernelSize, options), options);
}
