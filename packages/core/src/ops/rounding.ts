import { Parametric, Unary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { applyUnaryInPlace } from "./in-place.js";
import { zeroGradient } from "./operand.js";
import { type UnaryOp, unaryOp } from "./record.js";

export const ceilOp: UnaryOp<void> = unaryOp({
  name: "ceil",
  forward: (k, x, _, out, dtype) => k.unary(Unary.ceil, x, out, dtype),
  dx: zeroGradient,
});

/**
 * The smallest integers not below the elements; the type stays. Its gradient is 0.
 *
 * @example
 * ceil(tensor([1.2, -1.8])).tolist() // => [2, -1]
 */
export function ceil(x: Tensor): Tensor {
  return applyUnary(ceilOp, x, undefined);
}

export const floorOp: UnaryOp<void> = unaryOp({
  name: "floor",
  forward: (k, x, _, out, dtype) => k.unary(Unary.floor, x, out, dtype),
  dx: zeroGradient,
});

/**
 * The largest integers not above the elements; the type stays. Its gradient is 0.
 *
 * @example
 * floor(tensor([1.8, -1.2])).tolist() // => [1, -2]
 */
export function floor(x: Tensor): Tensor {
  return applyUnary(floorOp, x, undefined);
}

export const truncOp: UnaryOp<void> = unaryOp({
  name: "trunc",
  forward: (k, x, _, out, dtype) => k.unary(Unary.trunc, x, out, dtype),
  dx: zeroGradient,
});

/**
 * The elements without their fractions; the type stays. Its gradient is 0.
 *
 * @example
 * trunc(tensor([1.8, -1.2])).tolist() // => [1, -1]
 */
export function trunc(x: Tensor): Tensor {
  return applyUnary(truncOp, x, undefined);
}

export const fracOp: UnaryOp<void> = unaryOp({
  name: "frac",
  forward: (k, x, _, out, dtype) => k.unary(Unary.frac, x, out, dtype),
  dx: (grad) => grad,
});

/**
 * The fractions of floats, with their signs.
 *
 * @example
 * frac(tensor([1.5, -1.25])).tolist() // => [0.5, -0.25]
 */
export function frac(x: Tensor): Tensor {
  return applyUnary(fracOp, x, undefined);
}

export const roundOp: UnaryOp<void> = unaryOp({
  name: "round",
  forward: (k, x, _, out, dtype) => k.unary(Unary.round, x, out, dtype),
  dx: zeroGradient,
});
export const roundDecimalsOp: UnaryOp<number> = unaryOp<number>({
  name: "round",
  gradName: "RoundBackward1",
  forward: (k, x, decimals, out, dtype) => k.parametric(Parametric.roundDecimals, x, [decimals], out, dtype),
  dx: zeroGradient,
});

/** Options of `round`. */
export interface RoundOptions {
  /** How many decimal places stay; negative ones are left of the point. Floats only; default 0. */
  readonly decimals?: number | undefined;
}

/**
 * The nearest integers, halves to the even one, or the nearest multiples of a power of ten; the type stays. Its gradient is 0.
 *
 * @throws {Error} for integers with `decimals`
 * @example
 * round(tensor([0.5, 1.5, 2.6])).tolist() // => [0, 2, 3]
 * round(tensor([125.5]), { decimals: -1 }).tolist() // => [130]
 */
export function round(x: Tensor, { decimals }: RoundOptions = {}): Tensor {
  return decimals === undefined ? applyUnary(roundOp, x, undefined) : applyUnary(roundDecimalsOp, x, decimals);
}

/** `round` into `x`. */
export function round_(x: Tensor, { decimals }: RoundOptions = {}): Tensor {
  return decimals === undefined
    ? applyUnaryInPlace(roundOp, x, undefined)
    : applyUnaryInPlace(roundDecimalsOp, x, decimals);
}
