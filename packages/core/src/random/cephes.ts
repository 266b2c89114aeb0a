// Logarithm, sine and cosine in float32 with the coefficients of the Cephes library (Stephen L. Moshier), in the order of
// operations of avx_mathfun (Giovanni Garberoglio, after Julien Pommier's sse_mathfun, zlib licence), its multiply-adds
// fused as PyTorch's are: normal draws need these bits. Where all bits of a * b + c fit a double, its one rounding is the
// fused one, so that `fround(a * b + c)` does; `fma32` stands where they may not fit.
import { fma32 } from "../numeric/fma.js";

const { fround } = Math;
const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

const HALF_BITS = 0x3f000000;
const SQRT_HALF_BITS = 0x3f3504f3;
const LN2_HIGH = fround(0.693359375);
const LN2_LOW = fround(-2.1219444e-4);
const LOG_0 = fround(7.0376836292e-2);
const LOG_1 = fround(-1.151461031e-1);
const LOG_2 = fround(1.167699874e-1);
const LOG_3 = fround(-1.2420140846e-1);
const LOG_4 = fround(1.4249322787e-1);
const LOG_5 = fround(-1.6668057665e-1);
const LOG_6 = fround(2.0000714765e-1);
const LOG_7 = fround(-2.4999993993e-1);
const LOG_8 = fround(3.3333331174e-1);

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

const FOUR_OVER_PI = fround(1.27323954473516);
const QUARTER_PI_HIGH = fround(-0.78515625);
const QUARTER_PI_MIDDLE = fround(-2.4187564849853515625e-4);
const QUARTER_PI_LOW = fround(-3.77489497744594108e-8);
const SIN_0 = fround(-1.9515295891e-4);
const SIN_1 = fround(8.3321608736e-3);
const SIN_2 = fround(-1.6666654611e-1);
const COS_0 = fround(2.443315711809948e-5);
const COS_1 = fround(-1.388731625493765e-3);
const COS_2 = fround(4.166664568298827e-2);

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
