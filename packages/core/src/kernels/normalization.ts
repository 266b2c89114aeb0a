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

/**
 * Mean 0 and variance 1 for each part; computed in double, then rounded. Where `outer` is 1 there may be a weight for each element
 * of a part, or of all parts.
 */
export interface NormalizationKernels {
  /** (x - m) r, times `weight`, plus `bias`, which has `inner` elements; rounded after each. */
  standardize(x: Operand, parts: Parts, weight: Operand | null, bias: Operand | null, out: Operand): void;
  /** The gradient of `x`: r (g - mean(g) - y mean(g y)) with y = (x - m) r and g = grad * weight, which is rounded. */
  standardizeGrad(grad: Operand, x: Operand, parts: Parts, weight: Operand | null, out: Operand): void;
}
