import { type Generator, type Tensor, takeRows } from "@flambeau/core";
import { defaultCollate, defaultConvert } from "./collate.js";
import { Dataset, IterableDataset, outOfList, TensorDataset } from "./dataset.js";
import { BatchSampler, drawSeed, RandomSampler, type Sampler, SequentialSampler } from "./sampler.js";

/** What collating samples of type `T` gives. */
export type Collated<T> = T extends Tensor
  ? Tensor
  : T extends number | bigint | boolean
    ? Tensor
    : T extends string
      ? string[]
      : T extends readonly unknown[]
        ? { -readonly [K in keyof T]: Collated<T[K]> }
        : T extends object
          ? { [K in keyof T]: Collated<T[K]> }
          : unknown;

/** Options of `DataLoader`. */
export interface DataLoaderOptions<T, B> {
  /** Samples per batch; null gives single samples; default 1. */
  readonly batchSize?: number | null;
  /** A new random order at each pass; default false. */
  readonly shuffle?: boolean;
  /** The order of samples; excludes `shuffle`. */
  readonly sampler?: (Iterable<number> & { readonly length: number }) | null;
  /** The batches; excludes `batchSize`, `shuffle`, `sampler` and `dropLast`. */
  readonly batchSampler?: Iterable<readonly number[]> & { readonly length: number };
  /** Makes a batch of samples; default `defaultCollate`. */
  readonly collateFn?: (samples: Awaited<T>[]) => B;
  /** Leave out a last batch that is not full; default false. */
  readonly dropLast?: boolean;
  /** Where to draw from; default: the default generator. */
  readonly generator?: Generator | null;
  /** Accepted so that programs need not change: samples are loaded in this thread. Default 0. */
  readonly numWorkers?: number;
  /** Seconds that PyTorch waits for a worker; accepted. Default 0. */
  readonly timeout?: number;
  /** Batches that PyTorch's workers load ahead; accepted with workers. */
  readonly prefetchFactor?: number | null;
  /** Keep the workers between passes; accepted with workers. Default false. */
  readonly persistentWorkers?: boolean;
  /** Memory for a graphics card; accepted. Default false. */
  readonly pinMemory?: boolean;
}

/**
 * Batches of a data set, drawn and collated as PyTorch does with `num_workers=0`. Iterate it with `for`, or with `for await`
 * where `getItem` or `collateFn` return promises.
 *
 * @throws {Error} if options exclude each other
 * @example
 * const loader = new DataLoader(new TensorDataset(arange(5)), { batchSize: 2 });
 * [...loader].map(([x]) => x.tolist()) // => [[0, 1], [2, 3], [4]]
 */
export class DataLoader<T, B = Collated<Awaited<T>>> implements Iterable<B>, AsyncIterable<Awaited<B>> {
  /** Samples per batch; null gives single samples. */
  readonly batchSize: number | null;
  /** Whether a last batch that is not full is left out. */
  readonly dropLast: boolean;
  /** Where it draws from; null for the default generator. */
  readonly generator: Generator | null;
  /** The order of samples; null for a stream. */
  readonly sampler: (Iterable<number> & { readonly length: number }) | null;
  /** The batches; null where samples come one by one. */
  readonly batchSampler: (Iterable<readonly number[]> & { readonly length: number }) | null;
  readonly #collate: (samples: Awaited<T>[]) => B;
  readonly #convert: (sample: Awaited<T>) => B;
  /** What batches are rows of, if that is all there is to a batch. */
  readonly #rows: readonly Tensor[] | null;

  /** What is loaded. */
  readonly dataset: Dataset<T> | IterableDataset<T>;

  /** @param source a data set, or a list of samples */
  constructor(source: Dataset<T> | IterableDataset<T> | readonly T[], options: DataLoaderOptions<T, B> = {}) {
    const dataset = isList(source) ? new ListDataset(source) : source;
    this.dataset = dataset;
    const {
      batchSize = 1,
      shuffle = false,
      sampler = null,
      batchSampler,
      dropLast = false,
      generator = null,
    } = options;
    check(dataset, options);
    this.batchSize = batchSampler === undefined ? batchSize : null;
    this.dropLast = dropLast;
    this.generator = generator;
    this.sampler = dataset instanceof IterableDataset ? null : (sampler ?? order(dataset, shuffle, generator));
    this.batchSampler = batchSampler ?? null;
    if (this.sampler !== null && this.batchSize !== null)
      this.batchSampler = new BatchSampler(this.sampler, this.batchSize, { dropLast });
    this.#rows = options.collateFn === undefined ? rowsOf(dataset) : null;
    this.#collate = options.collateFn ?? (defaultCollate as (samples: Awaited<T>[]) => B);
    this.#convert = (options.collateFn ?? defaultConvert) as unknown as (sample: Awaited<T>) => B;
    for (const name of ["batchSize", "batchSampler", "sampler", "dropLast", "dataset"] as const) keep(this, name);
  }

  /** How many batches a pass gives. */
  get length(): number {
    const batches = this.batchSampler ?? this.sampler;
    if (batches === null)
      throw new TypeError("DataLoader: an IterableDataset has no length; count the batches while iterating");
    return batches.length;
  }

