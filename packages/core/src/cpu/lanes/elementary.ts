import { f32, regions } from "../../memory/heap.js";
import * as gelu from "../../numeric/gelu.js";
import * as sleef from "../../numeric/sleef.js";
import * as wide from "../../numeric/wide.js";
import type { Formula, Value, Vectors } from "./vector.js";

// Elementary functions, step by step those of `numeric/`, which tell what the steps are for.

const [addInteger64, shiftLeft64, shiftRight64, subtractInteger64] = [0xce, 0xcb, 0xcc, 0xd1];
const [addInteger, subtractInteger, shiftLeft, shiftRight, toInteger] = [0xae, 0xb1, 0xab, 0xac, 0xf8];
const [smallerInteger, largerInteger] = [0xb6, 0xb8];
/** The smaller and the larger of two singles, or of two doubles; the first if it is NaN. */
export const smaller = 0xea;
export const larger = 0xeb;
const [smaller64, larger64] = [0xf6, 0xf7];

function polynomial(v: Vectors, coefficients: readonly number[], x: Value): Value {
  const { double } = v;
  return coefficients
    .map((c) => v.double64(c))
    .reduce((sum, coefficient) => double.add(double.mul(sum, x), coefficient));
}

/** As `reduced`: the number in whose last bits k stands, and the rest. */
function reduced(v: Vectors, x: Value): [shifted: Value, rest: Value] {
  const { double } = v;
  const shifted = double.add(double.mul(x, v.double64(wide.LOG2_E)), v.double64(wide.SPACING_ONE));
  const k = double.sub(shifted, v.double64(wide.SPACING_ONE));
  const high = double.sub(x, double.mul(k, v.double64(wide.LN2_HIGH)));
  const r = double.sub(high, double.mul(k, v.double64(wide.LN2_LOW)));
  return [shifted, double.add(r, double.mul(double.mul(r, r), polynomial(v, wide.EXP, r)))];
}

function expHalf(v: Vectors, x: Value): Value {
  const clamped = v.apply(larger64, v.apply(smaller64, x, v.double64(89.5)), v.double64(-104));
  const [shifted, rest] = reduced(v, clamped);
  const exponent = v.shift(shiftLeft64, shifted, 52);
  return v.apply(addInteger64, v.double.add(v.double64(1), rest), exponent);
}

/** `expWide`, rounded. */
export const expFormula: Formula = (v, x) => v.inDouble([x], (half) => expHalf(v, half));

function logHalf(v: Vectors, x: Value): Value {
  const { double } = v;
  const k = v.shift(shiftRight64, v.apply(subtractInteger64, x, v.integer64(BigInt(wide.HALF_ROOT) << 32n)), 52);
  const mantissa = v.apply(subtractInteger64, x, v.shift(shiftLeft64, k, 52));
  // an integer added to the bits of a number with spacing 1 is added to the number
  const counted = double.sub(v.apply(addInteger64, k, v.double64(wide.SPACING_ONE)), v.double64(wide.SPACING_ONE));
  const f = double.sub(mantissa, v.double64(1));
  const s = double.div(f, double.add(v.double64(2), f));
  const z = double.mul(s, s);
  const cubic = double.mul(double.mul(s, z), polynomial(v, wide.LOG, z));
  const low = double.add(
    double.mul(counted, v.double64(wide.LN2_LOW)),
    double.add(double.mul(v.double64(2), s), cubic),
  );
  return double.add(double.mul(counted, v.double64(wide.LN2_HIGH)), low);
}

/** `logWide`, rounded. */
export const logFormula: Formula = (v, x) => {
  const zero = v.number(0);
  const infinity = v.number(Number.POSITIVE_INFINITY);
  const inside = v.inDouble([x], (half) => logHalf(v, half));
  const positive = v.select(v.lt(x, infinity), inside, x);
  const outside = v.select(v.eq(x, zero), v.number(Number.NEGATIVE_INFINITY), v.number(Number.NaN));
  return v.select(v.gt(x, zero), positive, outside);
};

