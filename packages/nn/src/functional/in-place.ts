import type { Tensor } from "@flambeau/core";
import { celu, elu, selu } from "./elu.js";
import { hardtanh, leakyRelu, type RreluOptions, relu, rrelu, threshold } from "./rectifier.js";

// The functions that overwrite their input, by PyTorch's names.

/**
 * `celu` into its input.
 *
 * @example
 * functional.celu_(tensor([-1.5, 2])) // => tensor([-0.7769,  2.0000])
 */
export function celu_(input: Tensor, alpha = 1): Tensor {
  return celu(input, alpha, { inplace: true });
}

/**
 * `elu` into its input.
 *
 * @example
 * functional.elu_(tensor([-1.5, 2])) // => tensor([-0.7769,  2.0000])
 */
export function elu_(input: Tensor, alpha = 1): Tensor {
  return elu(input, alpha, { inplace: true });
}

/**
 * `hardtanh` into its input.
 *
 * @example
 * functional.hardtanh_(tensor([-1.5, 2])) // => tensor([-1.,  1.])
 */
export function hardtanh_(input: Tensor, minVal = -1, maxVal = 1): Tensor {
  return hardtanh(input, minVal, maxVal, { inplace: true });
}

/**
 * `leakyRelu` into its input.
 *
 * @example
 * functional.leakyRelu_(tensor([-1.5, 2])) // => tensor([-0.0150,  2.0000])
 */
export function leakyRelu_(input: Tensor, negativeSlope = 0.01): Tensor {
  return leakyRelu(input, negativeSlope, { inplace: true });
}

/**
 * `relu` into its input.
 *
 * @example
 * const x = tensor([-1.5, 2]);
 * functional.relu_(x);
 * x // => tensor([0., 2.])
 */
export function relu_(input: Tensor): Tensor {
  return relu(input, { inplace: true });
}

/**
 * `rrelu` into its input.
 *
 * @example
 * functional.rrelu_(tensor([-2.0, 2.5]), 0.25, 0.75) // => tensor([-1.0000,  2.5000])
 */
export function rrelu_(
  input: Tensor,
  lower = 0.125,
  upper = 0.3333333333333333,
  options: Omit<RreluOptions, "inplace"> = {},
): Tensor {
  return rrelu(input, lower, upper, { ...options, inplace: true });
}

/**
 * `selu` into its input.
 *
 * @example
 * functional.selu_(tensor([-1.5, 2])) // => tensor([-1.3658,  2.1014])
 */
export function selu_(input: Tensor): Tensor {
  return selu(input, { inplace: true });
}

/**
 * `threshold` into its input.
 *
 * @example
 * functional.threshold_(tensor([-1.5, 2]), 0, 7) // => tensor([7., 2.])
 */
export function threshold_(input: Tensor, limit: number, value: number): Tensor {
  return threshold(input, limit, value, { inplace: true });
}
