import { makeReflector } from "./householder.js";
import { cornerEigenvalue, normalize, reorderRows, rotateRows } from "./rotation.js";

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

/** Makes what is beside the diagonal vanish by implicit QR steps, last eigenvalue first. */
function diagonalize(d: Float64Array, e: Float64Array, n: number, basis: Float64Array, k: number): boolean {
  let last = n - 1;
  for (let steps = 0; last > 0; ) {
    let first = last;
    while (first > 0 && Math.abs(e[first - 1]!) > Number.EPSILON * (Math.abs(d[first - 1]!) + Math.abs(d[first]!)))
      first--;
    if (first === last) {
      last--;
      steps = 0;
    } else if (steps++ === patience) return false;
    else step(d, e, first, last, basis, k);
  }
  return true;
}

/** One implicit QR step on rows `first` to `last`. */
function step(d: Float64Array, e: Float64Array, first: number, last: number, basis: Float64Array, k: number): void {
  let x = d[first]! - cornerEigenvalue(d[last - 1]!, e[last - 1]!, d[last]!);
  let z = e[first]!;
  for (let i = first; i < last; i++) {
    const r = Math.sqrt(x * x + z * z);
    const c = r === 0 ? 1 : x / r;
    const s = r === 0 ? 0 : z / r;
    if (i > first) e[i - 1] = r;
    const [p, q, b] = [d[i]!, d[i + 1]!, e[i]!];
    d[i] = c * c * p + 2 * c * s * b + s * s * q;
    d[i + 1] = s * s * p - 2 * c * s * b + c * c * q;
    e[i] = c * s * (q - p) + (c * c - s * s) * b;
    if (i + 1 < last) {
      x = e[i]!;
      z = s * e[i + 1]!;
      e[i + 1] = c * e[i + 1]!;
    }
    rotateRows(basis, i * k, (i + 1) * k, k, c, s);
  }
}