/** `tanhWide`, rounded. */
export const tanhFormula: Formula = (v, x) => {
  const size = v.apply(smaller, v.abs(x), v.number(10));
  const t = v.inDouble([size], (half) => {
    const { double } = v;
    const [shifted, rest] = reduced(v, double.add(half, half));
    const one = v.double64(1);
    const power = v.apply(addInteger64, one, v.shift(shiftLeft64, shifted, 52));
    const grown = double.add(double.mul(power, rest), double.sub(power, one));
    return double.div(grown, double.add(grown, v.double64(2)));
  });
  return v.or(t, v.and(x, v.number(-0)));
};

/** `erfWide`, rounded. */
export const erfFormula: Formula = (v, x) => {
  const near = v.apply(larger, v.apply(smaller, x, v.number(4)), v.number(-4));
  return v.inDouble([near], (half) => {
    const { double } = v;
    const z = double.sub(double.mul(double.mul(half, half), v.double64(0.125)), v.double64(1));
    return double.mul(half, polynomial(v, wide.ERF, z));
  });
};

/** `exp32`: Sleef's. */
export const exp32Formula: Formula = (v, x) => {
  const fma = (a: Value, b: Value, c: Value): Value => v.fma(a, b, c, false);
  const q = v.nearest(v.mul(x, v.number(sleef.LOG2_E)));
  const s = fma(q, v.number(sleef.LN2_LOW), fma(q, v.number(sleef.LN2_HIGH), x));
  const u = sleef.EXP.map((c) => v.number(c)).reduce((sum, c) => fma(sum, s, c));
  const mantissa = v.add(v.number(1), fma(v.mul(s, s), u, s));
  const exponent = v.apply(toInteger, q);
  const half = v.shift(shiftRight, exponent, 1);
  const power = (k: Value): Value => v.shift(shiftLeft, v.apply(addInteger, k, v.integer(127)), 23);
  const result = v.mul(v.mul(mantissa, power(half)), power(v.apply(subtractInteger, exponent, half)));
  const large = v.select(v.gt(x, v.number(100)), v.number(Number.POSITIVE_INFINITY), result);
  return v.without(large, v.lt(x, v.number(-104)));
};

/** The sigmoid of whole blocks. */
export const sigmoidFormula: Formula = (v, x) => {
  const one = v.number(1);
  return v.div(one, v.add(one, exp32Formula(v, v.sub(v.number(0), x))));
};

/** Where the coefficients of `gelu32` stand, beyond all that kernels overwrite, and the binary logarithm of the bytes of a row of them. */
const geluTable = regions.kernels + (1 << 14);
const geluRowBits = 5;

/** `gelu32` */
export const geluFormula: Formula = (v, x) => {
  for (const [i, piece] of gelu.PIECES.entries()) f32.set(piece, (geluTable + (i << geluRowBits)) >> 2);
  const size = v.abs(x);
  const steps = v.shift(shiftRight, v.apply(subtractInteger, size, v.integer(gelu.START)), gelu.DROPPED_BITS);
  const within = v.apply(smallerInteger, v.apply(largerInteger, steps, v.integer(0)), v.integer(gelu.LAST));
  const piece = v.select(v.gt(size, v.number(gelu.LIMIT)), v.integer(gelu.BEYOND), within);
  const row = v.shift(shiftLeft, piece, geluRowBits);
  const [high, low] = [v.columns(row, geluTable + 16), v.columns(row, geluTable)];
  const coefficients = [high[1], high[0], ...low.toReversed()];
  // no sum is denormal: each polynomial has a constant
  const erf = coefficients.reduce((sum, c) => v.fma(sum, size, c, false));
  const signed = v.xor(erf, v.and(x, v.number(-0)));
  return v.mul(v.mul(x, v.add(v.number(1), signed)), v.number(0.5));
};
