import { expect, test } from "vitest";
import { arange, ones, zeros } from "../index.js";

test("iteration goes over the first dimension", () => {
  const [a, b] = arange(4).reshape([2, 2]);
  expect(a!.tolist()).toEqual([0, 1]);
  expect(b!.tolist()).toEqual([2, 3]);
  expect([...zeros([0, 2])]).toEqual([]);
});

test("iteration gives views of one op, which cannot be written to while gradients are recorded", () => {
  // y = torch.ones(2, requires_grad=True) * 2; a, b = y; a.grad_fn; b.add_(1)
  const [, b] = ones([2], { requiresGrad: true }).mul(2);
  expect(b!.gradFn!.name).toBe("UnbindBackward0");
  expect(() => b!.add_(1)).toThrow("Output 1 of Unbind is a view and is being modified inplace.");
});
