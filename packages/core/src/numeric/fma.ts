// Fused multiply-adds, a * b + c with one rounding, which JavaScript lacks.

const { fround, abs } = Math;

/** Halfway between the largest float32 and 2^128, where rounding turns to infinity. */
const OVERFLOW_TIE = 2 ** 128 - 2 ** 103;
const LARGEST_FLOAT32 = 2 ** 128 - 2 ** 104;

/**
 * `a * b + c` rounded once to float32. The product must be exact in double: float32 factors, or any integers below 2^53
 * times a power of two.
 *
 * @example
 * fma32(1 + 2 ** -12, 1 + 2 ** -12, -1) === 2 ** -11 + 2 ** -24 // => true
 */
export function fma32(a: number, b: number, c: number): number {
  const sum = a * b + c;
  const nearest = fround(sum);
  const distance = sum - nearest;
  const other = sum + distance;
  // rounding twice hurts only where the sum lies halfway between two float32 numbers
  return distance === 0 || fround(other) !== other ? nearest : settleTie(a, b, c, nearest);
}

/** Rounds a sum that looks halfway to the side on which it really is. */
function settleTie(a: number, b: number, c: number, nearest: number): number {
  const product = a * b;
  const sum = product + c;
  const error = sumError(product, c, sum);
  const distance = sum - nearest;
  if (error === 0 || error > 0 !== distance > 0) return nearest;
  if (abs(nearest) !== Number.POSITIVE_INFINITY) return sum + distance;
  return abs(sum) === OVERFLOW_TIE ? Math.sign(sum) * LARGEST_FLOAT32 : nearest;
}

/** What rounding took from `sum`, which is `a + b`. */
function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

const SPLITTER = 2 ** 27 + 1;
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/**
 * `a * b + c` rounded once to float64.
 *
 * @example
 * fma64(1 + 2 ** -52, 1 + 2 ** -52, -1) === 2 ** -51 + 2 ** -104 // => true
 */
export function fma64(a: number, b: number, c: number): number {
  const product = a * b;
  if (c === 0) return product === 0 && (a === 0 || b === 0) ? product + c : product;
  const size = abs(product);
  if (!(size > 2 ** -960 && size < 2 ** 1000 && abs(c) < 2 ** 1000 && abs(a) < 2 ** 990 && abs(b) < 2 ** 990)) {
    if (a === 0 || b === 0 || a - a !== 0 || b - b !== 0) return product + c;
    return c - c === 0 ? fmaExact(a, b, c) : c;
  }
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  const productError = highA * highB - product + highA * lowB + lowA * highB + lowA * lowB;
  const small = c + productError;
  const smallError = sumError(c, productError, small);
  const large = product + small;
  return large + oddSum(smallError, sumError(product, small, large));
}

/** `a + b`, an inexact sum taking the neighbour with an odd last bit, so that a second rounding cannot go wrong. */
function oddSum(a: number, b: number): number {
  const sum = a + b;
  const error = sumError(a, b, sum);
  if (error === 0) return sum;
  double[0] = sum;
  if ((words[0]! & 1) === 1) return sum;
  if (error > 0 === sum > 0) words[0]! |= 1;
  else if (words[0]!-- === 0) words[1]!--;
  return double[0]!;
}

/** The integer and the exponent of two whose product is `x`. */
function parts(x: number): [bigint, number] {
  double[0] = x;
  const exponent = (words[1]! >>> 20) & 0x7ff;
  const fraction = (words[1]! & 0xfffff) * 2 ** 32 + (words[0]! >>> 0) + (exponent === 0 ? 0 : 2 ** 52);
  return [BigInt(x < 0 ? -fraction : fraction), Math.max(exponent, 1) - 1075];
}

/** For magnitudes where the error terms above would underflow or overflow. */
function fmaExact(a: number, b: number, c: number): number {
  const [integerA, exponentA] = parts(a);
  const [integerB, exponentB] = parts(b);
  const [integerC, exponentC] = parts(c);
  const exponent = Math.min(exponentA + exponentB, exponentC);
  const total =
    ((integerA * integerB) << BigInt(exponentA + exponentB - exponent)) + (integerC << BigInt(exponentC - exponent));
  const magnitude = total < 0n ? -total : total;
  const unit = Math.max(magnitude.toString(2).length + exponent - 53, -1074);
  const dropped = BigInt(Math.max(unit - exponent, 0));
  let kept = magnitude >> dropped;
  const twiceRest = (magnitude - (kept << dropped)) << 1n;
  const one = 1n << dropped;
  if (twiceRest > one || (twiceRest === one && (kept & 1n) === 1n)) kept += 1n;
  const size = Number(kept) * 2 ** Math.max(unit, exponent);
  return total < 0n ? -size : size;
}
