import type { Operand } from "../tensor.js";

/**
 * A tensor seen as `[outer, parts, inner]`: each part has a mean m and a variance over the other two, and r = 1 / √(variance + eps).
 */
export interface Parts {
  readonly outer: number;
  readonly parts: number;
  readonly inner: number;
  readonly eps: number;
}

/** Mean 0 and variance 1 for each part; computed in double, rounded once. */
export interface NormalizationKernels {
  /** (x - m) r */
  standardize(x: Operand, parts: Parts, out: Operand): void;
  /** The gradient of `x`: r (g - mean(g) - y mean(g y)) with y = (x - m) r. */
  standardizeGrad(grad: Operand, x: Operand, parts: Parts, out: Operand): void;
}
