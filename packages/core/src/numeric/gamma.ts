// The gamma function's logarithm, its derivatives, and the incomplete gamma functions, in double precision.
import { bernoulli, zeta } from "./zeta.js";

const { abs, exp, floor, log, log1p, PI, sin, sqrt, tan } = Math;

const EULER = 0.5772156649015329;
const LOG_SQRT_2PI = log(2 * PI) / 2;

/** Coefficients of lgamma(2 + z) from z² on: (ζ(k) - 1) / k with alternating signs. */
const NEAR_TWO = Array.from({ length: 36 }, (_, i) => ((i % 2 === 0 ? 1 : -1) * zeta(i + 2, 2)) / (i + 2));

/** lgamma(2 + z) for |z| <= 1/2. */
function nearTwo(z: number): number {
  let sum = 0;
  for (let k = NEAR_TWO.length - 1; k >= 0; k--) sum = sum * z + NEAR_TWO[k]!;
  return z * (1 - EULER + z * sum);
}

/** The logarithm of the absolute value of the gamma function. */
export function lgamma(x: number): number {
  if (x !== x) return x;
  if (abs(x) === Number.POSITIVE_INFINITY || (x <= 0 && x === floor(x))) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return abs(x) < 1e-20 ? -log(abs(x)) : log(PI / abs(sinPi(x))) - lgamma(1 - x);
  if (x < 1.5) return nearTwo(x - 1) - log1p(x - 1);
  if (x < 10) {
    let product = 1;
    let y = x;
    while (y > 2.5) product *= --y;
    return log(product) + nearTwo(y - 2);
  }
  return (x - 0.5) * log(x) - x + LOG_SQRT_2PI + stirlingTail(x);
}

/** What Stirling's formula lacks: the sum of B(2j) / (2j (2j - 1) x^(2j-1)). */
function stirlingTail(x: number): number {
  let sum = 0;
  for (let j = 8; j >= 1; j--) sum = sum / (x * x) + bernoulli[j - 1]! / (2 * j * (2 * j - 1));
  return sum / x;
}

/** sin(πx), exact at integers. */
function sinPi(x: number): number {
  return sin(PI * (x - 2 * floor(x / 2)));
}

/** The logarithmic derivative of the gamma function. */
export function digamma(x: number): number {
  if (x === 0) return 1 / -x;
  if (x < 0) {
    const fraction = x % 1;
    return fraction === 0 ? Number.NaN : digamma(1 - x) - PI / tan(PI * fraction);
  }
  let shift = 0;
  let y = x;
  for (; y < 10; y++) shift += 1 / y;
  let sum = 0;
  for (let j = 8; j >= 1; j--) sum = sum / (y * y) + bernoulli[j - 1]! / (2 * j);
  return log(y) - 0.5 / y - sum / (y * y) - shift;
}

/** The n-th derivative of `digamma`. */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (n === 1) return trigamma(x);
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return (n % 2 === 1 ? factorial : -factorial) * zeta(n + 1, x);
}

/** As PyTorch computes it, to nine digits: six steps up, then three terms of the asymptotic series. */
function trigamma(x: number): number {
  if (x < 0.5) return (PI / sin(PI * x)) ** 2 - trigamma(1 - x);
  let sum = 0;
  let y = x;
  for (let i = 0; i < 6; i++, y++) sum += 1 / (y * y);
  const square = 1 / (y * y);
  return sum + (1 + 1 / (2 * y) + square * (1 / 6 - square * (1 / 30 - square / 42))) / y;
}

/** The regularized lower incomplete gamma function. */
export function gammainc(a: number, x: number): number {
  if (!(a >= 0 && x >= 0)) return Number.NaN;
  if (a === 0) return x > 0 ? 1 : Number.NaN;
  if (x === 0) return 0;
  if (a === Number.POSITIVE_INFINITY) return x === Number.POSITIVE_INFINITY ? Number.NaN : 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** The regularized upper incomplete gamma function. */
export function gammaincc(a: number, x: number): number {
  if (!(a >= 0 && x >= 0)) return Number.NaN;
  if (a === 0) return x > 0 ? 0 : Number.NaN;
  if (x === 0) return 1;
  if (a === Number.POSITIVE_INFINITY) return x === Number.POSITIVE_INFINITY ? Number.NaN : 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** x^a e^-x / Γ(a). For large a near x the logarithms nearly cancel, so they are combined first. */
function density(a: number, x: number): number {
  if (a < 10) return exp(a * log(x) - x - lgamma(a));
  const d = (x - a) / a;
  return sqrt(a / (2 * PI)) * exp(a * log1pMinus(d) - stirlingTail(a));
}

/** log(1 + d) - d. */
function log1pMinus(d: number): number {
  if (abs(d) > 0.3) return log1p(d) - d;
  let sum = 0;
  let power = -d;
  for (let k = 2; k < 60; k++) {
    power *= -d;
    sum -= power / k;
    if (abs(power) < abs(sum) * 2 ** -54) break;
  }
  return sum;
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < 100_000 && term > sum * 2 ** -54; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return density(a, x) * sum;
}

/** Lentz's evaluation of the continued fraction. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 100_000; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= c * d;
    if (abs(c * d - 1) < 2 ** -53) break;
  }
  return density(a, x) * h;
}
