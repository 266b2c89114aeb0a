import { expect, test } from "vitest";
import { hypot } from "./hypot.js";

const inf = Number.POSITIVE_INFINITY;

// torch.hypot(torch.tensor(x, dtype=torch.float64), torch.tensor(y, dtype=torch.float64)).item()
test.each([
  [3, 4, 5],
  [1, 2.5, 2.692582403567252],
  [-0.3, 1.1, 1.140175425099138],
  [1e-320, 3e-320, 3.162e-320],
  [1e300, 1e300, 1.4142135623730952e300],
  [5e-324, 0, 5e-324],
  [inf, Number.NaN, inf],
  [Number.NaN, 1, Number.NaN],
])("hypot(%s, %s)", (x, y, expected) => {
  expect(hypot(x, y)).toBe(expected);
  expect(hypot(y, -x)).toBe(expected);
});
