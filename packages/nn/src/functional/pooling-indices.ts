import {
  type AdaptiveSizes,
  type MaxPoolOptions,
  maxPool2d,
  maxPool3d,
  type PerDimension,
  type Shape,
  type Tensor,
} from "@flambeau/core";
import { adaptiveMaxPool1d, adaptiveMaxPool2d, adaptiveMaxPool3d } from "./adaptive-pooling.js";
import { type FractionalMaxPoolOptions, fractionalMaxPool2d, fractionalMaxPool3d } from "./fractional-pooling.js";

// The poolings that give places as well, by PyTorch's names.

/**
 * `maxPool2d` with indices.
 *
 * @throws {Error} as `maxPool2d`
 * @example
 * functional.maxPool2dWithIndices(tensor([[[0.5, 3], [2, 1]]]), 2)[1].tolist() // => [[[1]]]
 */
export function maxPool2dWithIndices(
  input: Tensor,
  kernelSize: PerDimension,
  options: MaxPoolOptions = {},
): [output: Tensor, indices: Tensor] {
  return maxPool2d(input, kernelSize, { ...options, returnIndices: true });
}

/**
 * `maxPool3d` with indices.
 *
 * @throws {Error} as `maxPool3d`
 * @example
 * functional.maxPool3dWithIndices(tensor([[[[0.5, 3], [2, 1]]]]), [1, 2, 1])[1].tolist() // => [[[[2, 1]]]]
 */
export function maxPool3dWithIndices(
  input: Tensor,
  kernelSize: PerDimension,
  options: MaxPoolOptions = {},
): [output: Tensor, indices: Tensor] {
  return maxPool3d(input, kernelSize, { ...options, returnIndices: true });
}

/**
 * `adaptiveMaxPool1d` with indices.
 *
 * @throws {Error} as `adaptiveMaxPool1d`
 * @example
 * functional.adaptiveMaxPool1dWithIndices(tensor([[1.5, 2.5, 4]]), 2)[1].tolist() // => [[1, 2]]
 */
export function adaptiveMaxPool1dWithIndices(
  input: Tensor,
  outputSize: number | Shape,
): [output: Tensor, indices: Tensor] {
  return adaptiveMaxPool1d(input, outputSize, { returnIndices: true });
}

/**
 * `adaptiveMaxPool2d` with indices.
 *
 * @throws {Error} as `adaptiveMaxPool2d`
 * @example
 * functional.adaptiveMaxPool2dWithIndices(tensor([[[1.5, 2.5, 4]]]), [null, 2])[1].tolist() // => [[[1, 2]]]
 */
export function adaptiveMaxPool2dWithIndices(
  input: Tensor,
  outputSize: AdaptiveSizes,
): [output: Tensor, indices: Tensor] {
  return adaptiveMaxPool2d(input, outputSize, { returnIndices: true });
}

/**
 * `adaptiveMaxPool3d` with indices.
 *
 * @throws {Error} as `adaptiveMaxPool3d`
 * @example
 * functional.adaptiveMaxPool3dWithIndices(tensor([[[[1.5, 2.5, 4]]]]), 1)[1].tolist() // => [[[[2]]]]
 */
export function adaptiveMaxPool3dWithIndices(
  input: Tensor,
  outputSize: AdaptiveSizes,
): [output: Tensor, indices: Tensor] {
  return adaptiveMaxPool3d(input, outputSize, { returnIndices: true });
}

/**
 * `fractionalMaxPool2d` with indices.
 *
 * @throws {Error} as `fractionalMaxPool2d`
 * @example
 * functional.fractionalMaxPool2dWithIndices(rand([1, 5, 5]), 2, { outputSize: 3 })[1].shape // => [1, 3, 3]
 */
export function fractionalMaxPool2dWithIndices(
  input: Tensor,
  kernelSize: PerDimension,
  options: FractionalMaxPoolOptions = {},
): [output: Tensor, indices: Tensor] {
  return fractionalMaxPool2d(input, kernelSize, { ...options, returnIndices: true });
}

/**
 * `fractionalMaxPool3d` with indices.
 *
 * @throws {Error} as `fractionalMaxPool3d`
 * @example
 * functional.fractionalMaxPool3dWithIndices(rand([1, 6, 6, 6]), 2, { outputSize: 3 })[1].shape // => [1, 3, 3, 3]
 */
export function fractionalMaxPool3dWithIndices(
  input: Tensor,
  kernelSize: PerDimension,
  options: FractionalMaxPoolOptions = {},
): [output: Tensor, indices: Tensor] {
  return fractionalMaxPool3d(input, kernelSize, { ...options, returnIndices: true });
}
