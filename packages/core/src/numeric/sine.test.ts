import { expect, it } from "vitest";
import { cos32, sin32 } from "./sine.js";

const { fround } = Math;

it("has PyTorch's bits where these are not the nearest", () => {
  // torch.tensor(x).sin() and .cos()
  const sines = [
    [0.9, 0.78332686],
    [2.85, 0.28747812],
    [-2.74, -0.3908848],
    [-1.49, -0.9967377],
    [865.2, -0.95271],
    [-75.82, -0.40938148],
    [342.96, -0.50241727],
  ] as const;
  const cosines = [
    [-2.54, -0.82443523],
    [-1.23, 0.33423772],
    [-0.59, 0.83094066],
    [726.78, -0.47825795],
    [611.32, -0.27658266],
    [-103.99, -0.95003754],
    [185.96, -0.82191],
  ] as const;
  for (const [x, y] of sines) {
    expect(fround(sin32(fround(x)))).toBe(fround(y));
    expect(fround(Math.sin(fround(x)))).not.toBe(fround(y));
  }
  for (const [x, y] of cosines) {
    expect(fround(cos32(fround(x)))).toBe(fround(y));
    expect(fround(Math.cos(fround(x)))).not.toBe(fround(y));
  }
});

it("is the nearest far from zero", () => {
  // torch.tensor([20000.5, -123456., 1e10]).sin() and .cos()
  expect([20000.5, -123456, 1e10].map((x) => fround(sin32(x)))).toEqual([
    0.9006083607673645, 0.7402834296226501, -0.48750603199005127,
  ]);
  expect([20000.5, -123456, 1e10].map((x) => fround(cos32(x)))).toEqual([
    0.43463149666786194, -0.6722948551177979, 0.8731196522712708,
  ]);
});

it("keeps the sign of zero, and has no value for what is not finite", () => {
  expect([-0, 0].map(sin32)).toEqual([-0, 0]);
  expect([-0, 0].map((x) => fround(cos32(x)))).toEqual([1, 1]);
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].flatMap((x) => [sin32(x), cos32(x)])).toEqual(
    Array(6).fill(Number.NaN),
  );
});
