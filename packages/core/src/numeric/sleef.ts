// The exponential and the logarithm of PyTorch's own vector kernels, bit for bit: Sleef's polynomials with every multiply-add
// fused. Functions that come from elsewhere (`Math`) differ from these in the last bit of some values.
import { fma32 } from "./fma.js";

const { fround } = Math;

export const LOG2_E: number = fround(1.4426950408889634);
export const LN2_HIGH: number = fround(-0.693145751953125);
export const LN2_LOW: number = fround(-1.428606765330187045e-6);
export const EXP: readonly [number, number, number, number, number, number] = [
  0.000198527617612853646278381, 0.00139304355252534151077271, 0.00833336077630519866943359,
  0.0416664853692054748535156, 0.166666671633720397949219, 0.5,
].map(fround) as [number, number, number, number, number, number];

/** `e ** x` for a float32. */
export function exp32(x: number): number {
  if (x < -104) return 0;
  if (x > 100) return Number.POSITIVE_INFINITY;
  const q = roundEven(fround(x * LOG2_E));
  const s = fma32(q, LN2_LOW, fma32(q, LN2_HIGH, x));
  let u = fma32(EXP[0], s, EXP[1]);
  u = fma32(u, s, EXP[2]);
  u = fma32(u, s, EXP[3]);
  u = fma32(u, s, EXP[4]);
  u = fma32(u, s, EXP[5]);
  u = fround(1 + fma32(fround(s * s), u, s));
  // two powers, so that a subnormal result is rounded once
  const half = q >> 1;
  return fround(fround(u * powers[half + 128]!) * powers[q - half + 128]!);
}

/** 2 to the powers -128 to 127: the operator `**` costs more than all the rest of an exponential. */
const powers = Float64Array.from({ length: 256 }, (_, i) => 2 ** (i - 128));

/** The spacing of doubles around this number is 1. */
const SPACING_ONE = 1.5 * 2 ** 52;

function roundEven(x: number): number {
  return x + SPACING_ONE - SPACING_ONE;
}

const LOG_0 = fround(0.3027294874);
const LOG_1 = fround(0.3996108174);
const LOG_2 = fround(0.666669488);
const LN2_HEAD = fround(0.69314718246459960938);
const LN2_TAIL = fround(-1.904654323148236017e-9);

const SMALLEST_NORMAL = 2 ** -126;
const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** The natural logarithm of a float32. */
export function log32(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return Math.log(x);
  const scale = x < SMALLEST_NORMAL ? 64 : 0;
  const scaled = x * powers[scale + 128]!;
  single[0] = scaled * (1 / 0.75);
  const exponent = (bits[0]! >> 23) - 127;
  const e = exponent - scale;
  const m = scaled * powers[128 - exponent]!;
  // (m - 1) / (m + 1) as the sum of two floats
  const down = fround(m - 1);
  const downError = sumError(-1, m, down);
  const up = fround(1 + m);
  const upError = sumError(1, m, up);
  const t = fround(1 / up);
  const q = fround(down * t);
  const u = fma32(t, down, -q);
  const v = fma32(-upError, t, fma32(-up, t, 1));
  const qError = fma32(q, v, fma32(downError, t, u));
  const square = fround(q * q);
  const p = fma32(fma32(LOG_0, square, LOG_1), square, LOG_2);
  const head = fround(LN2_HEAD * e);
  const tail = fma32(LN2_TAIL, e, fma32(LN2_HEAD, e, -head));
  const twice = fround(q * 2);
  const sum = fround(head + twice);
  const sumTail = fround(fround(fround(fround(head - sum) + twice) + tail) + fround(qError * 2));
  const cubic = fround(fround(square * q) * p);
  const result = fround(sum + cubic);
  return fround(result + fround(fround(fround(sum - result) + cubic) + sumTail));
}

/** What rounding to float32 took from `sum`, which is `a + b`. */
function sumError(a: number, b: number, sum: number): number {
  const part = fround(sum - a);
  return fround(fround(a - fround(sum - part)) + fround(b - part));
}
