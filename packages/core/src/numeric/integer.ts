// Division and powers of integers with Python's and C's rules. The number versions serve types of up to 32 bits, the bigint
// versions int64; storing wraps them.
import { zeroDivision } from "../errors/arithmetic.js";

export function truncatedQuotient(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  return Math.trunc(x / y);
}

export function truncatedQuotientBig(x: bigint, y: bigint): bigint {
  if (y === 0n) throw zeroDivision();
  return x / y;
}

export function floorQuotient(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  return Math.floor(x / y);
}

export function floorQuotientBig(x: bigint, y: bigint): bigint {
  if (y === 0n) throw zeroDivision();
  const quotient = x / y;
  return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient;
}

/** The remainder with the sign of `x`. */
export function truncatedRemainder(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  return x % y;
}

export function truncatedRemainderBig(x: bigint, y: bigint): bigint {
  if (y === 0n) throw zeroDivision();
  return x % y;
}

/** The remainder with the sign of `y`. */
export function floorRemainder(x: number, y: number): number {
  if (y === 0) throw zeroDivision();
  const rest = x % y;
  return rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest;
}

export function floorRemainderBig(x: bigint, y: bigint): bigint {
  if (y === 0n) throw zeroDivision();
  const rest = x % y;
  return rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
}

export function integerPower(x: number, k: number): number {
  if (k < 0) return x === 1 ? 1 : x === -1 ? (k & 1 ? -1 : 1) : 0;
  let result = 1;
  for (let base = x; k > 0; k >>= 1, base = Math.imul(base, base)) if (k & 1) result = Math.imul(result, base);
  return result;
}

export function integerPowerBig(x: bigint, k: bigint): bigint {
  if (k < 0n) return x === 1n ? 1n : x === -1n ? (k & 1n ? -1n : 1n) : 0n;
  let result = 1n;
  for (let base = x; k > 0n; k >>= 1n, base = BigInt.asIntN(64, base * base))
    if (k & 1n) result = BigInt.asIntN(64, result * base);
  return result;
}

/** The least integer is its own size, and negative. */
export function gcd(x: number, y: number): number {
  let a = Math.abs(x) | 0;
  let b = Math.abs(y) | 0;
  while (a !== 0) [a, b] = [b % a, a];
  return b;
}

export function gcdBig(x: bigint, y: bigint): bigint {
  const size = (z: bigint): bigint => BigInt.asIntN(64, z < 0n ? -z : z);
  let [a, b] = [size(x), size(y)];
  while (a !== 0n) [a, b] = [b % a, a];
  return b;
}

export function lcm(x: number, y: number): number {
  const divisor = gcd(x, y);
  return divisor === 0 ? 0 : Math.abs(Math.imul(x / divisor, y));
}

export function lcmBig(x: bigint, y: bigint): bigint {
  const divisor = gcdBig(x, y);
  if (divisor === 0n) return 0n;
  const multiple = BigInt.asIntN(64, (x / divisor) * y);
  return multiple < 0n ? -multiple : multiple;
}

/** Bits shifted out are gone; a count that is negative or too large shifts all of them out. */
export function shiftLeft(x: number, count: number): number {
  return count >= 0 && count < 32 ? x << count : 0;
}

export function shiftLeftBig(x: bigint, count: bigint): bigint {
  return count >= 0n && count < 64n ? x << count : 0n;
}

/** Keeps the sign. */
export function shiftRight(x: number, count: number): number {
  return x >> (count >= 0 && count < 32 ? count : 31);
}

export function shiftRightBig(x: bigint, count: bigint): bigint {
  return x >> (count >= 0n && count < 64n ? count : 63n);
}
