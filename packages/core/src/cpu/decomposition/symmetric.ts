import { makeReflector } from "./householder.js";
import { cornerEigenvalue, edge, normalize, place, reorderRows, rotateRows, rotation, type Way } from "./rotation.js";

/** Steps per eigenvalue after which the iteration counts as failed. */
const patience = 30;

/**
 * Eigenvalues of the symmetric n × n matrix `a`, ascending, into `values`. Only the lower triangle is read; `a` is used up. Row i of
 * `vectors`, if given, becomes the eigenvector of `values[i]`.
 *
 * @returns whether the iteration converged
 */
export function eigenSymmetric(
  a: Float64Array,
  n: number,
  values: Float64Array,
  vectors: Float64Array | null,
): boolean {
  const scale = normalize(a);
  if (!Number.isFinite(scale)) return false;
  const beside = new Float64Array(n);
  const basis = vectors ?? new Float64Array(0);
  const k = vectors === null ? 0 : n;
  tridiagonalize(a, n, values, beside, basis, k);
  if (!diagonalize(values, beside, n, basis, k)) return false;
  const unsorted = values.slice();
  const order = Array.from(unsorted.keys()).sort((i, j) => unsorted[i]! - unsorted[j]!);
  order.forEach((from, to) => {
    values[to] = unsorted[from]! * scale;
  });
  reorderRows(basis, order, k);
  return true;
}

/** `a = Q T Qᵀ`: the diagonal of T, what is beside it, and the columns of Q as rows of length `k`, which is 0 or n. */
function tridiagonalize(
  a: Float64Array,
  n: number,
  diagonal: Float64Array,
  beside: Float64Array,
  basis: Float64Array,
  k: number,
): void {
  for (let i = 0; i < k; i++) basis[i * k + i] = 1;
  const v = new Float64Array(n);
  const products = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    diagonal[j] = a[j * n + j]!;
    if (j + 1 === n) break;
    const tau = makeReflector(a, (j + 1) * n + j, n, n - j - 1);
    beside[j] = a[(j + 1) * n + j]!;
    if (tau === 0) continue;
    for (let i = j + 1; i < n; i++) v[i] = a[i * n + j]!;
    v[j + 1] = 1;
    reflectBothSides(a, n, j + 1, tau, v, products);
    if (k > 0) reflectRows(basis, n, j + 1, tau, v, products);
  }
}

/** `H a H` on the lower triangle of the rows and columns from `first`; `w` is working space. */
function reflectBothSides(
  a: Float64Array,
  n: number,
  first: number,
  tau: number,
  v: Float64Array,
  w: Float64Array,
): void {
  w.fill(0);
  for (let i = first; i < n; i++) {
    let sum = a[i * n + i]! * v[i]!;
    for (let j = first; j < i; j++) {
      sum += a[i * n + j]! * v[j]!;
      w[j] = w[j]! + a[i * n + j]! * v[i]!;
    }
    w[i] = w[i]! + sum;
  }
  let dot = 0;
  for (let i = first; i < n; i++) dot += w[i]! * v[i]!;
  for (let i = first; i < n; i++) w[i] = tau * (w[i]! - 0.5 * tau * dot * v[i]!);
  for (let i = first; i < n; i++)
    for (let j = first; j <= i; j++) a[i * n + j] = a[i * n + j]! - v[i]! * w[j]! - w[i]! * v[j]!;
}

/** `H basis`, where v begins at `first`; `w` is working space. */
function reflectRows(
  basis: Float64Array,
  n: number,
  first: number,
  tau: number,
  v: Float64Array,
  w: Float64Array,
): void {
  w.fill(0);
  for (let i = first; i < n; i++) for (let c = 0; c < n; c++) w[c] = w[c]! + v[i]! * basis[i * n + c]!;
  for (let i = first; i < n; i++) {
    const weight = tau * v[i]!;
    for (let c = 0; c < n; c++) basis[i * n + c] = basis[i * n + c]! - weight * w[c]!;
  }
}

