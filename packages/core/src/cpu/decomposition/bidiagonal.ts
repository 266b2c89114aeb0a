import { edge, place, rotateRows, rotation, type Way } from "./rotation.js";

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

const { abs, max, min, sqrt } = Math;
/** What counts as zero, relative to its neighbours. */
const tolerance = 100 * (Number.EPSILON / 2);
/** Steps per singular value after which the iteration counts as failed. */
const patience = 60;

/**
 * Makes what is right of the diagonal vanish, and returns whether it did: the QR iteration of Golub and Kahan, with shift zero where
 * a shift would harm small singular values (Demmel and Kahan). It goes towards the smaller end of each block, as LAPACK does, and
 * rotates by less than a right angle, so the signs of vectors are LAPACK's in most cases.
 */
export function diagonalize(b: Bidiagonal): boolean {
  const { d, e } = b;
  const threshold = Math.max(tolerance * smallestBound(d, e), 1e-300);
  let last = d.length - 1;
  let [first, upwards] = [-1, false];
  let [oldFirst, oldLast] = [d.length, -1];
  for (let steps = patience * d.length; last > 0; ) {
    first = startOfBlock(e, last, threshold);
    if (first === last) {
      last--;
      continue;
    }
    if (first === last - 1) {
      diagonalizePair(b, first);
      last -= 2;
      continue;
    }
    if (steps-- === 0) return false;
    if (first > oldLast || last < oldFirst) upwards = abs(d[first]!) < abs(d[last]!);
    const way: Way = upwards
      ? { from: last, by: -1, count: last - first }
      : { from: first, by: 1, count: last - first };
    const smallest = settle(d, e, way);
    if (smallest === null) continue;
    [oldFirst, oldLast] = [first, last];
    const shift = shiftOf(d, e, way, smallest);
    if (shift === 0) stepWithoutShift(b, way);
    else step(b, way, shift);
    const end = edge(way, way.count - 1);
    if (abs(e[end]!) <= threshold) e[end] = 0;
  }
  return true;
}

/** A lower bound of the smallest singular value, as far as one pass can tell. */
function smallestBound(d: Float64Array, e: Float64Array): number {
  let bound = abs(d[0] ?? 0);
  let smallest = bound;
  for (let i = 1; i < d.length && smallest > 0; i++) {
    bound = abs(d[i]!) * (bound / (bound + abs(e[i - 1]!)));
    smallest = min(smallest, bound);
  }
  return smallest / sqrt(max(d.length, 1));
}

function startOfBlock(e: Float64Array, last: number, threshold: number): number {
  for (let i = last - 1; i >= 0; i--) {
    if (abs(e[i]!) > threshold) continue;
    e[i] = 0;
    return i + 1;
  }
  return 0;
}

/** Sets what is negligible beside its neighbours to zero and returns null, or else a lower bound of the smallest singular value. */
function settle(d: Float64Array, e: Float64Array, way: Way): number | null {
  const end = edge(way, way.count - 1);
  if (abs(e[end]!) <= tolerance * abs(d[place(way, way.count)]!)) {
    e[end] = 0;
    return null;
  }
  let bound = abs(d[way.from]!);
  let smallest = bound;
  for (let k = 0; k < way.count; k++) {
    const beside = abs(e[edge(way, k)]!);
    if (beside <= tolerance * bound) {
      e[edge(way, k)] = 0;
      return null;
    }
    bound = abs(d[place(way, k + 1)]!) * (bound / (bound + beside));
    smallest = min(smallest, bound);
  }
  return smallest;
}

/** The smaller singular value of the last 2 × 2 block of the way; 0 where it is negligible or `smallest` could suffer. */
function shiftOf(d: Float64Array, e: Float64Array, way: Way, smallest: number): number {
  let largest = abs(d[way.from]!);
  for (let k = 0; k < way.count; k++) largest = max(largest, abs(d[place(way, k + 1)]!), abs(e[edge(way, k)]!));
  if (d.length * tolerance * (smallest / largest) <= max(Number.EPSILON / 2, 0.01 * tolerance)) return 0;
  const [f, g, h] = [d[place(way, way.count - 1)]!, e[edge(way, way.count - 1)]!, d[place(way, way.count)]!];
  const shift = abs(f * h) / largestOfPair(f, g, h);
  const start = abs(d[way.from]!);
  return start > 0 && (shift / start) ** 2 < Number.EPSILON / 2 ? 0 : shift;
}

/** The larger singular value of [[f, g], [0, h]]. */
function largestOfPair(f: number, g: number, h: number): number {
  const [sum, difference] = [abs(f) + abs(h), abs(f) - abs(h)];
  return (sqrt(sum * sum + g * g) + sqrt(difference * difference + g * g)) / 2;
}

