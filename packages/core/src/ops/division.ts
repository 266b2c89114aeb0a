import { Binary } from "../kernels/elementwise.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyOperands, asLeft, asOperand, notImplemented, zeroGradient } from "./operand.js";
import { type BinaryOp, binaryOp } from "./record.js";

// Division of integers, and its generalisation to floats. Rounded quotients are flat wherever they have a derivative.

/** A quotient rounded down that has a gradient, unlike `floorDivide`. */
export const divFloorOp: BinaryOp<void> = binaryOp({
  name: "div",
  gradName: "DivBackward2",
  forward: (k, x, y, out, dtype) => k.binary(Binary.floorDivide, x, y, out, dtype),
  dx: zeroGradient,
  dy: zeroGradient,
});
export const divTruncOp: BinaryOp<void> = binaryOp({
  name: "div",
  gradName: "DivBackward2",
  forward: (k, x, y, out, dtype) => k.binary(Binary.truncDivide, x, y, out, dtype),
  dx: zeroGradient,
  dy: zeroGradient,
});

export const floorDivideOp: BinaryOp<void> = binaryOp({
  name: "floorDivide",
  gradName: "NotImplemented",
  forward: (k, x, y, out, dtype) => k.binary(Binary.floorDivide, x, y, out, dtype),
  dx: notImplemented("floor_divide"),
  dy: notImplemented("floor_divide"),
});

/**
 * Element-wise quotient rounded down, as Python's `//`; keeps integers. It has no gradient: see `div`.
 *
 * @throws {Error} if an integer is divided by zero
 * @example
 * floorDivide(tensor([-7, 7]), 2).tolist() // => [-4, 3]
 */
export function floorDivide(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return applyOperands(floorDivideOp, asLeft(x, y), y);
}

export const remainderOp: BinaryOp<void> = binaryOp<void, never, "x" | "y">({
  name: "remainder",
  gradName: "RemainderBackward1",
  forward: (k, x, y, out, dtype) => k.binary(Binary.remainder, x, y, out, dtype),
  // x mod y = x - y floor(x/y)
  saves: { dy: ["x", "y"] },
  dx: (grad) => grad,
  dy: (grad, { x, y }) => grad.neg().mul(x.div(y, { roundingMode: "floor" })),
});
export const remainderNumberOp: BinaryOp<void> = binaryOp({
  name: "remainder",
  forward: (k, x, y, out, dtype) => k.binary(Binary.remainder, x, y, out, dtype),
  dx: (grad) => grad,
  dy: null,
});

/**
 * Element-wise remainder with the sign of the divisor, as Python's `%`.
 *
 * @throws {Error} if an integer is divided by zero
 * @example
 * remainder(tensor([-7, 7]), 4).tolist() // => [1, 3]
 */
export function remainder(x: Tensor | Scalar, y: Tensor | Scalar): Tensor {
  return isScalar(x)
    ? applyOperands(remainderOp, asOperand(x, y as Tensor), y)
    : applyOperands(remainderOp, x, y, remainderNumberOp);
}

export const fmodOp: BinaryOp<void> = binaryOp<void, never, "x" | "y">({
  name: "fmod",
  gradName: "FmodBackward1",
  forward: (k, x, y, out, dtype) => k.binary(Binary.fmod, x, y, out, dtype),
  // x - y trunc(x/y)
  saves: { dy: ["x", "y"] },
  dx: (grad) => grad,
  dy: (grad, { x, y }) => grad.neg().mul(x.div(y, { roundingMode: "trunc" })),
});
export const fmodNumberOp: BinaryOp<void> = binaryOp({
  name: "fmod",
  forward: (k, x, y, out, dtype) => k.binary(Binary.fmod, x, y, out, dtype),
  dx: (grad) => grad,
  dy: null,
});

/**
 * Element-wise remainder with the sign of the dividend, as C's `fmod`.
 *
 * @throws {Error} if an integer is divided by zero
 * @example
 * fmod(tensor([-7, 7]), 4).tolist() // => [-3, 3]
 */
export function fmod(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(fmodOp, x, y, fmodNumberOp);
}

export const gcdOp: BinaryOp<void> = binaryOp({
  name: "gcd",
  forward: (k, x, y, out, dtype) => k.binary(Binary.gcd, x, y, out, dtype),
  dx: null,
  dy: null,
});

/**
 * Element-wise greatest common divisor of integers; never negative. No gradient.
 *
 * @example
 * gcd(tensor([12, -18]), tensor([8, 27])).tolist() // => [4, 9]
 */
export function gcd(x: Tensor, y: Tensor): Tensor {
  return applyOperands(gcdOp, x, y);
}

export const lcmOp: BinaryOp<void> = binaryOp({
  name: "lcm",
  forward: (k, x, y, out, dtype) => k.binary(Binary.lcm, x, y, out, dtype),
  dx: null,
  dy: null,
});

/**
 * Element-wise least common multiple of integers; never negative. No gradient.
 *
 * @example
 * lcm(tensor([4, -6]), tensor([6, 4])).tolist() // => [12, 12]
 */
export function lcm(x: Tensor, y: Tensor): Tensor {
  return applyOperands(lcmOp, x, y);
}
