import type { Arithmetic } from "../kernels/rule.js";

// Orthogonal polynomials by their recurrences of three terms, and those of Chebyshev of a high degree by angles, rounded step by
// step as PyTorch does. The degree is what is before the point of `n`; below 0 the value is 0.

type Polynomial = (x: number, n: number, arithmetic: Arithmetic) => number;

/** The next one of the k-th and the one before it. */
type Next = (x: number, k: number, current: number, before: number, arithmetic: Arithmetic) => number;

/** What is before the point, or -1: numbers that no integer holds count as negative. */
function degreeOf(n: number): number {
  return Math.abs(n) < 2 ** 63 ? Math.trunc(n) : -1;
}

/** From 1 and `first` on. */
function recurrence(first: (x: number, arithmetic: Arithmetic) => number, next: Next): Polynomial {
  return (x, degree, arithmetic) => {
    if (degree < 0) return 0;
    if (degree === 0) return 1;
    let before = 1;
    let current = first(x, arithmetic);
    for (let k = 1; k < degree && current === current; k++) {
      const last = current;
      current = next(x, k, current, before, arithmetic);
      before = last;
    }
    return current;
  };
}

interface Chebyshev {
  readonly first: (x: number, arithmetic: Arithmetic) => number;
  /** The values at 1 and at -1. */
  readonly right: (n: number) => number;
  readonly left: (n: number) => number;
  /** Beyond this degree, between -1 and 1, it is computed by the angle whose cosine is x. */
  readonly steps: number;
  readonly byAngle: Polynomial;
}

const sign = (n: number): number => (n % 2 === 0 ? 1 : -1);

function chebyshev({ first, right, left, steps, byAngle }: Chebyshev): Polynomial {
  const byStep = recurrence(first, (x, _, current, before, { fma }) => fma(2 * x, current, -before));
  return (x, n, arithmetic) => {
    const degree = degreeOf(n);
    if (degree < 0) return 0;
    if (x === 1) return right(degree);
    if (x === -1) return left(degree);
    return degree > steps && Math.abs(x) < 1 ? byAngle(x, degree, arithmetic) : byStep(x, degree, arithmetic);
  };
}

const angle = (x: number, { round }: Arithmetic): number => round(Math.acos(x));

const kindT: Chebyshev = {
  first: (x) => x,
  right: () => 1,
  left: sign,
  steps: 6,
  byAngle: (x, n, arithmetic) => Math.cos(arithmetic.round(n * angle(x, arithmetic))),
};

const kindU: Chebyshev = {
  first: (x) => 2 * x,
  right: (n) => n + 1,
  left: (n) => sign(n) * (n + 1),
  steps: 8,
  byAngle: (x, n, arithmetic) => {
    const { round } = arithmetic;
    const a = angle(x, arithmetic);
    return round(Math.sin(round((n + 1) * a))) / round(Math.sin(a));
  },
};

const kindV: Chebyshev = {
  first: (x, { round }) => round(2 * x - 1),
  right: () => 1,
  left: (n) => sign(n) * (2 * n + 1),
  steps: 8,
  byAngle: (x, n, arithmetic) => {
    const { round } = arithmetic;
    const a = angle(x, arithmetic);
    return round(Math.cos(round((n + 0.5) * a))) / round(Math.cos(a / 2));
  },
};

const kindW: Chebyshev = {
  first: (x, { round }) => round(2 * x + 1),
  right: (n) => 2 * n + 1,
  left: sign,
  steps: 8,
  byAngle: (x, n, arithmetic) => {
    const { round } = arithmetic;
    const a = angle(x, arithmetic);
    return round(Math.sin(round((n + 0.5) * a))) / round(Math.sin(a / 2));
  },
};

export const chebyshevT: Polynomial = chebyshev(kindT);
export const chebyshevU: Polynomial = chebyshev(kindU);
export const chebyshevV: Polynomial = chebyshev(kindV);
export const chebyshevW: Polynomial = chebyshev(kindW);

/** On [0, 1] what the polynomial is on [-1, 1]. */
function shifted(kind: Chebyshev, steps = 6): Polynomial {
  const polynomial = chebyshev({ ...kind, steps });
  return (x, n, arithmetic) => polynomial(arithmetic.round(2 * x - 1), n, arithmetic);
}
export const shiftedChebyshevT: Polynomial = shifted(kindT);
export const shiftedChebyshevU: Polynomial = shifted(kindU);
export const shiftedChebyshevV: Polynomial = shifted(kindV);
export const shiftedChebyshevW: Polynomial = shifted(kindW, 4);

/** Of a degree at which numbers of the type have overflown for most x there is no value. */
function hermite(polynomial: Polynomial): Polynomial {
  return (x, n, arithmetic) => {
    const degree = degreeOf(n);
    const isSingle = arithmetic.round(1 + 2 ** -30) === 1;
    return degree > (isSingle ? 128 : 512) ? Number.NaN : polynomial(x, degree, arithmetic);
  };
}

export const hermiteH: Polynomial = hermite(
  recurrence(
    (x) => 2 * x,
    (x, k, current, before, { round, fma }) => fma(2 * x, current, -round(2 * k * before)),
  ),
);

export const hermiteHe: Polynomial = hermite(
  recurrence(
    (x) => x,
    (x, k, current, before, { round, fma }) => fma(x, current, -round(k * before)),
  ),
);

const laguerreSteps = recurrence(
  (x, { round }) => round(1 - x),
  (x, k, current, before, { round, fma }) =>
    round(fma(round(2 * k + round(1 - x)), current, -round(k * before)) / (k + 1)),
);
export const laguerre: Polynomial = (x, n, arithmetic) => {
  const degree = degreeOf(n);
  return x === 0 && degree >= 0 ? 1 : laguerreSteps(x, degree, arithmetic);
};

const legendreSteps = recurrence(
  (x) => x,
  (x, k, current, before, { round, fma }) => round(fma(round((2 * k + 1) * x), current, -round(k * before)) / (k + 1)),
);
export const legendre: Polynomial = (x, n, arithmetic) => {
  const degree = degreeOf(n);
  if (degree >= 0 && Math.abs(x) === 1) return x > 0 ? 1 : sign(degree);
  return legendreSteps(x, degree, arithmetic);
};
