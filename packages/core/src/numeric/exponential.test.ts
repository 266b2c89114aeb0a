import { expect, test } from "vitest";
import { exp, pow } from "./exponential.js";

// Values were made with mpmath at 60 digits or more.

// mpmath.exp(x)
test.each([
  [1.0, 2.718281828459045],
  [-0.3, 0.7408182206817179],
  [2.5, 12.182493960703473],
  [0.1, 1.1051709180756477],
  [-700.5, 5.980196118639791e-305],
  [709.7, 1.6549840276802644e308],
  [1e-17, 1.0],
])("exp(%s)", (x, wanted) => {
  expect(Math.abs(exp(x) - wanted)).toBeLessThanOrEqual(0 * Math.abs(wanted));
});

// mpmath.mpf(x) ** mpmath.mpf(y)
test.each([
  [2.5, 2.5, 9.882117688026186],
  [0.3, -7.7, 10621.022739459675],
  [1.0001, 12345.6, 3.436653836768517],
  [123.456, 0.01, 1.0493373274034856],
  [7.0, 20.0, 7.9792266297612e16],
  [1e-300, 0.5, 1e-150],
])("pow(%s, %s)", (x, y, wanted) => {
  expect(Math.abs(pow(x, y) - wanted)).toBeLessThanOrEqual(0 * Math.abs(wanted));
});
