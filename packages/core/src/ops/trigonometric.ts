import { Binary, Unary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { applyOperands } from "./operand.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

export const sinOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "sin",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.sin, x, out, dtype),
  // d sin x = cos x dx
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.cos()),
});

/**
 * Element-wise sine; integers give floats.
 *
 * @example
 * sin(tensor([0, Math.PI / 2])).tolist() // => [0, 1]
 */
export function sin(x: Tensor): Tensor {
  return applyUnary(sinOp, x, undefined);
}

export const cosOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "cos",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.cos, x, out, dtype),
  // d cos x = -sin x dx
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.sin().neg()),
});

/**
 * Element-wise cosine; integers give floats.
 *
 * @example
 * cos(tensor([0, Math.PI])).tolist() // => [1, -1]
 */
export function cos(x: Tensor): Tensor {
  return applyUnary(cosOp, x, undefined);
}

export const tanOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "tan",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.tan, x, out, dtype),
  // d tan x = (1 + tan² x) dx
  saves: ["output"],
  dx: (grad, { output }) => grad.mul(output.pow(2).add(1)),
});

/**
 * Element-wise tangent; integers give floats.
 *
 * @example
 * tan(tensor([0, 0])).tolist() // => [0, 0]
 */
export function tan(x: Tensor): Tensor {
  return applyUnary(tanOp, x, undefined);
}

export const asinOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "asin",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.asin, x, out, dtype),
  // d asin x = dx / √(1 - x²)
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.neg().mul(x).add(1).rsqrt()),
});

/**
 * Element-wise arc sine; NaN outside [-1, 1]; integers give floats.
 *
 * @example
 * asin(tensor([0, 0])).tolist() // => [0, 0]
 */
export function asin(x: Tensor): Tensor {
  return applyUnary(asinOp, x, undefined);
}

export const acosOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "acos",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.acos, x, out, dtype),
  // d acos x = -dx / √(1 - x²)
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.neg().mul(x).add(1).rsqrt().neg()),
});

/**
 * Element-wise arc cosine; NaN outside [-1, 1]; integers give floats.
 *
 * @example
 * acos(tensor([1, 1])).tolist() // => [0, 0]
 */
export function acos(x: Tensor): Tensor {
  return applyUnary(acosOp, x, undefined);
}

export const atanOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "atan",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.atan, x, out, dtype),
  // d atan x = dx / (1 + x²)
  saves: ["x"],
  dx: (grad, { x }) => grad.div(x.mul(x).add(1)),
});

/**
 * Element-wise arc tangent; integers give floats.
 *
 * @example
 * atan(tensor([0, 0])).tolist() // => [0, 0]
 */
export function atan(x: Tensor): Tensor {
  return applyUnary(atanOp, x, undefined);
}

export const atan2Op: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "atan2",
  result: Result.float,
  forward: (k, x, y, out, dtype) => k.binary(Binary.atan2, x, y, out, dtype),
  // d atan2(x, y) = (y dx - x dy) / (x² + y²)
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y }) => grad.mul(y).mul(inverseSquare(x, y)),
  dy: (grad, { x, y }) => grad.mul(x.neg()).mul(inverseSquare(x, y)),
});

/** 1 / (x² + y²), and 0 at the origin, where the angle has no slope. */
function inverseSquare(x: Tensor, y: Tensor): Tensor {
  const square = x.mul(x).add(y.mul(y));
  return square.reciprocal().maskedFill(square.eq(0), 0);
}

/**
 * Element-wise angle of the point with ordinate `x` and abscissa `y`; integers give floats.
 *
 * @example
 * atan2(tensor([0, 0]), tensor([1, 2])).tolist() // => [0, 0]
 */
export function atan2(x: Tensor, y: Tensor): Tensor {
  return applyOperands(atan2Op, x, y);
}

export const sincOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "sinc",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.sinc, x, out, dtype),
  // d sinc x = (πx cos πx - sin πx) / πx² dx
  saves: ["x"],
  dx: (grad, { x }) => {
    const angle = x.mul(Math.PI);
    const square = angle.mul(x);
    const slope = angle.mul(angle.cos()).sub(angle.sin()).div(square);
    return grad.mul(slope.where(square.ne(0), 0));
  },
});

/**
 * Element-wise `sin(πx) / πx`, 1 at 0; integers give floats.
 *
 * @example
 * sinc(tensor([0, 0.5])).tolist() // => [1, 0.6366197466850281]
 */
export function sinc(x: Tensor): Tensor {
  return applyUnary(sincOp, x, undefined);
}

export const deg2radOp: UnaryOp<void> = unaryOp({
  name: "deg2rad",
  gradName: "Deg2RadBackward0",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.scalar(Binary.mul, x, Math.PI / 180, out, dtype),
  dx: (grad) => grad.mul(Math.PI / 180),
});

/**
 * Degrees as radians, element-wise; integers give floats.
 *
 * @example
 * deg2rad(tensor([0, 180])).tolist() // => [0, 3.1415927410125732]
 */
export function deg2rad(x: Tensor): Tensor {
  return applyUnary(deg2radOp, x, undefined);
}

export const rad2degOp: UnaryOp<void> = unaryOp({
  name: "rad2deg",
  gradName: "Rad2DegBackward0",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.scalar(Binary.mul, x, 180 / Math.PI, out, dtype),
  dx: (grad) => grad.mul(180 / Math.PI),
});

/**
 * Radians as degrees, element-wise; integers give floats.
 *
 * @example
 * rad2deg(tensor([0, Math.PI])).tolist() // => [0, 180]
 */
export function rad2deg(x: Tensor): Tensor {
  return applyUnary(rad2degOp, x, undefined);
}
