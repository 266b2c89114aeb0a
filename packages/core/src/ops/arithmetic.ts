import { Binary, Unary } from "../kernels/elementwise.js";
import { type Scalar, isScalar, numberOf } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyScalar, applyUnary } from "./apply.js";
import { applyBinaryInPlace, applyScalarInPlace, applyUnaryInPlace } from "./in-place.js";
import { type BinaryOp, Result, type UnaryOp, binaryOp, unaryOp } from "./record.js";

/** Options of `add` and `sub`. */
export interface AlphaOptions {
  /** The second operand is multiplied by it; default 1. */
  readonly alpha?: Scalar;
}

export const addOp: BinaryOp<void> = binaryOp({
  name: "add",
  forward: (k, x, y, out, dtype) => k.binary(Binary.add, x, y, out, dtype),
  dx: (grad) => grad,
  dy: (grad) => grad,
});
export const addScaledOp: BinaryOp<Scalar> = binaryOp<Scalar>({
  name: "add",
  forward: (k, x, y, out, dtype, alpha) => k.addScaled(x, y, numberOf(alpha), out, dtype),
  dx: (grad) => grad,
  dy: (grad, { attr: alpha }) => grad.mul(alpha),
});
export const addScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "add",
  forward: (k, x, value, out, dtype) => k.scalar(Binary.add, x, numberOf(value), out, dtype),
  dx: (grad) => grad,
});

/**
 * Element-wise `x + alpha * y`, with broadcasting.
 *
 * @example
 * add(tensor([1, 2]), tensor([3, 4])).tolist() // => [4, 6]
 */
export function add(x: Tensor, y: Tensor | Scalar, { alpha = 1 }: AlphaOptions = {}): Tensor {
  if (isScalar(y)) return applyScalar(addScalarOp, x, scaled(y, alpha));
  return alpha === 1 ? applyBinary(addOp, x, y) : applyBinary(addScaledOp, x, y, alpha);
}

/** `add` into `x`. */
export function add_(x: Tensor, y: Tensor | Scalar, { alpha = 1 }: AlphaOptions = {}): Tensor {
  if (isScalar(y)) return applyScalarInPlace(addScalarOp, x, scaled(y, alpha));
  return alpha === 1 ? applyBinaryInPlace(addOp, x, y) : applyBinaryInPlace(addScaledOp, x, y, alpha);
}

function scaled(value: Scalar, alpha: Scalar): Scalar {
  return alpha === 1 ? value : Number(value) * Number(alpha);
}

export const subOp: BinaryOp<void> = binaryOp({
  name: "sub",
  forward: (k, x, y, out, dtype) => k.binary(Binary.sub, x, y, out, dtype),
  dx: (grad) => grad,
  dy: (grad) => grad.neg(),
});
export const subScaledOp: BinaryOp<Scalar> = binaryOp<Scalar>({
  name: "sub",
  forward: (k, x, y, out, dtype, alpha) => k.addScaled(x, y, -numberOf(alpha), out, dtype),
  dx: (grad) => grad,
  dy: (grad, { attr: alpha }) => grad.mul(-numberOf(alpha)),
});
export const subScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "sub",
  forward: (k, x, value, out, dtype) => k.scalar(Binary.sub, x, numberOf(value), out, dtype),
  dx: (grad) => grad,
});

/**
 * Element-wise `x - alpha * y`, with broadcasting.
 *
 * @example
 * sub(tensor([3, 4]), 1).tolist() // => [2, 3]
 */
export function sub(x: Tensor, y: Tensor | Scalar, { alpha = 1 }: AlphaOptions = {}): Tensor {
  if (isScalar(y)) return applyScalar(subScalarOp, x, scaled(y, alpha));
  return alpha === 1 ? applyBinary(subOp, x, y) : applyBinary(subScaledOp, x, y, alpha);
}

/** `sub` into `x`. */
export function sub_(x: Tensor, y: Tensor | Scalar, { alpha = 1 }: AlphaOptions = {}): Tensor {
  if (isScalar(y)) return applyScalarInPlace(subScalarOp, x, scaled(y, alpha));
  return alpha === 1 ? applyBinaryInPlace(subOp, x, y) : applyBinaryInPlace(subScaledOp, x, y, alpha);
}

export const rsubScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "rsub",
  gradName: "RsubBackward1",
  forward: (k, x, value, out, dtype) => k.reversed(Binary.sub, numberOf(value), x, out, dtype),
  dx: (grad) => grad.neg(),
});

