import { expect, test } from "vitest";
import { i0e, i1 } from "./bessel.js";

// Values were made with mpmath at 60 digits or more.

// mpmath.besseli(1, x)
test.each([
  [0.3, 0.15169384000359276],
  [5.5, 38.58816461632739],
  [19.9, 38507423.87486228],
  [25.0, 5657865129.878701],
  [-3.0, -3.9533702174026093],
])("i1(%s)", (x, wanted) => {
  expect(Math.abs(i1(x) - wanted)).toBeLessThanOrEqual(2e-15 * Math.abs(wanted));
});

// mpmath.besseli(0, x) * mpmath.exp(-abs(x))
test.each([
  [0.3, 0.7575806251825479],
  [19.9, 0.0900085888643896],
  [25.0, 0.0801967735474367],
  [-300.0, 0.02304255841508546],
])("i0e(%s)", (x, wanted) => {
  expect(Math.abs(i0e(x) - wanted)).toBeLessThanOrEqual(2e-15 * Math.abs(wanted));
});
