import { expect, test, vi } from "vitest";
import {
  asParameter,
  bfloat16,
  type DType,
  float16,
  float64,
  int64,
  noGrad,
  ones,
  type Tensor,
  tensor,
} from "../index.js";

// The words of PyTorch 2.13.

test("what was saved and written to is named by the op that made it", () => {
  const message = (write: (y: Tensor) => Tensor): string => {
    const y = ones([2], { requiresGrad: true }).exp();
    const out = write(y);
    try {
      out.sum().backward();
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  const begin = "one of the variables needed for gradient computation has been modified by an inplace operation: ";
  // y = x.exp(); y.add_(1)
  const ofOutput = message((y) => y.add_(1));
  expect(ofOutput.slice(0, ofOutput.indexOf("Hint"))).toBe(
    `${begin}[torch.FloatTensor [2]], which is output 0 of Exp, is at version 1; expected version 0 instead. `,
  );
  // z = y * y; y.mul_(2); y.add_(1)
  const ofInput = (y: Tensor): Tensor => {
    const z = y.mul(y);
    y.mul_(2).add_(1);
    return z;
  };
  expect(message(ofInput)).toContain("which is output 0 of Add, is at version 2; expected version 0 instead");
  // z = y * y; y[0] = 5
  const ofPart = (y: Tensor): Tensor => {
    const z = y.mul(y);
    y.setAt([0], 5);
    return z;
  };
  expect(message(ofPart)).toContain("which is output 0 of torch::autograd::CopySlices, is at version 1");
});

test("a leaf that was saved and written to has no op", () => {
  const x = ones([2], { requiresGrad: true });
  const z = x.mul(x);
  noGrad(() => x.mul_(2));
  expect(() => z.sum().backward()).toThrow("inplace operation: [torch.FloatTensor [2]] is at version 1; expected");
});

test("a gradient is a tensor of the same type and shape", () => {
  const x = ones([2], { requiresGrad: true });
  const assign = (value: unknown) => () => {
    x.grad = value as Tensor;
  };
  expect(assign(1.5)).toThrow("assigned grad expected to be a Tensor or null but got grad of type number");
  const wrongs: [DType, string][] = [
    [float64, "double"],
    [int64, "long int"],
    [float16, "c10::Half"],
    [bfloat16, "c10::BFloat16"],
  ];
  for (const [dtype, name] of wrongs)
    expect(assign(ones([2], { dtype }))).toThrow(`attempting to assign a gradient with dtype '${name}' to a tensor`);
  expect(assign(ones([3]))).toThrow("attempting to assign a gradient of size '[3]' to a tensor of size '[2]'");
  expect(x.grad).toBe(null);
});

test("integers never require gradients", () => {
  const made = "Only Tensors of floating point and complex dtype can require gradients";
  expect(() => asParameter(tensor([1, 2]))).toThrow(made);
  expect(() => tensor([1], { requiresGrad: true })).toThrow(made);
  expect(() => tensor([1]).requiresGrad_()).toThrow("only Tensors of floating point dtype can require gradients");
  expect(() => ones([2], { requiresGrad: true }).mul(2).requiresGrad_(false)).toThrow(
    "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use varNoGrad = var.detach().",
  );
});

test("asking a result for its gradient warns, unless it keeps one", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const x = ones([2], { requiresGrad: true });
  const [result, kept] = [x.mul(2), x.mul(3)];
  kept.retainGrad();
  // y = x * 2; y.grad
  expect([x.grad, kept.grad, x.detach().grad, result.grad]).toEqual([null, null, null, null]);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls.join()).toMatch(
    /^The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward\(\)./,
  );
  warn.mockRestore();
});
