import { Binary, Unary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyUnary } from "./apply.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

export const sinhOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "sinh",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.sinh, x, out, dtype),
  // d sinh x = cosh x dx
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.cosh()),
});

/**
 * Element-wise hyperbolic sine; integers give floats.
 *
 * @example
 * sinh(tensor([0, 0])).tolist() // => [0, 0]
 */
export function sinh(x: Tensor): Tensor {
  return applyUnary(sinhOp, x, undefined);
}

export const coshOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "cosh",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.cosh, x, out, dtype),
  // d cosh x = sinh x dx
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.sinh()),
});

/**
 * Element-wise hyperbolic cosine; integers give floats.
 *
 * @example
 * cosh(tensor([0, 0])).tolist() // => [1, 1]
 */
export function cosh(x: Tensor): Tensor {
  return applyUnary(coshOp, x, undefined);
}

/** `grad * (1 - y²)` with one rounding inside the parentheses, as PyTorch computes it. */
export const tanhGradOp: BinaryOp<void> = binaryOp<void, "y", "x" | "y">({
  name: "tanhBackward",
  forward: (k, x, y, out, dtype) => k.binary(Binary.tanhGrad, x, y, out, dtype),
  saves: { dx: ["y"], dy: ["x", "y"] },
  dx: (grad, { y }) => applyBinary(tanhGradOp, grad, y),
  dy: (grad, { x, y }) => grad.mul(-2).mul(x).mul(y),
});

export const tanhOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "tanh",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.tanh, x, out, dtype),
  // d tanh x = (1 - tanh² x) dx
  saves: ["output"],
  dx: (grad, { output }) => applyBinary(tanhGradOp, grad, output),
});

/**
 * Element-wise hyperbolic tangent; integers give floats.
 *
 * @example
 * tanh(tensor([0, 0.5])).tolist() // => [0, 0.46211716532707214]
 */
export function tanh(x: Tensor): Tensor {
  return applyUnary(tanhOp, x, undefined);
}

export const asinhOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "asinh",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.asinh, x, out, dtype),
  // d asinh x = dx / √(x² + 1)
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.pow(2).add(1).rsqrt()),
});

/**
 * Element-wise inverse hyperbolic sine; integers give floats.
 *
 * @example
 * asinh(tensor([0, 0])).tolist() // => [0, 0]
 */
export function asinh(x: Tensor): Tensor {
  return applyUnary(asinhOp, x, undefined);
}

export const acoshOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "acosh",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.acosh, x, out, dtype),
  // d acosh x = dx / √(x² - 1)
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.pow(2).sub(1).rsqrt()),
});

/**
 * Element-wise inverse hyperbolic cosine; NaN below 1; integers give floats.
 *
 * @example
 * acosh(tensor([1, 1])).tolist() // => [0, 0]
 */
export function acosh(x: Tensor): Tensor {
  return applyUnary(acoshOp, x, undefined);
}

export const atanhOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "atanh",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.atanh, x, out, dtype),
  // d atanh x = dx / (1 - x²)
  saves: ["x"],
  dx: (grad, { x }) => grad.div(x.pow(2).rsub(1)),
});

/**
 * Element-wise inverse hyperbolic tangent; NaN outside [-1, 1]; integers give floats.
 *
 * @example
 * atanh(tensor([0, 1])).tolist() // => [0, Infinity]
 */
export function atanh(x: Tensor): Tensor {
  return applyUnary(atanhOp, x, undefined);
}
