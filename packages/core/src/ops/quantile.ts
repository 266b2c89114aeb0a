import { int64 } from "../dtype.js";
import { Tensor } from "../tensor.js";
import { toDtype } from "./conversion.js";
import { all, any } from "./counting.js";
import { full } from "./creation.js";
import { labelled } from "./label.js";
import { wrapDim } from "./view.js";

/** Options of `quantile` and `nanquantile`. */
export interface QuantileOptions {
  /** Whether the reduced dimension stays, with size 1; default false. */
  readonly keepdim?: boolean | undefined;
  /** What to take between two elements; default `"linear"`. */
  readonly interpolation?: "linear" | "lower" | "higher" | "midpoint" | "nearest" | undefined;
}

const interpolations = ["linear", "lower", "higher", "midpoint", "nearest"];

/**
 * The elements at the fraction `q` of the order along `dim`, or of all. A one-dimensional `q` gives a first dimension of results.
 *
 * @throws {Error} if `q` is not between 0 and 1, or `x` not of floats or empty
 * @example
 * quantile(tensor([1.0, 2.5, 4.0]), 0.25).item() // => 1.75
 */
export function quantile(
  x: Tensor,
  q: number | Tensor,
  dim: number | null = null,
  options: QuantileOptions = {},
): Tensor {
  return atFraction(x, q, dim, options, false);
}

/**
 * `quantile` of what is not NaN.
 *
 * @example
 * nanquantile(tensor([1.0, NaN, 2.5]), 0.5).item() // => 1.75
 */
export function nanquantile(
  x: Tensor,
  q: number | Tensor,
  dim: number | null = null,
  options: QuantileOptions = {},
): Tensor {
  return atFraction(x, q, dim, options, true);
}

function atFraction(
  x: Tensor,
  fraction: number | Tensor,
  dim: number | null,
  { keepdim = false, interpolation = "linear" }: QuantileOptions,
  skipsNaN: boolean,
): Tensor {
  const { shape, ndim } = x.layout;
  check(x, fraction, interpolation);
  const q = fraction instanceof Tensor ? fraction : full([], fraction, { dtype: x.dtype });
  const d = dim === null ? 0 : wrapDim(dim, ndim);
  const lines = dim === null || ndim === 0 ? x.reshape([-1]) : x.movedim(d, -1);
  const result = interpolate(lines.sort(-1).values, q.reshape([-1]), interpolation, skipsNaN);
  const kept = shape.map((size, i) => (dim === null || i === d ? 1 : size));
  const rest = keepdim ? kept : dim === null ? [] : kept.toSpliced(d, 1);
  const placed = q.layout.ndim === 0 ? result.reshape(rest) : result.movedim(-1, 0).reshape([q.layout.numel, ...rest]);
  return labelled(placed, "SqueezeBackward4");
}

function check(x: Tensor, q: number | Tensor, interpolation: string): void {
  if (x.layout.numel === 0) throw new Error("quantile() input tensor must be non-empty");
  if (!x.dtype.isFloatingPoint || x.dtype.bytes < 4)
    throw new TypeError("quantile() input tensor must be either float or double dtype");
  if (q instanceof Tensor && q.layout.ndim > 1) throw new Error("quantile() q must be a scalar or 1D tensor");
  if (q instanceof Tensor && q.dtype !== x.dtype)
    throw new TypeError("quantile() q tensor must be same dtype as the input tensor");
  if (!interpolations.includes(interpolation))
    throw new Error(
      `quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got ${interpolation}`,
    );
  if (typeof q === "number" && !(q >= 0 && q <= 1))
    throw new Error(`quantile() q must be in the range [0, 1] but got ${q}`);
  if (q instanceof Tensor && all(q.ge(0).logicalAnd(q.le(1))).item<boolean>() !== true)
    throw new Error("quantile() q values must be in the range [0, 1]");
}

/** What is at each fraction of lines in ascending order, NaN last: `[..., n]` and `[q]` give `[..., q]`. */
function interpolate(sorted: Tensor, q: Tensor, interpolation: string, skipsNaN: boolean): Tensor {
  const last = sorted.layout.shape.at(-1)! - 1;
  const isNaN = sorted.detach().isnan();
  const ranks = skipsNaN
    ? q.mul(isNaN.logicalNot().sum(-1, { keepdim: true }).sub(1)).clamp(0)
    : q.mul(last).where(any(isNaN, -1, { keepdim: true }).logicalNot(), last);
  const at = (place: Tensor): Tensor => sorted.gather(-1, toDtype(place.detach(), int64));
  if (interpolation === "lower") return at(ranks.floor());
  if (interpolation === "higher") return at(ranks.ceil());
  if (interpolation === "nearest") return at(ranks.round());
  const below = ranks.detach().floor();
  const weights = interpolation === "midpoint" ? ranks.detach().mul(0).add(0.5) : ranks.sub(below);
  return at(below).lerp(at(ranks.ceil()), weights);
}
