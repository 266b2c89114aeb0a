import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { erf } from "./erf.js";
import { erfWide, expm1Wide, expWide, log1pWide, logWide, powWide, tanhWide } from "./wide.js";

const { fround } = Math;

test.each([
  [expWide, Math.exp, [0, -0, 1e-45, 88.72, 88.73, 1e30, -87.5, -103.9, -104, -1e30, Infinity, -Infinity, Number.NaN]],
  [logWide, Math.log, [0, -0, 1e-45, 1, fround(1 + 2 ** -23), fround(1 - 2 ** -24), 3.4e38, Infinity, -1, Number.NaN]],
  [expm1Wide, Math.expm1, [0, -0, 1e-45, -1e-45, 1e-9, -3e-5, 88.72, 88.73, 1e30, -87.5, -1e30, Infinity, -Infinity]],
  [log1pWide, Math.log1p, [0, -0, 1e-45, -1e-45, 1e-9, -0.25, 0.25, -1, -1.5, fround(-1 + 2 ** -24), 3e38, Infinity]],
  [tanhWide, Math.tanh, [0, -0, 1e-45, -1e-45, 0.3, -0.3, 8, 9.01, 9.02, 20, -1e30, Infinity, Number.NaN]],
  [erfWide, erf, [0, -0, 1e-45, -1e-45, 0.3, -0.84, 1, -2, 3.9, 3.99, 4, 5, -1e30, Infinity, Number.NaN]],
])("%o rounds to the float32 nearest to a finer value", (own, fine, values) => {
  const dice = new Dice(3);
  const numbers = [...values, ...Array.from({ length: 20_000 }, () => dice.number() * 5)].map(fround);
  expect(numbers.map((x) => fround(own(x)))).toEqual(numbers.map((x) => fround(fine(x))));
});

test("powers round to the float32 nearest to finer values, and are C's for special numbers", () => {
  const dice = new Dice(5);
  const draw = (): number => fround(dice.number() * dice.one([1, 10, 100]));
  const special = [
    0,
    -0,
    1,
    -1,
    2,
    -2,
    0.5,
    -3,
    1.5,
    2 ** 24,
    -(2 ** 24) - 2,
    8388609,
    Infinity,
    -Infinity,
    Number.NaN,
  ];
  const pairs = [
    ...special.flatMap((x) => special.map((y) => [x, y] as const)),
    ...Array.from(
      { length: 20_000 },
      () => [dice.one([draw(), dice.below(50) - 25]), dice.one([draw(), dice.below(9) - 4])] as const,
    ),
  ];
  const c = (x: number, y: number): number => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y);
  expect(pairs.map(([x, y]) => fround(powWide(x, y)))).toEqual(pairs.map(([x, y]) => fround(c(x, y))));
});
