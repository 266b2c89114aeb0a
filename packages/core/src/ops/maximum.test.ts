import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { float32, fmax, fmin, grad, maximum, minimum, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  2,
  `
  maximum | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 0.7 0.3 2.5 | 0 1 1 | 1 0 0 | MaximumBackward0
  minimum | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.2 -1.4 2.1 | 1 0 0 | 0 1 1 | MinimumBackward0
  fmax | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 0.7 0.3 2.5 | 0 1 1 | 1 0 0 | FmaxBackward0
  fmin | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.2 -1.4 2.1 | 1 0 0 | 0 1 1 | FminBackward0
  `,
);

const { NaN: nan } = Number;
const dtype = float32;

test("NaN wins, or loses", () => {
  const [x, y] = [tensor([1, nan, 2]), tensor([nan, 1, 3])];
  expect(maximum(x, y).tolist()).toEqual([nan, nan, 3]);
  expect(minimum(x, y).tolist()).toEqual([nan, nan, 2]);
  expect(fmax(x, y).tolist()).toEqual([1, 1, 3]);
  expect(fmin(x, y).tolist()).toEqual([1, 1, 2]);
});

test("equal elements share the gradient of maximum, the first has that of fmax", () => {
  const leaves = () =>
    [tensor([1, 2], { requiresGrad: true, dtype }), tensor([1, 3], { requiresGrad: true, dtype })] as const;
  const gradients = (f: typeof maximum) => {
    const [x, y] = leaves();
    return grad(f(x, y).sum(), [x, y]).map((g) => g!.tolist());
  };
  expect(gradients(maximum)).toEqual([
    [0.5, 0],
    [0.5, 1],
  ]);
  expect(gradients(fmax)).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test("bools and integers", () => {
  expect(maximum(tensor([true, false]), tensor([false, false])).tolist()).toEqual([true, false]);
  expect(minimum(tensor([2n ** 60n]), tensor([2n ** 60n + 1n])).tolist()).toEqual([2n ** 60n]);
});
