import { expect, test } from "vitest";
import { power } from "./power.js";

// 0.95 ** 10, 0.9 ** 60, 0.999 ** 1000, 0.3 ** 0, 0.25 ** 0.5 in Python
test.each([
  [0.95, 10, 0.5987369392383787],
  [0.9, 60, 0.001797010299914434],
  [0.999, 1000, 0.36769542477096373],
  [0.3, 0, 1],
  [0.25, 0.5, 0.5],
])("%d ** %d", (base, exponent, value) => {
  expect(power(base, exponent)).toBe(value);
});
