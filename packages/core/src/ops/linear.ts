import type { Tensor } from "../tensor.js";
import { addmm } from "./addmm.js";
import { checkTensor } from "./kinds.js";
import { matmul } from "./matmul.js";

/**
 * `input @ weightᵀ + bias`.
 *
 * - input: `[..., inFeatures]`, weight: `[outFeatures, inFeatures]` or `[inFeatures]`, bias: `[outFeatures]` or none
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * linear(ones([1, 2]), ones([3, 2]), zeros([3])).tolist() // => [[2, 2, 2]]
 */
export function linear(input: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  checkTensor("linear", input);
  checkTensor("linear", weight);
  const { shape, ndim, isContiguous } = input.layout;
  if (ndim === 0 || weight.layout.ndim === 0)
    throw new Error(
      `both arguments to linear need to be at least 1D, but they are ${ndim}D and ${weight.layout.ndim}D`,
    );
  const transposed = weight.t();
  if (bias === null) return matmul(input, transposed);
  if (ndim === 2) return addmm(bias, input, transposed);
  if (!isContiguous) return matmul(input, transposed).add(bias);
  const rows = shape.slice(0, -1);
  const flat = input.view([rows.reduce((a, b) => a * b, 1), shape.at(-1)!]);
  return addmm(bias, flat, transposed).view([...rows, weight.layout.shape[0]!]);
}
