import { expect, test } from "vitest";
import {
  floorQuotient,
  floorQuotientBig,
  floorRemainder,
  floorRemainderBig,
  gcd,
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
  expect(gcd(12, -18)).toBe(6);
});

test("divisors of the least integer are negative", () => {
  // i = -2**31; torch.gcd(torch.tensor([i, 120, i], dtype=torch.int32), torch.tensor([120, i, 0], dtype=torch.int32))
  const least = -(2 ** 31);
  expect([gcd(least, 120), gcd(120, least), gcd(least, 0)]).toEqual([-8, -8, least]);
  // j = -2**63; torch.gcd(torch.tensor([j, 120]), torch.tensor([120, j]))
  expect([gcdBig(-(2n ** 63n), 120n), gcdBig(120n, -(2n ** 63n))]).toEqual([-8n, -8n]);
});
