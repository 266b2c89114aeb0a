const { abs, floor } = Math;

/** The even Bernoulli numbers B(2), B(4), ... */
export const bernoulli: readonly number[] = [
  1 / 6,
  -1 / 30,
  1 / 42,
  -1 / 30,
  5 / 66,
  -691 / 2730,
  7 / 6,
  -3617 / 510,
  43867 / 798,
  -174611 / 330,
];

/**
 * Hurwitz's zeta function, the sum of `(q + k) ** -s` over k = 0, 1, ...: terms up to q + k > 9, then Euler and Maclaurin's formula
 * for the rest.
 */
export function zeta(s: number, q: number): number {
  if (s === 1) return Number.POSITIVE_INFINITY;
  if (!(s > 1)) return Number.NaN;
  if (q <= 0) {
    const fraction = q - floor(q);
    if (!(fraction > 0)) return Number.POSITIVE_INFINITY;
    if (!Number.isInteger(s)) return Number.NaN;
    // the terms below zero are those above with their signs turned
    const below = zeta(s, 1 - fraction) - zeta(s, 1 - q);
    return zeta(s, fraction) + (s % 2 === 0 ? below : -below);
  }
  let sum = 0;
  let a = q;
  for (let k = 0; k < 9 || a <= 9; k++, a++) {
    const term = a ** -s;
    sum += term;
    if (abs(term) < abs(sum) * 2 ** -54) return sum;
  }
  const power = a ** -s;
  if (power === 0) return sum;
  sum += (power * a) / (s - 1) + power / 2;
  let factor = s / 2;
  let tail = power / a;
  for (let j = 0; j < bernoulli.length; j++) {
    const term = bernoulli[j]! * factor * tail;
    sum += term;
    if (abs(term) < abs(sum) * 2 ** -54) break;
    const k = 2 * j + 1;
    factor *= ((s + k) * (s + k + 1)) / ((k + 2) * (k + 3));
    tail /= a * a;
  }
  return sum;
}
