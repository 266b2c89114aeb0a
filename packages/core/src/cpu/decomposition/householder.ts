// Reflections I - tau v vᵀ with v[0] = 1, in the convention of LAPACK: what a reflection leaves of a column has the sign opposite to
// its first element, and a column that is already done is left alone (tau = 0).

/** Reflections that follow each other; each begins one row below the one before. */
export interface Reflections {
  readonly vectors: Float64Array;
  /** Where the first vector begins, with its 1 that is not stored. */
  readonly start: number;
  /** From element to element. */
  readonly step: number;
  /** From vector to vector. */
  readonly next: number;
  /** The row in which the first one begins. */
  readonly row: number;
  readonly taus: Float64Array;
}

/**
 * Replaces the elements at `a[start], a[start + step], ...` by v, except that its first place holds what the reflection makes of them.
 *
 * @returns tau
 */
export function makeReflector(a: Float64Array, start: number, step: number, count: number): number {
  const alpha = a[start]!;
  const rest = norm(a, start + step, step, count - 1);
  if (rest === 0) return 0;
  const length = Math.hypot(alpha, rest);
  const beta = alpha < 0 ? length : -length;
  for (let i = 1; i < count; i++) a[start + i * step] = a[start + i * step]! / (alpha - beta);
  a[start] = beta;
  return (beta - alpha) / beta;
}

/** Length of a vector, scaled so that squares neither overflow nor vanish. */
function norm(a: Float64Array, start: number, step: number, count: number): number {
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, Math.abs(a[start + i * step]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (a[start + i * step]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Applies reflection `j` to the columns from `from` of `c`, which has `m` rows and `n` columns. */
export function reflect(by: Reflections, j: number, c: Float64Array, m: number, n: number, from = 0): void {
  const tau = by.taus[j]!;
  if (tau === 0 || from >= n) return;
  const { vectors, step } = by;
  const start = by.start + j * by.next;
  const row = by.row + j;
  const sums = c.slice(row * n + from, (row + 1) * n);
  for (let i = row + 1; i < m; i++) {
    const weight = vectors[start + (i - row) * step]!;
    for (let k = from; k < n; k++) sums[k - from] = sums[k - from]! + weight * c[i * n + k]!;
  }
  for (let i = row; i < m; i++) {
    const weight = i === row ? tau : tau * vectors[start + (i - row) * step]!;
    for (let k = from; k < n; k++) c[i * n + k] = c[i * n + k]! - weight * sums[k - from]!;
  }
}

/** The first `columns` columns of the product of the reflections, a matrix with `m` rows. */
export function productOfReflections(by: Reflections, m: number, columns: number): Float64Array {
  const q = new Float64Array(m * columns);
  for (let i = 0; i < Math.min(m, columns); i++) q[i * columns + i] = 1;
  for (let j = by.taus.length - 1; j >= 0; j--) {
    const pivot = by.row + j;
    reflect(by, j, q, m, columns, pivot + 1);
    if (pivot < columns) reflectUnit(by, j, q, m, columns);
  }
  return q;
}

/** Applies reflection `j` to its unit column: as in LAPACK the zeros it leaves are negative where it does nothing. */
function reflectUnit(by: Reflections, j: number, q: Float64Array, m: number, columns: number): void {
  const tau = by.taus[j]!;
  const pivot = by.row + j;
  const start = by.start + j * by.next;
  q[pivot * columns + pivot] = 1 - tau;
  for (let i = pivot + 1; i < m; i++) q[i * columns + pivot] = -tau * by.vectors[start + (i - pivot) * by.step]!;
}

/** Replaces `c`, which has `m` rows and `columns` columns, by the product of the reflections and c. */
export function applyReflections(by: Reflections, c: Float64Array, m: number, columns: number): void {
  for (let j = by.taus.length - 1; j >= 0; j--) reflect(by, j, c, m, columns);
}

/** The reflections whose vectors are below the diagonal of the m × n matrix `a`. */
export function reflectionsBelow(a: Float64Array, n: number, taus: Float64Array): Reflections {
  return { vectors: a, start: 0, step: n, next: n + 1, row: 0, taus };
}

/** Replaces the m × n matrix `a` by R, on and above the diagonal, and below it the vectors of the reflections that make it. */
export function triangularize(a: Float64Array, m: number, n: number, taus: Float64Array): void {
  const by = reflectionsBelow(a, n, taus);
  for (let j = 0; j < taus.length; j++) {
    taus[j] = makeReflector(a, j * n + j, n, m - j);
    reflect(by, j, a, m, n, j + 1);
  }
}
