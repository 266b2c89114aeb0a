// Logarithm, sine and cosine in float32 with the coefficients of the Cephes library (Stephen L. Moshier), in the order of
// operations of avx_mathfun (Giovanni Garberoglio, after Julien Pommier's sse_mathfun, zlib licence), its multiply-adds
// fused as PyTorch's are: normal draws need these bits. Where all bits of a * b + c fit a double, its one rounding is the
// fused one, so that `fround(a * b + c)` does; `fma32` stands where they may not fit.
import { fma32 } from "../numeric/fma.js";

const { fround } = Math;
const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

export const HALF_BITS: number = 0x3f000000;
export const SQRT_HALF_BITS: number = 0x3f3504f3;
export const LN2_HIGH: number = fround(0.693359375);
export const LN2_LOW: number = fround(-2.1219444e-4);
export const LOG: readonly [number, number, number, number, number, number, number, number, number] = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(fround) as [number, number, number, number, number, number, number, number, number];
const [LOG_0, LOG_1, LOG_2, LOG_3, LOG_4, LOG_5, LOG_6, LOG_7, LOG_8] = LOG;

/** log(x) for a float32 x in [2^-24, 1]. */
export function log32(x: number): number {
  single[0] = x;
  const mantissa = (bits[0]! & 0x7fffff) | HALF_BITS;
  // 1 for the smaller mantissas, which are doubled; a branch would be mispredicted half the time
  const small = (mantissa - SQRT_HALF_BITS) >>> 31;
  const exponent = (bits[0]! >> 23) - 126 - small;
  bits[0] = mantissa;
  const m = (1 + small) * single[0]! - 1;
  // m is a multiple of 2^-24 and every y here at least 2^-4 in size, so the sums have at most 51 bits
  let y = fround(LOG_0 * m + LOG_1);
  y = fround(y * m + LOG_2);
  y = fround(y * m + LOG_3);
  y = fround(y * m + LOG_4);
  y = fround(y * m + LOG_5);
  y = fround(y * m + LOG_6);
  y = fround(y * m + LOG_7);
  y = fround(y * m + LOG_8);
  const square = fround(m * m);
  y = fma32(fround(y * m), square, fround(exponent * LN2_LOW));
  y = fround(y - square * 0.5);
  return fround(exponent * LN2_HIGH + fround(m + y));
}

export const FOUR_OVER_PI: number = fround(1.27323954473516);
/** Three parts of -π/4. */
export const QUARTER_PI: readonly [number, number, number] = [
  -0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8,
].map(fround) as [number, number, number];
const [QUARTER_PI_HIGH, QUARTER_PI_MIDDLE, QUARTER_PI_LOW] = QUARTER_PI;
export const SIN: readonly [number, number, number] = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(
  fround,
) as [number, number, number];
const [SIN_0, SIN_1, SIN_2] = SIN;
export const COS: readonly [number, number, number] = [
  2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2,
].map(fround) as [number, number, number];
const [COS_0, COS_1, COS_2] = COS;

function sinPolynomial(x: number): number {
  const square = fround(x * x);
  const y = fma32(fma32(SIN_0, square, SIN_1), square, SIN_2);
  return fma32(fround(y * square), x, x);
}

function cosPolynomial(x: number): number {
  const square = fround(x * x);
  const y = fma32(fma32(COS_0, square, COS_1), square, COS_2);
  return fround(fma32(fround(y * square), square, -fround(square * 0.5)) + 1);
}

/** sin(x) and cos(x), written to `out[0]` and `out[1]`, for a float32 x in [0, 2 pi]. */
export function sinCos32(x: number, out: Float32Array): void {
  const j = ((fround(x * FOUR_OVER_PI) | 0) + 1) & ~1;
  // pi/4 comes in three parts, so short that the sums fit a double
  let y = fround(j * QUARTER_PI_HIGH + x);
  y = fround(j * QUARTER_PI_MIDDLE + y);
  y = fround(j * QUARTER_PI_LOW + y);
  const swapped = (j >> 1) & 1;
  out[swapped] = sinPolynomial(y);
  out[1 - swapped] = cosPolynomial(y);
  out[0]! *= 1 - ((j & 4) >> 1);
  out[1]! *= (((j - 2) & 4) >> 1) - 1;
}
