import { expect, test } from "vitest";
import { zeta } from "./zeta.js";

// Values were made with mpmath at 60 digits or more.

// mpmath.zeta(s, q)
test.each([
  [1.5, 0.2, 13.459632324391384],
  [2.0, 1.0, 1.6449340668482264],
  [7.7, 12.5, 8.64945910503065e-9],
])("zeta(%s, %s)", (x, y, wanted) => {
  expect(Math.abs(zeta(x, y) - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));
});
