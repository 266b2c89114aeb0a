import { type DType, float32, float64, getDefaultDtype } from "../dtype.js";
import type { Tensor } from "../tensor.js";
import type { TensorOptions } from "./creation.js";
import { sequence } from "./ranges.js";

// Window functions of signal processing, as `torch.signal.windows` has them.

/** Options of window functions. */
export interface WindowOptions extends TensorOptions {
  /** Symmetric, for filter design; false gives one period, for spectra. Default true. */
  readonly sym?: boolean;
}

function checkWindow(name: string, M: number, { dtype = getDefaultDtype() }: TensorOptions): DType {
  if (!(M >= 0)) throw new RangeError(`${name} requires non-negative window length, got M=${M}`);
  if (dtype !== float32 && dtype !== float64)
    throw new TypeError(`${name} expects float32 or float64 dtypes, got: ${dtype}`);
  return dtype;
}

/** A window of length `M` from its values at n of N, where N is the last of a symmetric window, or the length of a period. */
function windowOf(name: string, M: number, options: WindowOptions, value: (n: number, N: number) => number): Tensor {
  const dtype = checkWindow(name, M, options);
  const N = (options.sym ?? true) ? M - 1 : M;
  return sequence(M, dtype, options, (n) => (M === 1 ? 1 : value(n, N)));
}

/**
 * A triangle that is 0 at the ends.
 *
 * @example
 * bartlett(5).tolist() // => [0, 0.5, 1, 0.5, 0]
 */
export function bartlett(M: number, options: WindowOptions = {}): Tensor {
  return windowOf("bartlett", M, options, (n, N) => 1 - Math.abs((2 * n) / N - 1));
}

/**
 * A sum of cosines of 0, 1, 2, ... periods with alternating signs and the weights `a`.
 *
 * @throws {Error} if there are no weights
 * @example
 * generalCosine(3, { a: [0.5, 0.5] }).tolist() // => [0, 1, 0]
 */
export function generalCosine(M: number, options: WindowOptions & { readonly a: readonly number[] }): Tensor {
  const { a } = options;
  if (a.length === 0) throw new RangeError("Coefficients cannot be empty");
  return windowOf("general_cosine", M, options, (n, N) =>
    a.reduce((sum, weight, i) => sum + (i % 2 === 0 ? weight : -weight) * Math.cos((2 * Math.PI * i * n) / N), 0),
  );
}

/** Hamming's window with another weight `alpha` (default 0.54). */
export function generalHamming(M: number, options: WindowOptions & { readonly alpha?: number } = {}): Tensor {
  const { alpha = 0.54 } = options;
  return generalCosine(M, { ...options, a: [alpha, 1 - alpha] });
}

/** A raised cosine that is 0.08 at the ends. */
export function hamming(M: number, options: WindowOptions = {}): Tensor {
  return generalHamming(M, options);
}

/**
 * A raised cosine that is 0 at the ends.
 *
 * @example
 * hann(3).tolist() // => [0, 1, 0]
 */
export function hann(M: number, options: WindowOptions = {}): Tensor {
  return generalHamming(M, { ...options, alpha: 0.5 });
}

/** A sum of three cosines, almost 0 at the ends. */
export function blackman(M: number, options: WindowOptions = {}): Tensor {
  return generalCosine(M, { ...options, a: [0.42, 0.5, 0.08] });
}

/** A sum of four cosines with very small side lobes. */
export function nuttall(M: number, options: WindowOptions = {}): Tensor {
  return generalCosine(M, { ...options, a: [0.3635819, 0.4891775, 0.1365995, 0.0106411] });
}

/** Half a period of a sine. */
export function cosine(M: number, options: WindowOptions = {}): Tensor {
  return windowOf("cosine", M, options, (n, N) => Math.sin((Math.PI * (n + 0.5)) / (N + 1)));
}

/** A normal curve with standard deviation `std` (default 1). */
export function gaussian(M: number, options: WindowOptions & { readonly std?: number } = {}): Tensor {
  const { std = 1 } = options;
  if (!(std > 0)) throw new RangeError(`Standard deviation must be positive, got: ${std} instead.`);
  return windowOf("gaussian", M, options, (n, N) => Math.exp(-0.5 * ((n - N / 2) / std) ** 2));
}

/** Decay on both sides of `center` (default the middle) with time constant `tau` (default 1). */
export function exponential(
  M: number,
  options: WindowOptions & { readonly center?: number; readonly tau?: number } = {},
): Tensor {
  const { center, tau = 1, sym = true } = options;
  if (!(tau > 0)) throw new RangeError(`Tau must be positive, got: ${tau} instead.`);
  if (sym && center !== undefined) throw new RangeError("Center must be None for symmetric windows");
  return windowOf("exponential", M, options, (n, N) => Math.exp(-Math.abs(n - (center ?? N / 2)) / tau));
}

/** The Kaiser-Bessel window with shape parameter `beta` (default 12). */
export function kaiser(M: number, options: WindowOptions & { readonly beta?: number } = {}): Tensor {
  const { beta = 12 } = options;
  if (!(beta >= 0)) throw new RangeError(`beta must be non-negative, got: ${beta} instead.`);
  return windowOf("kaiser", M, options, (n, N) => {
    const r = (2 * n) / N - 1;
    return besselI0(beta * Math.sqrt(Math.max(1 - r * r, 0))) / besselI0(beta);
  });
}

/** The modified Bessel function of order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  for (let k = 1, term = 1; term > sum * 2 ** -54; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
