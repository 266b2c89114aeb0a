import { type DType, float16, float32, float64, int8, int16, int32, int64, type Tensor, uint8 } from "@flambeau/core";
import { pythonArguments } from "./module-text.js";

/**
 * The inverse of a permutation: where each element went; null of null.
 *
 * @example
 * utils.rnn.invertPermutation(tensor([2, 0, 1])) // => tensor([1, 2, 0])
 */
export function invertPermutation(permutation: Tensor): Tensor;
export function invertPermutation(permutation: Tensor | null): Tensor | null;
export function invertPermutation(permutation: Tensor | null): Tensor | null {
  return permutation?.argsort() ?? null;
}

/**
 * Sequences of different lengths without padding: the elements of the first time of all sequences, then those of the second
 * time of all that last so long, and so on. Sequences are sorted by length, the longest first. Made by `packPaddedSequence`
 * and `packSequence`; recurrent layers take it and give it.
 *
 * @example
 * utils.rnn.packSequence([tensor([1, 2, 3]), tensor([4, 5]), tensor([6])])
 * // => PackedSequence(data=tensor([1, 4, 6, 2, 5, 3]), batch_sizes=tensor([3, 2, 1]), sorted_indices=None, unsorted_indices=None)
 */
export class PackedSequence {
  /** Where each sequence is now, by where it was; null if they were sorted. */
  readonly unsortedIndices: Tensor | null;

  constructor(
    /** `[sum of batchSizes, ...]`. */
    readonly data: Tensor,
    /** How many sequences last at each time, int64. */
    readonly batchSizes: Tensor,
    /** Where each sequence was, by where it is now; null if they were sorted. */
    readonly sortedIndices: Tensor | null = null,
    unsortedIndices: Tensor | null = null,
  ) {
    this.unsortedIndices = unsortedIndices ?? invertPermutation(sortedIndices);
  }

  /** The sequences with elements of another type; itself if they have it. */
  to(dtype: DType): PackedSequence {
    const data = this.data.to(dtype);
    return data === this.data
      ? this
      : new PackedSequence(data, this.batchSizes, this.sortedIndices, this.unsortedIndices);
  }

  /** The   /** The sequences with float64 elements. */
  double(): PackedSequence {
    return this.to(float64);
  }

  /** The sequences with float32 elements. */
  float(): PackedSequence {
    return this.to(float32);
  }

  /** The sequences with float16 elements. */
  half(): PackedSequence {
    return this.to(float16);
  }

  /** The sequences with int64 elements. */
  long(): PackedSequence {
    return this.to(int64);
  }

  /** The sequences with int32 elements. */
  int(): PackedSequence {
    return this.to(int32);
  }

  /** The sequences with int16 elements. */
  short(): PackedSequence {
    return this.to(int16);
  }

  /** The sequences with int8 elements. */
  char(): PackedSequence {
    return this.to(int8);
  }

  /** The sequences with uint8 elements. */
  byte(): PackedSequence {
    return this.to(uint8);
  }

  /** Data, batch sizes and both orders, to take them apart as in Python. */
  *[Symbol.iterator](): Iterator<Tensor | null> {
    yield* [this.data, this.batchSizes, this.sortedIndices, this.unsortedIndices];
  }

  /** PyTorch's text of it. */
  toString(): string {
    const { data, batchSizes, sortedIndices, unsortedIndices } = this;
    const parts = { data, batch_sizes: batchSizes, sorted_indices: sortedIndices, unsorted_indices: unsortedIndices };
    return `PackedSequence(${pythonArguments(parts)})`;
  }
}

Object.defineProperty(PackedSequence.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: PackedSequence.prototype.toString,
  configurable: true,
  writable: true,
});