  *[Symbol.iterator](): Iterator<B> {
    drawSeed(this.generator);
    const { dataset } = this;
    if (dataset instanceof IterableDataset) return yield* this.#ofStream(dataset[Symbol.iterator]());
    if (this.batchSampler === null) {
      for (const index of this.sampler!) yield this.#convert(dataset.getItem(index) as Awaited<T>);
      return;
    }
    if (this.#rows !== null) yield* this.#batchesOfRows(this.#rows);
    else
      for (const batch of this.batchSampler)
        yield this.#collate(batch.map((index) => dataset.getItem(index)) as Awaited<T>[]);
  }

  /** The same as collating samples, without making them. */
  *#batchesOfRows(tensors: readonly Tensor[]): Iterable<B> & Iterator<B> {
    for (const batch of this.batchSampler!) yield tensors.map((x) => takeRows(x, batch)) as B;
  }

  *#ofStream(samples: Iterator<T>): Iterable<B> & Iterator<B> {
    let batch: Awaited<T>[] = [];
    for (let next = samples.next(); !next.done; next = samples.next()) {
      if (this.batchSize === null) {
        yield this.#convert(next.value as Awaited<T>);
        continue;
      }
      batch.push(next.value as Awaited<T>);
      if (batch.length < this.batchSize) continue;
      yield this.#collate(batch);
      batch = [];
    }
    if (batch.length > 0 && !this.dropLast) yield this.#collate(batch);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Awaited<B>> {
    drawSeed(this.generator);
    const { dataset } = this;
    if (dataset instanceof IterableDataset) {
      yield* this.#ofAsyncStream(dataset);
      return;
    }
    if (this.batchSampler === null) {
      for (const index of this.sampler!) yield await this.#convert(await dataset.getItem(index));
      return;
    }
    for (const batch of this.batchSampler)
      yield await this.#collate(await Promise.all(batch.map((index) => dataset.getItem(index))));
  }

  async *#ofAsyncStream(samples: AsyncIterable<T>): AsyncGenerator<Awaited<B>> {
    let batch: Awaited<T>[] = [];
    for await (const sample of samples) {
      if (this.batchSize === null) {
        yield await this.#convert(sample);
        continue;
      }
      batch.push(sample);
      if (batch.length < this.batchSize) continue;
      yield await this.#collate(batch);
      batch = [];
    }
    if (batch.length > 0 && !this.dropLast) yield await this.#collate(batch);
  }
}

function isList<T>(source: object | readonly T[]): source is readonly T[] {
  return Array.isArray(source);
}

/** Refuses a later change of a property, which would reach only a part of a loader. */
function keep<K extends string>(loader: Record<K, unknown>, name: K): void {
  const value = loader[name];
  const set = (): never => {
    throw new Error(`${name} attribute should not be set after DataLoader is initialized`);
  };
  Object.defineProperty(loader, name, { get: () => value, set, enumerable: true });
}

/** A list as a data set. */
class ListDataset<T> extends Dataset<T> {
  constructor(readonly samples: readonly T[]) {
    super();
  }

  get length(): number {
    return this.samples.length;
  }

  getItem(index: number): T {
    if (!(index in this.samples)) throw outOfList("DataLoader", index, this.length);
    return this.samples[index]!;
  }
}

/** The tensors of a data set whose samples are their rows. */
function rowsOf(dataset: object): readonly Tensor[] | null {
  const isPlain = dataset instanceof TensorDataset && dataset.getItem === TensorDataset.prototype.getItem;
  return isPlain ? dataset.tensors : null;
}

function order<T>(dataset: Dataset<T>, shuffle: boolean, generator: Generator | null): Sampler {
  return shuffle ? new RandomSampler(dataset, { generator }) : new SequentialSampler(dataset);
}

function checkWorkers<T, B>(options: DataLoaderOptions<T, B>): void {
  const { numWorkers = 0, timeout = 0, prefetchFactor = null, persistentWorkers = false } = options;
  if (numWorkers < 0)
    throw new Error("num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.");
  if (timeout < 0) throw new Error("timeout option should be non-negative");
  if (numWorkers === 0 && prefetchFactor !== null)
    throw new Error(
      "prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None.",
    );
  if (prefetchFactor !== null && prefetchFactor < 0) throw new Error("prefetch_factor option should be non-negative");
  if (persistentWorkers && numWorkers === 0) throw new Error("persistent_workers option needs num_workers > 0");
}

function check<T, B>(dataset: object, options: DataLoaderOptions<T, B>): void {
  checkWorkers(options);
  const { batchSize = 1, shuffle = false, sampler = null, batchSampler, dropLast = false } = options;
  if (sampler !== null && shuffle) throw new Error("sampler option is mutually exclusive with shuffle");
  if (batchSampler !== undefined && (batchSize !== 1 || shuffle || sampler !== null || dropLast))
    throw new Error("batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last");
  if (batchSize === null && dropLast)
    throw new Error("batch_size=None option disables auto-batching and is mutually exclusive with drop_last");
  if (batchSize !== null && (!Number.isInteger(batchSize) || batchSize <= 0))
    throw new Error(`batch_size should be a positive integer value, but got batch_size=${batchSize}`);
  if (!(dataset instanceof IterableDataset)) return;
  if (shuffle)
    throw new Error("DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=True");
  if (sampler !== null || batchSampler !== undefined)
    throw new Error("DataLoader with IterableDataset: expected unspecified sampler and batch_sampler options");
}