/**
 * Element-wise `y - x`: subtraction with the operands exchanged, for numbers on the left.
 *
 * @example
 * rsub(tensor([1, 2]), 10).tolist() // => [9, 8]
 */
export function rsub(x: Tensor, y: Tensor | Scalar): Tensor {
  return isScalar(y) ? applyScalar(rsubScalarOp, x, y) : sub(y, x);
}

export const mulOp: BinaryOp<void> = binaryOp({
  name: "mul",
  forward: (k, x, y, out, dtype) => k.binary(Binary.mul, x, y, out, dtype),
  // d(xy) = y dx + x dy
  saves: { dx: ["y"], dy: ["x"] },
  dx: (grad, { y }) => grad.mul(y),
  dy: (grad, { x }) => grad.mul(x),
});
export const mulScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "mul",
  forward: (k, x, value, out, dtype) => k.scalar(Binary.mul, x, numberOf(value), out, dtype),
  dx: (grad, { attr: value }) => grad.mul(value),
});

/**
 * Element-wise product, with broadcasting.
 *
 * @example
 * mul(tensor([1, 2]), tensor([3, 4])).tolist() // => [3, 8]
 */
export function mul(x: Tensor, y: Tensor | Scalar): Tensor {
  return isScalar(y) ? applyScalar(mulScalarOp, x, y) : applyBinary(mulOp, x, y);
}

/** `mul` into `x`. */
export function mul_(x: Tensor, y: Tensor | Scalar): Tensor {
  return isScalar(y) ? applyScalarInPlace(mulScalarOp, x, y) : applyBinaryInPlace(mulOp, x, y);
}

export const divOp: BinaryOp<void> = binaryOp({
  name: "div",
  result: Result.float,
  forward: (k, x, y, out, dtype) => k.binary(Binary.div, x, y, out, dtype),
  // d(x/y) = dx / y - (x/y)/y dy
  saves: { dx: ["y"], dy: ["x", "y"] },
  dx: (grad, { y }) => grad.div(y),
  dy: (grad, { x, y }) => grad.neg().mul(x.div(y).div(y)),
});
export const divScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "div",
  result: Result.float,
  forward: (k, x, value, out, dtype) => k.scalar(Binary.div, x, numberOf(value), out, dtype),
  dx: (grad, { attr: value }) => grad.div(value),
});

/**
 * Element-wise quotient, with broadcasting; integers give floats.
 *
 * @example
 * div(tensor([1, 2]), 2).tolist() // => [0.5, 1]
 */
export function div(x: Tensor, y: Tensor | Scalar): Tensor {
  return isScalar(y) ? applyScalar(divScalarOp, x, y) : applyBinary(divOp, x, y);
}

/** `div` into `x`. */
export function div_(x: Tensor, y: Tensor | Scalar): Tensor {
  return isScalar(y) ? applyScalarInPlace(divScalarOp, x, y) : applyBinaryInPlace(divOp, x, y);
}

export const negOp: UnaryOp<void> = unaryOp({
  name: "neg",
  forward: (k, x, _, out, dtype) => k.unary(Unary.neg, x, out, dtype),
  dx: (grad) => grad.neg(),
});

/**
 * Element-wise `-x`.
 *
 * @example
 * neg(tensor([1, -2])).tolist() // => [-1, 2]
 */
export function neg(x: Tensor): Tensor {
  return applyUnary(negOp, x, undefined);
}

/** `neg` into `x`. */
export function neg_(x: Tensor): Tensor {
  return applyUnaryInPlace(negOp, x, undefined);
}

export const powScalarOp: UnaryOp<Scalar> = unaryOp<Scalar, "x">({
  name: "pow",
  forward: (k, x, exponent, out, dtype) => k.scalar(Binary.pow, x, numberOf(exponent), out, dtype),
  // d(xᵏ) = k xᵏ⁻¹ dx
  saves: ["x"],
  dx: (grad, { x, attr }) => {
    const k = Number(attr);
    return k === 0 ? grad.mul(0) : grad.mul((k === 2 ? x : x.pow(k - 1)).mul(k));
  },
});

/**
 * Element-wise power with a number as exponent.
 *
 * @example
 * pow(tensor([2, 3]), 2).tolist() // => [4, 9]
 */
export function pow(x: Tensor, exponent: Scalar): Tensor {
  return applyScalar(powScalarOp, x, exponent);
}
