import { noGrad, onesLike, type Tensor } from "@flambeau/core";
import { checkReduction, type LossOptions, reduced, reductionOf } from "../reduction.js";

/** Options of `poissonNllLoss`. */
export interface PoissonNLLLossOptions extends LossOptions {
  /** Whether the input are logarithms of the rates; default true. */
  readonly logInput?: boolean;
  /** Add Stirling's approximation of the logarithm of the target's factorial; default false. */
  readonly full?: boolean;
  /** Added to rates before their logarithm is taken; default 1e-8. */
  readonly eps?: number;
}

/**
 * The negative logarithm of the likelihood of counts, whose rates are the input: the mean, sum, or that of each.
 *
 * - input, target: shapes that broadcast together
 *
 * @example
 * functional.poissonNllLoss(tensor([0.5, 1]), tensor([1, 2])) // => tensor(0.9335)
 */
export function poissonNllLoss(
  input: Tensor,
  target: Tensor,
  { logInput = true, full = false, eps = 1e-8, ...given }: PoissonNLLLossOptions = {},
): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  const losses = logInput ? input.exp().sub(target.mul(input)) : input.sub(target.mul(input.add(eps).log()));
  if (!full) return reduced(losses, reduction);
  const half = target
    .mul(2 * Math.PI)
    .log()
    .mul(0.5);
  const stirling = target.mul(target.log()).sub(target).add(half);
  return reduced(losses.add(stirling.maskedFill(target.le(1), 0)), reduction);
}

/** Options of `gaussianNllLoss`. */
export interface GaussianNLLLossOptions extends LossOptions {
  /** Add the constant log(2π) / 2; default false. */
  readonly full?: boolean;
  /** Least variance, without influence on gradients; default 1e-6. */
  readonly eps?: number;
}

/**
 * The negative logarithm of the likelihood of targets that are normal around the input: the mean, sum, or that of each.
 *
 * - input, target: the same shape; variance: that shape, or with the last dimension 1 or missing, or a number
 *
 * @throws {Error} if a variance is negative, or their shape does not fit
 * @example
 * functional.gaussianNllLoss(tensor([0.5, 1]), tensor([1, 2]), tensor([0.5, 4])) // => tensor(0.3608)
 */
export function gaussianNllLoss(
  input: Tensor,
  target: Tensor,
  variance: Tensor | number,
  { full = false, eps = 1e-6, reduction = "mean" }: GaussianNLLLossOptions = {},
): Tensor {
  const given = typeof variance === "number" ? onesLike(input).mul(variance) : variance;
  if (given.lt(0).any().item()) throw new Error("var has negative entry/entries");
  const fitted = fitVariance(input, given).clone();
  noGrad(() => fitted.clampMin_(eps));
  if (reduction !== "mean" && reduction !== "sum" && reduction !== "none")
    throw new Error(`${reduction satisfies never} is not valid`);
  const losses = fitted.log().add(input.sub(target).pow(2).div(fitted)).mul(0.5);
  return reduced(full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses, reduction);
}

/** One variance per element, or per row. */
function fitVariance(input: Tensor, variance: Tensor): Tensor {
  const [x, v] = [input.shape, variance.shape];
  const equal = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length && a.every((size, d) => size === b[d]);
  if (equal(x, v)) return variance;
  if (equal(x.slice(0, -1), v)) return variance.unsqueeze(-1);
  const different = v.filter((size, d) => size !== x[d]);
  if (x.length === v.length && different.reduce((sum, size) => sum + size, 0) === 1) return variance;
  throw new Error("var is of incorrect size");
}
