// The error function and its relatives in double precision. The complement is computed as erfcx(x) = exp(x²) erfc(x), which
// varies slowly: everything else is a product with an exponential.

const { abs, exp, fround, log, log1p, sqrt } = Math;

const TWO_OVER_SQRT_PI = 2 / sqrt(Math.PI);

/** Chebyshev coefficients of erfcx(x) (3 + x) / 3 in 2t - 1, t = 3 / (3 + x), for x >= 0. */
const ERFCX = [
  0.9422921493205813, 0.37715894969156577, 0.11803603344749546, 0.028362346699695153, 0.004871757757605546,
  0.00045985238787654427, -2.143022238105315e-5, -1.301447369924135e-5, -8.809283582853514e-7, 2.7464800479702846e-7,
  4.415991899223785e-8, -6.398408385575483e-9, -1.6768357212484645e-9, 1.9473354700890025e-10, 6.247441303469389e-11,
  -8.124557552244496e-12, -2.330314613222566e-12, 4.191038539225333e-13, 8.19333526881303e-14, -2.3352472107929263e-14,
  -2.2442585649165363e-15, 1.2811435298050507e-15, 1.1054582965396302e-18, -6.44579513564904e-17, 6.525175975538486e-18,
];

/** `exp(x²) erfc(x)`. */
export function erfcx(x: number): number {
  if (x < 0) return x < -27 ? Number.POSITIVE_INFINITY : 2 / expMinusSquare(x) - erfcx(-x);
  const t = 3 / (3 + x);
  if (t === 0) return 0;
  const twice = 4 * t - 2;
  let b = 0;
  let previous = 0;
  for (let k = ERFCX.length - 1; k > 0; k--) {
    const next = twice * b - previous + ERFCX[k]!;
    previous = b;
    b = next;
  }
  return t * ((twice / 2) * b - previous + ERFCX[0]! / 2);
}

/** `exp(-x²)`, where rounding x² would cost digits. */
function expMinusSquare(x: number): number {
  const high = fround(x);
  return exp(-high * high) * exp(-(x - high) * (x + high));
}

/** `1 - erf(x)` without cancellation. */
export function erfc(x: number): number {
  if (x < 0.5) return 1 - erf(x);
  return x > 28 ? 0 : expMinusSquare(x) * erfcx(x);
}

/** Taylor coefficients of erf(x) √π / 2x in x². */
const ERF: number[] = [];
for (let k = 0, c = 1; k < 20; k++, c /= -k) ERF.push(c / (2 * k + 1));

/** The error function, 2/√π times the integral of exp(-t²) from 0 to x. */
export function erf(x: number): number {
  const size = abs(x);
  if (size >= 1) return size > 6 ? Math.sign(x) : Math.sign(x) * (1 - erfc(size));
  let sum = 0;
  for (let k = ERF.length - 1; k >= 0; k--) sum = sum * x * x + ERF[k]!;
  return TWO_OVER_SQRT_PI * x * sum;
}

/** The x with erf(x) = y. */
export function erfinv(y: number): number {
  const size = abs(y);
  if (!(size <= 1)) return Number.NaN;
  if (size === 0) return y;
  if (size > 0.5) return Math.sign(y) * erfcinv(1 - size);
  let x = nearInverse(size);
  for (let i = 0; i < 3; i++) x = halley(x, (erf(x) - size) / (TWO_OVER_SQRT_PI * expMinusSquare(x)));
  return Math.sign(y) * x;
}

/** The x with erfc(x) = c, for 0 <= c <= 1. */
function erfcinv(c: number): number {
  if (c === 0) return Number.POSITIVE_INFINITY;
  let x = c < 1e-3 ? sqrt(-log(c * sqrt(Math.PI) * sqrt(-log(c)))) : nearInverse(1 - c);
  // (erfc(x) - c) / erfc'(x), both divided by exp(-x²), which may underflow
  for (let i = 0; i < 4; i++) x = halley(x, -(erfcx(x) - c / expMinusSquare(x)) / TWO_OVER_SQRT_PI);
  return x;
}

/** One step of Halley's method for erf, whose second derivative is -2x times the first. */
function halley(x: number, newtonStep: number): number {
  return x - newtonStep / (1 + x * newtonStep);
}

/** The inverse of erf to two digits (Winitzki's formula). */
function nearInverse(y: number): number {
  const l = log1p(-y * y);
  const a = 2 / (Math.PI * 0.147) + l / 2;
  return sqrt(sqrt(a * a - l / 0.147) - a);
}

/** The quantile of the standard normal distribution. */
export function ndtri(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p < 0.25) return -Math.SQRT2 * erfcinv(2 * p);
  return Math.SQRT2 * erfinv(2 * p - 1);
}

/** The logarithm of the standard normal distribution function. */
export function logNdtr(x: number): number {
  const t = x * Math.SQRT1_2;
  return x < -1 ? log(erfcx(-t) / 2) - t * t : log1p(-erfc(t) / 2);
}
