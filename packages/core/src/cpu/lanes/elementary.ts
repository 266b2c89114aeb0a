import { f64, i64, regions } from "../../memory/heap.js";
import * as sleef from "../../numeric/sleef.js";
import * as wide from "../../numeric/wide.js";
import type { Formula, Halves, Value, Vectors } from "./vector.js";

// Elementary functions, step by step those of `numeric/`, which tell what the steps are for.

const [addInteger64, shiftLeft64, shiftRightUnsigned64] = [0xce, 0xcb, 0xcd];
const [addInteger, subtractInteger, shiftLeft, shiftRight] = [0xae, 0xb1, 0xab, 0xac];
/** The spacing of singles around this number is 1. */
const singleSpacingOne = 1.5 * 2 ** 23;
/** The smaller and the larger of two singles, or of two doubles; the first if it is NaN. */
export const smaller = 0xea;
export const larger = 0xeb;
const [smallerDouble, largerDouble] = [0xf6, 0xf7];

function polynomial(v: Vectors, coefficients: readonly number[], x: Value): Value {
  const { double } = v;
  return coefficients
    .map((c) => v.double64(c))
    .reduce((sum, coefficient) => double.add(double.mul(sum, x), coefficient));
}

/** Where tables stand, beyond all that kernels overwrite. */
const fractionTable = regions.kernels + (1 << 13);

/** As `split`, for both halves of a vector of numbers of moderate size. */
function split(v: Vectors, halves: Halves): [powers: Halves, rests: Halves] {
  // an entry lacks what its number adds to the bits of the exponent
  for (const [i, fraction] of wide.FRACTIONS.entries()) {
    f64[(fractionTable >> 3) + i] = fraction;
    i64[(fractionTable >> 3) + i]! -= BigInt(i) << 43n;
  }
  const { double } = v;
  const each = (formula: (i: 0 | 1) => Value): Halves => [formula(0), formula(1)];
  const steps = each((i) => double.mul(halves[i], v.double64(wide.STEPS_PER_ONE)));
  const shifted = each((i) => double.add(steps[i], v.double64(wide.SPACING_ONE)));
  const bytes = v.and(
    v.shift(shiftLeft, v.mix(...shifted, [0, 2, 4, 6]), 3),
    v.integer((wide.FRACTIONS.length - 1) << 3),
  );
  const fractions = v.doublesAt(bytes, fractionTable);
  const powers = each((i) => v.apply(addInteger64, fractions[i], v.shift(shiftLeft64, shifted[i], 43)));
  const rests = each((i) => {
    const f = double.sub(steps[i], double.sub(shifted[i], v.double64(wide.SPACING_ONE)));
    return double.mul(f, polynomial(v, wide.EXP, f));
  });
  return [powers, rests];
}

/** `expWide`, rounded. */
export const expFormula: Formula = (v, x) => {
  const clamped = v.apply(larger, v.apply(smaller, x, v.number(89.5)), v.number(-104));
  const { double } = v;
  const [powers, rests] = split(v, v.halves(clamped));
  const [low, high] = powers.map((power, i) => double.add(power, double.mul(power, rests[i]!))) as [Value, Value];
  return v.join([low, high]);
};

/** `expm1Wide`, rounded. */
export const expm1Formula: Formula = (v, x) => {
  const clamped = v.apply(larger, v.apply(smaller, x, v.number(89.5)), v.number(-104));
  const { double } = v;
  const [powers, rests] = split(v, v.halves(clamped));
  const grown = powers.map((power, i) =>
    double.add(double.sub(power, v.double64(1)), double.mul(power, rests[i]!)),
  ) as unknown as Halves;
  return v.select(v.eq(x, v.number(0)), x, v.join(grown));
};

const halfRoot = BigInt(wide.HALF_ROOT) << 32n;

/** The logarithm of a positive finite double, or of one more than `small` where that is less than a quarter. */
function logHalf(v: Vectors, x: Value, small: Value | null = null): Value {
  const { double } = v;
  // the upper bits count binades from the root of a half on, and from 1024 below
  const bits = v.apply(addInteger64, x, v.integer64((1n << 62n) - halfRoot));
  const k = v.shift(shiftRightUnsigned64, bits, 52);
  const mantissa = v.apply(addInteger64, v.and(bits, v.integer64((1n << 52n) - 1n)), v.integer64(halfRoot));
  // an integer added to the bits of a number with spacing 1 is added to the number
  const { SPACING_ONE } = wide;
  const counted = double.sub(v.apply(addInteger64, k, v.double64(SPACING_ONE)), v.double64(SPACING_ONE + 1024));
  const above = double.sub(mantissa, v.double64(1));
  const f = small === null ? above : v.select(double.lt(double.abs(small), v.double64(0.25)), small, above);
  const s = double.div(f, double.add(v.double64(2), f));
  const z = double.mul(s, s);
  const cubic = double.mul(double.mul(s, z), polynomial(v, wide.LOG, z));
  const low = double.add(
    double.mul(counted, v.double64(wide.LN2_LOW)),
    double.add(double.mul(v.double64(2), s), cubic),
  );
  return double.add(double.mul(counted, v.double64(wide.LN2_HIGH)), low);
}

