import { type ElementArray, IntegerWriter } from "./elements.js";
import type { Generator } from "./generator.js";
import { type ElementName, type FloatName, floatLimits, integerLimits, isFloatName } from "./limits.js";

/** From this many values on, one 32-bit draw would be too uneven. */
const WIDE_RANGE = 2n ** 28n;
const LOWEST = -(2n ** 63n);

/**
 * Fills with integers of the whole non-negative range of the type: `torch.Tensor.random_()`.
 *
 * Floating-point types get 0 to 2^digits, the last integer before gaps begin.
 */
export function fillRandom(out: ElementArray, name: ElementName, generator: Generator): void {
  const range = isFloatName(name) ? 2n ** BigInt(floatLimits(name).digits) + 1n : integerLimits(name).max + 1n;
  fillModulo(out, range, 0n, name === "int64" || name === "float64", generator);
}

/**
 * Fills with integers from `from` to `to - 1`: `torch.Tensor.random_(from, to)` and `torch.randint`.
 *
 * Without `to` the range ends with the largest integer of the type. For half types the caller converts the float32 values.
 *
 * @throws if the range is empty or exceeds the type
 */
export function fillRandomRange(
  out: ElementArray,
  name: ElementName,
  from: number | bigint,
  to: number | bigint | null,
  generator: Generator,
): void {
  const start = int64("from", from);
  if (to === null && start === LOWEST) {
    fillEveryInteger(out, name, generator);
    return;
  }
  const [first, last] = to === null ? boundBelow(start, name) : boundBoth(start, int64("to", to), name);
  checkBound("from", first, name);
  checkBound("to - 1", last, name);
  const range = last - first + 1n;
  fillModulo(out, range, first, range >= WIDE_RANGE, generator);
}

function int64(argument: string, value: number | bigint): bigint {
  if (typeof value === "number" && !Number.isInteger(value)) {
    throw new TypeError(`random_ expects '${argument}' to be an integer, but got ${value}`);
  }
  const integer = BigInt(value);
  if (BigInt.asIntN(64, integer) !== integer) {
    throw new RangeError(`random_ expects '${argument}' to fit in 64 bits, but got ${value}`);
  }
  return integer;
}

function fillEveryInteger(out: ElementArray, name: ElementName, generator: Generator): void {
  if (name !== "int64" && (!isFloatName(name) || name === "float16")) {
    throw new Error("random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16");
  }
  fillModulo(out, 2n ** 64n, 0n, true, generator);
}

/** First and last value of [from, to), drawn in where they would round out of it. */
function boundBoth(from: bigint, to: bigint, name: ElementName): [bigint, bigint] {
  if (from >= to) {
    throw new Error(`random_ expects 'from' to be less than 'to', but got from=${from} >= to=${to}`);
  }
  if (!isFloatName(name)) return [from, to - 1n];
  const first = raised(from, name);
  const end = lowered(to, name);
  if (first >= end) {
    throw new Error(
      `random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, but got from=${first} >= to=${end}`,
    );
  }
  return [first, end - 1n];
}

function boundBelow(from: bigint, name: ElementName): [bigint, bigint] {
  if (!isFloatName(name)) return [from, integerLimits(name).max];
  const last = 2n ** BigInt(floatLimits(name).digits);
  const first = raised(from, name);
  if (first >= last) {
    throw new Error(
      `random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to dtype, but got from=${first} > to_inc=${last}`,
    );
  }
  return [first, last];
}

function checkBound(argument: string, value: bigint, name: ElementName): void {
  if (!isFloatName(name)) {
    const { cpp, min, max } = integerLimits(name);
    if (value < min || value > max) throw new Error(`${argument} is out of bounds for ${cpp}`);
    return;
  }
  const { cpp, digits, max } = floatLimits(name);
  if (value < -max || value > max) throw new Error(`${argument} is out of bounds for ${cpp}`);
  const exact = 2n ** BigInt(digits);
  if (value < -exact || value > exact) {
    console.warn(
      `${argument} is out of bounds [-(2^${digits}), 2^${digits}]. Due to precision limitations ${cpp} can support discrete uniform distribution only within this range.`,
    );
  }
}

function bitLength(magnitude: bigint): number {
  return magnitude === 0n ? 0 : magnitude.toString(2).length;
}

/** The nearest integer that the type holds, ties to even. */
function rounded(value: bigint, name: FloatName): bigint {
  const { digits, max } = floatLimits(name);
  const magnitude = value < 0n ? -value : value;
  const dropped = BigInt(Math.max(bitLength(magnitude) - digits, 0));
  let kept = magnitude >> dropped;
  const twiceRest = (magnitude - (kept << dropped)) << 1n;
  const one = 1n << dropped;
  if (twiceRest > one || (twiceRest === one && (kept & 1n) === 1n)) kept += 1n;
  const nearest = kept << dropped;
  // too large for the type: left as it is, for the check of bounds to find
  if (nearest > max) return value;
  return value < 0n ? -nearest : nearest;
}

/** The distance between the type's numbers around `value`. */
function spacing(value: bigint, name: FloatName): bigint {
  return 1n << BigInt(bitLength(value < 0n ? -value : value) - floatLimits(name).digits);
}

function raised(from: bigint, name: FloatName): bigint {
  const next = rounded(from + 1n, name);
  return next < from ? next + spacing(from + 1n, name) : from;
}

function lowered(to: bigint, name: FloatName): bigint {
  const previous = rounded(to - 1n, name);
  return previous >= to ? previous - spacing(to - 1n, name) : to;
}

/** Fills with `base` plus draws modulo `range`; a wide draw has 64 bits, others 32. */
function fillModulo(out: ElementArray, range: bigint, base: bigint, wide: boolean, generator: Generator): void {
  const { engine } = generator;
  const writer = new IntegerWriter(out);
  const first = Number(base);
  const count = Number(range);
  if (range >= 2n ** 37n || !Number.isSafeInteger(first) || !Number.isSafeInteger(first + count)) {
    for (let i = 0; i < out.length; i++) {
      const bits = wide ? engine.u64() : BigInt(engine.u32());
      writer.writeBig(i, BigInt.asIntN(64, (bits % range) + base));
    }
  } else if (wide) {
    for (let i = 0; i < out.length; i++) writer.write(i, first + engine.u64Modulo(count));
  } else {
    const modulus = count >>> 0;
    for (let i = 0; i < out.length; i++) writer.write(i, first + (engine.u32() % modulus));
  }
}
