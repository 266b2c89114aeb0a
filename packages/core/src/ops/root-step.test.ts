import { expect, test } from "vitest";
import { generated } from "../../test/generated.js";
import { float32, float64, noGrad, ones, rootStep_, type Tensor } from "../index.js";

const settings = { scale: 0.3, eps: 1e-8, value: -0.01 };
const byMethods = (x: Tensor, direction: Tensor, squares: Tensor): Tensor =>
  x.clone().addcdiv_(direction, squares.sqrt().div_(settings.scale).add_(settings.eps), { value: settings.value });

test.each([
  [[10_000], float32],
  [[3, 7], float32],
  [[0], float32],
  [[50, 100], float64],
] as const)("the step of %j elements of %s is that of the methods", (shape, dtype) => {
  const [x, direction] = [generated(1, shape, dtype), generated(2, shape, dtype)];
  const squares = generated(3, shape, dtype).abs();
  const expected = byMethods(x, direction, squares);
  expect(rootStep_(x, direction, squares, settings)).toBe(x);
  expect(x.tolist()).toEqual(expected.tolist());
});

test("tensors in columns, and what is recorded", () => {
  const [x, direction] = [generated(1, [40, 30]).t(), generated(2, [30, 40])];
  const squares = generated(3, [40, 30]).abs().t();
  const expected = byMethods(x, direction, squares);
  expect(rootStep_(x, direction, squares, settings).tolist()).toEqual(expected.tolist());
  const w = ones([2], { requiresGrad: true });
  expect(() => rootStep_(w, ones([2]), ones([2]), settings)).toThrow("a leaf Variable that requires grad");
  noGrad(() => rootStep_(w, ones([2]), ones([2]), settings));
  const y = w.mul(2);
  expect(rootStep_(y, ones([2]), ones([2]), settings).gradFn!.name).toBe("AddcdivBackward0");
});
