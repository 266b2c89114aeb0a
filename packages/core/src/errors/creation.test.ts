import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { full, ones, setWarnAlways, tensor, zeros } from "../index.js";

// The words of PyTorch 2.13.

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  setWarnAlways(true);
});
afterEach(() => {
  setWarnAlways(false);
  warn.mockRestore();
});

test("what is no number is no data", () => {
  expect(() => tensor("a" as never)).toThrow("new(): invalid data type 'string'");
  expect(() => tensor(null as never)).toThrow("Could not infer dtype of null");
  expect(() => full([2], undefined as never)).toThrow('full() missing 1 required positional arguments: "fill_value"');
});

test("a tensor converts to a number where it has one element", () => {
  expect(Number(tensor([2.5]))).toBe(2.5);
  expect(Number(tensor([[7]]))).toBe(7);
  expect(Number(tensor(true))).toBe(1);
  expect(`${tensor(2.5)}`).toBe("tensor(2.5000)");
  expect(() => Number(ones([2]))).toThrow("only one element tensors can be converted to Python scalars");
  expect(() => tensor([ones([2])])).toThrow("only one element tensors can be converted to Python scalars");
});

test("copying by `tensor` warns", () => {
  expect(tensor(ones([1])).tolist()).toEqual([1]);
  expect(warn.mock.calls).toEqual([
    [
      "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or sourceTensor.detach().clone().requiresGrad_(true), rather than tensor(sourceTensor).",
    ],
  ]);
  tensor([ones([1])]);
  expect(warn).toHaveBeenCalledTimes(1);
});

test("transposing what is no matrix warns", () => {
  zeros([2, 3]).T;
  zeros([2, 3, 4]).mT;
  expect(warn).not.toHaveBeenCalled();
  expect(zeros([2, 3, 4]).T.shape).toEqual([4, 3, 2]);
  expect(zeros([2]).T.shape).toEqual([2]);
  for (const [text] of warn.mock.calls.splice(0))
    expect(text).toContain(
      "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated",
    );
  const scalar = tensor(1.5);
  for (const x of [scalar.T, scalar.mT, scalar.H, scalar.mH, scalar.adjoint()]) expect(x.item()).toBe(1.5);
  expect(warn.mock.calls.flat()).toEqual([
    "Tensor.T is deprecated on 0-D tensors. This function is the identity in these cases.",
    "Tensor.mT is deprecated on 0-D tensors. This function is the identity in these cases.",
    "Tensor.H is deprecated on 0-D tensors. Consider using x.conj().",
    "Tensor.mH is deprecated on 0-D tensors. Consider using x.conj().",
    "adjoint() is deprecated on 0-D tensors. Consider using x.conj().",
  ]);
});

test("covariances without degrees of freedom warn", () => {
  expect(ones([1]).cov().item()).toBe(NaN);
  expect(warn.mock.calls.flat()).toEqual([
    "cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of observations.",
  ]);
});
