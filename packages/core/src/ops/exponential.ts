import { Binary, Unary } from "../kernels/elementwise.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyUnary } from "./apply.js";
import { applyOperands, asOperand, named } from "./operand.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

export const expOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "exp",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.exp, x, out, dtype),
  // d eˣ = eˣ dx
  saves: ["output"],
  dx: (grad, { output }) => grad.mul(output),
});

/**
 * Element-wise `e ** x`; integers give floats.
 *
 * @example
 * exp(tensor([0, 1])).tolist() // => [1, 2.7182817459106445]
 */
export function exp(x: Tensor): Tensor {
  return applyUnary(expOp, x, undefined);
}

export const exp2Op: UnaryOp<void> = unaryOp<void, "output">({
  name: "exp2",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.exp2, x, out, dtype),
  // d 2ˣ = 2ˣ log 2 dx
  saves: ["output"],
  dx: (grad, { output }) => grad.mul(output).mul(Math.LN2),
});

/**
 * Element-wise `2 ** x`; integers give floats.
 *
 * @example
 * exp2(tensor([0, 3])).tolist() // => [1, 8]
 */
export function exp2(x: Tensor): Tensor {
  return applyUnary(exp2Op, x, undefined);
}

export const expm1Op: UnaryOp<void> = unaryOp<void, "output">({
  name: "expm1",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.expm1, x, out, dtype),
  // d(eˣ - 1) = eˣ dx
  saves: ["output"],
  dx: (grad, { output }) => grad.mul(output.add(1)),
});

/**
 * Element-wise `e ** x - 1` without cancellation near 0; integers give floats.
 *
 * @example
 * expm1(tensor([0, 0])).tolist() // => [0, 0]
 */
export function expm1(x: Tensor): Tensor {
  return applyUnary(expm1Op, x, undefined);
}

export const logOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "log",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.log, x, out, dtype),
  // d log x = dx / x
  saves: ["x"],
  dx: (grad, { x }) => grad.div(x),
});

/**
 * Element-wise natural logarithm; integers give floats.
 *
 * @example
 * log(tensor([1, 0])).tolist() // => [0, -Infinity]
 */
export function log(x: Tensor): Tensor {
  return applyUnary(logOp, x, undefined);
}

export const log2Op: UnaryOp<void> = unaryOp<void, "x">({
  name: "log2",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.log2, x, out, dtype),
  // d log₂ x = dx / x log 2
  saves: ["x"],
  dx: (grad, { x }) => grad.div(x.mul(Math.LN2)),
});

/**
 * Element-wise logarithm to base 2; integers give floats.
 *
 * @example
 * log2(tensor([1, 8])).tolist() // => [0, 3]
 */
export function log2(x: Tensor): Tensor {
  return applyUnary(log2Op, x, undefined);
}

export const log10Op: UnaryOp<void> = unaryOp<void, "x">({
  name: "log10",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.log10, x, out, dtype),
  // d log₁₀ x = dx / x log 10
  saves: ["x"],
  dx: (grad, { x }) => grad.div(x.mul(Math.LN10)),
});

/**
 * Element-wise logarithm to base 10; integers give floats.
 *
 * @example
 * log10(tensor([1, 1000])).tolist() // => [0, 3]
 */
export function log10(x: Tensor): Tensor {
  return applyUnary(log10Op, x, undefined);
}

export const log1pOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "log1p",
  gradName: "Log1PBackward0",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.log1p, x, out, dtype),
  // d log(1 + x) = dx / (1 + x)
  saves: ["x"],
  dx: (grad, { x }) => grad.div(x.add(1)),
});

/**
 * Element-wise `log(1 + x)` without cancellation near 0; integers give floats.
 *
 * @example
 * log1p(tensor([0, 0])).tolist() // => [0, 0]
 */
export function log1p(x: Tensor): Tensor {
  return applyUnary(log1pOp, x, undefined);
}

