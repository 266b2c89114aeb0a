import { type Tensor, xlogy } from "@flambeau/core";
import { type LossOptions, type Reduction, reduced, reductionOf } from "../reduction.js";

/** Options of `klDiv`. */
export interface KLDivLossOptions extends Omit<LossOptions, "reduction"> {
  /** As for every loss, or `"batchmean"`: the sum over the size of the first dimension; default `"mean"`. */
  readonly reduction?: Reduction | "batchmean";
  /** Whether the target too are logarithms; default false. */
  readonly logTarget?: boolean;
}

/**
 * The Kullback-Leibler divergence of two distributions: `target (log target - input)`, where `input` are logarithms of probabilities.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @throws {Error} if the shapes cannot be broadcast together
 * @example
 * functional.klDiv(tensor([-0.5, -1.5]), tensor([0.5, 0.5]), { reduction: "batchmean" }) // => tensor(0.1534)
 */
export function klDiv(input: Tensor, target: Tensor, { logTarget = false, ...given }: KLDivLossOptions = {}): Tensor {
  const reduction = reductionOf(given);
  if (reduction === "mean")
    console.warn(
      "reduction: 'mean' divides the total loss by both the batch size and the support size. 'batchmean' divides only by the batch size, and aligns with the KL div math definition. 'mean' will be changed to behave the same as 'batchmean' in the next major release.",
    );
  const losses = logTarget ? target.exp().mul(target.sub(input)) : xlogy(target, target).sub(target.mul(input));
  if (reduction !== "batchmean") return reduced(losses, reduction);
  const total = losses.sum();
  return input.ndim === 0 ? total : total.div(input.shape[0]!);
}
