import {
  type AdaptiveSizes,
  adaptiveAvgPoolNd,
  adaptiveMaxPoolNd,
  type MaxPooled,
  maxPooledAs,
  type Shape,
  type Tensor,
} from "@flambeau/core";

/**
 * Averages of evenly spread windows, so many that images get the size `outputSize`.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @param outputSize one size for all dimensions or one for each; null keeps that of the input
 * @throws {Error} if the input is empty or has too few dimensions
 * @example
 * functional.adaptiveAvgPool2d(tensor([[[1.5, 2.5, 4]]]), [null, 2]).tolist() // => [[[2, 3.25]]]
 */
export function adaptiveAvgPool2d(input: Tensor, outputSize: AdaptiveSizes): Tensor {
  return adaptiveAvgPoolNd(input, 2, outputSize);
}

/**
 * Averages of evenly spread windows, so many that volumes get the size `outputSize`.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param outputSize one size for all dimensions or one for each; null keeps that of the input
 * @throws {Error} if the input is empty or has too few dimensions
 * @example
 * functional.adaptiveAvgPool3d(tensor([[[[1.5, 2.5, 4]]]]), 1).tolist() // => [[[[2.6666667461395264]]]]
 */
export function adaptiveAvgPool3d(input: Tensor, outputSize: AdaptiveSizes): Tensor {
  return adaptiveAvgPoolNd(input, 3, outputSize);
}

/** Options of `adaptiveMaxPool1d`, `adaptiveMaxPool2d` and `adaptiveMaxPool3d`. */
export interface AdaptiveMaxPoolOptions {
  /** Give the places of the elements too; default false. */
  readonly returnIndices?: boolean;
}

/**
 * The largest elements of evenly spread windows, so many that lines get the length `outputSize`.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @param options `returnIndices` (false): give the places of the elements too
 * @throws {Error} if the input is empty or has too few dimensions
 * @example
 * functional.adaptiveMaxPool1d(tensor([[1.5, 2.5, 4]]), 2).tolist() // => [[2.5, 4]]
 */
export function adaptiveMaxPool1d<const O extends AdaptiveMaxPoolOptions = object>(
  input: Tensor,
  outputSize: number | Shape,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(adaptiveMaxPoolNd(input, 1, outputSize), options);
}

/**
 * The largest elements of evenly spread windows, so many that images get the size `outputSize`.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @param outputSize one size for all dimensions or one for each; null keeps that of the input
 * @param options `returnIndices` (false): give the places of the elements too
 * @throws {Error} if the input is empty or has too few dimensions
 * @example
 * functional.adaptiveMaxPool2d(tensor([[[1.5, 2.5, 4]]]), [null, 2], { returnIndices: true })[1].tolist() // => [[[1, 2]]]
 */
export function adaptiveMaxPool2d<const O extends AdaptiveMaxPoolOptions = object>(
  input: Tensor,
  outputSize: AdaptiveSizes,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(adaptiveMaxPoolNd(input, 2, outputSize), options);
}

/**
 * The largest elements of evenly spread windows, so many that volumes get the size `outputSize`.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param outputSize one size for all dimensions or one for each; null keeps that of the input
 * @param options `returnIndices` (false): give the places of the elements too
 * @throws {Error} if the input is empty or has too few dimensions
 * @example
 * functional.adaptiveMaxPool3d(tensor([[[[1.5, 2.5, 4]]]]), 1).tolist() // => [[[[4]]]]
 */
export function adaptiveMaxPool3d<const O extends AdaptiveMaxPoolOptions = object>(
  input: Tensor,
  outputSize: AdaptiveSizes,
  options: O = {} as O,
): MaxPooled<O> {
  return maxPooledAs(adaptiveMaxPoolNd(input, 3, outputSize), options);
}
