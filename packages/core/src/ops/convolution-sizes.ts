import { bool, type DType, float32, int64 } from "../dtype.js";
import {
  differentBias,
  differentDimensions,
  differentWeight,
  emptyImage,
  emptyKernel,
  emptyWeight,
  indivisibleWeight,
  kernelTooLarge,
  negativeDilation,
  notImage,
  notKernel,
  notSupported,
  outputPaddingTooLarge,
  outputTooSmall,
  unknownPadding,
  wrongBias,
  wrongChannels,
  wrongCount,
} from "../errors/convolution.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Sliding } from "../kernels/convolution.js";
import type { Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { checkTensor } from "./kinds.js";

/** One number for every spatial dimension, or one for each. */
export type PerDimension = number | Shape;

/** Options of `conv1d`, `conv2d` and `conv3d`. */
export interface ConvOptions {
  /** How far apart patches begin; default 1. */
  readonly stride?: PerDimension;
  /**
   * How many zeros are put around the input on each side; `"valid"` means none, `"same"` as many as give an output as large as the
   * input, for which the stride must be 1; default 0.
   */
  readonly padding?: PerDimension | "valid" | "same";
  /** How far apart the elements of a patch are; default 1. */
  readonly dilation?: PerDimension;
  /** Into how many groups the channels are split, each of which is convolved for itself; default 1. */
  readonly groups?: number;
}

/** Options of `convTranspose1d`, `convTranspose2d` and `convTranspose3d`. */
export interface ConvTransposeOptions {
  /** How far apart patches of the output begin; default 1. */
  readonly stride?: PerDimension;
  /** How much is cut off the output on each side; default 0. */
  readonly padding?: PerDimension;
  /** How much larger the output is at its end; less than stride or dilation; default 0. */
  readonly outputPadding?: PerDimension;
  /** Into how many groups the channels are split; default 1. */
  readonly groups?: number;
  /** How far apart the elements of a patch are; default 1. */
  readonly dilation?: PerDimension;
}

/** Runs a function of samples, on one sample as well, if the bias is of their type. */
export function batched(
  name: string,
  spatial: number,
  input: Tensor,
  bias: Tensor | null,
  run: (batch: Tensor) => Tensor,
): Tensor {
  checkTensor(name, input);
  if (bias != null) checkTensor(name, bias);
  if (bias !== null && bias.dtype !== input.dtype) throw differentBias(input.dtype, bias.dtype);
  const { ndim, shape } = input.layout;
  if (ndim === spatial + 2) return run(input);
  if (ndim !== spatial + 1) throw notImage(name, spatial, shape);
  return run(input.unsqueeze(0)).squeeze(0);
}

/** A list of numbers for the spatial dimensions of the weight; a single number stands for `spatial` of them. */
function expand(name: string, value: PerDimension, spatial: number, dims: number): Shape {
  const values = typeof value === "number" ? new Array<number>(spatial).fill(value) : value;
  if (values.length === 1) return new Array<number>(dims).fill(values[0]!);
  if (values.length !== dims) throw wrongCount(name, dims, values);
  return values;
}

/** Options with a number for each dimension. */
interface Steps {
  readonly transposed: boolean;
  readonly kernel: Shape;
  readonly stride: Shape;
  /** At the beginning and at the end. */
  readonly padding: Shape;
  readonly paddingAfter: Shape;
  readonly dilation: Shape;
  readonly outputPadding: Shape;
  readonly groups: number;
}

/** The sizes of the kernel. */
function kernelOf(weight: Tensor, groups: number): Shape {
  if (weight.layout.ndim < 3) throw notKernel();
  if (groups <= 0) throw notSupported("non-positive groups");
  return weight.layout.shape.slice(2);
}

function stepsOf(spatial: number, weight: Tensor, options: ConvOptions): Steps {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  const kernel = kernelOf(weight, groups);
  const all = (name: string, value: PerDimension): Shape => expand(name, value, spatial, kernel.length);
  const steps = {
    transposed: false,
    kernel,
    stride: all("stride", stride),
    padding: all("padding", typeof padding === "string" ? 0 : padding),
    dilation: all("dilation", dilation),
    outputPadding: all("output_padding", 0),
    groups,
  };
  if (typeof padding !== "string" || padding === "valid") return { ...steps, paddingAfter: steps.padding };
  if (padding !== "same") throw unknownPadding(padding);
  if (steps.stride.some((value) => value !== 1)) throw notSupported("padding='same'", " for strided convolutions");
  const total = kernel.map((size, d) => steps.dilation[d]! * (size - 1));
  const before = total.map((size) => Math.floor(size / 2));
  return { ...steps, padding: before, paddingAfter: total.map((size, d) => size - before[d]!) };
}

function transposedStepsOf(spatial: number, weight: Tensor, options: ConvTransposeOptions): Steps {
  const { stride = 1, padding = 0, outputPadding = 0, groups = 1, dilation = 1 } = options;
  const kernel = kernelOf(weight, groups);
  const all = (name: string, value: PerDimension): Shape => expand(name, value, spatial, kernel.length);
  const steps = {
    transposed: true,
    kernel,
    stride: all("stride", stride),
    padding: all("padding", padding),
    dilation: all("dilation", dilation),
    outputPadding: all("output_padding", outputPadding),
    groups,
  };
  return { ...steps, paddingAfter: steps.padding };
}

/** What a kernel spans in the image. */
function spanOf({ kernel, dilation }: Steps): Shape {
  return kernel.map((size, d) => dilation[d]! * (size - 1) + 1);
}

/** PyTorch's rules, in its order. */
function checkShapes(input: Tensor, weight: Tensor, bias: Tensor | null, steps: Steps): void {
  const { transposed, groups, padding, paddingAfter, outputPadding, stride, dilation } = steps;
  const [x, w] = [input.layout.shape, weight.layout.shape];
  const isNegative = (value: number): boolean => value < 0;
  if (padding.some(isNegative)) throw notSupported("negative padding");
  if (outputPadding.some(isNegative)) throw notSupported("negative output_padding");
  if (stride.some((value) => value <= 0)) throw notSupported("non-positive stride");
  if (dilation.some(isNegative)) throw negativeDilation();
  if (w.length !== x.length) throw differentDimensions(w, x);
  if (w[0]! < groups || w[0]! % groups !== 0) throw indivisibleWeight(groups, w);
  const [inputs, outputs] = transposed ? [w[0]!, w[1]! * groups] : [w[1]! * groups, w[0]!];
  if (x[1] !== inputs) throw wrongChannels(transposed, groups, w, x, inputs);
  if (bias !== null && (bias.layout.ndim !== 1 || bias.layout.numel !== outputs))
    throw wrongBias(transposed, w, bias.layout.shape, outputs);
  if (transposed) return;
  const padded = x.slice(2).map((size, d) => size + padding[d]! + paddingAfter[d]!);
  const span = spanOf(steps);
  if (padded.some((size, d) => size < span[d]!)) throw kernelTooLarge(padded, span);
}

/** Whether PyTorch hands the work to oneDNN, which words its refusals in its own way. */
function isLarge(
  { dtype, layout: { shape, numel } }: Tensor,
  { layout: { shape: weight } }: Tensor,
  { groups }: Steps,
): boolean {
  return dtype === float32 && (groups > 1 || weight.slice(2).every((k) => k > 3) || shape[0]! > 1 || numel > 20480);
}

/** What is refused only if there is something to compute. */
function checkComputable(input: Tensor, weight: Tensor, steps: Steps): void {
  const { transposed, kernel, stride, dilation, outputPadding } = steps;
  const { shape, numel } = input.layout;
  if (numel === 0 && shape[0] !== 0 && shape[1] !== 0) throw emptyImage(shape);
  if (numel === 0) return;
  if (kernel.includes(0)) throw emptyKernel(kernel);
  if (transposed && weight.layout.numel === 0) throw emptyWeight(weight.layout.shape);
  if (dilation.includes(0)) {
    if (transposed || isLarge(input, weight, steps)) throw notSupported("non-positive dilation");
    throw new Error(
      `dilation should be greater than zero, but got [${(dilation.length === 1 ? [1, ...dilation] : dilation).join(", ")}]`,
    );
  }
  if (outputPadding.some((size, d) => size >= stride[d]! && size >= dilation[d]!))
    throw outputPaddingTooLarge(outputPadding, stride, dilation);
  checkTypes(input.dtype, weight, steps);
}

/** Integers below int64 are convolved only by one of PyTorch's kernels, bools by none. */
function checkTypes(dtype: DType, weight: Tensor, { transposed, kernel, dilation }: Steps): void {
  const isDilated = dilation.some((value) => value !== 1);
  if (dtype === bool || (!dtype.isFloatingPoint && dtype !== int64 && (transposed || isDilated))) {
    const dims = kernel.length === 3 ? 3 : 2;
    const plain = dims === 3 ? "compute_columns3d" : "slow_conv2d_cpu";
    const name = transposed ? `slow_conv_transpose${dims}d_out_cpu` : isDilated ? "slow_conv_dilated<>" : plain;
    throw new UnsupportedKernelError(name, dtype);
  }
  if (weight.dtype !== dtype) throw differentWeight(dtype, weight.dtype);
}

/** How a convolution runs over its input, once everything is checked. */
export function slidingOf(
  spatial: number,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: ConvOptions,
): Sliding {
  const steps = stepsOf(spatial, weight, options);
  checkShapes(input, weight, bias, steps);
  checkComputable(input, weight, steps);
  const { kernel, stride, padding, paddingAfter, dilation, groups } = steps;
  const image = input.layout.shape.slice(2);
  const span = spanOf(steps);
  const grid = image.map((size, d) => Math.floor((size + padding[d]! + paddingAfter[d]! - span[d]!) / stride[d]! + 1));
  return { image, kernel, grid, stride, padding, dilation, groups };
}

/** How a transposed convolution runs over its output. */
export function slidingOfTransposed(
  spatial: number,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: ConvTransposeOptions,
): Sliding {
  const steps = transposedStepsOf(spatial, weight, options);
  checkShapes(input, weight, bias, steps);
  checkComputable(input, weight, steps);
  const { kernel, stride, padding, dilation, outputPadding, groups } = steps;
  const grid = input.layout.shape.slice(2);
  const span = spanOf(steps);
  const image = grid.map((size, d) => (size - 1) * stride[d]! - 2 * padding[d]! + span[d]! + outputPadding[d]!);
  if (image.some((size) => size < 0)) throw outputTooSmall(grid, image);
  return { image, kernel, grid, stride, padding, dilation, groups };
}
