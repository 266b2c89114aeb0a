/**
 * Replaces the symmetric n × n matrix `a`, of which only the lower triangle is read, by the lower triangular L with `L Lᵀ = a`.
 *
 * @returns the order of the first leading minor that is not positive definite, or 0
 */
export function cholesky(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) a.fill(0, j * n + j + 1, (j + 1) * n);
  for (let j = 0; j < n; j++) {
    const pivot = a[j * n + j]! - dotRows(a, n, j, j, j);
    a[j * n + j] = pivot > 0 ? Math.sqrt(pivot) : pivot;
    if (!(pivot > 0)) return j + 1;
    const root = a[j * n + j]!;
    for (let i = j + 1; i < n; i++) a[i * n + j] = (a[i * n + j]! - dotRows(a, n, i, j, j)) / root;
  }
  return 0;
}

/** The product of the first `count` elements of two rows. */
function dotRows(a: Float64Array, n: number, i: number, j: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[i * n + k]! * a[j * n + k]!;
  return sum;
}
