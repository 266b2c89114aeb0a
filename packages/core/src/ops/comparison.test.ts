import { expect, test } from "vitest";
import {
  allclose,
  bool,
  eq,
  equal,
  float16,
  float32,
  ge,
  gt,
  int32,
  int64,
  isclose,
  isfinite,
  isinf,
  isnan,
  isneginf,
  isposinf,
  isreal,
  le,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  lt,
  ne,
  tensor,
  uint8,
  zeros,
} from "../index.js";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

test("comparisons give bools, and nothing is true of NaN but that it differs", () => {
  const x = tensor([1, 2, 3, nan]);
  const y = tensor([2, 2, 2, nan]);
  expect(eq(x, y).dtype).toBe(bool);
  expect(eq(x, y).tolist()).toEqual([false, true, false, false]);
  expect(ne(x, y).tolist()).toEqual([true, false, true, true]);
  expect(lt(x, y).tolist()).toEqual([true, false, false, false]);
  expect(le(x, y).tolist()).toEqual([true, true, false, false]);
  expect(gt(x, y).tolist()).toEqual([false, false, true, false]);
  expect(ge(x, y).tolist()).toEqual([false, true, true, false]);
});

test("operands broadcast, and meet in a common type", () => {
  expect(lt(tensor([[1], [3]]), tensor([2, 4])).tolist()).toEqual([
    [true, true],
    [false, true],
  ]);
  expect(lt(tensor([2, 3]), 2.5).tolist()).toEqual([true, false]);
  expect(eq(tensor([2n ** 53n + 1n]), 2n ** 53n).tolist()).toEqual([false]);
  // a number wraps to the tensor's type: torch.tensor([1, 2], dtype=torch.uint8) == 257, < -1
  const bytes = tensor([1, 2], { dtype: uint8 });
  expect(eq(bytes, 257).tolist()).toEqual([true, false]);
  expect(lt(bytes, -1).tolist()).toEqual([true, true]);
  expect(eq(tensor([0.1], { dtype: float16 }), 0.1).tolist()).toEqual([true]);
});

test("in place, the type stays", () => {
  // torch.tensor([1.5, 0]).eq_(1.5), torch.tensor([1, 0]).lt_(1.5)
  const x = tensor([1.5, 0]);
  expect(x.eq_(1.5)).toBe(x);
  expect(x.dtype).toBe(float32);
  expect(x.tolist()).toEqual([1, 0]);
  const y = tensor([1, 0]).lt_(1.5);
  expect(y.dtype).toBe(int64);
  expect(y.tolist()).toEqual([1, 1]);
  expect(tensor([1.5, 0]).logicalNot_().tolist()).toEqual([0, 1]);
});

test("NaN is true, both zeros are false", () => {
  const x = tensor([nan, 0, -0, 2.5]);
  expect(logicalNot(x).tolist()).toEqual([false, true, true, false]);
  const y = tensor([1, 1, 0, 0], { dtype: int32 });
  expect(logicalAnd(x, y).tolist()).toEqual([true, false, false, false]);
  expect(logicalOr(x, y).tolist()).toEqual([true, true, false, true]);
  expect(logicalXor(x, y).tolist()).toEqual([false, true, false, true]);
  expect(logicalNot(tensor([0, 2n ** 60n])).tolist()).toEqual([true, false]);
});

test("tests of single elements", () => {
  const x = tensor([1, nan, inf, -inf]);
  expect(isnan(x).tolist()).toEqual([false, true, false, false]);
  expect(isinf(x).tolist()).toEqual([false, false, true, true]);
  expect(isfinite(x).tolist()).toEqual([true, false, false, false]);
  expect(isposinf(x).tolist()).toEqual([false, false, true, false]);
  expect(isneginf(x).tolist()).toEqual([false, false, false, true]);
  expect(isreal(x).tolist()).toEqual([true, true, true, true]);
  expect(isfinite(tensor([1, 2n ** 60n])).tolist()).toEqual([true, true]);
});

test("comparisons have no gradient", () => {
  const x = tensor([1.5], { requiresGrad: true });
  expect(lt(x, 2).requiresGrad).toBe(false);
  expect(isnan(x).requiresGrad).toBe(false);
});

test("isclose", () => {
  // torch.isclose(torch.tensor([1., inf, nan, 1.]), torch.tensor([1 + 1e-6, inf, nan, 2.]))
  const x = tensor([1, inf, nan, 1]);
  const y = tensor([1 + 1e-6, inf, nan, 2]);
  expect(isclose(x, y).tolist()).toEqual([true, true, false, false]);
  expect(isclose(x, y, { equalNan: true }).tolist()).toEqual([true, true, true, false]);
  expect(isclose(x, y, { rtol: 0, atol: 0 }).tolist()).toEqual([false, true, false, false]);
  expect(isclose(tensor([100]), tensor([101]), { rtol: 0.01 }).tolist()).toEqual([true]);
  expect(isclose(tensor([true]), tensor([false])).tolist()).toEqual([false]);
  expect(() => isclose(tensor([1]), tensor([1.5]))).toThrow("Long did not match Float");
  expect(() => isclose(x, y, { rtol: -1 })).toThrow("rtol must be greater than or equal to zero, but got -1");
  expect(() => isclose(x, y, { atol: -1 })).toThrow("atol must be greater than or equal to zero, but got -1");
});

test("allclose and equal look at all elements", () => {
  expect(allclose(tensor([1.5, 2]), tensor([1.5, 2.000001]))).toBe(true);
  expect(allclose(tensor([1.5, 2]), tensor([1.5, 2.1]))).toBe(false);
  expect(allclose(tensor([1.5]), tensor([[1.5], [1.5]]))).toBe(true);
  expect(equal(tensor([1, 2]), tensor([1.0, 2.0], { dtype: float32 }))).toBe(true);
  expect(equal(tensor([1, 2]), tensor([1]))).toBe(false);
  expect(equal(tensor([nan]), tensor([nan]))).toBe(false);
  expect(equal(zeros([0, 3]), zeros([0, 3]))).toBe(true);
});
