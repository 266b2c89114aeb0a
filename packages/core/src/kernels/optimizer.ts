import type { DType } from "../dtype.js";
import type { Operand } from "../tensor.js";

/** The numbers of a step of Adam; each is rounded to the type of the tensors. */
export interface AdamStep {
  /** How far the average moves to the gradient, as in `lerp`. */
  readonly weight: number;
  /** Factor of the squares before those of the gradient are added. */
  readonly decay: number;
  /** Factor of the squares that are added. */
  readonly gain: number;
  /** Divides the root of the squares. */
  readonly scale: number;
  /** Added to the denominator. */
  readonly eps: number;
  /** Factor of the quotient that is added. */
  readonly value: number;
  /** Factor of the elements before. */
  readonly shrink: number;
}

/** Steps of optimizers over runs of equal size, of a type that is computed as it is. */
export interface OptimizerKernels {
  /** Writes `x`, `average` and `squares`. */
  adamStep(x: Operand, gradient: Operand, average: Operand, squares: Operand, step: AdamStep, dtype: DType): void;
}
