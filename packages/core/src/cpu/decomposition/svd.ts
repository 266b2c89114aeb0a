import { type Bidiagonal, diagonalize } from "./bidiagonal.js";
import { makeReflector, productOfReflections, reflect, reflectionsBelow } from "./householder.js";
import { normalize, reorderRows } from "./rotation.js";
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
  if (m < n) {
    const turned = singularValues(transposed(a, m, n), n, m, wanted);
    return turned && { s: turned.s, left: turned.right, right: turned.left };
  }
  const scale = normalize(a);
  if (!Number.isFinite(scale)) return null;
  const b = bidiagonalize(a, m, n, wanted);
  if (!diagonalize(b)) return null;
  const { d, left, leftSize, right, rightSize } = b;
  d.forEach((x, i) => {
    if (x < 0) for (let j = i * rightSize; j < (i + 1) * rightSize; j++) right[j] = -right[j]!;
  });
  const s = d.map((x) => Math.abs(x) * scale);
  const order = Array.from(s.keys()).sort((i, j) => s[j]! - s[i]!);
  reorderRows(left, order, leftSize);
  reorderRows(right, order, rightSize);
  return { s: Float64Array.from(order, (i) => s[i]!), left, right };
}

/** Reflections from both sides, by turns: of column j, then of what is right of the diagonal in row j. */
function bidiagonalize(a: Float64Array, m: number, n: number, wanted: Wanted): Bidiagonal {
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
  const count = wanted === "none" ? 0 : wanted === "full" ? m : n;
  return {
    d,
    e,
    left: transposed(productOfReflections(fromLeft, m, count), m, count),
    leftSize: count === 0 ? 0 : m,
    right: transposed(productOfReflections(fromRight, n, Math.min(n, count)), n, Math.min(n, count)),
    rightSize: count === 0 ? 0 : n,
  };
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
