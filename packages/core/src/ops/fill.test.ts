import { expect, test } from "vitest";
import { angle, conj, fill, grad, isreal, real, tensor, uint8 } from "../index.js";

test("fill keeps shape and type, and only a tensor as value has a gradient", () => {
  expect(fill(tensor([1, 2]), 7).tolist()).toEqual([7, 7]);
  expect(fill(tensor([true, false]), tensor(3)).tolist()).toEqual([true, true]);
  const x = tensor([1.5, 2.5], { requiresGrad: true });
  const value = tensor(4.5, { requiresGrad: true });
  expect(grad(fill(x, value).sum(), [x, value]).map((g) => g!.tolist())).toEqual([[0, 0], 2]);
  expect(() => fill(x, tensor([1.5]))).toThrow(
    "fill_ only supports 0-dimension value tensor but got tensor with 1 dim",
  );
  expect(() => fill(tensor([1], { dtype: uint8 }), 300)).toThrow("without overflow");
});

test("real numbers are their own conjugates", () => {
  const x = tensor([-2.5, Number.NaN, 0]);
  expect(conj(x)).toBe(x);
  expect(real(x)).toBe(x);
  expect(isreal(x).tolist()).toEqual([true, true, true]);
  expect(angle(x).tolist()).toEqual([3.1415927410125732, Number.NaN, 0]);
});
