import type { Operand } from "../tensor.js";

/** What becomes of the losses of single elements. */
export type Reduction = "mean" | "sum" | "none";

/** Losses that pick the element of a class. */
export interface LossKernels {
  /**
   * -wₜ xₜ for each class t of `target`, 0 where it is `ignored`: each, or their sum in PyTorch's order, or that over the sum of the
   * weights. Classes are the second dimension of `x`, or its only one. Gives the sum of the weights.
   */
  nllLoss(
    x: Operand,
    target: Operand,
    weight: Operand | null,
    ignored: number,
    reduction: Reduction,
    out: Operand,
  ): number;
  /** The gradient of `x`, where `total` is that sum of weights. */
  nllLossGrad(
    grad: Operand,
    target: Operand,
    weight: Operand | null,
    ignored: number,
    reduction: Reduction,
    total: number,
    out: Operand,
  ): void;
}
