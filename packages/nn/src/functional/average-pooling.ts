import {
  type AvgPoolOptions,
  avgPoolNd,
  type Float,
  float,
  maxPool1d,
  maxPool2d,
  maxPool3d,
  type PerDimension,
  type Tensor,
} from "@flambeau/core";

/**
 * The average of each window of images.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @param options `stride` (default the kernel size), `padding` (0), `ceilMode` (false), `countIncludePad` (true), `divisorOverride`
 *   (default the number of elements)
 * @throws {Error} if no window fits
 * @example
 * functional.avgPool2d(tensor([[[1.5, 2.5], [4, 6]]]), 2).tolist() // => [[[3.5]]]
 */
export function avgPool2d(input: Tensor, kernelSize: PerDimension, options: AvgPoolOptions = {}): Tensor {
  return avgPoolNd(input, 2, kernelSize, options);
}

/**
 * The average of each window of volumes.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param options `stride` (default the kernel size), `padding` (0), `ceilMode` (false), `countIncludePad` (true), `divisorOverride`
 *   (default the number of elements)
 * @throws {Error} if no window fits
 * @example
 * functional.avgPool3d(tensor([[[[1.5, 2.5], [4, 6]]]]), [1, 2, 1]).tolist() // => [[[[2.75, 4.25]]]]
 */
export function avgPool3d(input: Tensor, kernelSize: PerDimension, options: AvgPoolOptions = {}): Tensor {
  return avgPoolNd(input, 3, kernelSize, options);
}

/** Options of `lpPool1d`, `lpPool2d` and `lpPool3d`. */
export interface LPPoolOptions {
  /** How far windows lie apart; default the kernel size. */
  readonly stride?: PerDimension | null;
  /** Whether a last window may go beyond the input, if it begins before; default false. */
  readonly ceilMode?: boolean;
}

const maxPools = { 1: maxPool1d, 2: maxPool2d, 3: maxPool3d };

function lpPoolNd(
  input: Tensor,
  dims: 1 | 2 | 3,
  normType: number | Float,
  kernelSize: PerDimension,
  options: LPPoolOptions,
): Tensor {
  const p = Number(normType);
  if (p === Number.POSITIVE_INFINITY) return maxPools[dims](input.abs(), kernelSize, options);
  if (p === Number.NEGATIVE_INFINITY) return maxPools[dims](input.abs().neg(), kernelSize, options).neg();
  const average = avgPoolNd(input.pow(normType), dims, kernelSize, options);
  if (p === 0) throw new Error("float division by zero: `normType` must not be 0");
  const sizes = typeof kernelSize === "number" ? new Array<number>(dims).fill(kernelSize) : kernelSize;
  const count = sizes.reduce((product, size) => product * size, 1);
  return average
    .sign()
    .mul(average.abs().relu())
    .mul(count)
    .pow(float(1 / p));
}

/**
 * The norm of each window of lines: (Σ xᵖ)^(1/p).
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @param normType p; `Infinity` takes the largest magnitude
 * @param options `stride` (default the kernel size), `ceilMode` (false)
 * @throws {Error} if no window fits, or p is 0
 * @example
 * functional.lpPool1d(tensor([[1.5, 2]]), 2, 2) // => tensor([[2.5000]])
 */
export function lpPool1d(
  input: Tensor,
  normType: number | Float,
  kernelSize: PerDimension,
  options: LPPoolOptions = {},
): Tensor {
  return lpPoolNd(input, 1, normType, kernelSize, options);
}

/**
 * The norm of each window of images: (Σ xᵖ)^(1/p).
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @param normType p; `Infinity` takes the largest magnitude
 * @param options `stride` (default the kernel size), `ceilMode` (false)
 * @throws {Error} if no window fits, or p is 0
 * @example
 * functional.lpPool2d(tensor([[[1.5, 2], [0, 0]]]), 2, 2) // => tensor([[[2.5000]]])
 */
export function lpPool2d(
  input: Tensor,
  normType: number | Float,
  kernelSize: PerDimension,
  options: LPPoolOptions = {},
): Tensor {
  return lpPoolNd(input, 2, normType, kernelSize, options);
}

/**
 * The norm of each window of volumes: (Σ xᵖ)^(1/p).
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param normType p; `Infinity` takes the largest magnitude
 * @param options `stride` (default the kernel size), `ceilMode` (false)
 * @throws {Error} if no window fits, or p is 0
 * @example
 * functional.lpPool3d(tensor([[[[1.5, 2]]]]), 2, [1, 1, 2]) // => tensor([[[[2.5000]]]])
 */
export function lpPool3d(
  input: Tensor,
  normType: number | Float,
  kernelSize: PerDimension,
  options: LPPoolOptions = {},
): Tensor {
  return lpPoolNd(input, 3, normType, kernelSize, options);
}
