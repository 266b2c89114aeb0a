import { exclusiveOptions, invalidOption } from "./errors.js";
import type { Real } from "./param-group.js";

// Checks of options that optimizers share; NaN fails them, as in PyTorch.

export function checkNonNegative(what: string, value: Real): void {
  if (!(Number(value) >= 0)) throw invalidOption(what, value);
}

export function checkBetas(betas: readonly [Real, Real]): void {
  betas.forEach((beta, i) => {
    if (!(Number(beta) >= 0 && Number(beta) < 1)) throw invalidOption(`beta parameter at index ${i}`, beta);
  });
}

export function checkFused(options: {
  readonly fused?: boolean | null;
  readonly foreach?: boolean | null;
  readonly differentiable?: boolean;
}): void {
  if (options.fused && options.differentiable) throw exclusiveOptions("fused", "differentiable");
  if (options.fused && options.foreach) throw exclusiveOptions("fused", "foreach");
}
