import { arange, Generator, manualSeed, randint, type Tensor, tensor } from "@flambeau/core";
import { beforeEach, describe, expect, test } from "vitest";
import { DataLoader, Dataset, IterableDataset, TensorDataset } from "./index.js";

// dataset = TensorDataset(torch.arange(10), torch.arange(10) * 2.)
const dataset = new TensorDataset(arange(10), arange(10).mul(2.5));

const batches = (loader: Iterable<Tensor[]>): unknown[] => [...loader].map(([x]) => x!.tolist());
const next = (generator: Generator | null = null): unknown => randint(0, 2 ** 31, [1], { generator }).item();

/** Each expectation follows `torch.manual_seed(1)` in PyTorch, and ends with where the stream stands. */
beforeEach(() => {
  manualSeed(1);
});

describe("draws as PyTorch", () => {
  // DataLoader(dataset, batch_size=4, shuffle=True), two epochs
  test("shuffled", () => {
    const loader = new DataLoader(dataset, { batchSize: 4, shuffle: true });
    expect(batches(loader)).toEqual([
      [4, 2, 0, 6],
      [8, 7, 9, 1],
      [5, 3],
    ]);
    expect(batches(loader)).toEqual([
      [4, 8, 1, 5],
      [0, 2, 3, 6],
      [9, 7],
    ]);
    expect(next()).toBe(1013994432);
  });

  // DataLoader(dataset, batch_size=4, drop_last=True)
  test("in order", () => {
    expect(batches(new DataLoader(dataset, { batchSize: 4, dropLast: true }))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    expect(next()).toBe(1857819720);
  });

  // g = torch.Generator().manual_seed(5); DataLoader(dataset, batch_size=4, shuffle=True, generator=g), two epochs
  test("with a generator", () => {
    const generator = new Generator().manualSeed(5);
    const loader = new DataLoader(dataset, { batchSize: 4, shuffle: true, generator });
    expect(batches(loader)).toEqual([
      [7, 4, 8, 1],
      [2, 3, 6, 5],
      [9, 0],
    ]);
    expect(batches(loader)).toEqual([
      [2, 1, 6, 3],
      [5, 9, 4, 7],
      [8, 0],
    ]);
    expect(next()).toBe(2135392491);
    expect(next(generator)).toBe(995878785);
  });

  // torch.manual_seed(9); [(x[0].tolist(), y[0].tolist()) for x in loader for y in loader]
  test("one pass within another", () => {
    const loader = new DataLoader(dataset, { batchSize: 5, shuffle: true });
    manualSeed(9);
    const pairs = [
      ...(function* () {
        for (const [x] of loader) for (const [y] of loader) yield [x!.tolist(), y!.tolist()];
      })(),
    ];
    expect(pairs).toEqual([
      [
        [9, 5, 4, 7, 3],
        [0, 7, 9, 1, 4],
      ],
      [
        [9, 5, 4, 7, 3],
        [3, 8, 6, 5, 2],
      ],
      [
        [1, 0, 8, 2, 6],
        [2, 7, 6, 9, 5],
      ],
      [
        [1, 0, 8, 2, 6],
        [4, 3, 1, 8, 0],
      ],
    ]);
  });
});

describe("batches", () => {
  test("of rows are what collating samples gives", () => {
    class Samples extends TensorDataset {
      override getItem(index: number): Tensor[] {
        return super.getItem(index);
      }
    }
    const options = { batchSize: 3 };
    const quick = [...new DataLoader(dataset, options)];
    const collated = [...new DataLoader(new Samples(...dataset.tensors), options)];
    expect(quick.map(String)).toEqual(collated.map(String));
    expect(quick[0]!.map((x) => x.dtype.name)).toEqual(["int64", "float32"]);
  });

  test("of rows that require gradients pass them on", () => {
    const x = tensor([1.5, 2, 3], { requiresGrad: true });
    for (const [batch] of new DataLoader(new TensorDataset(x), { batchSize: 2 })) batch!.sum().backward();
    expect(x.grad?.tolist()).toEqual([1, 1, 1]);
  });

  test("of a list, of single samples, of a collate function, of a batch sampler", () => {
    expect([...new DataLoader([3, 1, 2], { batchSize: 2 })].map((x) => x.tolist())).toEqual([[3, 1], [2]]);
    expect([...new DataLoader([3, 1, 2], { batchSize: null })]).toEqual([3, 1, 2]);
    const sums = new DataLoader([3, 1, 2], { batchSize: 2, collateFn: (xs) => xs.reduce((a, b) => a + b) });
    expect([...sums]).toEqual([4, 2]);
    expect(batches(new DataLoader(dataset, { batchSampler: [[0, 9], [5]] }))).toEqual([[0, 9], [5]]);
  });

  test("are counted", () => {
    expect(new DataLoader(dataset, { batchSize: 4 }).length).toBe(3);
    expect(new DataLoader(dataset, { batchSize: 4, dropLast: true }).length).toBe(2);
    expect(new DataLoader(dataset, { batchSize: null }).length).toBe(10);
  });

  test("of a stream", () => {
    class Count extends IterableDataset<number> {
      override *[Symbol.iterator](): Iterator<number> {
        yield* [1, 2, 3];
      }
    }
    expect([...new DataLoader(new Count(), { batchSize: 2 })].map((x) => x.tolist())).toEqual([[1, 2], [3]]);
    expect(() => new DataLoader(new Count()).length).toThrow("an IterableDataset has no length");
  });

  test("of samples that are promised", async () => {
    class Later extends Dataset<Promise<number>> {
      get length(): number {
        return 3;
      }
      async getItem(index: number): Promise<number> {
        return index * 10;
      }
    }
    const got: unknown[] = [];
    for await (const batch of new DataLoader(new Later(), { batchSize: 2 })) got.push(batch.tolist());
    expect(got).toEqual([[0, 10], [20]]);
  });
});

test.each([
  ["sampler option is mutually exclusive with shuffle", { sampler: [0, 1], shuffle: true }],
  [
    "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last",
    { batchSampler: [[0]], shuffle: true },
  ],
  [
    "batch_size=None option disables auto-batching and is mutually exclusive with drop_last",
    { batchSize: null, dropLast: true },
  ],
  ["batch_size should be a positive integer value, but got batch_size=0", { batchSize: 0 }],
])("%s", (message, options) => {
  expect(() => new DataLoader(dataset, options)).toThrow(message);
});
