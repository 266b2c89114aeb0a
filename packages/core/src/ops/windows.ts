import { type DType, float32, float64, getDefaultDtype } from "../dtype.js";
import { Float } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { asAsked, ones, type TensorOptions, tensor } from "./creation.js";
import { arange, linspace } from "./ranges.js";
import { item } from "./reading.js";

// Window functions of signal processing, as `torch.signal.windows` has them, computed in the order that PyTorch rounds in.

/** Options of window functions. */
export interface WindowOptions extends TensorOptions {
  /** Symmetric, for filter design; false gives one period, for spectra. Default true. */
  readonly sym?: boolean;
}

function checkWindow(name: string, M: number, dtype: DType): void {
  if (!(M >= 0)) throw new RangeError(`${name} requires non-negative window length, got M=${M}`);
  if (dtype !== float32 && dtype !== float64)
    throw new TypeError(`${name} expects float32 or float64 dtypes, got: ${dtype}`);
}

/**
 * `shape` of `M` evenly spaced numbers that begin at `start`, `step` apart, where a symmetric window spans N = M - 1 steps, and one
 * period N = M.
 */
function windowOf(
  name: string,
  M: number,
  options: WindowOptions,
  spacing: (N: number) => { readonly start: number; readonly end: number },
  shape: (k: Tensor) => Tensor,
): Tensor {
  const { dtype = getDefaultDtype(), sym = true } = options;
  checkWindow(name, M, dtype);
  if (M <= 1) return ones([M], { ...options, dtype });
  const { start, end } = spacing(sym ? M - 1 : M);
  return asAsked(shape(linspace(start, end, M, { dtype })), options);
}

/**
 * A triangle that is 0 at the ends.
 *
 * @example
 * bartlett(5).tolist() // => [0, 0.5, 1, 0.5, 0]
 */
export function bartlett(M: number, options: WindowOptions = {}): Tensor {
  const spacing = (N: number) => ({ start: -1, end: -1 + (M - 1) * (2 / N) });
  return windowOf("bartlett", M, options, spacing, (k) => k.abs().rsub(1));
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
  const spacing = (N: number) => ({ start: 0, end: (M - 1) * ((2 * Math.PI) / N) });
  return windowOf("general_cosine", M, options, spacing, (k) => {
    const { dtype } = k;
    const weights = tensor(
      a.map((weight, i) => (i % 2 === 0 ? weight : -weight)),
      { dtype },
    );
    return weights.unsqueeze(-1).mul(arange(a.length, { dtype }).unsqueeze(-1).mul(k).cos()).sum(0);
  });
}

/** Hamming's window with another weight `alpha` (default 0.54). */
export function generalHamming(M: number, options: WindowOptions & { readonly alpha?: number } = {}): Tensor {
  const { alpha = 0.54 } = options;
  return generalCosine(M, { ...options, a: [alpha, 1 - alpha] });
}

/** A raised cosine that is 0.08 at the ends. */
export function hamming(M: number, options: WindowOptions = {}): Tensor {
  return generalHamming(M, { ...options, alpha: 0.54 });
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
  const spacing = (N: number) => {
    const step = Math.PI / (N + 1);
    return { start: 0.5 * step, end: (0.5 + (M - 1)) * step };
  };
  return windowOf("cosine", M, options, spacing, (k) => k.sin());
}

/** A normal curve with standard deviation `std` (default 1). */
export function gaussian(M: number, options: WindowOptions & { readonly std?: number } = {}): Tensor {
  const { std = 1 } = options;
  if (!(std > 0)) throw new RangeError(`Standard deviation must be positive, got: ${std} instead.`);
  const spacing = (N: number) => {
    const step = 1 / (std * Math.SQRT2);
    return { start: (-N / 2) * step, end: (-N / 2 + (M - 1)) * step };
  };
  return windowOf("gaussian", M, options, spacing, (k) => k.pow(2).neg().exp());
}

/** Decay on both sides of `center` (default the middle) with time constant `tau` (default 1). */
export function exponential(
  M: number,
  options: WindowOptions & { readonly center?: number; readonly tau?: number } = {},
): Tensor {
  const { center, tau = 1, sym = true } = options;
  if (!(tau > 0)) throw new RangeError(`Tau must be positive, got: ${tau} instead.`);
  if (sym && center !== undefined) throw new RangeError("Center must be None for symmetric windows");
  const spacing = (N: number) => {
    const from = -(center ?? N / 2);
    return { start: from * (1 / tau), end: (from + (M - 1)) * (1 / tau) };
  };
  return windowOf("exponential", M, options, spacing, (k) => k.abs().neg().exp());
}

/** The Kaiser-Bessel window with shape parameter `beta` (default 12). */
export function kaiser(M: number, options: WindowOptions & { readonly beta?: number } = {}): Tensor {
  if (!((options.beta ?? 12) >= 0)) throw new RangeError(`beta must be non-negative, got: ${options.beta} instead.`);
  const beta = tensor(new Float(options.beta ?? 12), { dtype: options.dtype ?? getDefaultDtype() });
  const spacing = (N: number) => {
    const last = beta.neg().add(
      beta
        .mul(2)
        .div(N)
        .mul(M - 1),
    );
    return { start: -Number(item(beta)), end: Math.min(Number(item(beta)), Number(item(last))) };
  };
  return windowOf("kaiser", M, options, spacing, (k) => beta.mul(beta).sub(k.pow(2)).sqrt().i0().div(beta.i0()));
}
