import type { Operand } from "../tensor.js";

/** Normalised exponentials along a dimension, and how their gradients follow from those of the result. Types are equal floats. */
export interface SoftmaxKernels {
  softmax(x: Operand, dim: number, out: Operand): void;
  logSoftmax(x: Operand, dim: number, out: Operand): void;
  /** (g - Σ g y) y */
  softmaxGrad(grad: Operand, output: Operand, dim: number, out: Operand): void;
  /** g - eʸ Σ g */
  logSoftmaxGrad(grad: Operand, output: Operand, dim: number, out: Operand): void;
}
