import { fma32 } from "./fma.js";
import { isNegative } from "./rounding.js";

// `x Φ(x)` of a float32 and its derivative with the bits that PyTorch's tensors have on x86. The coefficients are oneDNN's.
// Φ comes from polynomials of degree 5 for erf(|x| / √2), one for each quarter of an octave of |x|.

const { fround } = Math;

/** Coefficients of each polynomial, the constant first. The last two are for what lies beyond `LIMIT`, and for NaN. */
export const PIECES: readonly (readonly number[])[] = [
  [1.5188366e-8, 0.7978839, 0.000010841714, -0.13307738, 0.00045889345, 0.018966824],
  [6.0441465e-8, 0.7978825, 0.00002896764, -0.13319246, 0.0008250156, 0.018499883],
  [1.9580071e-7, 0.7978789, 0.00006682378, -0.13339315, 0.0013578596, 0.01793304],
  [5.7655126e-7, 0.79787034, 0.00014431536, -0.13374342, 0.0021505188, 0.017214557],
  [0.0000018136789, 0.7978466, 0.00032647466, -0.1344436, 0.0034977621, 0.01617638],
  [0.0000071081054, 0.7977628, 0.0008582302, -0.13613439, 0.006191868, 0.014455351],
  [0.000022010752, 0.79756546, 0.0019052438, -0.13891616, 0.009893196, 0.012482236],
  [0.000055225635, 0.7971865, 0.0036366323, -0.14287555, 0.014425337, 0.010404875],
  [0.0001831175, 0.7959481, 0.008441632, -0.15221408, 0.023517137, 0.006857343],
  [0.0006498413, 0.7922447, 0.020222925, -0.1709968, 0.03852472, 0.0020495458],
  [0.0017345067, 0.7850465, 0.039360855, -0.19647883, 0.05551665, -0.0024900034],
  [0.0037866202, 0.7733578, 0.06602445, -0.2269277, 0.07292371, -0.006475404],
  [0.008343051, 0.7511906, 0.10923457, -0.26911446, 0.09355366, -0.010517931],
  [0.0127789555, 0.732789, 0.13979976, -0.29452354, 0.10412485, -0.012278704],
  [-0.003176821, 0.7846672, 0.072266184, -0.25052387, 0.089776866, -0.010405218],
  [-0.0691192, 0.9714677, -0.1396405, -0.1301916, 0.05557131, -0.0065113325],
  [-0.27097204, 1.4611516, -0.6155817, 0.10148359, -0.0009112102, -0.0009935636],
  [-0.5472661, 2.0251584, -1.0770063, 0.2905895, -0.03973237, 0.0021998081],
  [-0.39980435, 1.790736, -0.9281096, 0.24336384, -0.032254163, 0.00172694],
  [0.14787646, 1.0093725, -0.4816873, 0.11568559, -0.013974587, 0.0006788905],
  [0.77755123, 0.23098189, -0.0961774, 0.020067886, -0.0020977375, 0.000087863686],
  [0.9794183, 0.01867352, -0.006786839, 0.0012350094, -0.000112510286, 0.0000041047288],
  [1, 0, 0, 0, 0, 0],
  [0, 1, 0, 0, 0, 0],
].map((piece) => piece.map(fround));
/** Beyond this Φ is 0 or 1. */
export const LIMIT: number = fround(5.542594);
/** A piece is told by the bits of |x| above those of 1/8, without the last ones: each ends with the number where the next begins. */
export const START = 0x3e000001;
export const DROPPED_BITS = 21;
export const LAST: number = PIECES.length - 1;
export const BEYOND: number = LAST - 1;

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** NaN for infinities, as in PyTorch. */
export function gelu32(x: number): number {
  const size = Math.abs(x);
  single[0] = size;
  const piece = Math.min(Math.max((bits[0]! - START) >> DROPPED_BITS, 0), LAST);
  const c = PIECES[size > LIMIT ? BEYOND : piece]!;
  let erf = c[5]!;
  for (let power = 4; power >= 0; power--) erf = fma32(erf, size, c[power]!);
  return 0.5 * fround(x * fround(1 + (x < 0 ? -erf : erf)));
}

// The derivative is Φ(x) + x φ(x), with `r = x / √2`, `q = exp(-r²)` and `erf(r) = 1 - q w p(w)`, where `w = 1 / (1 + c |r|)`: formula
// 7.1.26 of Abramowitz and Stegun.

export const ROOT_HALF: number = fround(Math.SQRT1_2);
/** 1 / √π, rounded down. */
export const INVERSE_ROOT_PI: number = fround(0.56418955);
export const ERF_STEP: number = fround(0.3275911);
/** The highest power first, as in the next one. */
export const ERF: readonly number[] = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592].map(fround);
export const EXP: readonly number[] = [0.008289291, 0.041897822, 0.16667652, 0.4999915, 0.9999997].map(fround);
export const LOG2_E: number = fround(Math.LOG2E);
export const LN2: number = fround(Math.LN2);
/** The powers of e from here down are 0. */
export const EXP_FROM: number = fround(-87.33655);

/** `e ** x` for `x` up to 0. */
function exp32(x: number): number {
  if (x < EXP_FROM) return 0;
  const n = Math.floor(fround(fround(x * LOG2_E) + 0.5));
  const rest = fma32(-n, LN2, x);
  return [...EXP.slice(1), 1].reduce((sum, c) => fma32(sum, rest, c), EXP[0]!) * 2 ** n;
}

/** The derivative of `gelu32`; NaN for infinities, as in PyTorch. */
export function geluSlope32(x: number): number {
  const r = fround(x * ROOT_HALF);
  const q = exp32(-fround(r * r));
  const w = fround(1 / fma32(ERF_STEP, Math.abs(r), 1));
  const p = ERF.slice(1).reduce((sum, c) => fma32(sum, w, c), ERF[0]!);
  const erf = fma32(-fround(q * w), p, 1);
  const density = fround(fround(r * INVERSE_ROOT_PI) * q);
  return fma32(isNegative(r) ? -erf : erf, 0.5, fround(density + 0.5));
}

// With the hyperbolic tangent, Φ is about `(1 + tanh(h)) / 2` where `h = β x (1 + κ x²)`.

export const BETA: number = Math.sqrt(2 / Math.PI);
export const KAPPA = 0.044715;

/** The derivative of `x (1 + tanh(h)) / 2`, each step rounded. */
export function geluTanhSlope(x: number, round: (v: number) => number, tanh: (v: number) => number): number {
  const square = round(x * x);
  const t = round(tanh(round(round(round(round(square * round(KAPPA)) + 1) * x) * round(BETA))));
  const inner = round(round(round(square * round(3 * KAPPA)) + 1) * round(BETA));
  return round(round(t + 1) * 0.5) + round(round(round(x * 0.5) * round(1 - round(t * t))) * inner);
}
