import { cpu } from "../cpu/index.js";
import { int32 } from "../dtype.js";
import { heavisideTypes, onlyFloats } from "../errors/arithmetic.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Binary, Test, Unary } from "../kernels/elementwise.js";
import type { Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty, recordMulti } from "./apply.js";
import { applyOperands, named, notImplemented, zeroGradient } from "./operand.js";
import { type BinaryOp, binaryOp, multiOp, type NaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

// Signs, and the parts that floats are made of.

export const absOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "abs",
  forward: (k, x, _, out, dtype) => k.unary(Unary.abs, x, out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.sgn()),
});

/**
 * Element-wise absolute value; the type stays, so that the lowest integer has none. Its gradient at 0 is 0.
 *
 * @example
 * abs(tensor([-1, 2])).tolist() // => [1, 2]
 */
export function abs(x: Tensor): Tensor {
  return applyUnary(absOp, x, undefined);
}

export const signOp: UnaryOp<void> = unaryOp({
  name: "sign",
  forward: (k, x, _, out, dtype) => k.unary(Unary.sgn, x, out, dtype),
  dx: zeroGradient,
});

/**
 * Element-wise -1, 0 or 1; 0 for NaN; the type stays. Its gradient is 0.
 *
 * @example
 * sign(tensor([-2, 0, 3])).tolist() // => [-1, 0, 1]
 */
export function sign(x: Tensor): Tensor {
  return applyUnary(signOp, x, undefined);
}

export const sgnOp: UnaryOp<void> = unaryOp({
  name: "sgn",
  forward: (k, x, _, out, dtype) => k.unary(Unary.sgn, x, out, dtype),
  dx: zeroGradient,
});

/**
 * The same as `sign`.
 *
 * @example
 * sgn(tensor([-2, 0, 3])).tolist() // => [-1, 0, 1]
 */
export function sgn(x: Tensor): Tensor {
  return applyUnary(sgnOp, x, undefined);
}

export const signbitOp: UnaryOp<void> = unaryOp({
  name: "signbit",
  result: Result.bool,
  forward: (k, x, _, out, dtype) => k.test(Test.signbit, x, out, dtype),
  dx: null,
});

/**
 * Whether elements have their sign bit set, which tells -0 from 0. No gradient.
 *
 * @example
 * signbit(tensor([-0.0, 0.5])).tolist() // => [true, false]
 */
export function signbit(x: Tensor): Tensor {
  return applyUnary(signbitOp, x, undefined);
}

export const copysignOp: BinaryOp<void> = binaryOp<void, "x" | "output">({
  name: "copysign",
  result: Result.float,
  forward: (k, x, y, out, dtype) => k.binary(Binary.copysign, x, y, out, dtype),
  saves: { dx: ["x", "output"] },
  dx: (grad, { x, output }) => grad.mul(output.div(x).where(x.ne(0), 0)),
  dy: zeroGradient,
});
export const copysignNumberOp: BinaryOp<void> = named(copysignOp, "CopysignBackward1");

/**
 * The magnitudes of `x` with the signs of `y`, which may be a number; integers give floats.
 *
 * @example
 * copysign(tensor([1, -2]), -1).tolist() // => [-1, -2]
 */
export function copysign(x: Tensor, y: Tensor | Scalar): Tensor {
  return applyOperands(copysignOp, x, y, copysignNumberOp);
}

export const heavisideOp: BinaryOp<void> = binaryOp({
  name: "heaviside",
  gradName: "NotImplemented",
  forward: (k, x, y, out, dtype) => {
    if (x.dtype !== y.dtype) throw heavisideTypes();
    k.binary(Binary.heaviside, x, y, out, dtype);
  },
  dx: notImplemented("heaviside"),
  dy: notImplemented("heaviside"),
});

/**
 * Element-wise 0 for negative elements, 1 for positive ones, `values` for zeros. No gradient.
 *
 * @throws {Error} if the types differ
 * @example
 * heaviside(tensor([-1, 0, 2]), tensor(5)).tolist() // => [0, 5, 1]
 */
export function heaviside(x: Tensor, values: Tensor): Tensor {
  return applyOperands(heavisideOp, x, values);
}

export const nextafterOp: BinaryOp<void> = binaryOp<void, "x" | "y">({
  name: "nextafter",
  forward: (k, x, y, out, dtype) => {
    if (!dtype.isFloatingPoint) throw new UnsupportedKernelError("nextafter_cpu", dtype);
    k.nextafter(x, y, out, dtype);
  },
  saves: { dx: ["x", "y"] },
  dx: (grad, { x, y }) => grad.where(x.ne(y), 0),
  dy: zeroGradient,
});

/**
 * The floats next to the elements of `x`, in the direction of `y`. No gradient.
 *
 * @example
 * nextafter(tensor([0.5]), tensor([1.5])).tolist() // => [0.5000000596046448]
 */
export function nextafter(x: Tensor, y: Tensor): Tensor {
  return applyOperands(nextafterOp, x, y);
}

const frexpOp: NaryOp<void> = multiOp({
  name: "frexp",
  saves: [["output"]],
  gradients: [([grad], { outputs }) => (grad ? grad.div(outputs[1]!.exp2()) : null)],
});

/** What `frexp` returns; also iterable, in this order. */
export interface Frexp {
  /** In ±[0.5, 1), or 0, or not finite. */
  readonly mantissa: Tensor;
  /** int32 */
  readonly exponent: Tensor;
}

/**
 * Floats as `mantissa * 2 ** exponent`.
 *
 * @throws {Error} for integers
 * @example
 * frexp(tensor([8.0, -0.75])).exponent.tolist() // => [4, 0]
 */
export function frexp(x: Tensor): Frexp {
  if (!x.dtype.isFloatingPoint) throw onlyFloats("frexp");
  const mantissa = empty(x.layout.dense, x.dtype);
  const exponent = empty(x.layout.dense, int32);
  cpu.unary(Unary.mantissa, x, mantissa, x.dtype);
  cpu.unary(Unary.exponent, x, exponent, x.dtype);
  recordMulti(frexpOp, [x], undefined, [mantissa, exponent]);
  return { mantissa, exponent };
}
