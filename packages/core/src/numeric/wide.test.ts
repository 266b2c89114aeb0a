import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { erf } from "./erf.js";
import { erfWide, expWide, logWide, tanhWide } from "./wide.js";

const { fround } = Math;

test.each([
  [expWide, Math.exp, [0, -0, 1e-45, 88.72, 88.73, 1e30, -87.5, -103.9, -104, -1e30, Infinity, -Infinity, Number.NaN]],
  [logWide, Math.log, [0, -0, 1e-45, 1, fround(1 + 2 ** -23), fround(1 - 2 ** -24), 3.4e38, Infinity, -1, Number.NaN]],
  [tanhWide, Math.tanh, [0, -0, 1e-45, -1e-45, 0.3, -0.3, 8, 9.01, 9.02, 20, -1e30, Infinity, Number.NaN]],
  [erfWide, erf, [0, -0, 1e-45, -1e-45, 0.3, -0.84, 1, -2, 3.9, 3.99, 4, 5, -1e30, Infinity, Number.NaN]],
])("%o rounds to the float32 nearest to a finer value", (own, fine, values) => {
  const dice = new Dice(3);
  const numbers = [...values, ...Array.from({ length: 20_000 }, () => dice.number() * 5)].map(fround);
  expect(numbers.map((x) => fround(own(x)))).toEqual(numbers.map((x) => fround(fine(x))));
});
