import { expect, test } from "vitest";
import {
  floorQuotient,
  floorQuotientBig,
  floorRemainder,
  floorRemainderBig,
  gcdBig,
  integerPower,
  integerPowerBig,
  lcmBig,
  truncatedQuotient,
  truncatedQuotientBig,
  truncatedRemainder,
  truncatedRemainderBig,
} from "./integer.js";

const pairs = [7, -7, 6, -6, 0].flatMap((x) => [2, -2, 3, -3].map((y) => [x, y] as const));

test.each(pairs)("quotients and remainders of %i and %i fit together", (x, y) => {
  expect(floorQuotient(x, y) * y + floorRemainder(x, y)).toBe(x);
  expect(truncatedQuotient(x, y) * y + truncatedRemainder(x, y)).toBe(x);
  expect(floorRemainder(x, y) * y).toBeGreaterThanOrEqual(0);
  const [a, b] = [BigInt(x), BigInt(y)];
  expect(Number(floorQuotientBig(a, b))).toBe(floorQuotient(x, y) + 0);
  expect(Number(floorRemainderBig(a, b))).toBe(floorRemainder(x, y) + 0);
  expect(Number(truncatedQuotientBig(a, b))).toBe(truncatedQuotient(x, y) + 0);
  expect(Number(truncatedRemainderBig(a, b))).toBe(truncatedRemainder(x, y) + 0);
});

test("powers wrap as their type does", () => {
  expect(integerPower(3, 4)).toBe(81);
  expect(integerPower(2, 33)).toBe(0);
  expect(integerPower(-1, -3)).toBe(-1);
  expect(integerPower(2, -1)).toBe(0);
  expect(integerPowerBig(3n, 40n)).toBe(BigInt.asIntN(64, 3n ** 40n));
  expect(integerPowerBig(-1n, -4n)).toBe(1n);
});

test("divisors and multiples are not negative", () => {
  expect(gcdBig(-12n, 18n)).toBe(6n);
  expect(gcdBig(0n, 0n)).toBe(0n);
  expect(lcmBig(-4n, 6n)).toBe(12n);
  expect(lcmBig(0n, 6n)).toBe(0n);
});
