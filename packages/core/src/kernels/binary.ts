import { gammainc, gammaincc } from "../numeric/gamma.js";
import { geluSlope32, geluTanhSlope } from "../numeric/gelu.js";
import { hypot } from "../numeric/hypot.js";
import * as integer from "../numeric/integer.js";
import { isNegative } from "../numeric/rounding.js";
import { zeta } from "../numeric/zeta.js";
import { type Arithmetic, inOrder, type Rule } from "./rule.js";

/** Two operands, one result of the type computed in. A kernel is a number here and its rule below. */
export const Binary = {
  add: 0,
  sub: 1,
  mul: 2,
  div: 3,
  pow: 4,
  maximum: 5,
  minimum: 6,
  reluGrad: 7,
  tanhGrad: 8,
  atan2: 9,
  bitwiseAnd: 10,
  bitwiseLeftShift: 11,
  bitwiseOr: 12,
  bitwiseRightShift: 13,
  bitwiseXor: 14,
  copysign: 15,
  floorDivide: 16,
  fmax: 17,
  fmin: 18,
  fmod: 19,
  gammainc: 20,
  gammaincc: 21,
  gcd: 22,
  heaviside: 23,
  hypot: 24,
  lcm: 25,
  logaddexp: 26,
  logaddexp2: 27,
  remainder: 28,
  truncDivide: 29,
  xlog1py: 30,
  xlogy: 31,
  zeta: 32,
  ldexp: 33,
  geluGrad: 34,
  geluTanhGrad: 35,
} as const;
export type Binary = (typeof Binary)[keyof typeof Binary];

type OnFloats = (x: number, y: number, arithmetic: Arithmetic) => number;
type OnIntegers = (x: number, y: number) => number;
export interface BinaryRule extends Rule<OnFloats, OnIntegers, (x: bigint, y: bigint) => bigint> {
  /** Instead of `float` where the second operand is a number, if that matters. */
  readonly floatByNumber?: OnFloats;
  /** Beside a half type, a number as second operand is not rounded to that type. */
  readonly keepsNumber?: true;
}

