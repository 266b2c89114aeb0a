import { i0e, i1, i1e } from "../numeric/bessel.js";
import { i0 } from "../numeric/bessel-zero.js";
import { erfc, erfcx, erfinv, logNdtr, ndtri } from "../numeric/erf.js";
import { digamma, lgamma } from "../numeric/gamma.js";
import { binaryExponent, isNegative, roundHalfEven } from "../numeric/rounding.js";
import { exp32 } from "../numeric/sleef.js";
import { type Arithmetic, inOrder, type Rule } from "./rule.js";

/** One operand, one result of the type computed in. A kernel is a number here and its rule below. */
export const Unary = {
  neg: 0,
  relu: 1,
  sqrt: 2,
  exp: 3,
  log: 4,
  abs: 5,
  sin: 6,
  cos: 7,
  tanh: 8,
  sigmoid: 9,
  acos: 10,
  acosh: 11,
  angle: 12,
  asin: 13,
  asinh: 14,
  atan: 15,
  atanh: 16,
  bitwiseNot: 17,
  ceil: 18,
  cosh: 19,
  digamma: 20,
  entr: 21,
  erf: 22,
  erfc: 23,
  erfcx: 24,
  erfinv: 25,
  exp2: 26,
  expm1: 27,
  exponent: 28,
  floor: 29,
  frac: 30,
  i0: 31,
  i0e: 32,
  i1: 33,
  i1e: 34,
  lgamma: 35,
  log10: 36,
  log1p: 37,
  log2: 38,
  logNdtr: 39,
  logit: 40,
  mantissa: 41,
  ndtri: 42,
  reciprocal: 43,
  round: 44,
  rsqrt: 45,
  sgn: 46,
  sinc: 47,
  sinh: 48,
  tan: 49,
  trunc: 50,
} as const;
export type Unary = (typeof Unary)[keyof typeof Unary];

type OnFloat = (x: number, arithmetic: Arithmetic) => number;
export interface UnaryRule extends Rule<OnFloat, (x: number) => number, (x: bigint) => bigint> {
  /** Instead of `float` for whole blocks of 16 float32 elements: PyTorch's vector form, where its bits differ. */
  readonly block?: (x: number) => number;
}

const identity = <T>(x: T): T => x;
/** Of integers, on which a kernel does nothing. */
const unchanged = { integer: identity<number>, big: identity<bigint> };

const rules = {
  neg: { float: (x) => -x, integer: (x) => -x, big: (x) => -x },
  relu: { float: (x) => (x < 0 ? 0 : x), integer: (x) => (x < 0 ? 0 : x), big: (x) => (x < 0n ? 0n : x) },
  sqrt: { float: Math.sqrt },
  exp: { float: (x, { exp }) => exp(x) },
  log: { float: (x, { log }) => log(x) },
  abs: { float: Math.abs, integer: Math.abs, big: (x) => (x < 0n ? -x : x) },
  sin: { float: (x, { sin }) => sin(x) },
  cos: { float: (x, { cos }) => cos(x) },
  tanh: { float: (x, { tanh }) => tanh(x) },
  sigmoid: {
    float: (x, { libraryExp, round }) => 1 / round(1 + libraryExp(-x)),
    block: (x) => 1 / Math.fround(1 + exp32(0 - x)),
  },
  acos: { float: Math.acos },
  acosh: { float: Math.acosh },
  angle: { float: (x) => (x < 0 ? Math.PI : x >= 0 ? 0 : x) },
  asin: { float: Math.asin },
  asinh: { float: Math.asinh },
  atan: { float: Math.atan },
  atanh: { float: Math.atanh },
  bitwiseNot: { integer: (x) => ~x, big: (x) => ~x, bool: (x) => 1 - x },
  ceil: { float: Math.ceil, ...unchanged },
  cosh: { float: Math.cosh },
  digamma: { float: digamma },
  entr: { float: (x, { round }) => (x > 0 ? -x * round(Math.log(x)) : x < 0 ? Number.NEGATIVE_INFINITY : x - x) },
  erf: { float: (x, { erf }) => erf(x) },
  erfc: { float: erfc },
  erfcx: { float: erfcx },
  erfinv: { float: erfinv },
  exp2: { float: (x, { pow }) => pow(2, x) },
  expm1: { float: (x, { expm1 }) => expm1(x) },
  exponent: { float: binaryExponent },
  floor: { float: Math.floor, ...unchanged },
  frac: { float: (x) => x - Math.trunc(x) },
  i0: { float: i0 },
  i0e: { float: i0e },
  i1: { float: i1 },
  i1e: { float: i1e },
  lgamma: { float: lgamma },
  log10: { float: (x, { log10 }) => log10(x) },
  log1p: { float: (x, { log1p }) => log1p(x) },
  log2: { float: (x, { log2 }) => log2(x) },
  logNdtr: { float: logNdtr },
  logit: { float: (x, { log, round }) => log(round(x / round(1 - x))) },
  mantissa: { float: mantissa },
  ndtri: { float: ndtri },
  reciprocal: { float: (x) => 1 / x },
  round: { float: roundHalfEven, ...unchanged },
  rsqrt: { float: (x, { round }) => 1 / round(Math.sqrt(x)) },
  sgn: {
    float: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0),
    integer: Math.sign,
    big: (x) => (x > 0n ? 1n : x < 0n ? -1n : 0n),
    bool: identity,
  },
  sinc: { float: sinc },
  sinh: { float: Math.sinh },
  tan: { float: Math.tan },
  trunc: { float: Math.trunc, ...unchanged },
} satisfies Record<keyof typeof Unary, UnaryRule>;

/** By number. */
export const unaryRules: readonly UnaryRule[] = inOrder(Unary, rules);

function mantissa(x: number): number {
  const exponent = binaryExponent(x);
  // in two steps, because the power for a subnormal overflows
  return exponent < -1000 ? x * 2 ** 100 * 2 ** (-100 - exponent) : x * 2 ** -exponent;
}

function sinc(x: number, { round }: Arithmetic): number {
  if (x === 0) return 1;
  const angle = round(round(Math.PI) * x);
  return round(Math.sin(angle)) / angle;
}

/** One operand, a bool. */
export const Test = {
  isnan: 0,
  isinf: 1,
  isfinite: 2,
  logicalNot: 3,
  isposinf: 4,
  isneginf: 5,
  signbit: 6,
} as const;
export type Test = (typeof Test)[keyof typeof Test];

export type Predicate = (x: number | bigint) => boolean;

const predicates = {
  isnan: (x) => x !== x,
  isinf: (x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY,
  isfinite: (x) => typeof x === "bigint" || Number.isFinite(x),
  logicalNot: (x) => x === 0 || x === 0n,
  isposinf: (x) => x === Number.POSITIVE_INFINITY,
  isneginf: (x) => x === Number.NEGATIVE_INFINITY,
  signbit: (x) => (typeof x === "bigint" ? x < 0n : isNegative(x)),
} satisfies Record<keyof typeof Test, Predicate>;

/** By number. */
export const testRules: readonly Predicate[] = inOrder(Test, predicates);
