/** The nearest integer, halves to the even one. */
export function roundHalfEven(x: number): number {
  const nearest = Math.round(x);
  return nearest - x === 0.5 ? 2 * Math.round(x / 2) : nearest;
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** Whether the sign bit is set, which tells -0 from 0. A NaN of this engine has none. */
export function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}

/** The exponent e of x = m 2^e with 1/2 <= |m| < 1; 0 for zero, infinities and NaN. */
export function binaryExponent(x: number): number {
  if (x === 0 || x - x !== 0) return 0;
  double[0] = x;
  const biased = (words[1]! >>> 20) & 0x7ff;
  return biased === 0 ? binaryExponent(x * 2 ** 64) - 64 : biased - 1022;
}
