/** Two rows that begin at `p` and `q` become `c p + s q` and `c q - s p`. */
export function rotateRows(a: Float64Array, p: number, q: number, count: number, c: number, s: number): void {
  for (let i = 0; i < count; i++) {
    const kept = a[p + i]!;
    a[p + i] = c * kept + s * a[q + i]!;
    a[q + i] = c * a[q + i]! - s * kept;
  }
}

/** Cosine, sine and length of the rotation that turns (f, g) into (r, 0), by less than a right angle: r has the sign of f. */
export function rotation(f: number, g: number): readonly [c: number, s: number, r: number] {
  if (g === 0) return [1, 0, f];
  if (f === 0) return [0, 1, g];
  const r = f < 0 ? -Math.sqrt(f * f + g * g) : Math.sqrt(f * f + g * g);
  return [f / r, g / r, r];
}

/** The eigenvalue of the symmetric matrix [[p, b], [b, q]] that is nearer to q. */
export function cornerEigenvalue(p: number, b: number, q: number): number {
  if (b === 0) return q;
  const half = (p - q) / 2;
  const root = Math.sqrt(half * half + b * b);
  return q - (b * b) / (half < 0 ? half - root : half + root);
}

/** Divides all elements by the largest magnitude, so that squares neither overflow nor vanish; returns it, or NaN or infinity. */
export function normalize(a: Float64Array): number {
  let scale = 0;
  for (let i = 0; i < a.length; i++) scale = Math.max(scale, Math.abs(a[i]!));
  if (scale > 0) for (let i = 0; i < a.length; i++) a[i] = a[i]! / scale;
  return scale;
}

/** Puts rows of `k` elements into the order of `order`. */
export function reorderRows(a: Float64Array, order: readonly number[], k: number): void {
  const rows = a.slice(0, order.length * k);
  order.forEach((from, to) => a.set(rows.subarray(from * k, (from + 1) * k), to * k));
}

/** The elements of a block in the order of a step: down from its first row, or up from its last. */
export interface Way {
  readonly from: number;
  readonly by: 1 | -1;
  /** How many elements there are besides the first. */
  readonly count: number;
}
/** The place in `d` of element `k`. */
export function place({ from, by }: Way, k: number): number {
  return from + by * k;
}
/** The place in `e` of what is between elements `k` and `k + 1`. */
export function edge({ from, by }: Way, k: number): number {
  return by === 1 ? from + k : from - k - 1;
}