const rules = {
  add: { float: (x, y) => x + y, integer: (x, y) => x + y, big: (x, y) => x + y, bool: (x, y) => x | y },
  sub: { float: (x, y) => x - y, integer: (x, y) => x - y, big: (x, y) => x - y },
  mul: {
    float: (x, y) => x * y,
    keepsNumber: true,
    integer: Math.imul,
    big: (x, y) => x * y,
    bool: (x, y) => x & y,
  },
  div: { float: (x, y) => x / y, keepsNumber: true },
  pow: {
    float: (x, y, { pow }) => power(x, y, pow),
    floatByNumber: powerByNumber,
    integer: integer.integerPower,
    big: integer.integerPowerBig,
  },
  // a NaN wins; of zeros, the first
  maximum: {
    float: (x, y) => (x !== x || x >= y ? x : y),
    integer: (x, y) => (x < y ? y : x),
    big: (x, y) => (x < y ? y : x),
    bool: (x, y) => x | y,
  },
  minimum: {
    float: (x, y) => (x !== x || x <= y ? x : y),
    integer: (x, y) => (x > y ? y : x),
    big: (x, y) => (x > y ? y : x),
    bool: (x, y) => x & y,
  },
  reluGrad: { float: (grad, output) => (output <= 0 ? 0 : grad) },
  tanhGrad: { float: (grad, output, { fma }) => grad * fma(-output, output, 1) },
  atan2: { float: Math.atan2 },
  bitwiseAnd: { integer: (x, y) => x & y, big: (x, y) => x & y, bool: (x, y) => x & y },
  bitwiseLeftShift: { integer: integer.shiftLeft, big: integer.shiftLeftBig },
  bitwiseOr: { integer: (x, y) => x | y, big: (x, y) => x | y, bool: (x, y) => x | y },
  bitwiseRightShift: { integer: integer.shiftRight, big: integer.shiftRightBig },
  bitwiseXor: { integer: (x, y) => x ^ y, big: (x, y) => x ^ y, bool: (x, y) => x ^ y },
  copysign: { float: (x, y) => (isNegative(y) ? -Math.abs(x) : Math.abs(x)) },
  floorDivide: { float: floorQuotient, integer: integer.floorQuotient, big: integer.floorQuotientBig },
  // a NaN loses
  fmax: {
    float: (x, y) => (y !== y || x >= y ? x : y),
    integer: (x, y) => (x < y ? y : x),
    big: (x, y) => (x < y ? y : x),
    bool: (x, y) => x | y,
  },
  fmin: {
    float: (x, y) => (y !== y || x <= y ? x : y),
    integer: (x, y) => (x > y ? y : x),
    big: (x, y) => (x > y ? y : x),
    bool: (x, y) => x & y,
  },
  fmod: { float: (x, y) => x % y, integer: integer.truncatedRemainder, big: integer.truncatedRemainderBig },
  gammainc: { float: gammainc },
  gammaincc: { float: gammaincc },
  gcd: { integer: integer.gcd, big: integer.gcdBig },
  heaviside: {
    float: (x, value) => (x === 0 ? value : x > 0 ? 1 : 0),
    integer: (x, value) => (x === 0 ? value : x > 0 ? 1 : 0),
    big: (x, value) => (x === 0n ? value : x > 0n ? 1n : 0n),
    bool: (x, value) => x | value,
  },
  hypot: { float: hypot },
  lcm: { integer: integer.lcm, big: integer.lcmBig },
  logaddexp: { float: (x, y) => larger(x, y) + Math.log1p(Math.exp(-gap(x, y))) },
  logaddexp2: { float: (x, y) => larger(x, y) + Math.log1p(2 ** -gap(x, y)) * Math.LOG2E },
  remainder: { float: floorRemainder, integer: integer.floorRemainder, big: integer.floorRemainderBig },
  truncDivide: {
    float: (x, y, { round }) => Math.trunc(round(x / y)),
    integer: integer.truncatedQuotient,
    big: integer.truncatedQuotientBig,
  },
  xlog1py: { float: (x, y, { round }) => (y !== y ? y : x === 0 ? 0 : x * round(Math.log1p(y))) },
  xlogy: { float: (x, y, { log, round }) => (y !== y ? y : x === 0 ? 0 : x * round(log(y))) },
  zeta: { float: zeta },
  ldexp: { float: ldexp },
  geluGrad: { float: (grad, x) => grad * geluSlope32(x) },
  geluTanhGrad: { float: (grad, x, { round, tanh }) => grad * round(geluTanhSlope(x, round, tanh)) },
} satisfies Record<keyof typeof Binary, BinaryRule>;

/** By number. */
export const binaryRules: readonly BinaryRule[] = inOrder(Binary, rules);

/** C's pow, which is JavaScript's but for bases of magnitude 1. */
function power(x: number, y: number, pow: Arithmetic["pow"]): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY)) return 1;
  return pow(x, y);
}

/** Exponents that PyTorch computes by other means when they are numbers. */
function powerByNumber(x: number, y: number, { powByNumber, round }: Arithmetic): number {
  switch (y) {
    case 2:
      return x * x;
    case 3:
      return round(x * x) * x;
    case 0.5:
      return Math.sqrt(x);
    case -0.5:
      return 1 / round(Math.sqrt(x));
    case -1:
      return 1 / x;
    case -2:
      return 1 / round(x * x);
    default:
      return power(x, y, powByNumber);
  }
}

function ldexp(x: number, y: number): number {
  if (!(Math.abs(y) > 1000) || y - y !== 0) return x * 2 ** y;
  // in two steps, because one power may lie outside the range that the result is in
  const step = Math.trunc(y / 2);
  return x * 2 ** step * 2 ** (y - step);
}

/** The remainder with the sign of `y`. */
function floorRemainder(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && y < 0 !== rest < 0 ? rest + y : rest;
}

/** Rounded down, from the exact remainder, as Python does. */
function floorQuotient(x: number, y: number, { round }: Arithmetic): number {
  if (y === 0) return x / y;
  const rest = x % y;
  let quotient = round(round(x - rest) / y);
  if (rest !== 0 && y < 0 !== rest < 0) quotient = round(quotient - 1);
  if (quotient === 0) return x / y < 0 || isNegative(x / y) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function larger(x: number, y: number): number {
  return x !== x || x > y ? x : y;
}

/** `|x - y|`, where equal infinities are no distance apart. */
function gap(x: number, y: number): number {
  return x === y && x - x !== 0 ? Number.POSITIVE_INFINITY : Math.abs(x - y);
}
