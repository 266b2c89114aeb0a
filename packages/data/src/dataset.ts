import { defaultGenerator, type Generator, randperm, Tensor, tenure } from "@flambeau/core";

/**
 * Samples by index. Extend it with `getItem` and `length`.
 *
 * @example
 * class Squares extends Dataset<number> {
 *   get length(): number {
 *     return 3;
 *   }
 *   getItem(index: number): number {
 *     return index * index;
 *   }
 * }
 * new Squares().getItem(2) // => 4
 */
export abstract class Dataset<T> {
  /** How many samples there are. */
  abstract get length(): number;

  /** The sample at `index`, from 0 to `length - 1`. */
  abstract getItem(index: number): T;

  /**
   * This data set followed by another.
   *
   * @example
   * new TensorDataset(zeros([2])).concat(new TensorDataset(ones([3]))).length // => 5
   */
  concat(other: Dataset<T>): ConcatDataset<T> {
    return new ConcatDataset([this, other]);
  }
}

/**
 * Samples in the order they come. Extend it with `[Symbol.iterator]`, or `[Symbol.asyncIterator]` for `for await`.
 *
 * @example
 * class Countdown extends IterableDataset<number> {
 *   *[Symbol.iterator](): Iterator<number> {
 *     yield* [3, 2, 1];
 *   }
 * }
 * [...new DataLoader(new Countdown(), { batchSize: 2 })] // => [tensor([3, 2]), tensor([1])]
 */
export abstract class IterableDataset<T> {
  /** The samples, for a loader that is read synchronously. */
  [Symbol.iterator](): Iterator<T> {
    throw new TypeError("IterableDataset: define `[Symbol.iterator]` to read this data set with `for`");
  }

  /** The samples, for a loader that is read with `for await`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    yield* { [Symbol.iterator]: () => this[Symbol.iterator]() };
  }
}

/**
 * Samples made of the rows of tensors with the same first size.
 *
 * @throws {Error} if the first sizes differ
 * @example
 * const set = new TensorDataset(tensor([[1], [2]]), tensor([3, 4]));
 * set.getItem(1) // => [tensor([2]), tensor(4)]
 */
export class TensorDataset extends Dataset<Tensor[]> {
  /** The tensors that samples are rows of. */
  readonly tensors: readonly Tensor[];

  constructor(...tensors: readonly Tensor[]) {
    super();
    const stranger = tensors.find((x) => !(x instanceof Tensor));
    if (stranger !== undefined)
      throw new TypeError(
        "TensorDataset: takes tensors; make them of lists with `tensor(...)`, or give lists to DataLoader",
      );
    const sizes = tensors.map((x) => x.shape[0]);
    if (sizes.some((size) => size === undefined || size !== sizes[0]))
      throw new Error(`TensorDataset: size mismatch between tensors: first sizes are ${sizes.join(", ")}`);
    for (const x of tensors) tenure(x.storage);
    this.tensors = tensors;
  }

  get length(): number {
    return this.tensors[0]?.shape[0] ?? 0;
  }

  getItem(index: number): Tensor[] {
    return this.tensors.map((x) => x.at(index));
  }
}

/**
 * Several data sets, one after the other.
 *
 * @throws {Error} if there is none
 * @example
 * const [a, b] = [new TensorDataset(zeros([2])), new TensorDataset(ones([3]))];
 * new ConcatDataset([a, b]).getItem(2) // => [tensor(1.)]
 */
export class ConcatDataset<T> extends Dataset<T> {
  /** For each data set, how many samples end with it. */
  readonly cumulativeSizes: readonly number[];

  /** The data sets, in order. */
  readonly datasets: readonly Dataset<T>[];

  constructor(datasets: readonly Dataset<T>[]) {
    super();
    this.datasets = datasets;
    if (datasets.length === 0) throw new Error("ConcatDataset: datasets should not be an empty iterable");
    let total = 0;
    this.cumulativeSizes = datasets.map((set) => {
      total += set.length;
      return total;
    });
  }

  get length(): number {
    return this.cumulativeSizes.at(-1)!;
  }

  getItem(index: number): T {
    const at = index < 0 ? index + this.length : index;
    if (at < 0 || at >= this.length)
      throw new RangeError(
        index < 0
          ? `absolute value of index should not exceed dataset length: index ${index} of ${this.length} samples`
          : outOfList("ConcatDataset", index, this.length).message,
      );
    const which = this.cumulativeSizes.findIndex((end) => at < end);
    return this.datasets[which]!.getItem(which === 0 ? at : at - this.cumulativeSizes[which - 1]!);
  }
}

/** A place that a list does not have. */
export function outOfList(name: string, index: number, length: number): RangeError {
  return new RangeError(`${name}: list index out of range: index ${index} is out of range for ${length} samples`);
}

/**
 * Some samples of a data set.
 *
 * @example
 * new Subset(new TensorDataset(tensor([10, 20, 30])), [2, 0]).getItem(0) // => [tensor(30)]
 */
export class Subset<T> extends Dataset<T> {
  /** The whole. */
  readonly dataset: Dataset<T> | readonly T[];
  /** Which samples of it. */
  readonly indices: readonly number[];

  /** @param dataset a data set, or a list of samples */
  constructor(dataset: Dataset<T> | readonly T[], indices: readonly number[]) {
    super();
    this.dataset = dataset;
    this.indices = indices;
  }

  get length(): number {
    return this.indices.length;
  }

  getItem(index: number): T {
    const at = this.indices[index];
    if (at === undefined) throw outOfList("Subset", index, this.length);
    if (this.dataset instanceof Dataset) return this.dataset.getItem(at);
    if (!(at in this.dataset)) throw outOfList("Subset", at, this.dataset.length);
    return this.dataset[at]!;
  }
}

/**
 * Deals the samples of a data set to subsets at random.
 *
 * @param lengths sizes that add up to the whole, or fractions that add up to 1
 * @throws {Error} if they do not
 * @example
 * randomSplit(new TensorDataset(zeros([10])), [0.8, 0.2]).map((part) => part.length) // => [8, 2]
 */
export function randomSplit<T>(
  dataset: Dataset<T> | readonly T[],
  lengths: readonly number[],
  { generator = defaultGenerator }: { readonly generator?: Generator } = {},
): Subset<T>[] {
  const sizes = sizesOf(dataset.length, lengths);
  const order = randperm(dataset.length, { generator }).tolist() as number[];
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return new Subset(dataset, order.slice(start - size, start));
  });
}

function sizesOf(total: number, lengths: readonly number[]): readonly number[] {
  const sum = lengths.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) <= 1e-9 * Math.max(1, Math.abs(sum)) && sum <= 1 + 1e-9) {
    const sizes = lengths.map((fraction, i) => {
      if (fraction < 0 || fraction > 1) throw new Error(`Fraction at index ${i} is not between 0 and 1`);
      return Math.floor(total * fraction);
    });
    const remainder = total - sizes.reduce((a, b) => a + b, 0);
    for (let i = 0; i < remainder; i++) sizes[i % sizes.length]!++;
    sizes.forEach((size, i) => {
      if (size === 0) console.warn(`Length of split at index ${i} is 0. This might result in an empty dataset.`);
    });
    return sizes;
  }
  if (sum !== total) throw new Error("Sum of input lengths does not equal the length of the input dataset!");
  return lengths;
}

/** `[1]` of a one-sample set may be read either way, with the same result. */
