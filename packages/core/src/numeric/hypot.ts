import { fma64 } from "./fma.js";

const { abs, max, min, sqrt } = Math;

/**
 * `√(x² + y²)` without overflow and practically always the nearest double. The error of the square root is estimated from the exact
 * products and taken off (C. F. Borges, "An improved algorithm for hypot(a, b)").
 *
 * @example
 * hypot(1, 2.5) // => 2.692582403567252
 */
export function hypot(x: number, y: number): number {
  const a = max(abs(x), abs(y));
  const b = min(abs(x), abs(y));
  if (abs(x) === Number.POSITIVE_INFINITY || abs(y) === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (b === 0 || a !== a) return a;
  if (a > 2 ** 500) return hypot(a * 2 ** -600, b * 2 ** -600) * 2 ** 600;
  if (a < 2 ** -400) return hypot(a * 2 ** 600, b * 2 ** 600) * 2 ** -600;
  const square = a * a;
  const h = sqrt(square + b * b);
  const error = fma64(-b, b, h * h - square) + fma64(h, h, -(h * h)) - fma64(a, a, -square);
  return h - error / (2 * h);
}
