import type { Operand } from "../tensor.js";

/** Which part of a square matrix counts. */
export interface Triangle {
  readonly upper: boolean;
  /** The diagonal counts as 1, whatever is stored there. */
  readonly unitriangular: boolean;
}

/**
 * Factorizations of stacks of matrices, `[..., m, n]`. All are computed in float64 and rounded once. `info` gets a number per matrix,
 * 0 where all went well.
 */
export interface DecompositionKernels {
  /** Both factors in one matrix; `pivots`: rows exchanged, counted from 1; `info`: the first pivot that is zero, counted from 1. */
  lu(x: Operand, lu: Operand, pivots: Operand, info: Operand): void;
  /** The solution of `A out = b`, or of `Aᵀ out = b` if `adjoint`, where `lu` and `pivots` are what became of A. */
  luSolve(lu: Operand, pivots: Operand, b: Operand, adjoint: boolean, out: Operand): void;
  /** L with `L Lᵀ = x`, of which the lower triangle is read; `info`: the order of the first minor that is not positive definite. */
  cholesky(x: Operand, out: Operand, info: Operand): void;
  /** R, below whose diagonal are the reflections that make it, and their factors. */
  reflections(x: Operand, out: Operand, taus: Operand): void;
  /** As many columns as `out` has of the product of the reflections below the diagonal of `x`. */
  reflectionProduct(x: Operand, taus: Operand, out: Operand): void;
  /** Ascending eigenvalues and, if asked for, eigenvectors as columns; the lower triangle is read; NaN if nothing converges. */
  eigenSymmetric(x: Operand, values: Operand, vectors: Operand | null): void;
  /** Descending singular values and, if asked for, vectors: as many as `u` and `vh` have room for; `info`: 1 if nothing converges. */
  singularValues(x: Operand, u: Operand | null, s: Operand, vh: Operand | null, info: Operand): void;
  /** The solution of `T out = b`, where T is a triangle of `a`. */
  solveTriangle(a: Operand, b: Operand, triangle: Triangle, out: Operand): void;
}
