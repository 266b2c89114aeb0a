import { arange } from "@flambeau/core";
import { expect, test } from "vitest";
import { ChainDataset, DataLoader, IterableDataset, StackDataset, TensorDataset } from "./index.js";

const left = new TensorDataset(arange(4));
const right = new TensorDataset(arange(10, 14));

test("side by side", () => {
  // list(DataLoader(StackDataset(left, right), batch_size=3))[1], and with StackDataset(a=left, b=right)
  const [, last] = [...new DataLoader(new StackDataset(left, right), { batchSize: 3 })];
  expect(String(last)).toBe("tensor([3]),tensor([13])");
  const named = new StackDataset({ a: left, b: right });
  expect(named.length).toBe(4);
  expect([...new DataLoader(named, { batchSize: 3 })].map(({ b }) => String(b))).toEqual([
    "tensor([10, 11, 12])",
    "tensor([13])",
  ]);
  expect(() => new StackDataset()).toThrow("At least one dataset should be passed");
  expect(() => new StackDataset(left, new TensorDataset(arange(3)))).toThrow("Size mismatch between datasets");
});

class Range extends IterableDataset<number> {
  constructor(readonly count: number) {
    super();
  }
  override *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.count; i++) yield i;
  }
}

test("one after the other, read at once or awaited", async () => {
  // list(DataLoader(ChainDataset([range(2), range(3)]), batch_size=2)), with iterable data sets of these ranges
  const chain = new ChainDataset([new Range(2), new Range(3)]);
  const batches = ["tensor([0, 1])", "tensor([0, 1])", "tensor([2])"];
  expect([...new DataLoader(chain, { batchSize: 2 })].map(String)).toEqual(batches);
  const awaited: number[] = [];
  for await (const sample of chain) awaited.push(sample);
  expect(awaited).toEqual([0, 1, 0, 1, 2]);
});
