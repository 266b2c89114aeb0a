import { bool, Category, type DType, float64, getDefaultDtype } from "../dtype.js";
import { floatPowerType, negativeIntegerPower } from "../errors/arithmetic.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Binary, Unary } from "../kernels/elementwise.js";
import type { Kernels } from "../kernels.js";
import { Float, isScalar, numberOf, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { applyBinary, applyScalar, applyUnary, empty } from "./apply.js";
import { applyBinaryInPlace, applyScalarInPlace } from "./in-place.js";
import { checkTensor } from "./kinds.js";
import { applyOperands, checkFits, zeroGradient } from "./operand.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

export const powScalarOp: UnaryOp<Scalar> = unaryOp<Scalar, "x">({
  name: "pow",
  forward: (k, x, exponent, out, dtype) => {
    if (dtype.category === Category.float) k.scalar(Binary.pow, x, numberOf(exponent), out, dtype);
    else integerPower(k, x, numberOf(exponent), out, dtype);
  },
  // d(xᵏ) = k xᵏ⁻¹ dx
  saves: ["x"],
  dx: (grad, { x, attr }) => {
    const k = Number(attr);
    return k === 0 ? zeroGradient(grad) : grad.mul((k === 2 ? x : x.pow(k - 1)).mul(k));
  },
});

function integerPower(k: Kernels, x: Tensor, exponent: number | bigint, out: Tensor, dtype: DType): void {
  if (exponent < 0) throw negativeIntegerPower();
  checkFits(exponent, dtype);
  if (dtype !== bool) k.scalar(Binary.pow, x, exponent, out, dtype);
  else if (exponent === 0) k.fill(out, 1);
  else k.copy(x, out);
}

export const powOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y" | "output">({
  name: "pow",
  gradName: "PowBackward1",
  forward: (k, x, y, out, dtype) => k.binary(Binary.pow, x, y, out, dtype),
  // d(xʸ) = y xʸ⁻¹ dx + xʸ log x dy
  saves: { dx: ["x", "y"], dy: ["x", "y", "output"] },
  dx: (grad, { x, y }) => grad.mul(y.mul(x.pow(y.sub(1)))).where(y.ne(0), 0),
  dy: (grad, { x, y, output }) =>
    grad.mul(output.mul(x.to(output.dtype).log()).where(x.ne(0).logicalOr(y.ge(0).logicalNot()), 0)),
});

export const powOfNumberOp: UnaryOp<Scalar> = unaryOp<Scalar, "x" | "output">({
  name: "pow",
  gradName: "PowBackward2",
  forward: (k, x, base, out, dtype) => k.reversed(Binary.pow, numberOf(base), x, out, dtype),
  // d(bˣ) = bˣ log b dx
  saves: ["x", "output"],
  dx: (grad, { x, output, attr: base }) => {
    const slope = output.mul(new Float(Math.log(Number(base))));
    return grad.mul(Number(base) === 0 ? slope.where(x.ge(0).logicalNot(), 0) : slope);
  },
});

/**
 * Element-wise power; base or exponent may be a number.
 *
 * @throws {Error} for an integer base with a negative number as exponent
 * @example
 * pow(tensor([2, 3]), 2).tolist() // => [4, 9]
 * pow(2, tensor([1, 2, 3])).tolist() // => [2, 4, 8]
 */
export function pow(x: Tensor | Scalar, exponent: Tensor | Scalar): Tensor {
  if (isScalar(exponent)) return applyScalar(powScalarOp, x as Tensor, exponent);
  return isScalar(x) ? applyScalar(powOfNumberOp, exponent, x) : applyBinary(powOp, x, exponent);
}

/** `pow` into `x`. */
export function pow_(x: Tensor, exponent: Tensor | Scalar): Tensor {
  return isScalar(exponent) ? applyScalarInPlace(powScalarOp, x, exponent) : applyBinaryInPlace(powOp, x, exponent);
}

/**
 * Element-wise power in double precision, whatever the types of base and exponent.
 *
 * @example
 * floatPower(tensor([2, 3]), -1).dtype.name // => "float64"
 */
export function floatPower(x: Tensor | Scalar, exponent: Tensor | Scalar): Tensor {
  const inDouble = <T extends Tensor | Scalar>(value: T) => {
    if (isScalar(value)) return new Float(Number(value));
    checkTensor("float_power", value);
    return value.to(float64);
  };
  return pow(inDouble(x), inDouble(exponent));
}

