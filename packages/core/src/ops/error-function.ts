import { Unary } from "../kernels/elementwise.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { Result, type UnaryOp, unaryOp } from "./record.js";

// The error function and the normal distribution.

export const erfOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "erf",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.erf, x, out, dtype),
  // d erf x = 2/√π e^-x² dx
  saves: ["x"],
  dx: (grad, { x }) =>
    grad.mul(
      x
        .pow(2)
        .neg()
        .exp()
        .mul(2 / Math.sqrt(Math.PI)),
    ),
});

/**
 * Element-wise error function; integers give floats.
 *
 * @example
 * erf(tensor([0, Infinity])).tolist() // => [0, 1]
 */
export function erf(x: Tensor): Tensor {
  return applyUnary(erfOp, x, undefined);
}

export const erfcOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "erfc",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.erfc, x, out, dtype),
  saves: ["x"],
  dx: (grad, { x }) =>
    grad.mul(
      x
        .pow(2)
        .neg()
        .exp()
        .mul(-2 / Math.sqrt(Math.PI)),
    ),
});

/**
 * Element-wise complementary error function `1 - erf(x)`, without cancellation; integers give floats.
 *
 * @example
 * erfc(tensor([0, Infinity])).tolist() // => [1, 0]
 */
export function erfc(x: Tensor): Tensor {
  return applyUnary(erfcOp, x, undefined);
}

export const erfinvOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "erfinv",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.erfinv, x, out, dtype),
  // d erf⁻¹ x = √π/2 e^(erf⁻¹ x)² dx
  saves: ["output"],
  dx: (grad, { output }) =>
    grad.mul(
      output
        .pow(2)
        .exp()
        .mul(Math.sqrt(Math.PI) / 2),
    ),
});

/**
 * Element-wise inverse of `erf`; NaN outside [-1, 1]; integers give floats.
 *
 * @example
 * erfinv(tensor([0, 1])).tolist() // => [0, Infinity]
 */
export function erfinv(x: Tensor): Tensor {
  return applyUnary(erfinvOp, x, undefined);
}

export const erfcxOp: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "specialErfcx",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.erfcx, x, out, dtype),
  saves: ["x", "output"],
  dx: (grad, { x, output }) =>
    grad.mul(
      x
        .mul(2)
        .mul(output)
        .sub(2 / Math.sqrt(Math.PI)),
    ),
});

/**
 * Element-wise scaled complementary error function `exp(x * x) * erfc(x)`; integers give floats.
 *
 * @example
 * special.erfcx(tensor([0, Infinity])).tolist() // => [1, 0]
 */
export function erfcx(x: Tensor): Tensor {
  return applyUnary(erfcxOp, x, undefined);
}

/**
 * Element-wise area under the standard normal curve left of `x`; integers give floats.
 *
 * @example
 * special.ndtr(tensor([0, Infinity])).tolist() // => [0.5, 1]
 */
export function ndtr(x: Tensor): Tensor {
  return x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);
}

export const ndtriOp: UnaryOp<void> = unaryOp<void, "output">({
  name: "specialNdtri",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.ndtri, x, out, dtype),
  saves: ["output"],
  dx: (grad, { output }) =>
    grad.mul(
      output
        .square()
        .div(2)
        .exp()
        .mul(Math.sqrt(2 * Math.PI)),
    ),
});

/**
 * Element-wise inverse of `ndtr`: quantiles of the standard normal distribution; integers give floats.
 *
 * @example
 * special.ndtri(tensor([0.5, 1])).tolist() // => [0, Infinity]
 */
export function ndtri(x: Tensor): Tensor {
  return applyUnary(ndtriOp, x, undefined);
}

export const logNdtrOp: UnaryOp<void> = unaryOp<void, "x" | "output">({
  name: "specialLogNdtr",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.logNdtr, x, out, dtype),
  // d log Φ(x) = exp(-x²/2 - log Φ(x)) / √2π dx
  saves: ["x", "output"],
  dx: (grad, { x, output }) => grad.div(Math.sqrt(2 * Math.PI)).mul(output.add(x.pow(2).div(2)).neg().exp()),
});

/**
 * Element-wise logarithm of `ndtr`, without cancellation; integers give floats.
 *
 * @example
 * special.logNdtr(tensor([0, Infinity])).tolist() // => [-0.6931471824645996, -0]
 */
export function logNdtr(x: Tensor): Tensor {
  return applyUnary(logNdtrOp, x, undefined);
}

export const entrOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "specialEntr",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.entr, x, out, dtype),
  // d(-x log x) = -(log x + 1) dx
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.log().add(1).neg()),
});

/**
 * Element-wise `-x * log(x)`, 0 at 0 and -∞ below; integers give floats.
 *
 * @example
 * special.entr(tensor([0, 1])).tolist() // => [0, -0]
 */
export function entr(x: Tensor): Tensor {
  return applyUnary(entrOp, x, undefined);
}
