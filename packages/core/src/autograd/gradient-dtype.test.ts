import { expect, test } from "vitest";
import { autograd, float16, float32, float64, ones, tensor, zeros } from "../index.js";

test("a gradient may have a type of its own", () => {
  const x = ones([2], { requiresGrad: true });
  x.gradDtype = float64;
  x.mul(2).sum().backward();
  // x.grad
  expect(String(x.grad)).toBe("tensor([2., 2.], dtype=torch.float64)");
  expect(() => {
    x.grad = ones([2]);
  }).toThrow("attempting to assign a gradient with dtype 'float' to a tensor with grad_dtype 'Double'.");
  expect(() => {
    x.gradDtype = float32;
  }).toThrow("Cannot set grad_dtype to 'Float' because there is already a gradient with dtype 'double'.");
  const y = ones([2], { requiresGrad: true });
  y.gradDtype = null;
  y.grad = ones([2], { dtype: float16 });
  y.mul(2).sum().backward();
  // y.grad
  expect(String(y.grad)).toBe("tensor([3., 3.], dtype=torch.float16)");
  expect(() => x.mul(2).gradDtype).toThrow("grad_dtype can only be accessed on leaf tensors.");
});

test("a pass from several tensors", () => {
  const x = ones([2], { requiresGrad: true });
  // torch.autograd.backward([x.sum(), x * x], [None, torch.ones(2)]); x.grad
  autograd.backward([x.sum(), x.mul(x)], [null, ones([2])]);
  expect(x.grad!.tolist()).toEqual([3, 3]);
  // torch.autograd.backward([x.sum(), x.sum()], [None])
  expect(() => autograd.backward([x.sum(), x.sum()], [null])).toThrow("got 2 tensors and 1 gradients");
  expect(() => autograd.backward(x.sum(), null, { inputs: [] })).toThrow(
    "`inputs` argument to `backward()` cannot be empty.",
  );
});

test("length and numpy", () => {
  expect(zeros([3, 2]).length).toBe(3);
  expect(() => zeros([]).length).toThrow("len() of a 0-d tensor");
  expect(tensor([1.5]).numpy()).toEqual(new Float32Array([1.5]));
  expect(() => ones([2], { requiresGrad: true }).numpy()).toThrow("Can't call numpy() on Tensor that requires grad.");
});
