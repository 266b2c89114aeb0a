const splitter = 2 ** 27 + 1;

/**
 * `base ** exponent` as the C library computes it: correctly rounded in all but the rarest cases. JavaScript's own power may be off
 * by a bit.
 */
export function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 2 ** 31) return base ** exponent;
  // by squaring, each factor as a sum of two doubles
  let high = 1;
  let low = 0;
  let factor = base;
  let factorLow = 0;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) [high, low] = product(high, low, factor, factorLow);
    [factor, factorLow] = product(factor, factorLow, factor, factorLow);
  }
  const result = high + low;
  return Number.isFinite(result) ? result : base ** exponent;
}

/** (a + b)(c + d) as a sum of two doubles; `b` and `d` are small. */
function product(a: number, b: number, c: number, d: number): [number, number] {
  const whole = a * c;
  const scaledA = splitter * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledC = splitter * c;
  const highC = scaledC - (scaledC - c);
  const lowC = c - highC;
  const error = highA * highC - whole + highA * lowC + lowA * highC + lowA * lowC + (a * d + b * c);
  const sum = whole + error;
  return [sum, whole - sum + error];
}
