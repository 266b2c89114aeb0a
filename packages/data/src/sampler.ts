import { Generator, type Tensor, empty, float64, int64, multinomial, randint, randperm, tensor } from "@flambeau/core";

/** An order of samples: iterable, with a length. */
export abstract class Sampler<T = number> implements Iterable<T> {
  /** How many it gives. */
  abstract get length(): number;
  abstract [Symbol.iterator](): Iterator<T>;
}

interface Sized {
  readonly length: number;
}

/** 0, 1, 2, ... */
export class SequentialSampler extends Sampler {
  constructor(readonly dataSource: Sized) {
    super();
  }

  get length(): number {
    return this.dataSource.length;
  }

  *[Symbol.iterator](): Generator_<number> {
    for (let i = 0; i < this.dataSource.length; i++) yield i;
  }
}
// the generators of the language, next to those of random numbers
type Generator_<T> = globalThis.Generator<T, void, undefined>;

/** Options of `RandomSampler`. */
export interface RandomSamplerOptions {
  /** Draw with replacement; default false. */
  readonly replacement?: boolean;
  /** How many to give; default: as many as there are samples. */
  readonly numSamples?: number | null;
  /** Where to draw from; default: a generator of its own, seeded from the default one at each pass. */
  readonly generator?: Generator | null;
}

/** An int64 drawn as PyTorch draws seeds. */
export function drawSeed(generator: Generator | null): bigint {
  return empty([], { dtype: int64 }).random_(undefined, undefined, { generator }).itemBigInt();
}

/**
 * All samples in a random order, or random ones with replacement.
 *
 * @throws {Error} if `numSamples` is not positive
 */
export class RandomSampler extends Sampler {
  readonly replacement: boolean;
  readonly generator: Generator | null;
  readonly #numSamples: number | null;

  constructor(
    readonly dataSource: Sized,
    { replacement = false, numSamples = null, generator = null }: RandomSamplerOptions = {},
  ) {
    super();
    this.replacement = replacement;
    this.generator = generator;
    this.#numSamples = numSamples;
    if (!Number.isInteger(this.length) || this.length < 0 || numSamples === 0)
      throw new Error(`num_samples should be a positive integer value, but got num_samples=${this.length}`);
  }

  get length(): number {
    return this.#numSamples ?? this.dataSource.length;
  }

  *[Symbol.iterator](): Generator_<number> {
    const n = this.dataSource.length;
    const generator = this.generator ?? new Generator().manualSeed(drawSeed(null));
    if (this.replacement) {
      const chunk = 32;
      for (let i = 0; i < Math.floor(this.length / chunk); i++) yield* integers(randint(0, n, [chunk], { generator }));
      yield* integers(randint(0, n, [this.length % chunk], { generator }));
      return;
    }
    for (let i = 0; i < Math.floor(this.length / n); i++) yield* integers(randperm(n, { generator }));
    // PyTorch draws this order even when nothing of it is left to give
    yield* integers(randperm(n, { generator })).slice(0, this.length % n);
  }
}

function integers(x: Tensor): number[] {
  return x.tolist() as number[];
}

/** The given indices in a random order. */
export class SubsetRandomSampler extends Sampler {
  constructor(
    readonly indices: readonly number[],
    readonly generator: Generator | null = null,
  ) {
    super();
  }

  get length(): number {
    return this.indices.length;
  }

  *[Symbol.iterator](): Generator_<number> {
    for (const i of integers(randperm(this.indices.length, { generator: this.generator }))) yield this.indices[i]!;
  }
}

/** Samples drawn with weights. */
export class WeightedRandomSampler extends Sampler {
  readonly weights: Tensor;
  readonly #replacement: boolean;
  readonly #generator: Generator | null;

  constructor(
    weights: readonly number[] | Tensor,
    readonly numSamples: number,
    { replacement = true, generator = null }: Omit<RandomSamplerOptions, "numSamples"> = {},
  ) {
    super();
    if (!Number.isInteger(numSamples) || numSamples <= 0)
      throw new Error(`num_samples should be a positive integer value, but got num_samples=${numSamples}`);
    this.weights = Array.isArray(weights) ? tensor(weights, { dtype: float64 }) : (weights as Tensor).to(float64);
    if (this.weights.ndim !== 1)
      throw new Error(`weights should be a 1d sequence but given weights have shape (${this.weights.shape.join(", ")})`);
    this.#replacement = replacement;
    this.#generator = generator;
  }

  get length(): number {
    return this.numSamples;
  }

  *[Symbol.iterator](): Generator_<number> {
    const options = { replacement: this.#replacement, generator: this.#generator };
    yield* integers(multinomial(this.weights, this.numSamples, options));
  }
}

/**
 * Groups what a sampler gives into batches.
 *
 * @throws {Error} if `batchSize` is not a positive integer
 * @example
 * [...new BatchSampler([0, 1, 2, 3, 4], 2, { dropLast: false })] // => [[0, 1], [2, 3], [4]]
 */
export class BatchSampler<T = number> extends Sampler<T[]> {
  readonly dropLast: boolean;

  constructor(
    readonly sampler: Iterable<T> & Sized,
    readonly batchSize: number,
    { dropLast }: { readonly dropLast: boolean },
  ) {
    super();
    if (!Number.isInteger(batchSize) || batchSize <= 0)
      throw new Error(`batch_size should be a positive integer value, but got batch_size=${batchSize}`);
    this.dropLast = dropLast;
  }

  get length(): number {
    const batches = this.sampler.length / this.batchSize;
    return this.dropLast ? Math.floor(batches) : Math.ceil(batches);
  }

  *[Symbol.iterator](): Generator_<T[]> {
    let batch: T[] = [];
    for (const index of this.sampler) {
      batch.push(index);
      if (batch.length < this.batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !this.dropLast) yield batch;
  }
}
