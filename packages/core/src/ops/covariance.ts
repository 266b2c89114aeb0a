import { bool, Category } from "../dtype.js";
import type { Tensor } from "../tensor.js";
import { item } from "./reading.js";

/** Options of `cov`. */
export interface CovOptions {
  /** The divisor is the count of observations minus this; default 1. */
  readonly correction?: number | undefined;
  /** How often each observation was made: integers. */
  readonly fweights?: Tensor | null | undefined;
  /** How much each observation counts. */
  readonly aweights?: Tensor | null | undefined;
}

function checkTable(op: string, { layout: { ndim } }: Tensor): void {
  if (ndim > 2)
    throw new Error(`${op}(): expected input to have two or fewer dimensions but got an input with ${ndim} dimensions`);
}

/**
 * The covariances of variables, `[variables, observations]`; of a single one its variance.
 *
 * @throws {Error} if there are more than two dimensions
 * @example
 * cov(tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]])).tolist() // => [[1, -1], [-1, 1]]
 */
export function cov(x: Tensor, { correction = 1, fweights = null, aweights = null }: CovOptions = {}): Tensor {
  checkTable("cov", x);
  const { ndim, numel } = x.layout;
  if (x.dtype === bool) throw new TypeError("cov(): bool dtype is not supported for input");
  const values = ndim < 2 ? x.reshape([1, numel]) : x;
  const count = values.layout.shape[1]!;
  const weights = weightsOf(fweights, aweights, count);
  const weighted = weights === null ? values : values.mul(weights);
  const total = weights === null ? count : weights.sum();
  const means = weighted.sum(1).div(total);
  const centred = values.sub(means.unsqueeze(1));
  const product = centred.matmul((weights === null ? centred : centred.mul(weights)).t());
  if (weights === null && count <= correction)
    console.warn(
      "cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of observations.",
    );
  if (weights === null) return product.div(Math.max(count - correction, 0)).squeeze();
  const lost =
    aweights === null || correction === 0 ? correction : weights.mul(aweights).sum().mul(correction).div(weights.sum());
  return product.div(weights.sum().sub(lost).clamp(0)).squeeze();
}

/** The product of both kinds of weights, of those that are there. */
function weightsOf(fweights: Tensor | null, aweights: Tensor | null, count: number): Tensor | null {
  for (const [name, weights] of [
    ["fweights", fweights],
    ["aweights", aweights],
  ] as const) {
    if (weights === null) continue;
    const [kind, isOfKind] =
      name === "fweights"
        ? ["integral", weights.dtype.category === Category.integer]
        : ["floating point", weights.dtype.isFloatingPoint];
    if (weights.layout.ndim > 1)
      throw new Error(
        `cov(): expected ${name} to have one or fewer dimensions but got ${name} with ${weights.layout.ndim} dimensions`,
      );
    if (!isOfKind)
      throw new TypeError(
        `cov(): expected ${name} to have ${kind} dtype but got ${name} with ${weights.dtype.title} dtype`,
      );
    if (weights.layout.numel !== count)
      throw new Error(
        `cov(): expected ${name} to have the same numel as there are observations in the input but got ${weights.layout.numel} != ${count}`,
      );
    if (weights.layout.numel > 0 && Number(item(weights.detach().min())) < 0)
      throw new Error(`cov(): ${name} cannot be negative`);
  }
  if (fweights === null) return aweights;
  return aweights === null ? fweights : fweights.mul(aweights);
}

/**
 * The correlation coefficients of variables, `[variables, observations]`.
 *
 * @example
 * corrcoef(tensor([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]])).tolist() // => [[1, -1], [-1, 1]]
 */
export function corrcoef(x: Tensor): Tensor {
  checkTable("corrcoef", x);
  const c = cov(x);
  if (c.layout.ndim === 0) return c.div(c);
  const deviations = c.diagonal().sqrt();
  return c.div(deviations.unsqueeze(1)).div(deviations.unsqueeze(0)).clamp(-1, 1);
}
