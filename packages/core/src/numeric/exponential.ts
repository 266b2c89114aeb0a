// The exponential and the power in double precision, correctly rounded but for a few hundredths of a unit in the last place, which
// `Math` does not promise. Sums of two doubles carry what one cannot hold.

const { abs, floor, round } = Math;

/** ln 2 in two parts; products of the first with exponents are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LN2_REST = 1.1612227229362532e-26;

const SPLITTER = 2 ** 27 + 1;

/** What rounding took from `product`, which is `a * b`. */
function productError(a: number, b: number, product: number): number {
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return highA * highB - product + highA * lowB + lowA * highB + lowA * lowB;
}

/** What rounding took from `sum`, which is `a + b`. */
function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** `e ** x` */
export function exp(x: number): number {
  return expSum(x, 0);
}

/** `e ** (high + low)` */
function expSum(high: number, low: number): number {
  if (!(abs(high) < 746)) return Math.exp(high);
  const k = round(high / Math.LN2);
  const a = high - k * LN2_HIGH;
  const b = low - k * LN2_LOW;
  const r = a + b;
  const rest = sumError(a, b, r);
  // 1 + r + r²/2 + ..., the first three terms without rounding
  const half = (r * r) / 2;
  const halfError = productError(r, r, r * r) / 2;
  let tail = 1 / 1307674368000;
  for (let n = 14; n >= 3; n--) tail = tail * r + INVERSE_FACTORIALS[n]!;
  tail *= r * r * r;
  const first = 1 + r;
  const second = first + half;
  const errors = sumError(1, r, first) + sumError(first, half, second) + halfError + rest * (1 + r) + tail;
  const result = second + errors;
  // two powers: one may lie outside the range that the result is in
  const step = k >> 1;
  return result * 2 ** step * 2 ** (k - step);
}

/** 1 / n! */
const INVERSE_FACTORIALS: number[] = [1];
for (let n = 1; n < 15; n++) INVERSE_FACTORIALS.push(INVERSE_FACTORIALS[n - 1]! / n);

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** `x ** y` */
export function pow(x: number, y: number): number {
  const size = abs(x);
  const usual = size >= 2 ** -1022 && size < Number.POSITIVE_INFINITY && abs(y) < 2 ** 53 && abs(y) > 2 ** -60;
  if (!usual || (x < 0 && floor(y) !== y)) return x ** y;
  // log |x| = e ln 2 + log m, with m near 1
  double[0] = size;
  let e = (words[1]! >>> 20) - 1023;
  words[1] = (words[1]! & 0xfffff) | 0x3ff00000;
  let m = double[0]!;
  if (m > Math.SQRT2) {
    m /= 2;
    e++;
  }
  // log m = 2z + 2z³/3 + ... where z = (m - 1) / (m + 1)
  const f = m - 1;
  const d = f + 2;
  const dError = sumError(f, 2, d);
  const z = f / d;
  const zRest = (f - z * d - productError(z, d, z * d) - z * dError) / d;
  const square = z * z;
  const cube = square * z;
  const cubeError = productError(square, z, cube) + productError(z, z, square) * z + 3 * square * zRest;
  const third = cube / 3;
  const thirdRest = (cube - third * 3 - productError(third, 3, third * 3) + cubeError) / 3;
  let tail = 0;
  for (let n = 25; n >= 5; n -= 2) tail = tail * square + 1 / n;
  tail *= cube * square;
  const zThird = z + third;
  const logM = 2 * zThird;
  const logMRest = 2 * (sumError(z, third, zThird) + zRest + thirdRest + tail);
  const eHigh = e * LN2_HIGH;
  const log = eHigh + logM;
  const low = e * LN2_LOW;
  const logRest = sumError(eHigh, logM, log) + (low + (logMRest + productError(e, LN2_LOW, low) + e * LN2_REST));
  const sum = log + logRest;
  const sumRest = sumError(log, logRest, sum);
  const product = y * sum;
  if (!(abs(product) < 746)) return x ** y;
  const result = expSum(product, productError(y, sum, product) + y * sumRest);
  return x < 0 && y % 2 !== 0 ? -result : result;
}
