import {
  defaultGenerator,
  float64,
  Generator,
  int32,
  multinomial,
  randint,
  randperm,
  Tensor,
  tensor,
} from "@flambeau/core";

/**
 * An order of samples: iterable, with a length.
 *
 * @example
 * class Evens extends Sampler {
 *   get length(): number {
 *     return 2;
 *   }
 *   *[Symbol.iterator](): Iterator<number> {
 *     yield* [0, 2];
 *   }
 * }
 * [...new Evens()] // => [0, 2]
 */
export abstract class Sampler<T = number> implements Iterable<T> {
  /** How many it gives. */
  abstract get length(): number;
  /** Gives them. */
  abstract [Symbol.iterator](): Iterator<T>;
}

interface Sized {
  readonly length: number;
}

/**
 * 0, 1, 2, ...
 *
 * @example
 * [...new SequentialSampler([5, 6, 7])] // => [0, 1, 2]
 */
export class SequentialSampler extends Sampler {
  /** What has a length. */
  readonly dataSource: Sized;

  constructor(dataSource: Sized) {
    super();
    this.dataSource = dataSource;
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

/** A seed drawn as PyTorch draws one: 64 bits, of which a generator uses the low half. */
export function drawSeed(generator: Generator | null): number {
  const { engine } = generator ?? defaultGenerator;
  engine.u32();
  return engine.u32();
}

function checkChoice(name: string, value: unknown): void {
  if (typeof value !== "boolean") throw new TypeError(`${name} should be a boolean value, but got ${name}=${value}`);
}

/** What samplers without a generator draw from; seeded anew at each pass. */
const privateGenerator = new Generator();

/**
 * All samples in a random order, or random ones with replacement.
 *
 * @throws {Error} if `numSamples` is not positive
 * @example
 * manualSeed(0);
 * [...new RandomSampler([5, 6, 7])].toSorted() // => [0, 1, 2]
 */
export class RandomSampler extends Sampler {
  /** What has a length. */
  readonly dataSource: Sized;
  /** Whether samples may come several times. */
  readonly replacement: boolean;
  /** Where it draws from; null for a generator of its own at each pass. */
  readonly generator: Generator | null;
  readonly #numSamples: number | null;

  constructor(
    dataSource: Sized,
    { replacement = false, numSamples = null, generator = null }: RandomSamplerOptions = {},
  ) {
    super();
    this.dataSource = dataSource;
    this.replacement = replacement;
    this.generator = generator;
    this.#numSamples = numSamples;
    checkChoice("replacement", replacement);
    if (!Number.isInteger(this.length) || this.length <= 0)
      throw new Error(`num_samples should be a positive integer value, but got num_samples=${this.length}`);
  }

  get length(): number {
    return this.#numSamples ?? this.dataSource.length;
  }

  *[Symbol.iterator](): Generator_<number> {
    const generator = this.generator ?? privateGenerator.manualSeed(drawSeed(null));
    let parts: Iterable<ArrayLike<number>> = this.#parts(generator);
    // nobody else sees this generator, so everything is drawn before another pass takes it
    if (generator === privateGenerator) parts = [...parts];
    for (const part of parts) for (let i = 0; i < part.length; i++) yield part[i]!;
  }

  *#parts(generator: Generator): Generator_<ArrayLike<number>> {
    const n = this.dataSource.length;
    const count = this.length;
    if (this.replacement) {
      const chunk = 32;
      for (let i = 0; i < Math.floor(count / chunk); i++) yield integers(randint(0, n, [chunk], { generator }));
      yield integers(randint(0, n, [count % chunk], { generator }));
      return;
    }
    for (let i = 0; i < Math.floor(count / n); i++) yield permutation(n, generator);
    // PyTorch draws one more order even when nothing of it is left to give
    if (count % n > 0 || generator !== privateGenerator) yield permutation(n, generator).subarray(0, count % n);
  }
}

function permutation(n: number, generator: Generator | null): Int32Array {
  return randperm(n, { dtype: int32, generator }).toTypedArray() as Int32Array;
}

function integers(x: Tensor): number[] {
  return x.tolist() as number[];
}

/**
 * The given indices in a random order.
 *
 * @example
 * [...new SubsetRandomSampler([4, 8])].toSorted() // => [4, 8]
 */
export class SubsetRandomSampler extends Sampler {
  /** The indices. */
  readonly indices: readonly number[];
  /** Where it draws from; null for the default generator. */
  readonly generator: Generator | null;

  constructor(indices: readonly number[], generator: Generator | null = null) {
    super();
    this.indices = indices;
    this.generator = generator;
  }

  get length(): number {
    return this.indices.length;
  }

  *[Symbol.iterator](): Generator_<number> {
    for (const i of permutation(this.indices.length, this.generator)) yield this.indices[i]!;
  }
}

/**
 * Samples drawn with weights.
 *
 * @throws {Error} if `numSamples` is not a positive integer, or the weights are not a list
 * @example
 * [...new WeightedRandomSampler([0, 0, 1], 2)] // => [2, 2]
 */
export class WeightedRandomSampler extends Sampler {
  /** A weight per sample, float64. */
  readonly weights: Tensor;
  /** How many samples it gives. */
  readonly numSamples: number;
  readonly #replacement: boolean;
  readonly #generator: Generator | null;

  constructor(
    weights: readonly number[] | Tensor,
    numSamples: number,
    { replacement = true, generator = null }: Omit<RandomSamplerOptions, "numSamples"> = {},
  ) {
    super();
    if (!Number.isInteger(numSamples) || numSamples <= 0)
      throw new Error(`num_samples should be a positive integer value, but got num_samples=${numSamples}`);
    checkChoice("replacement", replacement);
    this.numSamples = numSamples;
    this.weights = weights instanceof Tensor ? weights.to(float64) : tensor(weights as number[], { dtype: float64 });
    if (this.weights.ndim !== 1)
      throw new Error(
        `weights should be a 1d sequence but given weights have shape (${this.weights.shape.join(", ")})`,
      );
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
  /** What is grouped. */
  readonly sampler: Iterable<T> & Sized;
  /** How many make a batch. */
  readonly batchSize: number;
  /** Whether a last batch that is not full is left out. */
  readonly dropLast: boolean;

  constructor(sampler: Iterable<T> & Sized, batchSize: number, { dropLast }: { readonly dropLast: boolean }) {
    super();
    this.sampler = sampler;
    this.batchSize = batchSize;
    if (!Number.isInteger(batchSize) || batchSize <= 0)
      throw new Error(`batch_size should be a positive integer value, but got batch_size=${batchSize}`);
    checkChoice("drop_last", dropLast);
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
