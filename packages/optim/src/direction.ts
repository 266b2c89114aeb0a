import type { Tensor } from "@flambeau/core";

// Large temporaries are given back at once: the next one then takes the same memory, which the caches hold, and nothing is evicted.

/** The gradient to descend along, with the L2 penalty; `forget` it. */
export function direction(p: Tensor, grad: Tensor, maximize: boolean, weightDecay: number): Tensor {
  const g = maximize ? grad.neg() : grad;
  return weightDecay === 0 ? g : g.add(p, { alpha: weightDecay });
}

/** Gives back the memory of a direction that is not the gradient itself. */
export function forget(direction: Tensor, grad: Tensor): void {
  if (direction !== grad) direction.dispose();
}
