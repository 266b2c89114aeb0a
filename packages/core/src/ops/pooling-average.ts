import { float32, float64, int64 } from "../dtype.js";
import { notPoolable, zeroDivisor } from "../errors/pooling.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import type { PerDimension } from "./convolution-sizes.js";
import { averagePoolOp } from "./pooling.js";
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
import { wrapDim } from "./view.js";

/** Options of `avgPool1d`. */
export interface AvgPool1dOptions extends SlidingOptions {
  /** Whether the padding counts as zeros, or not at all; default true. */
  readonly countIncludePad?: boolean | undefined;
}
/** Options of `avgPool2d` and `avgPool3d`. */
export interface AvgPoolOptions extends AvgPool1dOptions {
  /** What sums are divided by; default the number of elements. */
  readonly divisorOverride?: number | null | undefined;
}

const averagePoolOps = { 2: averagePoolOp("avgPool2D"), 3: averagePoolOp("avgPool3D") };

function checkType({ dtype }: Tensor, dims: 2 | 3): void {
  const isKnown = dims === 2 ? dtype.isFloatingPoint : dtype === float32 || dtype === float64;
  if (!isKnown && dtype !== int64)
    throw new UnsupportedKernelError(dims === 2 ? "avg_pool2d" : "avg_pool3d_out_frame", dtype);
}

function averageOverSliding(
  x: Tensor,
  sliding: Sliding,
  { countIncludePad = true, divisorOverride: divisor = null }: AvgPoolOptions,
): Tensor {
  const dims = sliding.kernelSize.length as 2 | 3;
  const { ndim } = x.layout;
  if (dims === 3 && ndim !== 4 && ndim !== 5) throw notPoolable(dims);
  if (divisor === 0) throw zeroDivisor();
  wrapDim(-dims - 1, ndim);
  const counts = countSliding(x.layout, sliding);
  checkSliding(x.layout, sliding, counts);
  checkType(x, dims);
  const padded = slidingWindows(x.layout, sliding, counts);
  const windows = countIncludePad ? padded : padded.map((along) => ({ ...along, extents: along.counts }));
  return applyUnary(averagePoolOps[dims], x, { windows, divisor, isStepwise: false });
}

/**
 * The average of each window of lines, images or volumes.
 *
 * @param dims 1, 2 or 3
 * @throws {Error} if no window fits
 * @example
 * avgPoolNd(tensor([[1.5, 2.5, 4, 6]]), 1, 2).tolist() // => [[2, 5]]
 */
export function avgPoolNd(x: Tensor, dims: PlaneDims, kernelSize: PerDimension, options: AvgPoolOptions = {}): Tensor {
  const op = `avg_pool${dims}d`;
  const image = dims === 1 ? rowImage(op, x) : x;
  const sliding = slidingOf(op, dims, kernelSize, options);
  if (dims > 1) return averageOverSliding(image, sliding, options);
  return averageOverSliding(image, rowSliding(sliding), options).squeeze(-2);
}

/**
 * The average of each window of lines.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @param options `stride` (default the kernel size), `padding` (0), `ceilMode` (false), `countIncludePad` (true)
 * @throws {Error} if no window fits
 * @example
 * avgPool1d(tensor([[1.5, 2.5, 4, 6]]), 2).tolist() // => [[2, 5]]
 */
export function avgPool1d(input: Tensor, kernelSize: PerDimension, options: AvgPool1dOptions = {}): Tensor {
  return avgPoolNd(input, 1, kernelSize, options);
}
