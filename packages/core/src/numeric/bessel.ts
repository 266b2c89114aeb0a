// Modified Bessel functions of the first kind, in double precision: the power series, whose terms are all positive, up to 20, the
// asymptotic expansion beyond.

const { abs, exp, PI, sqrt } = Math;

/** Σ (x/2)^2k / (k! (k + order)!), times (x/2)^order. */
function series(order: 0 | 1, x: number): number {
  const quarter = (x * x) / 4;
  let term = order === 0 ? 1 : x / 2;
  let sum = term;
  for (let k = 1; term > sum * 2 ** -54; k++) {
    term *= quarter / (k * (k + order));
    sum += term;
  }
  return sum;
}

/** exp(-x) I(x) for large x. */
function scaledAsymptotic(order: 0 | 1, x: number): number {
  const mu = 4 * order;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 40 && abs(term) > 2 ** -54; k++) {
    term *= -(mu - (2 * k - 1) ** 2) / (k * 8 * x);
    sum += term;
  }
  return sum / sqrt(2 * PI * x);
}

function positive(order: 0 | 1, x: number): number {
  if (x <= 20) return series(order, x);
  // half of the exponential at a time: it overflows before the result does
  const half = exp(x / 2);
  return half * scaledAsymptotic(order, x) * half;
}

function scaled(order: 0 | 1, x: number): number {
  return x <= 20 ? exp(-x) * series(order, x) : scaledAsymptotic(order, x);
}

/** `exp(-|x|) i0(x)` */
export function i0e(x: number): number {
  return scaled(0, abs(x));
}

export function i1(x: number): number {
  return x < 0 ? -positive(1, -x) : positive(1, abs(x));
}

/** `exp(-|x|) i1(x)` */
export function i1e(x: number): number {
  return x < 0 ? -scaled(1, -x) : scaled(1, abs(x));
}
