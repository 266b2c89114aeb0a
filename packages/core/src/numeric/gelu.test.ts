import { expect, it } from "vitest";
import { gelu32, geluSlope32 } from "./gelu.js";

const { fround } = Math;

it("has PyTorch's bits on each side of where pieces meet", () => {
  // torch.nn.functional.gelu(torch.tensor(x)), of at least two elements
  const values = [
    [3, 2.9959497],
    [-3, -0.004050225],
    [0.1, 0.053982783],
    [0.15625, 0.08782531],
    [0.16, 0.09016951],
    [-0.7, -0.16937456],
    [1.1, 0.9507674],
    [-1.9, -0.05456147],
    [2.3, 2.2753346],
    [-4.2, -0.000055950877],
    [-5.5, -1.6391277e-7],
    [5.542594, 5.542594],
    [5.6, 5.6],
    [-6, -0],
  ] as const;
  for (const [x, y] of values) expect(fround(gelu32(fround(x)))).toBe(fround(y));
});

it("halves denormal numbers, and has no value for infinities", () => {
  // the same of [1e-40, -1e-45, 3.4e38, inf, -inf, nan]
  expect([1e-40, -1e-45, 3.4e38].map((x) => fround(gelu32(fround(x))))).toEqual([
    fround(5e-41),
    -0,
    Number.POSITIVE_INFINITY,
  ]);
  expect([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(gelu32)).toEqual(
    Array(3).fill(Number.NaN),
  );
});

it("has PyTorch's slopes", () => {
  // x = torch.tensor(x, requires_grad=True); torch.nn.functional.gelu(x).sum().backward(); x.grad
  const slopes = [
    [0.1, 0.57952315],
    [-0.1, 0.42047682],
    [0.5, 0.86749506],
    [-0.7, 0.023385853],
    [1.1, 1.1039712],
    [-1.9, -0.095953554],
    [2.3, 1.0544281],
    [3, 1.0119456],
    [-4.2, -0.00023421645],
    [-5.5, -5.662441e-7],
    [5.6, 1.0000004],
    [13.1, 1],
    [-13.3, 0],
    [-0, 0.5],
    [1e-40, 0.5],
    [1e30, 1],
  ] as const;
  for (const [x, slope] of slopes) expect(fround(geluSlope32(fround(x)))).toBe(fround(slope));
  for (const x of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) expect(geluSlope32(x)).toBeNaN();
});
