import { arange, Generator, manualSeed, randint } from "@flambeau/core";
import { beforeEach, expect, test } from "vitest";
import {
  BatchSampler,
  RandomSampler,
  randomSplit,
  SubsetRandomSampler,
  TensorDataset,
  WeightedRandomSampler,
} from "./index.js";

const next = (): unknown => randint(0, 2 ** 31, [1]).item();

/** Each expectation follows `torch.manual_seed(1)` in PyTorch, and ends with where the stream stands. */
beforeEach(() => {
  manualSeed(1);
});

// list(RandomSampler(range(5), replacement=True, num_samples=40))
test("with replacement, in chunks of 32", () => {
  expect([...new RandomSampler(Array(5), { replacement: true, numSamples: 40 })]).toEqual([
    1, 2, 0, 4, 1, 4, 0, 0, 4, 1, 2, 1, 4, 3, 0, 2, 4, 2, 1, 4, 2, 3, 3, 0, 3, 1, 1, 3, 2, 1, 1, 4, 0, 3, 1, 3, 2, 4, 3,
    0,
  ]);
  expect(next()).toBe(1857819720);
});

// list(RandomSampler(range(5), num_samples=12))
test("more samples than there are, order after order", () => {
  expect([...new RandomSampler(Array(5), { numSamples: 12 })]).toEqual([1, 3, 4, 0, 2, 1, 0, 3, 4, 2, 4, 2]);
  expect(next()).toBe(1857819720);
});

// g = torch.Generator().manual_seed(3); it = iter(RandomSampler(range(6), generator=g)); [next(it) for _ in range(6)]
// torch.randint(0, 100, (1,), generator=g).item()
test("a given generator is drawn from no earlier than needed", () => {
  const generator = new Generator().manualSeed(3);
  const samples = new RandomSampler(Array(6), { generator })[Symbol.iterator]();
  expect(Array.from({ length: 6 }, () => samples.next().value)).toEqual([4, 0, 3, 2, 1, 5]);
  expect(randint(0, 100, [1], { generator }).item()).toBe(80);
});

// list(SubsetRandomSampler([7, 8, 9, 3]))
test("of a subset", () => {
  expect([...new SubsetRandomSampler([7, 8, 9, 3])]).toEqual([8, 3, 9, 7]);
  expect(next()).toBe(491263);
});

// list(WeightedRandomSampler([0.1, 0.7, 0.2], 8)), then list(WeightedRandomSampler([0.1, 0.7, 0.2], 3, replacement=False))
test("with weights", () => {
  expect([...new WeightedRandomSampler([0.1, 0.7, 0.2], 8)]).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
  expect(next()).toBe(1870626073);
  expect([...new WeightedRandomSampler([0.1, 0.7, 0.2], 3, { replacement: false })]).toEqual([1, 2, 0]);
  expect(next()).toBe(1904615676);
});

test("batches of samples", () => {
  const batches = new BatchSampler([5, 6, 7], 2, { dropLast: true });
  expect([[...batches], batches.length]).toEqual([[[5, 6]], 1]);
  expect(() => new BatchSampler([5], 0, { dropLast: false })).toThrow(
    "batch_size should be a positive integer value, but got batch_size=0",
  );
});

// [part.indices for part in random_split(range(10), [0.75, 0.25])]
test("a random split", () => {
  const parts = randomSplit(new TensorDataset(arange(10)), [0.75, 0.25]);
  expect(parts.map(({ indices }) => indices)).toEqual([
    [5, 6, 1, 2, 0, 8, 9, 3],
    [7, 4],
  ]);
  expect(next()).toBe(396591248);
});

test("choices are booleans, and a random order needs something to order", () => {
  // torch.utils.data.RandomSampler([1], replacement=3), RandomSampler([]), BatchSampler([0], 1, 3)
  expect(() => new RandomSampler([1], { replacement: 3 as never })).toThrow(
    "replacement should be a boolean value, but got replacement=3",
  );
  expect(() => new RandomSampler([])).toThrow("num_samples should be a positive integer value, but got num_samples=0");
  expect(() => new BatchSampler([0], 1, { dropLast: 3 as never })).toThrow(
    "drop_last should be a boolean value, but got drop_last=3",
  );
});
