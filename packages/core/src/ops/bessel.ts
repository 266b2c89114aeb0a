import { epsilonOf } from "../dtype.js";
import { Unary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { Result, type UnaryOp, unaryOp } from "./record.js";

// Modified Bessel functions.

/** The slope of a function whose slope near 0 is ½, where the quotient in the formula `slope` is not defined. */
function slopeBesideZero(x: Tensor, slope: (x: Tensor) => Tensor): Tensor {
  const smallest = epsilonOf(x.dtype);
  const isFar = x.abs().gt(smallest);
  return slope(x.where(isFar, smallest)).where(isFar, 0.5);
}

export const i0Op: UnaryOp<void> = unaryOp<void, "x">({
  name: "i0",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.i0, x, out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(i1(x)),
});

/**
 * Element-wise modified Bessel function of the first kind of order 0; integers give floats.
 *
 * @example
 * i0(tensor([2])).tolist() // => [2.279585123062134]
 */
export function i0(x: Tensor): Tensor {
  return applyUnary(i0Op, x, undefined);
}

export const i0eOp: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "specialI0e",
  gradName: "SpecialI0EBackward0",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.i0e, x, out, dtype),
  saves: ["x", "output"],
  dx: (grad, { x, output }) => grad.mul(i1e(x).sub(x.sgn().mul(output))),
});

/**
 * Element-wise `exp(-|x|) * i0(x)`; integers give floats.
 *
 * @example
 * special.i0e(tensor([0])).tolist() // => [1]
 */
export function i0e(x: Tensor): Tensor {
  return applyUnary(i0eOp, x, undefined);
}

export const i1Op: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "specialI1",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.i1, x, out, dtype),
  // d I₁(x) = (I₀(x) - I₁(x)/x) dx
  saves: ["x", "output"],
  dx: (grad, { x, output }) => grad.mul(slopeBesideZero(x, (x) => i0(x).sub(output.mul(x.reciprocal())))),
});

/**
 * Element-wise modified Bessel function of the first kind of order 1; integers give floats.
 *
 * @example
 * special.i1(tensor([0])).tolist() // => [0]
 */
export function i1(x: Tensor): Tensor {
  return applyUnary(i1Op, x, undefined);
}

export const i1eOp: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "specialI1e",
  gradName: "SpecialI1EBackward0",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.i1e, x, out, dtype),
  saves: ["x", "output"],
  // d e⁻ˣ I₁(x) = (e⁻ˣ I₀(x) - e⁻ˣ I₁(x) (1 + 1/x)) dx for positive x
  dx: (grad, { x, output }) => grad.mul(slopeBesideZero(x, (x) => i0e(x).sub(output.mul(x.sgn().add(x.reciprocal()))))),
});

/**
 * Element-wise `exp(-|x|) * i1(x)`; integers give floats.
 *
 * @example
 * special.i1e(tensor([0])).tolist() // => [0]
 */
export function i1e(x: Tensor): Tensor {
  return applyUnary(i1eOp, x, undefined);
}
