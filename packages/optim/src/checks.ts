import { Tensor } from "@flambeau/core";
import { exclusiveOptions, invalidOption } from "./errors.js";
import type { Rate, Real } from "./param-group.js";

// Checks of options that optimizers share; NaN fails them, as in PyTorch.

/** Texts and what is left out convert to numbers too, and are none. */
function isReal(value: unknown): boolean {
  return typeof value === "number" || typeof value === "boolean" || (typeof value === "object" && value !== null);
}

export function checkNonNegative(what: string, value: Real): void {
  if (!isReal(value) || !(Number(value) >= 0)) throw invalidOption(what, value);
}

/** A learning rate may be a tensor of one element, which is read at each step. */
export function checkLearningRate(lr: Rate): void {
  if (lr instanceof Tensor && lr.numel() !== 1) throw new Error("Tensor lr must be 1-element");
  if (!isReal(lr) || !(Number(lr) >= 0)) throw invalidOption("learning rate", lr);
}

export function checkBetas(betas: readonly [Real, Real]): void {
  if (!Array.isArray(betas)) throw new TypeError(`betas must be a pair of numbers such as [0.9, 0.999], got ${betas}`);
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
