import { isNegative } from "./rounding.js";

// Elementary functions of float32 numbers in double precision: few enough steps for compiled kernels, which take the same ones, and
// exact enough that rounding to float32 almost always gives the nearest number.

/** A power of e is split into one of 2 to a multiple of 1/512 and a small rest. */
const STEPS = 512;
export const STEPS_PER_ONE: number = 738.6598609351493;
export const LN2_HIGH: number = 0.6931471803691238;
export const LN2_LOW: number = 1.9082149292705877e-10;
/** The spacing of doubles around this number is 1. */
export const SPACING_ONE: number = 1.5 * 2 ** 52;
/** Of (2 to the power f / 512, less 1) / f for f up to a half, the highest power first. */
export const EXP: readonly number[] = [4.1353784454173436e-10, 9.163914254704393e-7, 0.001353803087031143];
/** Of (2 artanh(√z) / √z - 2) / z for the z that mantissas give. */
export const LOG: readonly number[] = [
  0.14617807153417325, 0.15331611722055008, 0.1818289243253687, 0.22222211089379496, 0.28571428626253836,
  0.3999999999989889, 0.666666666666667,
];
/** Of erf(√z) / √z in (z - 8) / 8, for z up to 16. */
export const ERF: readonly number[] = [
  -4.7677593373708656e-7, 0.000001525078675158126, -0.0000018477082233652099, 0.000004867587784831905,
  -0.000019474614222107485, 0.000050995742764843516, -0.00011675995435633769, 0.00027244442325580383,
  -0.0006135610536966054, 0.0012946046887796594, -0.002577962875421378, 0.0048527008914917595, -0.00860629367904577,
  0.014349836806032582, -0.022473555537373086, 0.03306059062184811, -0.04576511177349191, 0.059886909359934994,
  -0.07472786567162942, 0.09020899387698399, -0.10771044253014905, 0.13167511689964084, -0.17657623330136532,
  0.3535309956433878,
];
/** The high word of the square root of a half: mantissas are between it and its double. */
export const HALF_ROOT: number = 0x3fe6a09e;

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}

/** 2 to the powers -160 to 159. */
const powers = Float64Array.from({ length: 320 }, (_, i) => 2 ** (i - 160));

/** 2 to the multiples of 1/512 below 1: roots between neighbours are alike in every engine, which the operator `**` is not. */
export const FRACTIONS: readonly number[] = /* @__PURE__ */ fractions(STEPS);

function fractions(steps: number): number[] {
  if (steps === 1) return [1];
  const coarse = fractions(steps / 2);
  return coarse.flatMap((fraction, i) => [fraction, Math.sqrt(fraction * (coarse[i + 1] ?? 2))]);
}

/** The power of 2 to a multiple of 1/512 that is nearest to `e ** x`, and by which part of itself `e ** x` is larger. */
function split(x: number): [power: number, rest: number] {
  const steps = x * STEPS_PER_ONE;
  const k = steps + SPACING_ONE - SPACING_ONE;
  const f = steps - k;
  return [FRACTIONS[k & (STEPS - 1)]! * powers[(k >> 9) + 160]!, f * polynomial(EXP, f)];
}

/** `e ** x`; beyond what float32 holds, any number that rounds to 0 or to infinity. */
export function expWide(x: number): number {
  const [power, rest] = split(x < -104 ? -104 : x > 89.5 ? 89.5 : x);
  return power + power * rest;
}

/** `e ** x - 1` */
export function expm1Wide(x: number): number {
  if (x === 0) return x;
  const [power, rest] = split(x < -104 ? -104 : x > 89.5 ? 89.5 : x);
  return power - 1 + power * rest;
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** The natural logarithm. */
export function logWide(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return Math.log(x);
  double[0] = x;
  const k = (words[1]! - HALF_ROOT) >> 20;
  words[1]! -= k << 20;
  return logOf(double[0]! - 1, k);
}

/** `log(1 + x)`: what the sum loses of a small x is not lost. */
export function log1pWide(x: number): number {
  if (x === 0) return x;
  return Math.abs(x) < 0.25 ? logOf(x, 0) : logWide(1 + x);
}

/** Of 1 + f, a mantissa, and 2 to the power k. */
function logOf(f: number, k: number): number {
  const s = f / (2 + f);
  const z = s * s;
  return k * LN2_HIGH + (k * LN2_LOW + (2 * s + s * z * polynomial(LOG, z)));
}

/** `x ** y` as C has it. */
export function powWide(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x < 0 && x > Number.NEGATIVE_INFINITY && y !== Math.trunc(y)) return Number.NaN;
  const size = Math.abs(x);
  const power = size === 1 ? 1 : expWide(y * logWide(size));
  const isOdd = y === Math.trunc(y) && y / 2 !== Math.trunc(y / 2);
  return isOdd && isNegative(x) ? -power : power;
}

/** The hyperbolic tangent, from `e ** 2|x| - 1`. */
export function tanhWide(x: number): number {
  if (x === 0) return x;
  const size = Math.abs(x);
  const [power, rest] = split(2 * (size > 10 ? 10 : size));
  const grown = power - 1 + power * rest;
  const t = grown / (grown + 2);
  return x < 0 ? -t : t;
}

/** The error function; beyond 4 it rounds to 1. */
export function erfWide(x: number): number {
  const near = x < -4 ? -4 : x > 4 ? 4 : x;
  return near * polynomial(ERF, near * near * 0.125 - 1);
}

/** Whether products give a power of a single quickly, and exactly enough. */
export function isPowerOfProducts(exponent: number): boolean {
  return exponent > 3 && exponent < 64 && Number.isInteger(exponent);
}

/** `x ** exponent` of a number that is the same for all elements. */
export function powByNumberWide(x: number, exponent: number): number {
  if (!isPowerOfProducts(exponent)) return powWide(x, exponent);
  let product = x;
  for (let i = 1; i < exponent; i++) product *= x;
  return product;
}
