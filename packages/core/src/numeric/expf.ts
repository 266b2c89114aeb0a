// The exponential that PyTorch calls for single float32 elements, bit for bit: that of the C library, which works in doubles with a
// table of 32 fractional powers of two and is wrong by one bit for one number in 1500. Its constants come from Arm's optimized routines.

const { fround } = Math;

const STEPS = 32;
const C0 = 0.05550361559341535 / STEPS ** 3;
const C1 = 0.2402284522445722 / STEPS ** 2;
const C2 = 0.6931471806916203 / STEPS;
const INVERSE_LN2 = 1.4426950408889634 * STEPS;
const fractions = Float64Array.from({ length: STEPS }, (_, i) => 2 ** (i / STEPS));
const powers = Float64Array.from({ length: 512 }, (_, i) => 2 ** (i - 256));
/** The spacing of doubles around this number is 1. */
const SPACING_ONE = 1.5 * 2 ** 52;

/** `e ** x` for a float32. */
export function expf(x: number): number {
  if (x < -104) return 0;
  if (x > 89) return Number.POSITIVE_INFINITY;
  if (x !== x) return x;
  const z = x * INVERSE_LN2;
  const k = z + SPACING_ONE - SPACING_ONE;
  const r = z - k;
  const y = (C0 * r + C1) * (r * r) + (C2 * r + 1);
  return fround(y * fractions[k & 31]! * powers[(k >> 5) + 256]!);
}
