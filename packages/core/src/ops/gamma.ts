import { negativeOrder } from "../errors/arithmetic.js";
import { notAnInteger } from "../errors/kind.js";
import { Binary, Parametric, Unary } from "../kernels/elementwise.js";
import { Float, isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { applyBinaryInPlace, applyUnaryInPlace } from "./in-place.js";
import { labelled } from "./label.js";
import { applyOperands, asOperand, missing } from "./operand.js";
import { type BinaryOp, binaryOp, Result, type UnaryOp, unaryOp } from "./record.js";

// The gamma function and its relatives.

export const lgammaOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "lgamma",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.lgamma, x, out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(x.digamma()),
});

/**
 * Element-wise logarithm of the absolute value of the gamma function; integers give floats.
 *
 * @example
 * lgamma(tensor([1, 2])).tolist() // => [0, 0]
 */
export function lgamma(x: Tensor): Tensor {
  return applyUnary(lgammaOp, x, undefined);
}

export const digammaOp: UnaryOp<void> = unaryOp<void, "x">({
  name: "digamma",
  result: Result.float,
  forward: (k, x, _, out, dtype) => k.unary(Unary.digamma, x, out, dtype),
  saves: ["x"],
  dx: (grad, { x }) => grad.mul(polygamma(1, x)),
});

/**
 * Element-wise derivative of `lgamma`; integers give floats.
 *
 * @example
 * digamma(tensor([1])).tolist() // => [-0.5772156715393066]
 */
export function digamma(x: Tensor): Tensor {
  return applyUnary(digammaOp, x, undefined);
}

export const polygammaOp: UnaryOp<number> = unaryOp<number, "x">({
  name: "polygamma",
  result: Result.float,
  forward: (k, x, n, out, dtype) => k.parametric(Parametric.polygamma, x, [n], out, dtype),
  saves: ["x"],
  dx: (grad, { x, attr: n }) => grad.mul(polygamma(n + 1, x)),
});

/**
 * Element-wise `n`-th derivative of `digamma`; integers give floats.
 *
 * @throws {Error} if `n` is negative
 * @example
 * polygamma(1, tensor([1])).tolist() // => [1.644934058189392]
 */
export function polygamma(n: number, x: Tensor): Tensor {
  checkOrder(n);
  return applyUnary(polygammaOp, x, n);
}

function checkOrder(n: number): void {
  if (!Number.isInteger(n)) throw notAnInteger("polygamma", "n", n);
  if (n < 0) throw negativeOrder();
}

/** `polygamma` into `x`. */
export function polygamma_(x: Tensor, n: number): Tensor {
  checkOrder(n);
  return applyUnaryInPlace(polygammaOp, x, n);
}

/**
 * Element-wise logarithm of the multivariate gamma function of dimension `p`; integers give floats.
 *
 * @example
 * mvlgamma(tensor([2.5]), 1).tolist() // => [0.28468286991119385]
 */
export function mvlgamma(x: Tensor, p: number): Tensor {
  if (!(p >= 1)) throw new Error("p has to be greater than or equal to 1");
  let sum = lgamma(x);
  for (let j = 1; j < p; j++) sum = sum.add(lgamma(x.sub(j / 2)));
  return labelled(sum.add((p * (p - 1) * Math.log(Math.PI)) / 4), "MvlgammaBackward0");
}

/** `mvlgamma` into `x`. */
export function mvlgamma_(x: Tensor, p: number): Tensor {
  return x.copy_(mvlgamma(x.clone(), p));
}

export const gammaincOp: BinaryOp<void> = binaryOp<void, never, "x" | "y">({
  name: "igamma",
  forward: (k, x, y, out, dtype) => k.binary(Binary.gammainc, x, y, out, dtype),
  // dP(a, x) = x^(a-1) e^-x / Γ(a) dx
  saves: { dy: ["x", "y"] },
  dx: missing("igamma: input"),
  dy: (grad, { x: a, y: x }) => grad.mul(gammaDensity(a, x)),
});

/** `gammainc` into `a`. */
export function gammainc_(a: Tensor, x: Tensor): Tensor {
  return applyBinaryInPlace(gammaincOp, a, x);
}

function gammaDensity(a: Tensor, x: Tensor): Tensor {
  return a.sub(1).mul(x.log()).sub(x).sub(a.lgamma()).exp();
}

/**
 * Element-wise regularized lower incomplete gamma function of floats; differentiable in its second argument.
 *
 * @example
 * special.gammainc(tensor([1.0, 0.5]), tensor([0.0, Infinity])).tolist() // => [0, 1]
 */
export function gammainc(a: Tensor, x: Tensor): Tensor {
  return applyOperands(gammaincOp, a, x);
}

export const gammainccOp: BinaryOp<void> = binaryOp<void, never, "x" | "y">({
  name: "igammac",
  forward: (k, x, y, out, dtype) => k.binary(Binary.gammaincc, x, y, out, dtype),
  saves: { dy: ["x", "y"] },
  dx: missing("igammac: input"),
  dy: (grad, { x: a, y: x }) => grad.mul(gammaDensity(a, x)).neg(),
});

/**
 * Element-wise regularized upper incomplete gamma function of floats; differentiable in its second argument.
 *
 * @example
 * special.gammaincc(tensor([1.0, 0.5]), tensor([0.0, Infinity])).tolist() // => [1, 0]
 */
export function gammaincc(a: Tensor, x: Tensor): Tensor {
  return applyOperands(gammainccOp, a, x);
}

/** `gammaincc` into `a`. */
export function gammaincc_(a: Tensor, x: Tensor): Tensor {
  return applyBinaryInPlace(gammainccOp, a, x);
}

export const zetaOp: BinaryOp<void> = binaryOp<void, never, "x" | "y">({
  name: "specialZeta",
  result: Result.float,
  forward: (k, x, y, out, dtype) => k.binary(Binary.zeta, x, y, out, dtype),
  // dζ(s, q) = -s ζ(s + 1, q) dq
  saves: { dy: ["x", "y"] },
  dx: missing("zeta"),
  dy: (grad, { x: s, y: q }) => grad.mul(s.neg()).mul(zeta(s.add(new Float(1)), q)),
});

/**
 * Element-wise Hurwitz zeta function, the sum of `(q + k) ** -s` over k = 0, 1, ...; differentiable in `q`; either may be a number.
 *
 * @example
 * special.zeta(tensor([2.5]), 1).tolist() // => [1.3414872884750366]
 */
export function zeta(s: Tensor | Scalar, q: Tensor | Scalar): Tensor {
  return applyOperands(zetaOp, isScalar(s) ? asOperand(s, q as Tensor) : s, q);
}
