import { transposed } from "./transposed.js";
import { solveTriangle } from "./triangular.js";

/**
 * Factors the m × n matrix `a` in place into L, whose diagonal is 1, below the diagonal, and U. Rows are exchanged so that each
 * pivot is the largest left in its column; `pivots[j]` becomes the row, counted from 1, that row `j` was exchanged with.
 *
 * @returns the first pivot that is zero, counted from 1, or 0
 */
export function factorize(a: Float64Array, m: number, n: number, pivots: Float64Array): number {
  let firstZero = 0;
  for (let j = 0; j < Math.min(m, n); j++) {
    const chosen = largestBelow(a, m, n, j);
    pivots[j] = chosen + 1;
    exchangeRows(a, n, j, chosen);
    const pivot = a[j * n + j]!;
    if (pivot === 0) {
      firstZero ||= j + 1;
      continue;
    }
    for (let i = j + 1; i < m; i++) {
      const factor = a[i * n + j]! / pivot;
      a[i * n + j] = factor;
      for (let k = j + 1; k < n; k++) a[i * n + k] = a[i * n + k]! - factor * a[j * n + k]!;
    }
  }
  return firstZero;
}

/** The row at or below `j` with the largest element in column `j`. */
function largestBelow(a: Float64Array, m: number, n: number, j: number): number {
  let row = j;
  for (let i = j + 1; i < m; i++) if (Math.abs(a[i * n + j]!) > Math.abs(a[row * n + j]!)) row = i;
  return row;
}

/** Exchanges two rows of a matrix with `n` columns. */
function exchangeRows(a: Float64Array, n: number, i: number, j: number): void {
  if (i === j) return;
  for (let k = 0; k < n; k++) {
    const kept = a[i * n + k]!;
    a[i * n + k] = a[j * n + k]!;
    a[j * n + k] = kept;
  }
}

/** Replaces the n × k matrix `b` by the solution of `A x = b`, or of `Aᵀ x = b`, where `lu` and `pivots` are what became of A. */
export function solveFactored(
  lu: Float64Array,
  pivots: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  adjoint: boolean,
): void {
  if (!adjoint) for (let i = 0; i < n; i++) exchangeRows(b, k, i, pivots[i]! - 1);
  const factors = adjoint ? transposed(lu, n, n) : lu;
  solveTriangle(factors, b, n, k, { upper: false, unitriangular: !adjoint });
  solveTriangle(factors, b, n, k, { upper: true, unitriangular: adjoint });
  if (adjoint) for (let i = n - 1; i >= 0; i--) exchangeRows(b, k, i, pivots[i]! - 1);
}
