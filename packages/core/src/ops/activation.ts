import { bool } from "../dtype.js";
import { boolRelu } from "../errors/arithmetic.js";
import { notANumber } from "../errors/kind.js";
import { Activation } from "../kernels/activation.js";
import { Binary, Unary } from "../kernels/elementwise.js";
import { Float } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyUnary } from "./apply.js";
import { maskByBlocks } from "./blocks.js";
import { applyUnaryInPlace } from "./in-place.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

/** `grad` where `output` is positive. */
export const reluGradOp: BinaryOp<void> = binaryOp<void, "y">({
  name: "thresholdBackward",
  forward: (k, x, y, out, dtype) => k.binary(Binary.reluGrad, x, y, out, dtype),
  saves: { dx: ["y"] },
  dx: (grad, { y }) => applyBinary(reluGradOp, grad, y),
  dy: null,
});

export const reluOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "relu",
  forward: (k, x, _, out, dtype) => {
    if (dtype === bool) throw boolRelu();
    k.unary(Unary.relu, x, out, dtype);
  },
  saves: ["output"],
  dx: (grad, { output }) => applyBinary(reluGradOp, grad, output),
});

/**
 * Element-wise `max(x, 0)`; its gradient at 0 is 0.
 *
 * @throws {Error} for bool tensors
 * @example
 * relu(tensor([-1, 2])).tolist() // => [0, 2]
 */
export function relu(x: Tensor): Tensor {
  return applyUnary(reluOp, x, undefined);
}

export const sigmoidOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "sigmoid",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.sigmoid, x, out, dtype),
  // dσ(x) = σ(x) (1 - σ(x)) dx
  saves: ["output"],
  dx: (grad, { output }) => grad.mul(output.rsub(1)).mul(output),
});

/**
 * Element-wise `1 / (1 + exp(-x))`; integers give floats.
 *
 * @example
 * sigmoid(tensor([0, Infinity])).tolist() // => [0.5, 1]
 */
export function sigmoid(x: Tensor): Tensor {
  return applyUnary(sigmoidOp, x, undefined);
}

/** The attribute is how far from 0 and 1 elements are kept; null leaves them. */
export const logitOp: UnaryOp<number | null> = unaryOp<number | null, "x">({
  name: "logit",
  result: Result.float,
  forward: (k, x, eps, out, dtype) => {
    if (eps !== null) {
      k.scalar(Binary.maximum, x, eps, out, dtype);
      k.scalar(Binary.minimum, out, 1 - eps, out, dtype);
    }
    k.unary(Unary.logit, eps === null ? x : out, out, dtype);
  },
  // d log(x/(1-x)) = dx / x(1-x)
  saves: ["x"],
  dx: (grad, { x, attr: eps }) => {
    const slope = grad.div(x.mul(x.rsub(1)));
    const within = x.ge(eps ?? 0).logicalAnd(x.le(1 - (eps ?? 0)));
    return slope.where(within, eps === null ? new Float(Number.NaN) : 0);
  },
});

/**
 * Element-wise inverse of `sigmoid`, `log(x / (1 - x))`; with `eps`, elements are first kept within `[eps, 1 - eps]`. Integers give
 * floats.
 *
 * @example
 * logit(tensor([0.5, 1])).tolist() // => [0, Infinity]
 */
export function logit(x: Tensor, eps: number | null = null): Tensor {
  if (eps !== null && typeof eps !== "number") throw notANumber("logit", "eps", eps);
  return applyUnary(logitOp, x, eps);
}

/** `logit` into `x`. */
export function logit_(x: Tensor, eps: number | null = null): Tensor {
  if (eps !== null && typeof eps !== "number") throw notANumber("logit_", "eps", eps);
  return applyUnaryInPlace(logitOp, x, eps);
}

/**
 * The gradient of functions that are flat within ±`lambda`.
 *
 * @example
 * shrinkGrad(tensor([3, 4]), tensor([0.5, 1.5]), 1).tolist() // => [0, 4]
 */
export function shrinkGrad(grad: Tensor, x: Tensor, lambda: number): Tensor {
  const isOutside = maskByBlocks(
    x,
    (x) => x.lt(-lambda).logicalOr(x.gt(lambda)),
    (x) => x.ge(-lambda).logicalAnd(x.le(lambda)).logicalNot(),
  );
  return grad.where(isOutside, 0);
}

const hardshrinkOp: UnaryOp<number> = unaryOp<number, "x">({
  name: "hardshrink",
  forward: (k, x, lambda, out, dtype) => k.activation(Activation.hardshrink, x, [lambda], out, dtype),
  saves: ["x"],
  dx: (grad, { x, attr: lambda }) => shrinkGrad(grad, x, lambda),
});

/**
 * 0 where `x` is within ±`lambd`, else `x`.
 *
 * @param lambd default 0.5
 * @example
 * hardshrink(tensor([-2, 0.3, 1])) // => tensor([-2.,  0.,  1.])
 */
export function hardshrink(x: Tensor, lambd = 0.5): Tensor {
  return applyUnary(hardshrinkOp, x, lambd);
}
