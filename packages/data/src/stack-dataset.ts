import { Dataset, IterableDataset } from "./dataset.js";

type Named = Readonly<Record<string, Dataset<unknown>>>;
type Sample<S> = { [K in keyof S]: S[K] extends Dataset<infer T> ? T : never };

/**
 * Data sets of one length side by side: a sample has one of each, in a list, or by name.
 *
 * @param parts the data sets, or one object that names them
 * @throws {Error} if there is none, or their lengths differ
 * @example
 * const [images, texts] = [new TensorDataset(zeros([2])), new TensorDataset(ones([2]))];
 * new StackDataset(images, texts).getItem(1) // => [[tensor(0.)], [tensor(1.)]]
 * new StackDataset({ image: images, text: texts }).getItem(1).text // => [tensor(1.)]
 */
export class StackDataset<S extends readonly Dataset<unknown>[] | Named> extends Dataset<Sample<S>> {
  /** The data sets, as they were given. */
  readonly datasets: S;
  /** How many samples there are. */
  readonly length: number;

  constructor(named: S & Named);
  constructor(...datasets: S & readonly Dataset<unknown>[]);
  constructor(...parts: readonly (Dataset<unknown> | Named)[]) {
    super();
    const [first] = parts;
    const datasets = first === undefined || first instanceof Dataset ? (parts as readonly Dataset<unknown>[]) : first;
    const [length, ...others] = Object.values(datasets).map((set) => set.length);
    if (length === undefined) throw new Error("StackDataset: At least one dataset should be passed");
    if (others.some((other) => other !== length))
      throw new Error(`StackDataset: Size mismatch between datasets: ${[length, ...others].join(", ")}`);
    this.datasets = datasets as S;
    this.length = length;
  }

  getItem(index: number): Sample<S> {
    const sets = this.datasets as readonly Dataset<unknown>[] | Named;
    if (Array.isArray(sets)) return sets.map((set: Dataset<unknown>) => set.getItem(index)) as Sample<S>;
    return Object.fromEntries(
      Object.entries(sets as Named).map(([key, set]) => [key, set.getItem(index)]),
    ) as Sample<S>;
  }
}

/**
 * The samples of several iterable data sets, one set after the other.
 *
 * @example
 * class Letters extends IterableDataset<string> {
 *   constructor(readonly word: string) {
 *     super();
 *   }
 *   *[Symbol.iterator](): Iterator<string> {
 *     yield* this.word;
 *   }
 * }
 * [...new ChainDataset([new Letters("ab"), new Letters("c")])] // => ["a", "b", "c"]
 */
export class ChainDataset<T> extends IterableDataset<T> {
  constructor(
    /** The data sets, in order. */
    readonly datasets: Iterable<IterableDataset<T>>,
  ) {
    super();
  }

  override *[Symbol.iterator](): Iterator<T> {
    for (const set of this.datasets) yield* { [Symbol.iterator]: () => set[Symbol.iterator]() };
  }

  override async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (const set of this.datasets) yield* set[Symbol.asyncIterator]();
  }
}
