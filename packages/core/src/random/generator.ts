import { decodeState, encodeState, type GeneratorState } from "./generator-state.js";
import { Mt19937 } from "./mt19937.js";

/** The seed of a generator that nobody seeded. */
const DEFAULT_SEED = 67280421310721n;

/** The seed as PyTorch stores it: 64 bits, negative ones wrapped around. */
function seedBits(seed: number | bigint): bigint {
  if (typeof seed !== "bigint" && !Number.isInteger(seed)) {
    throw new Error(`manualSeed expected a long, but got ${typeof seed === "number" ? seed : typeof seed}`);
  }
  const bits = BigInt(seed);
  if (bits < -(2n ** 63n) || bits >= 2n ** 64n) {
    throw new RangeError(
      `Overflow when unpacking long long: manualSeed expected a seed in [-2^63, 2^64 - 1], but got ${bits}`,
    );
  }
  return BigInt.asUintN(64, bits);
}

/**
 * A stream of random numbers: PyTorch's CPU generator, number for number.
 *
 * @example
 * new Generator().manualSeed(42).initialSeed() // => 42
 */
export class Generator {
  /** The bits that every distribution draws. */
  readonly engine: Mt19937 = new Mt19937(Number(DEFAULT_SEED & 0xffffffffn));
  /** The second value of the last Box-Muller pair, which the next single normal draw takes. */
  cachedNormal: number | null = null;
  #seed: bigint = DEFAULT_SEED;
  /** A float32 twin of `cachedNormal` that only foreign states fill; kept so that they survive a round trip. */
  #cachedFloat: number | null = null;

  /**
   * Starts the stream of `seed` and returns this generator. Only the low 32 bits select the stream.
   *
   * @throws if the seed is no integer in [-2^63, 2^64 - 1]
   */
  manualSeed(seed: number | bigint): this {
    const bits = seedBits(seed);
    this.#seed = bits;
    this.engine.reseed(Number(bits & 0xffffffffn));
    this.cachedNormal = null;
    this.#cachedFloat = null;
    return this;
  }

  /** Seeds from the system's entropy and returns the seed, a number of 53 bits. */
  seed(): number {
    const entropy = crypto.getRandomValues(new Uint32Array(2));
    const seed = (entropy[0]! & 0x1fffff) * 2 ** 32 + entropy[1]!;
    this.manualSeed(seed);
    return seed;
  }

  /** The seed this stream started from; a bigint where a number would not be exact. */
  initialSeed(): number | bigint {
    const seed = Number(this.#seed);
    return Number.isSafeInteger(seed) ? seed : this.#seed;
  }

  /** The position in the stream, in the 5056 bytes that `torch.Generator.get_state` gives. */
  getState(): Uint8Array {
    const state: GeneratorState = {
      seed: this.#seed,
      engine: this.engine.exportState(),
      cachedNormal: this.cachedNormal,
      cachedFloat: this.#cachedFloat,
    };
    return encodeState(state);
  }

  /**
   * Goes to a position that `getState`, or PyTorch, saved.
   *
   * @throws if the bytes are not such a state
   */
  setState(bytes: Uint8Array): void {
    const { seed, engine, cachedNormal, cachedFloat } = decodeState(bytes);
    this.engine.importState(engine);
    this.#seed = seed;
    this.cachedNormal = cachedNormal;
    this.#cachedFloat = cachedFloat;
  }

  /** An independent generator at the same position. */
  cloneState(): Generator {
    const copy = new Generator();
    copy.setState(this.getState());
    return copy;
  }
}
