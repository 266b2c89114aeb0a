import { getDefaultDtype } from "../dtype.js";
import { negativeTolerance, typesDoNotMatch } from "../errors/arithmetic.js";
import { Compare, Test } from "../kernels/elementwise.js";
import { Float, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { checkTensor } from "./kinds.js";
import { applyOperands } from "./operand.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

// Comparisons and tests give bools, which have no gradient.

function compareOp(name: keyof typeof Compare): BinaryOp<void> {
  return binaryOp({
    name,
    result: Result.bool,
    forward: (k, x, y, out, dtype) => k.compare(Compare[name], x, y, out, dtype),
    dx: null,
    dy: null,
  });
}

function testOp(name: keyof typeof Test): UnaryOp<void> {
  return unaryOp({
    name,
    result: Result.bool,
    forward: (k, x, _, out, dtype) => k.test(Test[name], x, out, dtype),
    dx: null,
  });
}

export const eqOp: BinaryOp<void> = compareOp("eq");

/**
 * Whether elements are equal, with broadcasting; `y` may be a number.
 *
 * @example
 * eq(tensor([1, 2]), 2).tolist() // => [false, true]
 */
export function eq(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(eqOp, x, y);
}

export const neOp: BinaryOp<void> = compareOp("ne");

/**
 * Whether elements differ, with broadcasting; `y` may be a number.
 *
 * @example
 * ne(tensor([1, 2]), 2).tolist() // => [true, false]
 */
export function ne(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(neOp, x, y);
}

export const ltOp: BinaryOp<void> = compareOp("lt");

/**
 * Whether elements are less than those of `y`, with broadcasting; `y` may be a number.
 *
 * @example
 * lt(tensor([1, 2]), 2).tolist() // => [true, false]
 */
export function lt(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(ltOp, x, y);
}

export const leOp: BinaryOp<void> = compareOp("le");

/**
 * Whether elements are at most those of `y`, with broadcasting; `y` may be a number.
 *
 * @example
 * le(tensor([1, 2, 3]), 2).tolist() // => [true, true, false]
 */
export function le(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(leOp, x, y);
}

export const gtOp: BinaryOp<void> = compareOp("gt");

/**
 * Whether elements are greater than those of `y`, with broadcasting; `y` may be a number.
 *
 * @example
 * gt(tensor([1, 2, 3]), 2).tolist() // => [false, false, true]
 */
export function gt(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(gtOp, x, y);
}

export const geOp: BinaryOp<void> = compareOp("ge");

/**
 * Whether elements are at least those of `y`, with broadcasting; `y` may be a number.
 *
 * @example
 * ge(tensor([1, 2, 3]), 2).tolist() // => [false, true, true]
 */
export function ge(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(geOp, x, y);
}

export const logicalAndOp: BinaryOp<void> = compareOp("logicalAnd");

/**
 * Whether both elements are nonzero, with broadcasting.
 *
 * @example
 * logicalAnd(tensor([0, 1, 2]), tensor([1, 1, 0])).tolist() // => [false, true, false]
 */
export function logicalAnd(x: Tensor, y: Tensor): Tensor {
  return applyOperands(logicalAndOp, x, y);
}

export const logicalOrOp: BinaryOp<void> = compareOp("logicalOr");

/**
 * Whether one of two elements is nonzero, with broadcasting.
 *
 * @example
 * logicalOr(tensor([0, 1, 0]), tensor([1, 1, 0])).tolist() // => [true, true, false]
 */
export function logicalOr(x: Tensor, y: Tensor): Tensor {
  return applyOperands(logicalOrOp, x, y);
}

export const logicalXorOp: BinaryOp<void> = compareOp("logicalXor");

/**
 * Whether exactly one of two elements is nonzero, with broadcasting.
 *
 * @example
 * logicalXor(tensor([0, 1, 0]), tensor([1, 1, 0])).tolist() // => [true, false, false]
 */
export function logicalXor(x: Tensor, y: Tensor): Tensor {
  return applyOperands(logicalXorOp, x, y);
}

export const logicalNotOp: UnaryOp<void> = testOp("logicalNot");

/**
 * Whether elements are zero.
 *
 * @example
 * logicalNot(tensor([0, 3])).tolist() // => [true, false]
 */
export function logicalNot(x: Tensor): Tensor {
  return applyUnary(logicalNotOp, x, undefined);
}

export const isnanOp: UnaryOp<void> = testOp("isnan");

/**
 * Whether elements are NaN.
 *
 * @example
 * isnan(tensor([1, NaN])).tolist() // => [false, true]
 */
export function isnan(x: Tensor): Tensor {
  return applyUnary(isnanOp, x, undefined);
}

export const isinfOp: UnaryOp<void> = testOp("isinf");

/**
 * Whether elements are infinite.
 *
 * @example
 * isinf(tensor([1, -Infinity])).tolist() // => [false, true]
 */
export function isinf(x: Tensor): Tensor {
  return applyUnary(isinfOp, x, undefined);
}

export const isfiniteOp: UnaryOp<void> = testOp("isfinite");

/**
 * Whether elements are neither infinite nor NaN.
 *
 * @example
 * isfinite(tensor([1, NaN])).tolist() // => [true, false]
 */
export function isfinite(x: Tensor): Tensor {
  return applyUnary(isfiniteOp, x, undefined);
}

export const isposinfOp: UnaryOp<void> = testOp("isposinf");

/**
 * Whether elements are positive infinity.
 *
 * @example
 * isposinf(tensor([Infinity, -Infinity])).tolist() // => [true, false]
 */
export function isposinf(x: Tensor): Tensor {
  return applyUnary(isposinfOp, x, undefined);
}

export const isneginfOp: UnaryOp<void> = testOp("isneginf");

/**
 * Whether elements are negative infinity.
 *
 * @example
 * isneginf(tensor([Infinity, -Infinity])).tolist() // => [false, true]
 */
export function isneginf(x: Tensor): Tensor {
  return applyUnary(isneginfOp, x, undefined);
}

/** Options of `isclose` and `allclose`. */
export interface CloseOptions {
  /** Allowed difference in proportion to `y`; default 1e-5. */
  readonly rtol?: number;
  /** Allowed difference besides; default 1e-8. */
  readonly atol?: number;
  /** Whether two NaNs are close; default false. */
  readonly equalNan?: boolean;
}

/**
 * Whether `|x - y| <= atol + rtol * |y|`, element-wise, with broadcasting; equal infinities are close.
 *
 * @throws {Error} if the types differ or a tolerance is negative
 * @example
 * isclose(tensor([1.5, 2]), tensor([1.6, 2.000001])).tolist() // => [false, true]
 */
export function isclose(x: Tensor, y: Tensor, options: CloseOptions = {}): Tensor {
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  if (x.dtype !== y.dtype) throw typesDoNotMatch(x.dtype, y.dtype);
  if (!(rtol >= 0)) throw negativeTolerance("rtol", rtol);
  if (!(atol >= 0)) throw negativeTolerance("atol", atol);
  let close = x.eq(y);
  if (equalNan && x.dtype.isFloatingPoint) close = close.logicalOr(x.isnan().logicalAnd(y.isnan()));
  if (rtol === 0 && atol === 0) return close;
  const isFloat = x.dtype.isFloatingPoint;
  const floats = isFloat ? y : y.to(getDefaultDtype());
  const difference = (isFloat ? x : x.to(getDefaultDtype())).sub(floats).abs();
  const allowed = floats.mul(new Float(rtol)).abs().add(new Float(atol));
  return close.logicalOr(difference.isfinite().logicalAnd(difference.le(allowed)));
}

/**
 * Whether all elements are close, see `isclose`.
 *
 * @throws {Error} if the types differ or a tolerance is negative
 * @example
 * allclose(tensor([1.5, 2]), tensor([1.5, 2.000001])) // => true
 */
export function allclose(x: Tensor, y: Tensor, options: CloseOptions = {}): boolean {
  return holdsEverywhere(isclose(x, y, options));
}

/**
 * Whether two tensors have the same shape and equal elements; NaN equals nothing.
 *
 * @example
 * equal(tensor([1, 2]), tensor([1, 2])) // => true
 */
export function equal(x: Tensor, y: Tensor): boolean {
  checkTensor("equal", y);
  return x.layout.hasShapeOf(y.layout) && holdsEverywhere(x.eq(y));
}

function holdsEverywhere(x: Tensor): boolean {
  return x.toTypedArray().every((value) => value !== 0);
}
