import { type Tensor, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { functional as F } from "../index.js";

// Python: x = torch.tensor([-2., -0.5, 0.5, 2.]); F....
const cases: [python: string, f: (x: Tensor) => Tensor, values: number[]][] = [
  ["celu_(x, 2.)", (x) => F.celu_(x, 2), [-1.264241099357605, -0.44239842891693115, 0.5, 2]],
  ["elu_(x, 2.)", (x) => F.elu_(x, 2), [-1.7293294668197632, -0.7869386672973633, 0.5, 2]],
  ["hardtanh_(x, -1., 1.5)", (x) => F.hardtanh_(x, -1, 1.5), [-1, -0.5, 0.5, 1.5]],
  ["leaky_relu_(x, 0.25)", (x) => F.leakyRelu_(x, 0.25), [-0.5, -0.125, 0.5, 2]],
  ["relu_(x)", (x) => F.relu_(x), [0, 0, 0.5, 2]],
  ["rrelu_(x, 0.25, 0.75)", (x) => F.rrelu_(x, 0.25, 0.75), [-1, -0.25, 0.5, 2]],
  ["selu_(x)", (x) => F.selu_(x), [-1.5201665163040161, -0.6917581558227539, 0.5253505110740662, 2.1014020442962646]],
  ["threshold_(x, 0.75, -3.)", (x) => F.threshold_(x, 0.75, -3), [-3, -3, -3, 2]],
];
test.each(cases)("F.%s overwrites", (_, f, values) => {
  const x = tensor([-2, -0.5, 0.5, 2]);
  expect(f(x)).toBe(x);
  (x.tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 6));
});
