import type { Tensor } from "@flambeau/core";

/** `x`, a fresh tensor, moved to where memory is never evicted: it is used at every step. */
export function persistent(x: Tensor): Tensor {
  return x.requiresGrad_().requiresGrad_(false);
}
