import { UnsupportedKernelError } from "../errors/type.js";
import { Binary, Unary } from "../kernels/elementwise.js";
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

export const roundOp: UnaryOp<number> = unaryOp<number>({
  name: "round",
  forward: (k, x, decimals, out, dtype) => {
    if (decimals === 0) return k.unary(Unary.round, x, out, dtype);
    if (!dtype.isFloatingPoint) throw new UnsupportedKernelError("round with decimals", dtype);
    const power = 10 ** Math.abs(decimals);
    k.scalar(decimals > 0 ? Binary.mul : Binary.div, x, power, out, dtype);
    k.unary(Unary.round, out, out, dtype);
    k.scalar(decimals > 0 ? Binary.div : Binary.mul, out, power, out, dtype);
  },
  dx: zeroGradient,
});

/** Options of `round`. */
export interface RoundOptions {
  /** How many decimal places stay; negative ones are left of the point. Default 0. */
  readonly decimals?: number;
}

/**
 * The nearest integers, halves to the even one, or the nearest multiples of a power of ten; the type stays. Its gradient is 0.
 *
 * @throws {Error} for integers with `decimals`
 * @example
 * round(tensor([0.5, 1.5, 2.6])).tolist() // => [0, 2, 3]
 * round(tensor([125.5]), { decimals: -1 }).tolist() // => [130]
 */
export function round(x: Tensor, { decimals = 0 }: RoundOptions = {}): Tensor {
  return applyUnary(roundOp, x, decimals);
}

/** `round` into `x`. */
export function round_(x: Tensor, { decimals = 0 }: RoundOptions = {}): Tensor {
  return applyUnaryInPlace(roundOp, x, decimals);
}
