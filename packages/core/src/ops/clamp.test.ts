import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { clamp, clampMax, clampMin, float32, grad, tensor, uint8 } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  2,
  `
  clampMin | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 0.7 0.3 2.5 | 0 1 1 | 1 0 0 | ClampMinBackward1
  clampMax | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.2 -1.4 2.1 | 1 0 0 | 0 1 1 | ClampMaxBackward1
  `,
);

const { NaN: nan } = Number;
const leaf = (values: number[]) => tensor(values, { dtype: float32, requiresGrad: true });

test("bounds that are numbers", () => {
  expect(clamp(tensor([1, 2, nan]), nan, 3).tolist()).toEqual([nan, nan, nan]);
  expect(clamp(tensor([1, 2, nan]), 3, 1).tolist()).toEqual([1, 1, nan]);
  expect(clamp(tensor([1, 2, 5]), null, 3).tolist()).toEqual([1, 2, 3]);
  expect(clamp(tensor([0, 2]), 0.5).tolist()).toEqual([0.5, 2]);
  expect(tensor([1, 7]).clip(2, 5).tolist()).toEqual([2, 5]);
});

test("the gradient passes on the boundary", () => {
  const x = leaf([-1, 0, 0.5, 1, 2]);
  const y = clamp(x, 0, 1);
  expect(y.gradFn!.name).toBe("ClampBackward1");
  y.sum().backward();
  expect(x.grad!.tolist()).toEqual([0, 1, 1, 1, 0]);
});

test("bounds that are tensors have gradients", () => {
  // x.clamp(lo, hi) and torch.autograd.grad(r.sum(), [x, lo, hi])
  const [x, lo, hi] = [leaf([-1, 0, 0.5, 1, 2]), leaf([0, 0, 1, 0, 0]), leaf([1, 0, 0.25, 1, 1])];
  const y = clamp(x, lo, hi);
  expect(y.tolist()).toEqual([0, 0, 0.25, 1, 1]);
  expect(y.gradFn!.name).toBe("ClampBackward0");
  expect(grad(y.sum(), [x, lo, hi]).map((g) => g!.tolist())).toEqual([
    [0, 1, 0, 1, 0],
    [1, 0, 0, 0, 0],
    [0, 0, 1, 0, 1],
  ]);
  expect(clamp(x, lo).tolist()).toEqual([0, 0, 1, 1, 2]);
  expect(clamp(x, null, hi).tolist()).toEqual([-1, 0, 0.25, 1, 1]);
});

test("in place", () => {
  const x = leaf([-1, 0, 0.5, 1, 2]);
  const y = x.clone().clamp_(0, tensor([1, 1, 0.25, 1, 1]));
  y.sum().backward();
  expect(y.tolist()).toEqual([0, 0, 0.25, 1, 1]);
  expect(x.grad!.tolist()).toEqual([0, 1, 0, 1, 0]);
  expect(tensor([1, 5]).clampMin_(3).tolist()).toEqual([3, 5]);
  expect(
    tensor([1, 5])
      .clampMax_(tensor([3, 3]))
      .tolist(),
  ).toEqual([1, 3]);
  expect(() => tensor([1, 2]).clamp_(0.5)).toThrow("result type Float can't be cast to the desired output type Long");
  expect(() => tensor([1]).clamp_(tensor([0, 0]))).toThrow("doesn't match the broadcast shape");
});

test("what is refused", () => {
  expect(() => clamp(tensor([1]))).toThrow("At least one of 'min' or 'max' must not be None");
  expect(() => clamp(tensor([true]), true)).toThrow("not implemented for 'Bool'");
  expect(() => clamp(tensor([1], { dtype: uint8 }), 300)).toThrow("cannot be converted to type uint8 without overflow");
});

test("numbers name the gradient otherwise", () => {
  const x = leaf([1]);
  expect(clampMin(x, 0).gradFn!.name).toBe("ClampMinBackward0");
  expect(clampMax(x, 0).gradFn!.name).toBe("ClampMaxBackward0");
});
