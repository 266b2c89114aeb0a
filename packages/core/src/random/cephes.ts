// Logarithm, sine and cosine in float32 with the coefficients of the Cephes library (Stephen L. Moshier), in the order of
// operations of avx_mathfun (Giovanni Garberoglio, after Julien Pommier's sse_mathfun, zlib licence), its multiply-adds
// fused as PyTorch's are: normal draws need these bits.
import { fma32 } from "../numeric/fma.js";

const { fround } = Math;
const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

const SQRT_HALF = fround(0.707106781186547524);
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

/** log(x) for a normal float32 x > 0. */
export function log32(x: number): number {
  single[0] = x;
  let exponent = (bits[0]! >> 23) - 126;
  bits[0] = (bits[0]! & 0x807fffff) | 0x3f000000;
  let mantissa = single[0]!;
  if (mantissa < SQRT_HALF) {
    exponent -= 1;
    mantissa = fround(fround(mantissa - 1) + mantissa);
  } else {
    mantissa = fround(mantissa - 1);
  }
  const square = fround(mantissa * mantissa);
  let y = fma32(LOG_0, mantissa, LOG_1);
  y = fma32(y, mantissa, LOG_2);
  y = fma32(y, mantissa, LOG_3);
  y = fma32(y, mantissa, LOG_4);
  y = fma32(y, mantissa, LOG_5);
  y = fma32(y, mantissa, LOG_6);
  y = fma32(y, mantissa, LOG_7);
  y = fma32(y, mantissa, LOG_8);
  y = fma32(fround(y * mantissa), square, fround(exponent * LN2_LOW));
  y = fma32(-square, 0.5, y);
  return fma32(exponent, LN2_HIGH, fround(mantissa + y));
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

/** The even number of the octant that x >= 0 is in or next to. */
function octant(x: number): number {
  return ((fround(x * FOUR_OVER_PI) | 0) + 1) & ~1;
}

/** x less its octant, within pi/4 of zero. */
function reduced(x: number, j: number): number {
  return fma32(j, QUARTER_PI_LOW, fma32(j, QUARTER_PI_MIDDLE, fma32(j, QUARTER_PI_HIGH, x)));
}

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

/** sin(x) for a float32 x >= 0. */
export function sin32(x: number): number {
  const j = octant(x);
  const y = reduced(x, j);
  const value = (j & 2) === 0 ? sinPolynomial(y) : cosPolynomial(y);
  return (j & 4) === 0 ? value : -value;
}

/** cos(x) for a float32 x >= 0. */
export function cos32(x: number): number {
  const j = octant(x);
  const y = reduced(x, j);
  const value = (j & 2) === 0 ? cosPolynomial(y) : sinPolynomial(y);
  return ((j - 2) & 4) === 0 ? -value : value;
}
