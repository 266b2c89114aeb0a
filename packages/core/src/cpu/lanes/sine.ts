import * as sine from "../../numeric/sine.js";
import type { Formula, Value, Vectors } from "./vector.js";

// `sin32` and `cos32`, step by step; beyond their limit lanes are doubtful.

const shiftLeft64 = 0xcb;
/** The spacing of doubles around this number is 1, and the last bit of its own is 0. */
const spacingOne = 1.5 * 2 ** 52;

/** The sine of x, or of x and `quarters` quarter turns, so many half turns away from a number within a quarter turn. */
function turned(v: Vectors, x: Value, quarters: 0 | 1): Value {
  const { double } = v;
  // a last bit of 1 tells that the sign changes
  const even = v.double64(spacingOne + quarters);
  const turns = double.mul(x, v.double64(1 / Math.PI));
  const shifted = double.add(quarters === 0 ? turns : double.sub(turns, v.double64(0.5)), even);
  const whole = double.sub(shifted, even);
  const n = quarters === 0 ? whole : double.add(whole, v.double64(0.5));
  const high = double.sub(x, double.mul(n, v.double64(sine.PI_HIGH)));
  const r = double.sub(high, double.mul(n, v.double64(sine.PI_LOW)));
  const z = double.mul(r, r);
  const series = sine.SERIES.map((c) => v.double64(c)).reduce((sum, c) => double.add(double.mul(sum, z), c));
  return v.xor(double.mul(r, series), v.shift(shiftLeft64, shifted, 63));
}

const formula =
  (quarters: 0 | 1): Formula =>
  (v, x) => {
    v.doubt(v.not(v.le(v.abs(x), v.number(sine.LIMIT))));
    return v.inDouble([x], (half) => turned(v, half, quarters));
  };

/** `sin32`, rounded. */
export const sinFormula: Formula = formula(0);
/** `cos32`, rounded. */
export const cosFormula: Formula = formula(1);
