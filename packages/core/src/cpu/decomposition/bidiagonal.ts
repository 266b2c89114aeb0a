import { cornerEigenvalue, rotateRows } from "./rotation.js";

/** Steps per singular value after which the iteration counts as failed. */
const patience = 40;

/**
 * An upper bidiagonal matrix on its way to a diagonal one: the diagonal, what is right of it, and rows that are rotated along, the
 * columns of the matrices on its left and right.
 */
export interface Bidiagonal {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly left: Float64Array;
  /** Elements per row of `left`; 0 where nobody asks for vectors. */
  readonly leftSize: number;
  readonly right: Float64Array;
  readonly rightSize: number;
}

/** Makes what is right of the diagonal vanish by the steps of Golub and Kahan; returns whether it did. */
export function diagonalize(b: Bidiagonal): boolean {
  const { d, e } = b;
  let largest = 0;
  for (let i = 0; i < d.length; i++) largest = Math.max(largest, Math.abs(d[i]!), Math.abs(e[i]!));
  let last = d.length - 1;
  for (let steps = 0; last > 0; ) {
    const first = startOfBlock(d, e, last);
    if (first === last) {
      last--;
      steps = 0;
      continue;
    }
    if (steps++ === patience) return false;
    const zero = zeroOnDiagonal(d, first, last, Number.EPSILON * largest);
    if (zero === last) emptyColumn(b, first, last);
    else if (zero >= 0) emptyRow(b, zero, last);
    else step(b, first, last);
  }
  return true;
}

function startOfBlock(d: Float64Array, e: Float64Array, last: number): number {
  let first = last;
  while (first > 0 && Math.abs(e[first - 1]!) > Number.EPSILON * (Math.abs(d[first - 1]!) + Math.abs(d[first]!)))
    first--;
  return first;
}

/** A place where the diagonal vanishes, or -1. */
function zeroOnDiagonal(d: Float64Array, first: number, last: number, tiny: number): number {
  for (let i = last; i >= first; i--) if (Math.abs(d[i]!) <= tiny) return i;
  return -1;
}

/** Where the diagonal is zero, rotations of rows move what is right of it out of the block. */
function emptyRow({ d, e, left, leftSize }: Bidiagonal, row: number, last: number): void {
  d[row] = 0;
  let moved = e[row]!;
  e[row] = 0;
  for (let k = row + 1; k <= last; k++) {
    const r = Math.sqrt(d[k]! * d[k]! + moved * moved);
    if (r === 0) return;
    const [c, s] = [d[k]! / r, moved / r];
    d[k] = r;
    moved = -s * e[k]!;
    if (k < last) e[k] = c * e[k]!;
    rotateRows(left, k * leftSize, row * leftSize, leftSize, c, s);
  }
}

/** Where the last of the diagonal is zero, rotations of columns move what is above it out of the block. */
function emptyColumn({ d, e, right, rightSize }: Bidiagonal, first: number, last: number): void {
  d[last] = 0;
  let moved = e[last - 1]!;
  e[last - 1] = 0;
  for (let k = last - 1; k >= first; k--) {
    const r = Math.sqrt(d[k]! * d[k]! + moved * moved);
    if (r === 0) return;
    const [c, s] = [d[k]! / r, moved / r];
    d[k] = r;
    if (k > first) {
      moved = -s * e[k - 1]!;
      e[k - 1] = c * e[k - 1]!;
    }
    rotateRows(right, k * rightSize, last * rightSize, rightSize, c, s);
  }
}

/** One implicit QR step on rows `first` to `last`, whose diagonal has no zero. */
function step({ d, e, left, leftSize, right, rightSize }: Bidiagonal, first: number, last: number): void {
  const above = last - 1 > first ? e[last - 2]! : 0;
  const [p, q, beside] = [d[last - 1]!, d[last]!, e[last - 1]!];
  let x = d[first]! * d[first]! - cornerEigenvalue(p * p + above * above, p * beside, q * q + beside * beside);
  let z = d[first]! * e[first]!;
  for (let k = first; k < last; k++) {
    let r = Math.sqrt(x * x + z * z);
    let c = r === 0 ? 1 : x / r;
    let s = r === 0 ? 0 : z / r;
    if (k > first) e[k - 1] = r;
    x = c * d[k]! + s * e[k]!;
    e[k] = c * e[k]! - s * d[k]!;
    z = s * d[k + 1]!;
    d[k + 1] = c * d[k + 1]!;
    rotateRows(right, k * rightSize, (k + 1) * rightSize, rightSize, c, s);
    r = Math.sqrt(x * x + z * z);
    c = r === 0 ? 1 : x / r;
    s = r === 0 ? 0 : z / r;
    d[k] = r;
    x = c * e[k]! + s * d[k + 1]!;
    d[k + 1] = c * d[k + 1]! - s * e[k]!;
    e[k] = x;
    if (k + 1 < last) {
      z = s * e[k + 1]!;
      e[k + 1] = c * e[k + 1]!;
    }
    rotateRows(left, k * leftSize, (k + 1) * leftSize, leftSize, c, s);
  }
}
