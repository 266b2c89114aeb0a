import type { Tensor } from "@flambeau/core";

/** The gradient to descend along, with the L2 penalty. */
export function direction(p: Tensor, grad: Tensor, maximize: boolean, weightDecay: number): Tensor {
  const g = maximize ? grad.neg() : grad;
  return weightDecay === 0 ? g : g.add(p, { alpha: weightDecay });
}
