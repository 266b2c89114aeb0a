import { noGrad, type Scalar, type Tensor } from "@flambeau/core";

/**
 * Sets every element to `value`.
 *
 * @example
 * init.constant_(empty([2]), 0.3) // => tensor([0.3000, 0.3000])
 */
export function constant_(tensor: Tensor, value: Scalar): Tensor {
  return noGrad(() => tensor.fill_(value));
}

/**
 * Sets every element to 1.
 *
 * @example
 * init.ones_(empty([2])) // => tensor([1., 1.])
 */
export function ones_(tensor: Tensor): Tensor {
  return constant_(tensor, 1);
}

/**
 * Sets every element to 0.
 *
 * @example
 * init.zeros_(empty([2])) // => tensor([0., 0.])
 */
export function zeros_(tensor: Tensor): Tensor {
  return noGrad(() => tensor.zero_());
}
