import { expect, test } from "vitest";
import { constantPadNd, ones, tensor } from "../index.js";

test("pads any number of dimensions, and takes away", () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  // torch.constant_pad_nd(x, (-1, 2, 1, 0), 9)
  expect(constantPadNd(x, [-1, 2, 1, 0], 9).tolist()).toEqual([
    [9, 9, 9],
    [2, 9, 9],
    [4, 9, 9],
  ]);
  // torch.constant_pad_nd(torch.tensor(1.), ())
  expect(constantPadNd(tensor(1), []).tolist()).toBe(1);
  // torch.constant_pad_nd(torch.ones(0, 2), (0, 0, 1, 1))
  expect(constantPadNd(ones([0, 2]), [0, 0, 1, 1]).tolist()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test("keeps the order of dimensions in storage where it only takes away", () => {
  // torch.constant_pad_nd(torch.ones(3, 2).t(), (-1, 0)).stride()
  expect(constantPadNd(ones([3, 2]).t(), [-1, 0]).stride()).toEqual([1, 2]);
  // torch.constant_pad_nd(torch.ones(3, 2).t(), (1, 0)).stride()
  expect(constantPadNd(ones([3, 2]).t(), [1, 0]).stride()).toEqual([4, 1]);
});

test("says what does not fit", () => {
  expect(() => constantPadNd(ones([2]), [1])).toThrow("Length of pad must be even but instead it equals 1");
  expect(() => constantPadNd(ones([2]), [1, 1, 1, 1])).toThrow(
    "Length of pad should be no more than twice the number of dimensions of the input.",
  );
  expect(() => constantPadNd(ones([2]), [-3, 1])).toThrow("narrow(): length must be non-negative.");
});
