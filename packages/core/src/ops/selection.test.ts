import { expect, test } from "vitest";
import { bool, float16, float32, float64, grad, int8, int64, nanToNum, tensor, where } from "../index.js";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const choice = tensor([true, false]);

test("where takes tensors and numbers, and broadcasts all three", () => {
  expect(where(choice, tensor([1, 2]), tensor([3, 4])).tolist()).toEqual([1, 4]);
  expect(where(tensor([[true], [false]]), tensor([1, 2]), 0).tolist()).toEqual([
    [1, 2],
    [0, 0],
  ]);
  expect(tensor([1, 2]).where(choice, 9).tolist()).toEqual([1, 9]);
});

test("where promotes", () => {
  expect(where(choice, 1, 2).dtype).toBe(int64);
  expect(where(choice, 1.5, 2).dtype).toBe(float32);
  expect(where(choice, true, false).dtype).toBe(bool);
  expect(where(choice, tensor([1, 2]), 2.5).tolist()).toEqual([1, 2.5]);
  expect(where(choice, tensor(1, { dtype: float64 }), tensor([1.5, 2])).dtype).toBe(float32);
  expect(where(choice, 0, tensor([1.5, 2], { dtype: float16 })).dtype).toBe(float16);
  expect(() => where(choice, tensor([1, 2], { dtype: int8 }), 300)).toThrow("without overflow");
  expect(() => where(tensor([1, 0]), 1, 2)).toThrow(
    "where expected condition to be a boolean tensor, but got a tensor with dtype Long",
  );
  expect(() => where(choice, tensor([1, 2, 3]), 0)).toThrow(
    "The size of tensor a (2) must match the size of tensor b (3)",
  );
});

test("where gives each gradient to the operand it was taken from", () => {
  const x = tensor([1.5, 2.5], { requiresGrad: true });
  const y = tensor(3.5, { requiresGrad: true });
  const z = where(choice, x, y);
  expect(z.gradFn!.name).toBe("WhereBackward0");
  const [dx, dy] = grad(z.mul(z).sum(), [x, y], { createGraph: true });
  expect(dx!.tolist()).toEqual([3, 0]);
  expect(dy!.tolist()).toBe(7);
  expect(grad(dy!, y)[0]!.tolist()).toBe(2);
});

test("nanToNum", () => {
  // torch.nan_to_num(torch.tensor([inf, -inf, nan, 2.5])) and with nan=1., posinf=2., neginf=3.
  const x = tensor([inf, -inf, nan, 2.5], { requiresGrad: true });
  const y = nanToNum(x);
  expect(y.tolist()).toEqual([3.4028234663852886e38, -3.4028234663852886e38, 0, 2.5]);
  expect(nanToNum(x, 1, 2, 3).tolist()).toEqual([2, 3, 1, 2.5]);
  expect(nanToNum(x.to(float16)).tolist()).toEqual([65504, -65504, 0, 2.5]);
  y.sum().backward();
  expect(x.grad!.tolist()).toEqual([0, 0, 0, 1]);
  expect(nanToNum(tensor([1, 2])).tolist()).toEqual([1, 2]);
  expect(tensor([nan]).nanToNum_(7).tolist()).toEqual([7]);
});

test("where without choices tells where the condition holds", () => {
  // torch.where(torch.tensor([[True, False], [False, True]]))
  const places = where(
    tensor([
      [true, false],
      [false, true],
    ]),
  );
  expect(places.map((place) => place.tolist())).toEqual([
    [0, 1],
    [0, 1],
  ]);
});
