import { type Bidiagonal, diagonalize } from "./bidiagonal.js";
import {
  applyReflections,
  makeReflector,
  productOfReflections,
  type Reflections,
  reflect,
  reflectionsBelow,
  triangularize,
} from "./householder.js";
import { normalize, reorderRows, rotateRows, rotation } from "./rotation.js";
import { transposed } from "./transposed.js";

/** `a = Σ s[i] · left[i] · right[i]ᵀ`, s descending; `left` and `right` hold vectors as rows, or nothing. */
export interface SingularVectors {
  readonly s: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** How many singular vectors there shall be on either side: none, min(m, n), or m and n. */
export type Wanted = "none" | "reduced" | "full";

/** The singular values of the m × n matrix `a`, which is used up, and its singular vectors; null if the iteration does not converge. */
export function singularValues(a: Float64Array, m: number, n: number, wanted: Wanted): SingularVectors | null {
  if (m > n && m >= Math.floor(1.5 * n)) return byTriangle(a, m, n, wanted);
  const scale = normalize(a);
  if (!Number.isFinite(scale)) return null;
  const count = wanted === "none" ? 0 : wanted === "full" ? Math.max(m, n) : Math.min(m, n);
  const b = m < n ? lowerBidiagonal(transposed(a, m, n), n, m, count) : bidiagonalize(a, m, n, count);
  return diagonalize(b) ? inOrder(b, scale) : null;
}

/** By the R of `a = Q R`, which is cheaper where there are many more rows than columns. */
function byTriangle(a: Float64Array, m: number, n: number, wanted: Wanted): SingularVectors | null {
  const scale = normalize(a);
  const by = reflectionsBelow(a, n, new Float64Array(n));
  triangularize(a, m, n, by.taus);
  const triangle = new Float64Array(n * n);
  for (let i = 0; i < n; i++) triangle.set(a.subarray(i * n + i, (i + 1) * n), i * n + i);
  const inner = singularValues(triangle, n, n, wanted);
  if (inner === null) return null;
  const s = inner.s.map((x) => x * scale);
  const left = wanted === "none" ? inner.left : extended(inner.left, by, m, n, wanted === "full" ? m : n);
  return { s, left, right: inner.right };
}

/** Positive singular values, the largest first. */
function inOrder({ d, left, leftSize, right, rightSize }: Bidiagonal, scale: number): SingularVectors {
  d.forEach((x, i) => {
    if (x < 0) for (let j = i * rightSize; j < (i + 1) * rightSize; j++) right[j] = -right[j]!;
  });
  const s = d.map((x) => Math.abs(x) * scale);
  const order = Array.from(s.keys()).sort((i, j) => s[j]! - s[i]!);
  reorderRows(left, order, leftSize);
  reorderRows(right, order, rightSize);
  return { s: Float64Array.from(order, (i) => s[i]!), left, right };
}

/** Of the transpose of `a`: lower bidiagonal, then made upper by rotations of its rows. */
function lowerBidiagonal(a: Float64Array, m: number, n: number, count: number): Bidiagonal {
  const { d, e, left, leftSize, right, rightSize } = bidiagonalize(a, m, n, count);
  for (let i = 0; i + 1 < n; i++) {
    const [c, s, r] = rotation(d[i]!, e[i]!);
    d[i] = r;
    e[i] = s * d[i + 1]!;
    d[i + 1] = c * d[i + 1]!;
    rotateRows(right, i * rightSize, (i + 1) * rightSize, rightSize, c, s);
  }
  return { d, e, left: right, leftSize: rightSize, right: left, rightSize: leftSize };
}

/** Rows of n elements seen within the columns of Q, and columns of Q that are not among them: `count` rows of m elements. */
function extended(rows: Float64Array, by: Reflections, m: number, n: number, count: number): Float64Array {
  const columns = new Float64Array(m * count);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) columns[j * count + i] = rows[i * n + j]!;
  for (let i = n; i < count; i++) columns[i * count + i] = 1;
  applyReflections(by, columns, m, count);
  return transposed(columns, m, count);
}

/** Reflections from both sides, by turns: of column j, then of what is right of the diagonal in row j. */
function bidiagonalize(a: Float64Array, m: number, n: number, count: number): Bidiagonal {
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  const fromLeft = reflectionsBelow(a, n, new Float64Array(n));
  const fromRight = { ...fromLeft, start: 1, step: 1, row: 1, taus: new Float64Array(Math.max(n - 1, 0)) };
  for (let j = 0; j < n; j++) {
    fromLeft.taus[j] = makeReflector(a, j * n + j, n, m - j);
    d[j] = a[j * n + j]!;
    reflect(fromLeft, j, a, m, n, j + 1);
    if (j + 1 === n) break;
    fromRight.taus[j] = makeReflector(a, j * n + j + 1, 1, n - j - 1);
    e[j] = a[j * n + j + 1]!;
    reflectRowsBelow(a, m, n, j, fromRight.taus[j]!);
  }
  const rows = count === 0 ? 0 : n;
  return {
    d,
    e,
    left: unsignedZeros(transposed(productOfReflections(fromLeft, m, count), m, count)),
    leftSize: count === 0 ? 0 : m,
    right: unsignedZeros(transposed(productOfReflections(fromRight, n, rows), n, rows)),
    rightSize: rows,
  };
}

/** Makes zeros positive, as they are where reflections without effect are left out. */
function unsignedZeros(x: Float64Array): Float64Array {
  return x.map((element) => element + 0);
}

/** The reflection that row j holds right of its diagonal, applied to the rows below it. */
function reflectRowsBelow(a: Float64Array, m: number, n: number, j: number, tau: number): void {
  const [from, own] = [j + 1, j * n];
  for (let i = j + 1; i < m && tau !== 0; i++) {
    let sum = a[i * n + from]!;
    for (let k = from + 1; k < n; k++) sum += a[own + k]! * a[i * n + k]!;
    a[i * n + from] = a[i * n + from]! - tau * sum;
    for (let k = from + 1; k < n; k++) a[i * n + k] = a[i * n + k]! - tau * sum * a[own + k]!;
  }
}
