import { bfloat16, type DType, float16, float64, getDefaultDtype } from "./dtype.js";
import { notFloatingPoint, notInteger } from "./errors/creation.js";
import { formatNumber } from "./printing/number-format.js";
import { float } from "./scalar.js";

/** Limits of a floating-point type. */
export interface FloatLimits {
  readonly bits: number;
  /** The step from 1 to the next number. */
  readonly eps: number;
  readonly max: number;
  readonly min: number;
  /** The smallest positive number of full precision. */
  readonly smallestNormal: number;
  /** The same as `smallestNormal`. */
  readonly tiny: number;
  /** The decimal step that the type resolves around 1. */
  readonly resolution: number;
  /** The name of the type. */
  readonly dtype: string;
}

/** Limits of an integer type. */
export interface IntegerLimits {
  readonly bits: number;
  /** A bigint for int64. */
  readonly max: number | bigint;
  readonly min: number | bigint;
  /** The name of the type. */
  readonly dtype: string;
}

/** Bits of the fraction, and the largest exponent of 2. */
function precisionOf(dtype: DType): readonly [fraction: number, exponent: number] {
  if (dtype === float64) return [52, 1023];
  if (dtype === float16) return [10, 15];
  return [dtype === bfloat16 ? 7 : 23, 127];
}

/**
 * The limits of a floating-point type, by default the default type.
 *
 * @throws {TypeError} for other types
 * @example
 * finfo(float32).eps // => 1.1920928955078125e-7
 * String(finfo(float16)).slice(0, 36) // => "finfo(resolution=0.001, min=-65504, "
 */
export function finfo(dtype: DType = getDefaultDtype()): FloatLimits {
  if (!dtype.isFloatingPoint) throw notFloatingPoint(dtype);
  const [fraction, exponent] = precisionOf(dtype);
  const eps = 2 ** -fraction;
  const max = (2 - eps) * 2 ** exponent;
  const smallestNormal = 2 ** (1 - exponent);
  const resolution = Number(`1e-${Math.floor(fraction * Math.log10(2))}`);
  const shown = { resolution, min: -max, max, eps, smallest_normal: smallestNormal, tiny: smallestNormal };
  const limits = { bits: dtype.bytes * 8, eps, max, min: -max, smallestNormal, tiny: smallestNormal, resolution };
  return labelled({ ...limits, dtype: dtype.name }, "finfo", shown);
}

/**
 * The limits of an integer type.
 *
 * @throws {TypeError} for other types
 * @example
 * iinfo(int8).max // => 127
 * iinfo(int64).max // => 9223372036854775807n
 */
export function iinfo(dtype: DType): IntegerLimits {
  if (dtype.isFloatingPoint || dtype.name === "bool") throw notInteger(dtype);
  const bits = dtype.bytes * 8;
  const lowest = dtype.isSigned ? -(2n ** BigInt(bits - 1)) : 0n;
  const highest = lowest + 2n ** BigInt(bits) - 1n;
  const [min, max] = bits === 64 ? [lowest, highest] : [Number(lowest), Number(highest)];
  return labelled({ bits, max, min, dtype: dtype.name }, "iinfo", { min, max });
}

/** Gives an object the text that Python prints: the limits with six digits. */
function labelled<T extends { readonly dtype: string }>(
  limits: T,
  name: string,
  shown: Readonly<Record<string, number | bigint>>,
): T {
  const text = Object.entries(shown).map(([key, value]) => `${key}=${formatNumber(float(Number(value)), "g")}`);
  const print = (): string => `${name}(${text.join(", ")}, dtype=${limits.dtype})`;
  for (const key of ["toString", Symbol.for("nodejs.util.inspect.custom")])
    Object.defineProperty(limits, key, { value: print });
  return Object.freeze(limits);
}
