import { i32 } from "./heap.js";

// 64-bit integers read and written as numbers, which is many times faster than as bigints. Exact up to 2^53.

const word = 2 ** 32;

/** The int64 element at `place`, counted in elements. */
export function readInt64(place: number): number {
  const low = i32[place * 2]!;
  const high = i32[place * 2 + 1]!;
  return high === low >> 31 ? low : high * word + (low >>> 0);
}

/** Writes an integer to the int64 element at `place`. */
export function writeInt64(place: number, value: number): void {
  i32[place * 2] = value | 0;
  i32[place * 2 + 1] = Math.floor(value / word);
}
