import { bfloat16, float32, float64, full, type Tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { functional as F } from "../index.js";

// x = torch.full((39,), nan, dtype=dtype, requires_grad=True); f(x).backward(torch.full((39,), 2., dtype=dtype)); x.grad
const gradients: [string, (x: Tensor) => Tensor, number, number][] = [
  ["elu", (x) => F.elu(x), Number.NaN, 2],
  ["celu", (x) => F.celu(x), Number.NaN, 2],
  ["hardtanh", (x) => F.hardtanh(x), 0, 2],
  ["relu6", (x) => F.relu6(x), 0, 2],
  ["softshrink", (x) => F.softshrink(x), 0, 2],
  ["hardshrink", (x) => F.hardshrink(x), 0, 2],
  ["hardswish", (x) => F.hardswish(x), Number.NaN, 2],
  ["rrelu", (x) => F.rrelu(x, 0.25, 0.75), 1, 1],
];

test.each(gradients)("gradients of %s at NaN differ in whole blocks and the rest", (_, f, inBlocks, alone) => {
  const whole = 32;
  for (const dtype of [float32, float64, bfloat16]) {
    const x = full([39], Number.NaN, { dtype }).requiresGrad_();
    f(x).backward({ gradient: full([39], 2, { dtype }) });
    expect(x.grad!.tolist()).toEqual([...Array(whole).fill(inBlocks), ...Array(39 - whole).fill(alone)]);
  }
});

test("the gradient of celu takes alpha in single precision", () => {
  // x = torch.tensor([-0.5], dtype=torch.float64, requires_grad=True); F.celu(x, 0.7).backward(); x.grad
  const x = full([1], -0.5, { dtype: float64 }).requiresGrad_();
  F.celu(x, 0.7).sum().backward();
  expect(x.grad!.item()).toBe(0.48954166193890875);
});
