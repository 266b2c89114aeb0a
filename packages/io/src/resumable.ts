import { getRngState, setRngState, type Tensor, tensor, uint8 } from "@flambeau/core";
import { otherBatches } from "./checkpoint-errors.js";

/** A generator whose place can be saved. */
export interface SeekableGenerator {
  getState(): Uint8Array;
  setState(bytes: Uint8Array): void;
}

/** Options of `resumable`. */
export interface ResumableOptions {
  /** The generator that the loader draws from, if it has one of its own. */
  readonly generator?: SeekableGenerator;
}

/** Where in an epoch a run is: what `Resumable` saves. */
export interface PlaceInEpoch {
  /** Batches taken since the epoch began; 0 between epochs. */
  readonly batch: number;
  /** Where the generators were when the epoch began. */
  readonly start: readonly Tensor[];
  /** Where the loader's own generator is. */
  readonly generator: Tensor | null;
}

/**
 * The batches of a loader, with a place that can be saved in the middle of an epoch; made by `resumable`. Read them with `for await`
 * where the loader is read so.
 */
export interface Resumable<B> extends Iterable<B>, AsyncIterable<B> {
  /** Where the run is. */
  stateDict(): PlaceInEpoch;
  /** Lets the next epoch begin behind the batches that were taken before the place was saved. */
  loadStateDict(place: PlaceInEpoch): void;
}

/**
 * Makes the batches of a loader resumable: a checkpoint saved after any step goes on with the batch that would have come next.
 *
 * After `loadStateDict` the next epoch draws its order as the interrupted one did, takes the batches that were over without giving
 * them out, and leaves the generators where they were.
 *
 * @example
 * const batches = resumable([10, 20, 30]);
 * for (const batch of batches) if (batch === 20) break;
 * const again = resumable([10, 20, 30]);
 * again.loadStateDict(batches.stateDict());
 * [...again] // => [ 30 ]
 */
export function resumable<B>(
  loader: Iterable<B> | AsyncIterable<B>,
  { generator }: ResumableOptions = {},
): Resumable<B> {
  return new ResumableLoader(loader, generator ?? null);
}

/** An epoch under way. */
interface Epoch {
  /** How many batches were over when it was interrupted. */
  readonly skip: number;
  /** Where the generators were when it was taken up. */
  readonly now: readonly Tensor[];
}

class ResumableLoader<B> implements Resumable<B> {
  #batch = 0;
  #start: readonly Tensor[] = [];
  /** How many batches of the next epoch are over. */
  #skip = 0;

  constructor(
    readonly loader: Iterable<B> | AsyncIterable<B>,
    readonly generator: SeekableGenerator | null,
  ) {}

  *[Symbol.iterator](): Iterator<B> {
    const epoch = this.#begin();
    for (const batch of this.loader as Iterable<B>) if (this.#take(epoch)) yield batch;
    this.#end(epoch);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<B> {
    const epoch = this.#begin();
    for await (const batch of this.loader) if (this.#take(epoch)) yield batch;
    this.#end(epoch);
  }

  /** Goes to where the epoch began, if it was interrupted. */
  #begin(): Epoch {
    const epoch = { skip: this.#skip, now: this.#places() };
    this.#skip = 0;
    this.#batch = 0;
    if (epoch.skip > 0) this.#goTo(this.#start);
    else this.#start = epoch.now;
    return epoch;
  }

  /** Counts a batch; false if it was over before. Behind the last such, the generators go to where they were. */
  #take({ skip, now }: Epoch): boolean {
    this.#batch++;
    if (this.#batch === skip) this.#goTo(now);
    return this.#batch > skip;
  }

  #end({ skip }: Epoch): void {
    if (this.#batch < skip) throw otherBatches(skip);
    this.#batch = 0;
  }

  stateDict(): PlaceInEpoch {
    const own = this.#places()[1] ?? null;
    return { batch: Math.max(this.#batch, this.#skip), start: this.#start, generator: own };
  }

  loadStateDict({ batch, start, generator }: PlaceInEpoch): void {
    this.#skip = batch;
    this.#batch = 0;
    this.#start = start;
    if (generator !== null) this.generator?.setState(bytesIn(generator));
  }

  /** Where the default generator is, and the loader's own. */
  #places(): Tensor[] {
    const own = this.generator === null ? [] : [tensor(this.generator.getState(), { dtype: uint8 })];
    return [getRngState(), ...own];
  }

  #goTo([state, own]: readonly Tensor[]): void {
    if (state !== undefined) setRngState(state);
    if (own !== undefined) this.generator?.setState(bytesIn(own));
  }
}

function bytesIn(state: Tensor): Uint8Array {
  return state.toTypedArray() as Uint8Array;
}
