import { bool } from "../dtype.js";
import { Unary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { ones } from "./creation.js";
import { zeroGradient } from "./operand.js";
import { Result, type UnaryOp, unaryOp } from "./record.js";

// What functions of complex numbers are for real ones, which are all there are here.

/**
 * `x` itself: the complex conjugate of real numbers.
 *
 * @example
 * conj(tensor([1, -2])).tolist() // => [1, -2]
 */
export function conj(x: Tensor): Tensor {
  return x;
}

/**
 * `x` itself: the real part of real numbers.
 *
 * @example
 * real(tensor([1, -2])).tolist() // => [1, -2]
 */
export function real(x: Tensor): Tensor {
  return x;
}

/**
 * Whether elements are real numbers: all of them, there being no others here.
 *
 * @example
 * isreal(tensor([1, NaN])).tolist() // => [true, true]
 */
export function isreal(x: Tensor): Tensor {
  return ones(x.layout.shape, { dtype: bool });
}

export const angleOp: UnaryOp<void> = unaryOp({
  name: "angle",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.angle, x, out, dtype),
  dx: zeroGradient,
});

/**
 * π for negative elements, 0 for others; integers give floats. Its gradient is 0.
 *
 * @example
 * angle(tensor([-2, 0, 3])).tolist() // => [3.1415927410125732, 0, 0]
 */
export function angle(x: Tensor): Tensor {
  return applyUnary(angleOp, x, undefined);
}
