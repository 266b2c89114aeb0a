import { bfloat16, bool, type DType, float16, float32, float64, int8, int16, int32, int64, uint8 } from "../dtype.js";
import { f32, f64, i8, i16, i32, i64, u8, u16 } from "../memory/heap.js";
import { bfloat16Bits, bfloat16Value, float16Bits, float16Value } from "../numeric/half.js";

/** The heap seen as elements of one type. Kernels compute on numbers; only int64 has bigints. */
export type Elements =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array;
/** Elements that read and write as numbers. */
export type Numbers = Exclude<Elements, BigInt64Array>;

/** The heap as elements of `dtype`; half types are their bits. Valid until the next allocation. */
export function elementsOf(dtype: DType): Elements {
  switch (dtype) {
    case float32:
      return f32;
    case float64:
      return f64;
    case int64:
      return i64;
    case int32:
      return i32;
    case int16:
      return i16;
    case int8:
      return i8;
    case float16:
    case bfloat16:
      return u16;
    default:
      return u8;
  }
}

/** Writes a number as an element of a type that kernels compute in. */
export function writeNumber(value: number | bigint, dtype: DType, at: number): void {
  if (dtype === float32) f32[at] = value as number;
  else if (dtype === int64) i64[at] = typeof value === "bigint" ? value : BigInt(Math.trunc(value));
  else elementsOf(dtype)[at] = (dtype === bool ? Number(Number(value) !== 0) : Number(value)) as never;
}

/** What an element means, where it is not itself the number. */
export function decoder(dtype: DType): ((raw: number) => number) | null {
  return dtype === float16 ? float16Value : dtype === bfloat16 ? bfloat16Value : null;
}

const lowest = -(2n ** 63n);

/** A float as int64: towards zero; what does not fit becomes the lowest integer, as the hardware has it. */
export function toBigInt(value: number): bigint {
  if (value >= -(2 ** 63) && value < 2 ** 63) return BigInt(Math.trunc(value));
  return lowest;
}

/** An int64 as a double that rounds to float32 as the integer does: what a double cannot hold leaves its mark. */
function toSingle(value: bigint): number {
  if (Number.isSafeInteger(Number(value))) return Number(value);
  return Number((value >> 12n) | ((value & 4095n) === 0n ? 0n : 1n)) * 4096;
}

/** How a number is stored as `dtype`, where assignment to the typed array does not do it. */
export function encoder(from: DType, to: DType): ((value: never) => number | bigint) | null {
  const big = from === int64;
  if (to === int64) return big ? null : (toBigInt as (value: never) => bigint);
  if (to === bool) return big ? (v: bigint) => (v === 0n ? 0 : 1) : (v: number) => (v === 0 ? 0 : 1);
  const single = big ? toSingle : Number;
  if (to === float16) return (v: never) => float16Bits(single(v));
  if (to === bfloat16) return (v: never) => bfloat16Bits(single(v));
  if (big && to.isFloatingPoint) return to === float32 ? toSingle : Number;
  if (big) return (v: bigint) => Number(BigInt.asIntN(32, v));
  if (from.isFloatingPoint && to === int32) return floatToInt32;
  if (from.isFloatingPoint && (to === uint8 || to === int8 || to === int16)) return floatToInt32;
  return null;
}

function floatToInt32(value: number): number {
  return value >= -(2 ** 31) && value < 2 ** 31 ? Math.trunc(value) : -(2 ** 31);
}