/** Both sides of a block, in the order in which a step rotates them: that of the columns, that of the rows. */
function turned({ left, leftSize, right, rightSize }: Bidiagonal, { by }: Way): readonly [Rotate, Rotate] {
  const rotateLeft: Rotate = (i, j, c, s) => rotateRows(left, i * leftSize, j * leftSize, leftSize, c, s);
  const rotateRight: Rotate = (i, j, c, s) => rotateRows(right, i * rightSize, j * rightSize, rightSize, c, s);
  return by === 1 ? [rotateRight, rotateLeft] : [rotateLeft, rotateRight];
}
type Rotate = (i: number, j: number, c: number, s: number) => void;

/** One implicit QR step. */
function step(b: Bidiagonal, way: Way, shift: number): void {
  const { d, e } = b;
  const [columns, rows] = turned(b, way);
  const start = d[way.from]!;
  let f = (abs(start) - shift) * (Math.sign(start) + shift / start);
  let g = e[edge(way, 0)]!;
  for (let k = 0; k < way.count; k++) {
    const [i, j, w] = [place(way, k), place(way, k + 1), edge(way, k)];
    const [c, s, r] = rotation(f, g);
    if (k > 0) e[edge(way, k - 1)] = r;
    f = c * d[i]! + s * e[w]!;
    e[w] = c * e[w]! - s * d[i]!;
    g = s * d[j]!;
    d[j] = c * d[j]!;
    columns(i, j, c, s);
    const [cosine, sine, length] = rotation(f, g);
    d[i] = length;
    f = cosine * e[w]! + sine * d[j]!;
    d[j] = cosine * d[j]! - sine * e[w]!;
    if (k + 1 < way.count) {
      const next = edge(way, k + 1);
      g = sine * e[next]!;
      e[next] = cosine * e[next]!;
    }
    rows(i, j, cosine, sine);
  }
  e[edge(way, way.count - 1)] = f;
}

/** The same with shift zero, without subtractions, so that small singular values keep all their digits. */
function stepWithoutShift(b: Bidiagonal, way: Way): void {
  const { d, e } = b;
  const [columns, rows] = turned(b, way);
  let c = 1;
  let [cosine, sine] = [1, 0];
  for (let k = 0; k < way.count; k++) {
    const [i, j] = [place(way, k), place(way, k + 1)];
    const [newC, s, r] = rotation(d[i]! * c, e[edge(way, k)]!);
    if (k > 0) e[edge(way, k - 1)] = sine * r;
    c = newC;
    const [newCosine, newSine, length] = rotation(cosine * r, d[j]! * s);
    [cosine, sine] = [newCosine, newSine];
    d[i] = length;
    columns(i, j, c, s);
    rows(i, j, cosine, sine);
  }
  const end = place(way, way.count);
  const rest = d[end]! * c;
  d[end] = rest * cosine;
  e[edge(way, way.count - 1)] = rest * sine;
}

/** A block of two rows in one step. */
function diagonalizePair({ d, e, left, leftSize, right, rightSize }: Bidiagonal, i: number): void {
  const [f, g, h] = [d[i]!, e[i]!, d[i + 1]!];
  const isTurned = abs(h) > abs(f);
  const { value, cosine, sine, other, otherSine } = isTurned ? largestPair(h, g, f) : largestPair(f, g, h);
  // turned, the block is the same with rows for columns in opposite order
  const [c, s] = isTurned ? [otherSine, other] : [cosine, sine];
  const [cl, sl] = isTurned ? [sine, cosine] : [other, otherSine];
  d[i] = value;
  d[i + 1] = value === 0 ? 0 : (f / value) * h;
  e[i] = 0;
  rotateRows(right, i * rightSize, (i + 1) * rightSize, rightSize, c, s);
  rotateRows(left, i * leftSize, (i + 1) * leftSize, leftSize, cl, sl);
}

interface Pair {
  /** With the sign of f. */
  readonly value: number;
  /** The vector on the right, whose first component is not negative. */
  readonly cosine: number;
  readonly sine: number;
  /** The vector on the left, likewise. */
  readonly other: number;
  readonly otherSine: number;
}

/** The larger singular value of [[f, g], [0, h]] and its vectors, for |f| ≥ |h|; no difference of close numbers is taken. */
function largestPair(f: number, g: number, h: number): Pair {
  const [a, b] = [abs(f), abs(h)];
  const sum = sqrt((a + b) * (a + b) + g * g);
  const difference = sqrt((a - b) * (a - b) + g * g);
  const value = (sum + difference) / 2;
  if (value === 0) return { value, cosine: 1, sine: 0, other: 1, otherSine: 0 };
  const sign = f < 0 ? -1 : 1;
  // (σ² - g² - h², f g) / |f|, where σ - |h| is a sum of positive terms
  const excess = ((g * g) / (sum + a + b) + difference + (a - b)) / 2;
  const x = (excess * (a + (a * b) / value)) / value;
  const y = sign * g;
  const length = sqrt(x * x + y * y);
  const [cosine, sine] = length === 0 ? [1, 0] : [x / length, y / length];
  const [u, v] = [sign * (f * cosine + g * sine), sign * h * sine];
  const size = sqrt(u * u + v * v);
  return { value: sign * value, cosine, sine, other: u / size, otherSine: v / size };
}
