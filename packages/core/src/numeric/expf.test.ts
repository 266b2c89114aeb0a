import { expect, it } from "vitest";
import { singles } from "../../test/generated.js";
import { expf } from "./expf.js";

it("has the bits of the C library, where these are not the nearest", () => {
  // ctypes.CDLL("libm.so.6").expf(x), for x whose exponential is rounded the other way
  const cases: [number, number][] = [
    [-17.1255, 3.651657e-8],
    [-15.4919, 1.8704803e-7],
    [-0.3841, 0.68106335],
    [-1.9326, 0.14477131],
    [-5.8311, 0.002934847],
    [11.6812, 118326.15],
  ];
  for (const [x, y] of cases) {
    expect(expf(Math.fround(x))).toBe(Math.fround(y));
    expect(Math.fround(Math.exp(Math.fround(x)))).not.toBe(Math.fround(y));
  }
});

it("knows its limits", () => {
  expect([-200, -104, 0, 89, 200].map(expf)).toEqual([0, 0, 1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect([expf(Number.NEGATIVE_INFINITY), expf(Number.POSITIVE_INFINITY), expf(Number.NaN)]).toEqual([
    0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ]);
  // ctypes.CDLL("libm.so.6").expf(x) for x = -103, -88, 88.5
  expect([-103, -88, 88.5].map(expf)).toEqual(singles([1.4e-45, 6.054601e-39, 2.723088e38]));
});
