import { expect, test } from "vitest";
import {
  bitwiseAnd,
  bitwiseLeftShift,
  bitwiseNot,
  bitwiseOr,
  bitwiseRightShift,
  bitwiseXor,
  int8,
  int32,
  int64,
  tensor,
  uint8,
} from "../index.js";

test("integers and bools", () => {
  const [x, y] = [tensor([12, -1, 2n ** 62n]), tensor([10, 5, 2n ** 62n + 1n])];
  expect(bitwiseAnd(x, y).tolist()).toEqual([8, 5, 2n ** 62n]);
  expect(bitwiseOr(x, y).tolist()).toEqual([14, -1, 2n ** 62n + 1n]);
  expect(bitwiseXor(x, y).tolist()).toEqual([6, -6, 1]);
  expect(bitwiseNot(tensor([0, 5], { dtype: uint8 })).tolist()).toEqual([255, 250]);
  const [p, q] = [tensor([true, true, false]), tensor([true, false, false])];
  expect(bitwiseAnd(p, q).tolist()).toEqual([true, false, false]);
  expect(bitwiseOr(p, q).tolist()).toEqual([true, true, false]);
  expect(bitwiseXor(p, q).tolist()).toEqual([false, true, false]);
  expect(bitwiseNot(p).tolist()).toEqual([false, false, true]);
});

test("numbers on either side, and in place", () => {
  expect(bitwiseAnd(6, tensor([3, 5])).tolist()).toEqual([2, 4]);
  expect(bitwiseOr(tensor([3], { dtype: int32 }), 4).dtype).toBe(int32);
  expect(bitwiseXor(tensor([true]), 2).dtype).toBe(int64);
  expect(tensor([6, 5]).bitwiseAnd_(3).tolist()).toEqual([2, 1]);
  expect(tensor([6]).bitwiseNot_().tolist()).toEqual([-7]);
  expect(() => tensor([true]).bitwiseOr_(2)).toThrow("result type Long can't be cast to the desired output type Bool");
});

test("shifts by too much shift everything out", () => {
  // torch.tensor([1, 2]) << torch.tensor([64, -1]), [63, 62]; torch.tensor([-8, 8]) >> torch.tensor([64, -1]), [1, 1]
  expect(bitwiseLeftShift(tensor([1, 2]), tensor([64, -1])).tolist()).toEqual([0, 0]);
  expect(bitwiseLeftShift(tensor([1, 2]), tensor([63, 62])).tolist()).toEqual([-(2n ** 63n), -(2n ** 63n)]);
  expect(bitwiseRightShift(tensor([-8, 8]), tensor([64, -1])).tolist()).toEqual([-1, 0]);
  expect(bitwiseRightShift(tensor([-8, 8]), 1).tolist()).toEqual([-4, 4]);
});

test("shifts of small types stay within them", () => {
  const bytes = (values: number[], dtype = int8) => tensor(values, { dtype });
  expect(bitwiseLeftShift(bytes([1, 2], uint8), bytes([7, 8], uint8)).tolist()).toEqual([128, 0]);
  expect(bitwiseLeftShift(bytes([-1, 2]), bytes([7, 7])).tolist()).toEqual([-128, 0]);
  expect(bitwiseRightShift(bytes([-1, 2]), bytes([9, 7])).tolist()).toEqual([-1, 0]);
  expect(bitwiseRightShift(bytes([255, 2], uint8), bytes([9, 7], uint8)).tolist()).toEqual([0, 0]);
});

test("floats and bools are refused where they have no meaning", () => {
  expect(() => bitwiseAnd(tensor([1.5]), tensor([2.5]))).toThrow(`"bitwise_and_cpu" not implemented for 'Float'`);
  expect(() => bitwiseNot(tensor([1.5]))).toThrow(`"bitwise_not_cpu" not implemented for 'Float'`);
  expect(() => bitwiseLeftShift(tensor([true]), true)).toThrow(`"lshift_cpu" not implemented for 'Bool'`);
});
