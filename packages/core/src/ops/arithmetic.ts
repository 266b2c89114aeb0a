import { bool, Category } from "../dtype.js";
import {
  boolAlpha,
  boolNegation,
  boolPositive,
  boolSubtraction,
  floatAlpha,
  unknownRounding,
} from "../errors/arithmetic.js";
import { notANumber } from "../errors/kind.js";
import { Binary, Unary } from "../kernels/elementwise.js";
import { categoryOf, Float, isScalar, numberOf, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyBinary, applyScalar, applyUnary } from "./apply.js";
import { divFloorOp, divTruncOp } from "./division.js";
import { applyBinaryInPlace, applyScalarInPlace, applyUnaryInPlace } from "./in-place.js";
import { applyOperands, applyOperandsInPlace, asLeft, isNumber, named } from "./operand.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

/** Options of `add`, `sub` and `rsub`. */
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
  forward: (k, x, y, out, dtype, alpha) => k.addScaled(x, y, factor(alpha, dtype.category), out, dtype),
  dx: (grad) => grad,
  dy: (grad, { attr: alpha }) => grad.mul(alpha),
});
export const addScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "add",
  forward: (k, x, value, out, dtype) => k.scalar(Binary.add, x, numberOf(value), out, dtype),
  dx: (grad) => grad,
});

/**
 * Element-wise `x + alpha * y`, with broadcasting; either may be a number.
 *
 * @example
 * add(tensor([1, 2]), tensor([3, 4])).tolist() // => [4, 6]
 */
export function add(x: Tensor | Scalar, y: Tensor | Scalar, options?: AlphaOptions): Tensor {
  if (isNumber(x)) return add(asLeft(x, y), y, options);
  const alpha = options?.alpha ?? 1;
  if (isNumber(y)) return applyScalar(addScalarOp, x, scaled(y, alpha, x));
  return alpha === 1 ? applyBinary(addOp, x, y) : applyBinary(addScaledOp, x, y, alpha);
}

/** `add` into `x`. */
export function add_(x: Tensor, y: Tensor | Scalar, options?: AlphaOptions): Tensor {
  const alpha = options?.alpha ?? 1;
  if (isNumber(y)) return applyScalarInPlace(addScalarOp, x, scaled(y, alpha, x));
  return alpha === 1 ? applyBinaryInPlace(addOp, x, y) : applyBinaryInPlace(addScaledOp, x, y, alpha);
}

function scaled(value: Scalar, alpha: Scalar, x: Tensor): Scalar {
  if (alpha === 1) return value;
  const category = Math.max(x.dtype.category, categoryOf(value)) as Category;
  const by = factor(alpha, category);
  if (category !== Category.float) return BigInt(numberOf(value)) * BigInt(by);
  const product = Number(value) * Number(by);
  return categoryOf(value) === Category.float ? new Float(product) : product;
}

/** `alpha` as a factor of results of a category. */
function factor(alpha: Scalar, category: Category): number | bigint {
  if (!isScalar(alpha)) throw notANumber("add", "alpha", alpha);
  const own = categoryOf(alpha);
  if (own === Category.float && category !== Category.float) throw floatAlpha();
  if (own === Category.bool && category !== Category.bool) throw boolAlpha();
  return numberOf(alpha);
}

function negative(value: number | bigint): number | bigint {
  return -value;
}

export const subOp: BinaryOp<void> = binaryOp({
  name: "sub",
  forward: (k, x, y, out, dtype) => {
    if (x.dtype === bool || y.dtype === bool) throw boolSubtraction(dtype === bool);
    k.binary(Binary.sub, x, y, out, dtype);
  },
  dx: (grad) => grad,
  dy: (grad) => grad.neg(),
});
export const subScaledOp: BinaryOp<Scalar> = binaryOp<Scalar>({
  name: "sub",
  forward: (k, x, y, out, dtype, alpha) => {
    if (x.dtype === bool || y.dtype === bool) throw boolSubtraction(dtype === bool);
    k.addScaled(x, y, negative(factor(alpha, dtype.category)), out, dtype);
  },
  dx: (grad) => grad,
  dy: (grad, { attr: alpha }) => grad.mul(alpha).neg(),
});
export const subScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "sub",
  forward: (k, x, value, out, dtype) => {
    if (x.dtype === bool || typeof value === "boolean") throw boolSubtraction(dtype === bool);
    k.scalar(Binary.sub, x, numberOf(value), out, dtype);
  },
  dx: (grad) => grad,
});

/**
 * Element-wise `x - alpha * y`, with broadcasting; either may be a number.
 *
 * @throws {Error} for bool tensors
 * @example
 * sub(tensor([3, 4]), 1).tolist() // => [2, 3]
 */
export function sub(x: Tensor | Scalar, y: Tensor | Scalar, options?: AlphaOptions): Tensor {
  if (isNumber(x)) return sub(asLeft(x, y), y, options);
  const alpha = options?.alpha ?? 1;
  if (isNumber(y)) return applyScalar(subScalarOp, x, scaled(y, alpha, x));
  return alpha === 1 ? applyBinary(subOp, x, y) : applyBinary(subScaledOp, x, y, alpha);
}

