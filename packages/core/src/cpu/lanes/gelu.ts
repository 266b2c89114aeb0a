import { f32, regions } from "../../memory/heap.js";
import * as gelu from "../../numeric/gelu.js";
import { tanhFormula } from "./elementary.js";
import type { Formula, Value, Vectors } from "./vector.js";

// `gelu` and its gradient, step by step those of `numeric/gelu.ts`.

const [subtractInteger, shiftLeft, shiftRight] = [0xb1, 0xab, 0xac];
const [smallerInteger, largerInteger, floor] = [0xb6, 0xb8, 0x68];

/** Where the coefficients stand, beyond all that kernels overwrite, and the binary logarithm of the bytes of a row of them. */
const table = regions.kernels + (1 << 14);
const rowBits = 5;

/** `gelu32` */
export const geluFormula: Formula = (v, x) => {
  for (const [i, piece] of gelu.PIECES.entries()) f32.set(piece, (table + (i << rowBits)) >> 2);
  const size = v.abs(x);
  const steps = v.shift(shiftRight, v.apply(subtractInteger, size, v.integer(gelu.START)), gelu.DROPPED_BITS);
  const within = v.apply(smallerInteger, v.apply(largerInteger, steps, v.integer(0)), v.integer(gelu.LAST));
  const piece = v.select(v.gt(size, v.number(gelu.LIMIT)), v.integer(gelu.BEYOND), within);
  const row = v.shift(shiftLeft, piece, rowBits);
  const [high, low] = [v.columns(row, table + 16), v.columns(row, table)];
  const erf = polynomial(v, [high[1], high[0], ...low.toReversed()], size);
  const signed = v.xor(erf, v.and(x, v.number(-0)));
  return v.mul(v.mul(x, v.add(v.number(1), signed)), v.number(0.5));
};

/** No sum is denormal: each polynomial has a constant. */
function polynomial(v: Vectors, coefficients: readonly Value[], x: Value): Value {
  return coefficients.reduce((sum, c) => v.fma(sum, x, c, false));
}

/** `e ** x` for `x` up to 0; what would be denormal adds nothing to the slope. */
function exp(v: Vectors, x: Value): Value {
  const n = v.apply(floor, v.add(v.mul(x, v.number(gelu.LOG2_E)), v.number(0.5)));
  // `n` has few bits, and the sum begins where `x` does
  const rest = v.fmaOfFew(n, v.number(-gelu.LN2), x);
  const [c0, c1, c2, ...more] = gelu.EXP as [number, number, number, ...number[]];
  const first = v.fmaWithin(-3, v.fmaWithin(-5, v.number(c0), rest, c1), rest, c2);
  const mantissa = polynomial(v, [first, ...[...more, 1].map((c) => v.number(c))], rest);
  // an integer added to a number with spacing 1 is added to its bits
  const exponent = v.add(n, v.number(1.5 * 2 ** 23 + 127));
  const power = v.mul(mantissa, v.shift(shiftLeft, exponent, 23));
  return v.without(power, v.lt(x, v.number(gelu.EXP_FROM)));
}

/** `geluSlope32` times `grad`. */
export const geluGradFormula: Formula = (v, grad, x) => {
  const r = v.mul(x, v.number(gelu.ROOT_HALF));
  const q = exp(v, v.neg(v.mul(r, r)));
  const w = v.div(v.number(1), v.fma(v.number(gelu.ERF_STEP), v.abs(r), v.number(1), false));
  const p = polynomial(
    v,
    gelu.ERF.map((c) => v.number(c)),
    w,
  );
  const erf = v.fma(v.neg(v.mul(q, w)), p, v.number(1), false);
  const density = v.mul(v.mul(r, v.number(gelu.INVERSE_ROOT_PI)), q);
  const signed = v.xor(erf, v.and(r, v.number(-0)));
  // both terms are multiples of 2⁻⁴⁹ below 2: doubles hold their sum
  return v.mul(grad, v.fmaOfFew(signed, v.number(0.5), v.add(density, v.number(0.5))));
};

/** `geluTanhSlope` times `grad`. */
export const geluTanhGradFormula: Formula = (v, grad, x) => {
  const [one, half, beta] = [v.number(1), v.number(0.5), v.number(gelu.BETA)];
  const square = v.mul(x, x);
  const grown = (factor: number): Value => v.add(v.mul(square, v.number(factor)), one);
  const t = tanhFormula(v, v.mul(v.mul(grown(gelu.KAPPA), x), beta));
  const inner = v.mul(grown(3 * gelu.KAPPA), beta);
  const rising = v.mul(v.mul(v.mul(x, half), v.sub(one, v.mul(t, t))), inner);
  return v.mul(grad, v.add(v.mul(v.add(t, one), half), rising));
};