/** `floatPower` into `x`, which must be float64. */
export function floatPower_(x: Tensor, exponent: Tensor | Scalar): Tensor {
  if (x.dtype !== float64) throw floatPowerType(x.dtype);
  return pow_(x, isScalar(exponent) ? new Float(Number(exponent)) : exponent.to(float64));
}

/**
 * Element-wise `x * x`.
 *
 * @example
 * square(tensor([1, -3])).tolist() // => [1, 9]
 */
export function square(x: Tensor): Tensor {
  return pow(x, 2);
}

/** `square` into `x`. */
export function square_(x: Tensor): Tensor {
  return pow_(x, 2);
}

export const sqrtOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "sqrt",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.sqrt, x, out, dtype),
  // d√x = dx / 2√x
  saves: ["output"],
  dx: (grad, { output }) => grad.div(output.mul(2)),
});

/**
 * Element-wise square root, correctly rounded; integers give floats.
 *
 * @example
 * sqrt(tensor([4, 9])).tolist() // => [2, 3]
 */
export function sqrt(x: Tensor): Tensor {
  return applyUnary(sqrtOp, x, undefined);
}

export const rsqrtOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "rsqrt",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.rsqrt, x, out, dtype),
  // d(1/√x) = -(1/√x)³ / 2 dx
  saves: ["output"],
  dx: (grad, { output }) => grad.mul(-0.5).mul(output.pow(3)),
});

/**
 * Element-wise `1 / sqrt(x)`; integers give floats.
 *
 * @example
 * rsqrt(tensor([4, 16])).tolist() // => [0.5, 0.25]
 */
export function rsqrt(x: Tensor): Tensor {
  return applyUnary(rsqrtOp, x, undefined);
}

export const reciprocalOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "reciprocal",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.reciprocal, x, out, dtype),
  // d(1/x) = -(1/x)² dx
  saves: ["output"],
  dx: (grad, { output }) => grad.neg().mul(output.mul(output)),
});

/**
 * Element-wise `1 / x`; integers give floats.
 *
 * @example
 * reciprocal(tensor([2, 4])).tolist() // => [0.5, 0.25]
 */
export function reciprocal(x: Tensor): Tensor {
  return applyUnary(reciprocalOp, x, undefined);
}

export const hypotOp: BinaryOp<void> = binaryOp<void, "x" | "output", "y" | "output">({
  name: "hypot",
  forward: (k, x, y, out, dtype) => k.binary(Binary.hypot, x, y, out, dtype),
  // d√(x² + y²) = (x dx + y dy) / √(x² + y²)
  saves: { dx: ["x", "output"], dy: ["y", "output"] },
  dx: (grad, { x, output }) => grad.mul(x.div(output)),
  dy: (grad, { y, output }) => grad.mul(y.div(output)),
});

/**
 * Element-wise `sqrt(x * x + y * y)` of floats, without overflow on the way.
 *
 * @example
 * hypot(tensor([3.0, 1.5]), tensor([4.0, 2.0])).tolist() // => [5, 2.5]
 */
export function hypot(x: Tensor, y: Tensor): Tensor {
  return applyOperands(hypotOp, x, y);
}

export const ldexpOp: BinaryOp<void> = binaryOp<void, "y", "output">({
  name: "ldexp",
  result: Result.float,
  forward: (k, x, y, out, dtype) => {
    if (x.dtype.isFloatingPoint && y.dtype === bool) throw new UnsupportedKernelError("ldexp_cpu_exp", bool);
    if (x.dtype.isFloatingPoint && !y.dtype.isFloatingPoint) return k.binary(Binary.ldexp, x, y, out, dtype);
    // the power is rounded to a type of its own
    const power = empty(y.layout.dense, y.dtype.isFloatingPoint ? y.dtype : getDefaultDtype());
    k.reversed(Binary.pow, 2, y, power, power.dtype);
    k.binary(Binary.mul, x, power, out, dtype);
  },
  // d(x 2ʸ) = 2ʸ dx + x 2ʸ log 2 dy
  saves: { dx: ["y"], dy: ["output"] },
  dx: (grad, { y }) => grad.mul(pow(new Float(2), y)),
  dy: (grad, { output }) => grad.mul(output).mul(Math.LN2),
});

/**
 * Element-wise `x * 2 ** exponent`; integers give floats.
 *
 * @example
 * ldexp(tensor([1, 2]), tensor([2, 3])).tolist() // => [4, 16]
 */
export function ldexp(x: Tensor, exponent: Tensor): Tensor {
  if (!(exponent instanceof Tensor))
    throw new TypeError("ldexp(): argument 'other' must be Tensor; wrap a number in one");
  return applyOperands(ldexpOp, x, exponent);
}
