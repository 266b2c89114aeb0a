import { type DType, float32, float64 } from "../dtype.js";
import { f32, f64, i32, i64, u16 } from "../memory/heap.js";
import { decoder } from "./elements.js";

// Floats of one sign are ordered as their bits are, so the next one is one more or one less.

/** Writes the floats next to a run in the direction of another. */
export function nextafter(dtype: DType, i: number, j: number, k: number, n: number): void {
  if (dtype === float64) return stepDoubles(i, j, k, n);
  const wide = dtype === float32;
  const bits = wide ? i32 : u16;
  const sign = wide ? 0x80000000 : 0x8000;
  const notANumber = wide ? 0x7fc00000 : dtype.name === "float16" ? 0x7e00 : 0x7fc0;
  const decode = decoder(dtype);
  const value = (at: number): number => (decode === null ? f32[at]! : decode(u16[at]!));
  for (let at = 0; at < n; at++) {
    const x = value(i + at);
    const y = value(j + at);
    if (x !== x || y !== y) bits[k + at] = notANumber;
    else if (x === y) bits[k + at] = bits[j + at]!;
    else if (x === 0) bits[k + at] = y > 0 ? 1 : sign + 1;
    else bits[k + at] = bits[i + at]! + (x < y === x > 0 ? 1 : -1);
  }
}

function stepDoubles(i: number, j: number, k: number, n: number): void {
  for (let at = 0; at < n; at++) {
    const x = f64[i + at]!;
    const y = f64[j + at]!;
    if (x !== x || y !== y) f64[k + at] = Number.NaN;
    else if (x === y) f64[k + at] = y;
    else if (x === 0) f64[k + at] = y > 0 ? 5e-324 : -5e-324;
    else i64[k + at] = i64[i + at]! + (x < y === x > 0 ? 1n : -1n);
  }
}
