import * as errors from "../errors/pooling.js";
import type { Windows } from "../kernels/pooling.js";
import type { Layout, Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import type { PerDimension } from "./convolution-sizes.js";
import { checkTensor } from "./kinds.js";

// From the arguments of pooling to windows, with PyTorch's checks.

/** How many dimensions a plane has. */
export type PlaneDims = 1 | 2 | 3;

/** Options of windows that slide over planes. */
export interface SlidingOptions {
  /** How far windows lie apart; default the kernel size. */
  readonly stride?: PerDimension | null | undefined;
  /** How far the first window begins before the plane, and the last may end behind it; default 0. */
  readonly padding?: PerDimension | undefined;
  /** Whether a last window may go beyond the padding, if it begins before; default false. */
  readonly ceilMode?: boolean | undefined;
}

/** How windows slide over a plane; a number for each of its dimensions. */
export interface Sliding {
  /** As messages call it. */
  readonly op: string;
  readonly kernelSize: Shape;
  readonly stride: Shape;
  readonly padding: Shape;
  readonly dilation: Shape;
  readonly ceilMode: boolean;
}

/** An argument as a number for each dimension; one that may be missing is null. */
export function poolSizes(op: string, argument: string, dims: number, value: PerDimension): Shape {
  const sizes = typeof value === "number" ? [value] : value;
  if (!Array.isArray(sizes) || !sizes.every(Number.isInteger)) throw errors.notInts(op, argument, value);
  if (sizes.length !== dims && sizes.length !== 1) throw errors.wrongSizeCount(op, argument, dims, sizes.length);
  return sizes.length === dims ? sizes : new Array<number>(dims).fill(sizes[0]!);
}

/** The arguments of a pooling, where no stride or an empty list stands for the kernel size. */
export function slidingOf(
  op: string,
  dims: PlaneDims,
  kernelSize: PerDimension,
  {
    stride,
    padding = 0,
    dilation = 1,
    ceilMode = false,
  }: SlidingOptions & { readonly dilation?: PerDimension | undefined },
): Sliding {
  const kernel = poolSizes(op, "kernel_size", dims, kernelSize);
  const isOmitted = stride == null || (Array.isArray(stride) && stride.length === 0);
  return {
    op,
    kernelSize: kernel,
    stride: isOmitted ? kernel : poolSizes(op, "stride", dims, stride),
    padding: poolSizes(op, "padding", dims, padding),
    dilation: poolSizes(op, "dilation", dims, dilation),
    ceilMode,
  };
}

/** A line as an image of one row. PyTorch pools lines so, and its messages show it. */
export function rowImage(op: string, x: Tensor): Tensor {
  checkTensor(op, x);
  if (x.layout.ndim !== 2 && x.layout.ndim !== 3) throw errors.wrongDimRange(op, x.layout.ndim);
  return x.unsqueeze(-2);
}

/** The same windows over such an image. */
export function rowSliding({ op, kernelSize, stride, padding, dilation, ceilMode }: Sliding): Sliding {
  return {
    op: op.replace("1d", "2d"),
    kernelSize: [1, ...kernelSize],
    stride: [1, ...stride],
    padding: [0, ...padding],
    dilation: [1, ...dilation],
    ceilMode,
  };
}

/** How many windows there are along a dimension. */
function countWindows(
  size: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
  ceilMode: boolean,
): number {
  if (stride === 0) throw errors.zeroStride();
  if (padding < 0) throw errors.negativePadding(padding);
  if (padding > Math.trunc(((kernel - 1) * dilation + 1) / 2))
    throw errors.padBeyondEffectiveKernel(padding, kernel, dilation);
  const room = size + 2 * padding - dilation * (kernel - 1) - 1;
  const count = Math.floor((room + (ceilMode ? stride - 1 : 0)) / stride) + 1;
  // the last window begins inside the plane or in the padding before it
  return ceilMode && (count - 1) * stride >= size + padding ? count - 1 : count;
}

/** How many windows there are along each dimension of the planes. */
export function countSliding(x: Layout, { kernelSize, stride, padding, dilation, ceilMode }: Sliding): Shape {
  return planeShape(x, kernelSize.length).map((size, d) =>
    countWindows(size, kernelSize[d]!, stride[d]!, padding[d]!, dilation[d]!, ceilMode),
  );
}

export function planeShape(x: Layout, dims: number): Shape {
  return x.shape.slice(x.ndim - dims);
}

/** Throws for what has no windows. */
export function checkSliding(x: Layout, sliding: Sliding, counts: Shape): void {
  const { op, kernelSize, stride, padding, dilation } = sliding;
  const dims = kernelSize.length;
  if (!kernelSize.every((k) => k > 0)) throw errors.notPositive("kernel size", "k", kernelSize);
  if (!stride.every((s) => s > 0)) throw errors.notPositive("stride", "d", stride);
  if (!dilation.every((d) => d > 0)) throw errors.notPositive("dilation", "dilation", dilation);
  const hasPlanes = x.ndim === dims + 1 || x.ndim === dims + 2;
  const isEmpty = x.shape.some((size, d) => size === 0 && !(d === 0 && x.ndim === dims + 2));
  if (dims === 2 && (!hasPlanes || isEmpty)) throw errors.notPoolableShape(dims, x.shape);
  if (isEmpty)
    throw errors.emptyNonBatch(op === "max_pool3d" ? "max_pool3d_with_indices_out_cpu_template" : op, x.shape);
  const plane = planeShape(x, dims);
  if (op === "avg_pool3d" && plane.some((size, d) => size < kernelSize[d]!))
    throw errors.smallerThanKernel(plane, kernelSize);
  if (padding.some((p, d) => p > kernelSize[d]! >> 1)) throw errors.padBeyondKernel(padding, kernelSize);
  if (!counts.every((count) => count >= 1)) throw errors.outputTooSmall(x.shape[x.ndim - dims - 1]!, plane, counts);
}

/** The windows that slide over planes, whose extents include the padding. */
export function slidingWindows(x: Layout, sliding: Sliding, counts: Shape): Windows[] {
  const { kernelSize, stride, padding, dilation } = sliding;
  return planeShape(x, kernelSize.length).map((size, d) => {
    const step = dilation[d]!;
    const reach = (kernelSize[d]! - 1) * step + 1;
    const starts = Array.from({ length: counts[d]! }, (_, i) => i * stride[d]! - padding[d]!);
    const begins = starts.map((start) => (start < 0 ? start + Math.ceil(-start / step) * step : start));
    return {
      size,
      begins,
      counts: starts.map((start, i) => Math.max(Math.ceil((Math.min(start + reach, size) - begins[i]!) / step), 0)),
      step,
      extents: starts.map((start) => Math.min(start + reach, size + padding[d]!) - start),
    };
  });
}

/** As many windows as are asked for, which cover the planes evenly. */
export function adaptiveWindows(x: Layout, counts: Shape): Windows[] {
  return planeShape(x, counts.length).map((size, d) => {
    const count = counts[d]!;
    const begins = Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
    const lengths = begins.map((begin, i) => Math.ceil(((i + 1) * size) / count) - begin);
    return { size, begins, counts: lengths, step: 1, extents: lengths };
  });
}
