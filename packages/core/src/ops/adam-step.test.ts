import { expect, test } from "vitest";
import { generated } from "../../test/generated.js";
import { adamStep_, bfloat16, float32, float64, noGrad, ones, type Tensor } from "../index.js";

const step = { weight: 0.1, decay: 0.999, gain: 0.001, scale: 0.3, eps: 1e-8, value: -0.01, shrink: 0.99 };

type Four = readonly [x: Tensor, gradient: Tensor, average: Tensor, squares: Tensor];

function byMethods([x, gradient, average, squares]: Four, weight: number): Tensor[] {
  const [y, m, s] = [x.clone(), average.clone(), squares.clone()];
  y.mul_(step.shrink);
  m.lerp_(gradient, weight);
  s.mul_(step.decay).addcmul_(gradient, gradient, { value: step.gain });
  y.addcdiv_(m, s.sqrt().div_(step.scale).add_(step.eps), { value: step.value });
  return [y, m, s];
}

test.each([
  [[10_001], float32, 0.1, 1],
  [[10_001], float32, 0.6, 1],
  [[3, 7], float32, 0.1, 1e-22], // squares are denormal
  [[1001], float32, 0.1, 1e-22],
  [[1001], float32, 0.1, 1e-19], // some of them
  [[1001], float32, 0.003, 1],
  [[1001], float32, 0.003, 1e-40],
  [[0], float32, 0.1, 1],
  [[50, 100], float64, 0.1, 1],
  [[50], bfloat16, 0.1, 1],
] as const)("the step of %j elements of %s, with weight %d, is that of the methods", (shape, dtype, weight, size) => {
  const [x, gradient, average] = [1, 2, 3].map((seed) => generated(seed, shape, dtype).mul(size)) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const squares = generated(4, shape, dtype).mul(size).square();
  const expected = byMethods([x, gradient, average, squares], weight);
  expect(adamStep_(x, gradient, average, squares, { ...step, weight })).toBe(x);
  expect([x, average, squares].map((t) => t.tolist())).toEqual(expected.map((t) => t.tolist()));
});

test("tensors in columns, and what is refused", () => {
  const [x, gradient, average] = [generated(1, [40, 30]).t(), generated(2, [30, 40]), generated(3, [30, 40])];
  const squares = generated(4, [40, 30]).abs().t();
  const expected = byMethods([x, gradient, average, squares], step.weight);
  adamStep_(x, gradient, average, squares, step);
  expect([x, average, squares].map((t) => t.tolist())).toEqual(expected.map((t) => t.tolist()));
  const w = ones([2], { requiresGrad: true });
  expect(() => adamStep_(w, ones([2]), ones([2]), ones([2]), step)).toThrow("a leaf Variable that requires grad");
  noGrad(() => adamStep_(w, ones([2]), ones([2]), ones([2]), step));
});
