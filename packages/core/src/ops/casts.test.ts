import { expect, test } from "vitest";
import { float32, float64, type Tensor, tensor } from "../index.js";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const casts = ["bool", "byte", "char", "short", "int", "long", "half", "bfloat16", "float", "double"] as const;
const cast = (x: Tensor, name: (typeof casts)[number]): unknown => x[name]().tolist();

test("from floats", () => {
  // torch.tensor([0, 1, 1.75, -1.75, 200.5], dtype=torch.float64).to(...)
  const x = tensor([0, 1, 1.75, -1.75, 200.5], { dtype: float64 });
  expect(casts.map((name) => cast(x, name))).toEqual([
    [false, true, true, true, true],
    [0, 1, 1, 255, 200],
    [0, 1, 1, -1, -56],
    [0, 1, 1, -1, 200],
    [0, 1, 1, -1, 200],
    [0, 1, 1, -1, 200],
    [0, 1, 1.75, -1.75, 200.5],
    [0, 1, 1.75, -1.75, 200],
    [0, 1, 1.75, -1.75, 200.5],
    [0, 1, 1.75, -1.75, 200.5],
  ]);
});

test("from int64", () => {
  // torch.tensor([0, 1, -1, 300, 2**40 + 5]).to(...)
  const x = tensor([0, 1, -1, 300, 2 ** 40 + 5]);
  expect(casts.map((name) => cast(x, name))).toEqual([
    [false, true, true, true, true],
    [0, 1, 255, 44, 5],
    [0, 1, -1, 44, 5],
    [0, 1, -1, 300, 5],
    [0, 1, -1, 300, 5],
    [0, 1, -1, 300, 1099511627781],
    [0, 1, -1, 300, inf],
    [0, 1, -1, 300, 1099511627776],
    [0, 1, -1, 300, 1099511627776],
    [0, 1, -1, 300, 1099511627781],
  ]);
});

test("what does not fit an integer becomes the lowest one", () => {
  // torch.tensor([nan, inf, -inf, 3e9]).to(torch.int32), torch.tensor([nan, inf, -inf, 1e20]).to(torch.int64)
  expect(tensor([nan, inf, -inf, 3e9]).int().tolist()).toEqual(Array(4).fill(-(2 ** 31)));
  expect(tensor([nan, inf, -inf, 1e20]).long().tolist()).toEqual(Array(4).fill(-(2n ** 63n)));
  expect(tensor([nan, 0, -0, 2.5]).bool().tolist()).toEqual([true, false, false, true]);
});

test("gradients flow through conversions between floats", () => {
  const x = tensor([1.5], { requiresGrad: true });
  x.double().mul(x.half()).sum().backward();
  expect(x.grad!.tolist()).toEqual([3]);
  expect(x.float()).toBe(x);
  expect(x.grad!.dtype).toBe(float32);
});
