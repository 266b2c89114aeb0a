import { arange, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { ConcatDataset, defaultCollate, randomSplit, Subset, TensorDataset } from "./index.js";

const ten = new TensorDataset(arange(10));

test("rows of tensors", () => {
  const set = new TensorDataset(
    tensor([
      [1, 2],
      [3, 4],
    ]),
    tensor([5, 6]),
  );
  expect(set.getItem(-1).map((x) => x.tolist())).toEqual([[3, 4], 6]);
  expect(set.length).toBe(2);
  expect(() => new TensorDataset(zeros([2]), zeros([3]))).toThrow("size mismatch between tensors");
});

test("one after the other", () => {
  const both = ten.concat(new TensorDataset(arange(3)));
  expect([both.length, both.getItem(9)[0]!.item(), both.getItem(10)[0]!.item(), both.getItem(-1)[0]!.item()]).toEqual([
    13, 9, 0, 2,
  ]);
  expect(() => both.getItem(13)).toThrow("index 13 is out of range for 13 samples");
  // ConcatDataset([[1, 2]])[-3], TensorDataset(torch.ones(2))[2]
  expect(() => both.getItem(-14)).toThrow("absolute value of index should not exceed dataset length");
  expect(() => new TensorDataset(arange(2)).getItem(2)).toThrow("index 2 is out of bounds for dimension 0 with size 2");
  expect(() => new ConcatDataset([])).toThrow("datasets should not be an empty iterable");
});

test("parts", () => {
  expect(new Subset(ten, [3, 1]).getItem(1)[0]!.item()).toBe(1);
  expect(randomSplit(ten, [7, 3]).map((part) => part.length)).toEqual([7, 3]);
  // [len(part) for part in random_split(range(10), [0.55, 0.45])]
  expect(randomSplit(ten, [0.55, 0.45]).map((part) => part.length)).toEqual([6, 4]);
  // random_split(range(10), [1.5, -0.5])
  expect(() => randomSplit(ten, [1.5, -0.5])).toThrow("Fraction at index 0 is not between 0 and 1");
  expect(() => randomSplit(ten, [7, 2])).toThrow(
    "Sum of input lengths does not equal the length of the input dataset!",
  );
});

// str(default_collate([...]))
test.each([
  [[1, 2], "tensor([1, 2])"],
  [[1.5, 2], "tensor([1.5000, 2.0000], dtype=torch.float64)"],
  [[true, false], "tensor([ True, False])"],
  [[tensor([1, 2]), tensor([3, 4])], "tensor([[1, 2],\n        [3, 4]])"],
])("collates %j", (samples, text) => {
  expect(String(defaultCollate(samples))).toBe(text);
});

test("collates lists, objects and strings", () => {
  expect(defaultCollate(["a", "b"])).toEqual(["a", "b"]);
  const [x, y] = defaultCollate([
    [1, "a"],
    [2, "b"],
  ]) as [unknown, unknown];
  expect([String(x), y]).toEqual(["tensor([1, 2])", ["a", "b"]]);
  expect(String((defaultCollate([{ k: 1 }, { k: 2 }]) as { k: unknown }).k)).toBe("tensor([1, 2])");
  expect(() => defaultCollate([[1, 2], [3]])).toThrow("each element in list of batch should be of equal size");
  expect(() => defaultCollate([null])).toThrow(
    "batch must contain tensors, numpy arrays, numbers, dicts or lists; found null",
  );
});