/** Makes what is beside the diagonal vanish, block by block. */
function diagonalize(d: Float64Array, e: Float64Array, n: number, basis: Float64Array, k: number): boolean {
  for (let first = 0; first < n; ) {
    let last = first;
    while (last + 1 < n && !isNegligible(d, e, last)) last++;
    if (!diagonalizeBlock(d, e, first, last, basis, k)) return false;
    first = last + 1;
  }
  return true;
}

/** Whether element `i` beside the diagonal is as good as zero. */
function isNegligible(d: Float64Array, e: Float64Array, i: number): boolean {
  return Math.abs(e[i]!) <= Number.EPSILON * (Math.abs(d[i]!) + Math.abs(d[i + 1]!));
}

/** Implicit QR steps towards the smaller end of the block, where eigenvalues settle one after the other, as in LAPACK. */
function diagonalizeBlock(
  d: Float64Array,
  e: Float64Array,
  first: number,
  last: number,
  basis: Float64Array,
  k: number,
): boolean {
  const isTopSmaller = Math.abs(d[last]!) >= Math.abs(d[first]!);
  const [stop, by] = isTopSmaller ? ([last, 1] as const) : ([first, -1] as const);
  let end = isTopSmaller ? first : last;
  for (let steps = patience * (last - first); (stop - end) * by > 0; ) {
    let start = end;
    while (start !== stop && !isNegligible(d, e, by === 1 ? start : start - 1)) start += by;
    if (start === end) end += by;
    else if (start === end + by) {
      diagonalizePair(d, e, Math.min(start, end), basis, k);
      end += 2 * by;
    } else if (steps-- === 0) return false;
    else step(d, e, { from: start, by: by === 1 ? -1 : 1, count: Math.abs(start - end) }, basis, k);
  }
  return true;
}

/** One implicit QR step, shifted by the eigenvalue of the last 2 × 2 block that is nearer to its corner. */
function step(d: Float64Array, e: Float64Array, way: Way, basis: Float64Array, k: number): void {
  const { from, count } = way;
  const shift = cornerEigenvalue(d[place(way, count - 1)]!, e[edge(way, count - 1)]!, d[place(way, count)]!);
  let x = d[from]! - shift;
  let z = e[edge(way, 0)]!;
  for (let at = 0; at < count; at++) {
    const [i, j, w] = [place(way, at), place(way, at + 1), edge(way, at)];
    const [c, s, r] = rotation(x, z);
    if (at > 0) e[edge(way, at - 1)] = r;
    const [p, q, b] = [d[i]!, d[j]!, e[w]!];
    d[i] = c * c * p + 2 * c * s * b + s * s * q;
    d[j] = s * s * p - 2 * c * s * b + c * c * q;
    e[w] = c * s * (q - p) + (c * c - s * s) * b;
    if (at + 1 < count) {
      const next = edge(way, at + 1);
      x = e[w]!;
      z = s * e[next]!;
      e[next] = c * e[next]!;
    }
    rotateRows(basis, i * k, j * k, k, c, s);
  }
}

/** A block of two rows in one step; the eigenvalue of larger magnitude comes first, its vector (c, s) with the sign LAPACK gives it. */
function diagonalizePair(d: Float64Array, e: Float64Array, i: number, basis: Float64Array, k: number): void {
  const [p, b, q] = [d[i]!, e[i]!, d[i + 1]!];
  const root = Math.sqrt((p - q) * (p - q) + 4 * b * b);
  const sign = p + q < 0 ? -1 : 1;
  const big = (Math.abs(p - q) + root) / 2;
  // (λ - q, b) or (b, λ - p), whichever has the larger of both differences
  const isFirst = p !== q && p > q === sign > 0;
  const [x, y] = isFirst ? [-big, -sign * b] : p === q && sign < 0 ? [big, -b] : [sign * b, big];
  const length = Math.sqrt(x * x + y * y);
  d[i] = (p + q + sign * root) / 2;
  d[i + 1] = (p + q - sign * root) / 2;
  e[i] = 0;
  rotateRows(basis, i * k, (i + 1) * k, k, x / length, y / length);
}