/** `sub` into `x`. */
export function sub_(x: Tensor, y: Tensor | Scalar, options?: AlphaOptions): Tensor {
  const alpha = options?.alpha ?? 1;
  if (isNumber(y)) return applyScalarInPlace(subScalarOp, x, scaled(y, alpha, x));
  return alpha === 1 ? applyBinaryInPlace(subOp, x, y) : applyBinaryInPlace(subScaledOp, x, y, alpha);
}

/** Its operands are exchanged: what is subtracted comes second. */
export const rsubOp: BinaryOp<void> = named(subOp, "RsubBackward0");
export const rsubScaledOp: BinaryOp<Scalar> = named(subScaledOp, "RsubBackward0");
export const rsubScalarOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "rsub",
  gradName: "RsubBackward1",
  forward: (k, x, value, out, dtype) => {
    if (x.dtype === bool || typeof value === "boolean") throw boolSubtraction(dtype === bool);
    k.reversed(Binary.sub, numberOf(value), x, out, dtype);
  },
  dx: (grad) => grad.neg(),
});

/**
 * Element-wise `y - alpha * x`: subtraction with the operands exchanged, for numbers on the left.
 *
 * @throws {Error} for bool tensors
 * @example
 * rsub(tensor([1, 2]), 10).tolist() // => [9, 8]
 */
export function rsub(x: Tensor, y: Tensor | Scalar, { alpha = 1 }: AlphaOptions = {}): Tensor {
  if (!isScalar(y)) return alpha === 1 ? applyBinary(rsubOp, y, x) : applyBinary(rsubScaledOp, y, x, alpha);
  return applyScalar(rsubScalarOp, alpha === 1 ? x : mul(x, alpha), y);
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
 * Element-wise product, with broadcasting; either factor may be a number.
 *
 * @example
 * mul(tensor([1, 2]), tensor([3, 4])).tolist() // => [3, 8]
 */
export function mul(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  if (isNumber(x)) return mul(asLeft(x, y), y);
  return isNumber(y) ? applyScalar(mulScalarOp, x, y) : applyBinary(mulOp, x, y);
}

/** `mul` into `x`. */
export function mul_(x: Tensor, y: Tensor | Scalar): Tensor {
  return isNumber(y) ? applyScalarInPlace(mulScalarOp, x, y) : applyBinaryInPlace(mulOp, x, y);
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

/** Options of `div`. */
export interface DivOptions {
  /** `"trunc"` rounds quotients towards zero, `"floor"` down; null, the default, leaves them. */
  readonly roundingMode?: "trunc" | "floor" | null;
}

/**
 * Element-wise quotient, with broadcasting; either may be a number; integers give floats unless the quotient is rounded.
 *
 * @throws {Error} if integers are divided by zero and rounded
 * @example
 * div(tensor([1, 2]), 2).tolist() // => [0.5, 1]
 * div(tensor([-7, 7]), 2, { roundingMode: "floor" }).tolist() // => [-4, 3]
 */
export function div(x: Tensor | Scalar, y: Tensor | Scalar, options?: DivOptions): Tensor {
  if (isNumber(x)) return div(asLeft(x, y), y, options);
  const roundingMode = options?.roundingMode ?? null;
  if (roundingMode !== null) return applyOperands(roundingOp(roundingMode), x, y);
  return isNumber(y) ? applyScalar(divScalarOp, x, y) : applyBinary(divOp, x, y);
}

/** `div` into `x`. */
export function div_(x: Tensor, y: Tensor | Scalar, options?: DivOptions): Tensor {
  const roundingMode = options?.roundingMode ?? null;
  if (roundingMode !== null) return applyOperandsInPlace(roundingOp(roundingMode), x, y);
  return isNumber(y) ? applyScalarInPlace(divScalarOp, x, y) : applyBinaryInPlace(divOp, x, y);
}

function roundingOp(mode: "trunc" | "floor"): BinaryOp<void> {
  if (mode === "trunc") return divTruncOp;
  if (mode === "floor") return divFloorOp;
  throw unknownRounding("div", mode);
}

export const negOp: UnaryOp<void> = unaryOp({
  name: "neg",
  forward: (k, x, _, out, dtype) => {
    if (dtype === bool) throw boolNegation();
    k.unary(Unary.neg, x, out, dtype);
  },
  dx: (grad) => grad.neg(),
});

/**
 * Element-wise `-x`.
 *
 * @throws {Error} for bool tensors
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

/**
 * `x` itself: the operator `+` in front of a tensor.
 *
 * @throws {Error} for bool tensors
 * @example
 * positive(tensor([1, -2])).tolist() // => [1, -2]
 */
export function positive(x: Tensor): Tensor {
  if (x.dtype === bool) throw boolPositive();
  return x;
}