/** A logarithm that is defined above `lowest`, given what it is for finite numbers. */
function logarithm(v: Vectors, x: Value, lowest: number, inside: Value): Value {
  const end = v.number(lowest);
  const defined = v.select(v.lt(x, v.number(Number.POSITIVE_INFINITY)), inside, x);
  const outside = v.select(v.eq(x, end), v.number(Number.NEGATIVE_INFINITY), v.number(Number.NaN));
  return v.select(v.gt(x, end), defined, outside);
}

/** `logWide` times a number, rounded. */
const scaledLog =
  (scale: number): Formula =>
  (v, x) => {
    const inside = v.inDouble([x], (half) => {
      const log = logHalf(v, half);
      return scale === 1 ? log : v.double.mul(log, v.double64(scale));
    });
    return logarithm(v, x, 0, inside);
  };
export const logFormula: Formula = scaledLog(1);
export const log2Formula: Formula = scaledLog(Math.LOG2E);
export const log10Formula: Formula = scaledLog(Math.LOG10E);

/** `log1pWide`, rounded. */
export const log1pFormula: Formula = (v, x) => {
  const inside = v.inDouble([x], (half) => logHalf(v, v.double.add(v.double64(1), half), half));
  return v.select(v.eq(x, v.number(0)), x, logarithm(v, x, -1, inside));
};

/** `expWide` of two doubles, rounded. */
function expOfHalves(v: Vectors, halves: Halves): Value {
  const { double } = v;
  const clamped = halves.map((x) =>
    v.apply(largerDouble, v.apply(smallerDouble, x, v.double64(89.5)), v.double64(-104)),
  ) as unknown as Halves;
  const [powers, rests] = split(v, clamped);
  return v.join(powers.map((power, i) => double.add(power, double.mul(power, rests[i]!))) as unknown as Halves);
}

/** `powWide(2, x)`, rounded. */
export const exp2Formula: Formula = (v, x) =>
  expOfHalves(v, v.halves(x).map((half) => v.double.mul(half, v.double64(wide.logWide(2)))) as unknown as Halves);

/** `powWide`, rounded. */
export const powFormula: Formula = (v, x, y) => {
  const [zero, one, infinity] = [v.number(0), v.number(1), v.number(Number.POSITIVE_INFINITY)];
  const size = v.abs(x);
  const exponents = v.halves(y);
  const logarithms = v.halves(size).map((half) => logHalf(v, half));
  const usual = expOfHalves(v, logarithms.map((log, i) => v.double.mul(exponents[i]!, log)) as unknown as Halves);
  // of zero and infinity
  const isLarge = v.xor(v.lt(y, zero), v.eq(size, infinity));
  const isExtreme = v.and(v.or(v.eq(size, zero), v.eq(size, infinity)), v.eq(y, y));
  const extreme = v.and(isLarge, infinity);
  const power = v.select(v.eq(size, one), one, v.select(isExtreme, extreme, usual));
  const isWhole = v.eq(y, v.trunc(y));
  const half = v.mul(y, v.number(0.5));
  const isOdd = v.and(isWhole, v.ne(half, v.trunc(half)));
  const signed = v.xor(power, v.and(v.and(x, v.number(-0)), isOdd));
  const isNegative = v.and(v.lt(x, zero), v.gt(x, v.number(Number.NEGATIVE_INFINITY)));
  const defined = v.select(v.without(isNegative, isWhole), v.number(Number.NaN), signed);
  return v.select(v.or(v.eq(y, zero), v.eq(x, one)), one, v.select(v.ne(x, x), x, defined));
};

/** `tanhWide`, rounded. */
export const tanhFormula: Formula = (v, x) => {
  const { double } = v;
  const halves = v.halves(v.apply(smaller, v.abs(x), v.number(10)));
  const [powers, rests] = split(v, [double.add(halves[0], halves[0]), double.add(halves[1], halves[1])]);
  const [low, high] = powers.map((power, i) => {
    const grown = double.add(double.sub(power, v.double64(1)), double.mul(power, rests[i]!));
    return double.div(grown, double.add(grown, v.double64(2)));
  }) as [Value, Value];
  return v.or(v.join([low, high]), v.and(x, v.number(-0)));
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
  // the last bits of the sum are those of the integer q
  const shifted = v.add(v.mul(x, v.number(sleef.LOG2_E)), v.number(singleSpacingOne));
  const q = v.sub(shifted, v.number(singleSpacingOne));
  // the factors have few bits: the first product is exact in singles, what it leaves of x too, and the second sum in doubles
  const s = v.fmaOfFew(q, v.number(sleef.LN2_LOW), v.add(x, v.mul(q, v.number(sleef.LN2_HIGH))));
  const [c0, c1, c2, c3, c4, c5] = sleef.EXP;
  const inBinades = [[-10, c1] as const, [-7, c2] as const, [-5, c3] as const, [-3, c4] as const];
  const u = inBinades.reduce((sum, [exponent, c]) => v.fmaWithin(exponent, sum, s, c), v.number(c0));
  const mantissa = v.add(v.number(1), fma(v.mul(s, s), fma(u, s, v.number(c5)), s));
  const exponent = v.apply(subtractInteger, shifted, v.number(singleSpacingOne));
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