export const logaddexpOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "logaddexp",
  forward: (k, x, y, out, dtype) => k.binary(Binary.logaddexp, x, y, out, dtype),
  // d log(eˣ + eʸ) = dx / (1 + eʸ⁻ˣ) + dy / (1 + eˣ⁻ʸ)
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.div(y.sub(x).exp().add(1)),
  dy: (grad, { x, y }) => grad.div(x.sub(y).exp().add(1)),
});

/**
 * Element-wise `log(exp(x) + exp(y))` of floats, without overflow on the way.
 *
 * @example
 * logaddexp(tensor([-1000.5]), tensor([-Infinity])).tolist() // => [-1000.5]
 */
export function logaddexp(x: Tensor, y: Tensor): Tensor {
  return applyOperands(logaddexpOp, x, y);
}

export const logaddexp2Op: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "logaddexp2",
  forward: (k, x, y, out, dtype) => k.binary(Binary.logaddexp2, x, y, out, dtype),
  // d log₂(2ˣ + 2ʸ) = dx / (1 + 2ʸ⁻ˣ) + dy / (1 + 2ˣ⁻ʸ)
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.div(y.sub(x).exp2().add(1)),
  dy: (grad, { x, y }) => grad.div(x.sub(y).exp2().add(1)),
});

/**
 * Element-wise `log2(2 ** x + 2 ** y)` of floats, without overflow on the way.
 *
 * @example
 * logaddexp2(tensor([1.0, 2.5]), tensor([1.0, -Infinity])).tolist() // => [2, 2.5]
 */
export function logaddexp2(x: Tensor, y: Tensor): Tensor {
  return applyOperands(logaddexp2Op, x, y);
}

export const xlogyOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "xlogy",
  result: Result.float,
  forward: (k, x, y, out, dtype) => k.binary(Binary.xlogy, x, y, out, dtype),
  // d(x log y) = log y dx + x/y dy
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.xlogy(y).where(x.ne(0).logicalOr(y.le(0).logicalNot()), 0),
  dy: (grad, { x, y }) => grad.mul(x).div(y),
});
export const xlogyNumberOp: BinaryOp<void> = named(xlogyOp, "XlogyBackward2");
export const xlogyOfNumberOp: BinaryOp<void> = named(xlogyOp, "XlogyBackward1");

/**
 * Element-wise `x * log(y)`, 0 where `x` is 0 unless `y` is NaN; either may be a number, integers give floats.
 *
 * @example
 * xlogy(tensor([0, 2]), tensor([0, 1])).tolist() // => [0, 0]
 */
export function xlogy(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  if (isScalar(x)) return applyBinary(xlogyOfNumberOp, asOperand(x, y as Tensor, xlogyOp), y as Tensor);
  return applyOperands(xlogyOp, x, y, xlogyNumberOp);
}

export const xlog1pyOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "specialXlog1py",
  gradName: "SpecialXlog1PyBackward0",
  result: Result.float,
  forward: (k, x, y, out, dtype) => k.binary(Binary.xlog1py, x, y, out, dtype),
  // d(x log(1 + y)) = log(1 + y) dx + x/(1 + y) dy
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.mul(y.to(grad.dtype).log1p()).where(x.ne(0).logicalOr(y.le(-1).logicalNot()), 0),
  dy: (grad, { x, y }) => grad.mul(x).div(y.add(1)),
});
export const xlog1pyNumberOp: BinaryOp<void> = named(xlog1pyOp, "SpecialXlog1PyBackward2");
export const xlog1pyOfNumberOp: BinaryOp<void> = named(xlog1pyOp, "SpecialXlog1PyBackward1");

/**
 * Element-wise `x * log1p(y)`, 0 where `x` is 0 unless `y` is NaN; either may be a number, integers give floats.
 *
 * @example
 * special.xlog1py(tensor([0, 2]), tensor([-1, 0])).tolist() // => [0, 0]
 */
export function xlog1py(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  if (isScalar(x)) return applyBinary(xlog1pyOfNumberOp, asOperand(x, y as Tensor, xlogyOp), y as Tensor);
  return applyOperands(xlog1pyOp, x, y, xlog1pyNumberOp);
}
