import { full, int64, labelled, type Tensor, tensor } from "@flambeau/core";
import { PackedSequence } from "./packed-sequence.js";

export { invertPermutation, PackedSequence } from "./packed-sequence.js";

/** Options of functions on batches of sequences. */
export interface BatchOptions {
  /** Whether batches come before time, `[B, T, ...]`, not `[T, B, ...]`; default false. */
  readonly batchFirst?: boolean;
}

/** Options of functions that pack sequences. */
export interface SortOptions {
  /** Throw unless the sequences are sorted by length, the longest first; if false they are sorted here; default true. */
  readonly enforceSorted?: boolean;
}

/** Where the elements of packed sequences lie in `[T, B]`, or in `[B, T]`, counted through. */
function positions(batchSizes: readonly number[], time: number, batch: number, batchFirst: boolean): Tensor {
  const places = batchSizes.flatMap((size, t) =>
    Array.from({ length: size }, (_, b) => (batchFirst ? b * time + t : t * batch + b)),
  );
  return tensor(places, { dtype: int64 });
}

function checkLengths(lengths: readonly number[], input: Tensor, time: number, batch: number): void {
  if (input.numel() === 0) throw new Error("Cannot pack empty tensors.");
  if (lengths.length !== batch)
    throw new Error(
      `Expected \`len(lengths)\` to be equal to batch_size, but got ${lengths.length} (batch_size=${batch})`,
    );
  if (!(lengths.at(-1)! > 0))
    throw new Error("Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0");
  if (lengths.some((length, i) => i > 0 && length > lengths[i - 1]!))
    throw new Error(
      "`lengths` array must be sorted in decreasing order when `enforceSorted` is True. You can pass `enforceSorted=False` to packPaddedSequence and/or packSequence to sidestep this requirement if you do not need ONNX exportability.",
    );
  if (lengths[0]! > time)
    throw new Error(`packPaddedSequence: a length of ${lengths[0]} is more than the ${time} steps of the input`);
}

/**
 * Packs padded sequences, so that recurrent layers do not read the padding.
 *
 * - input: `[T, B, ...]`, or `[B, T, ...]` if `batchFirst`; lengths: `[B]`
 *
 * @throws {Error} if lengths do not fit or are not sorted
 * @example
 * const padded = tensor([[1, 2, 0], [3, 0, 0], [4, 5, 6]]);
 * utils.rnn.packPaddedSequence(padded, [2, 1, 3], { batchFirst: true, enforceSorted: false })
 * // => PackedSequence(data=tensor([4, 1, 3, 5, 2, 6]), batch_sizes=tensor([3, 2, 1]), sorted_indices=tensor([2, 0, 1]), unsorted_indices=tensor([1, 2, 0]))
 */
export function packPaddedSequence(
  input: Tensor,
  lengths: Tensor | readonly number[],
  { batchFirst = false, enforceSorted = true }: BatchOptions & SortOptions = {},
): PackedSequence {
  const given = Array.isArray(lengths) ? tensor(lengths, { dtype: int64 }) : (lengths as Tensor).to(int64);
  if (given.ndim !== 1)
    throw new Error(`'lengths' argument should be a 1D CPU int64 tensor, but got ${given.ndim}D cpu Long tensor`);
  const order = enforceSorted ? null : given.sort(0, { descending: true });
  const sorted = order === null ? input : input.indexSelect(batchFirst ? 0 : 1, order.indices);
  const sizes = (order?.values ?? given).tolist() as number[];
  const [second, first] = sorted.transpose(0, 1).shape as [number, number];
  const [time, batch] = batchFirst ? [second, first] : [first, second];
  checkLengths(sizes, sorted, time, batch);
  const batchSizes = Array.from({ length: sizes[0]! }, (_, t) => sizes.filter((length) => length > t).length);
  const data = sorted.flatten(0, 1).indexSelect(0, positions(batchSizes, time, batch, batchFirst));
  return new PackedSequence(
    labelled(data, "PackPaddedSequenceBackward0"),
    tensor(batchSizes, { dtype: int64 }),
    order?.indices ?? null,
  );
}

/** Options of `padPackedSequence`. */
export interface PadPackedOptions extends BatchOptions {
  /** Value of the padding; default 0. */
  readonly paddingValue?: number;
  /** How many steps the result has; default as many as the longest sequence. */
  readonly totalLength?: number | null;
}

/**
 * The inverse of `packPaddedSequence`: padded sequences in their first order, and their lengths.
 *
 * - padded: `[T, B, ...]`, or `[B, T, ...]` if `batchFirst`; lengths: `[B]`
 *
 * @throws {Error} if `totalLength` is less than the longest length
 * @example
 * const packed = utils.rnn.packSequence([tensor([1, 2]), tensor([3])]);
 * const [padded, lengths] = utils.rnn.padPackedSequence(packed, { batchFirst: true });
 * [padded.tolist(), lengths.tolist()] // => [[[1, 2], [3, 0]], [2, 1]]
 */
export function padPackedSequence(
  sequence: PackedSequence,
  { batchFirst = false, paddingValue = 0, totalLength = null }: PadPackedOptions = {},
): [padded: Tensor, lengths: Tensor] {
  const { data, unsortedIndices } = sequence;
  const batchSizes = sequence.batchSizes.tolist() as number[];
  const [longest, batch] = [batchSizes.length, batchSizes[0]!];
  const time = totalLength ?? longest;
  if (time < longest)
    throw new Error(
      `Expected total_length to be at least the length of the longest sequence in input, but got total_length=${time} and max sequence length being ${longest}`,
    );
  const rest = data.shape.slice(1);
  const flat = full([time * batch, ...rest], paddingValue, { dtype: data.dtype });
  const placed = flat.indexCopy(0, positions(batchSizes, time, batch, false), data).reshape([time, batch, ...rest]);
  const padded = batchFirst ? placed.transpose(0, 1) : placed;
  const lengths = Array.from({ length: batch }, (_, b) => batchSizes.filter((size) => size > b).length);
  const ofEach = tensor(lengths, { dtype: int64 });
  if (unsortedIndices === null) return [padded, ofEach];
  return [padded.indexSelect(batchFirst ? 0 : 1, unsortedIndices), ofEach.indexSelect(0, unsortedIndices)];
}

/** Options of `padSequence`. */
export interface PadSequenceOptions extends BatchOptions {
  /** Value of the padding; default 0. */
  readonly paddingValue?: number;
  /** Where the padding goes; default `"right"`. */
  readonly paddingSide?: "left" | "right";
}

/**
 * Sequences of different lengths as one tensor, the shorter ones padded.
 *
 * - sequences: `[L, ...]` each; result: `[T, B, ...]`, or `[B, T, ...]` if `batchFirst`
 *
 * @throws {Error} if there are none, or if their further sizes differ
 * @example
 * utils.rnn.padSequence([tensor([1, 2]), tensor([3])], { batchFirst: true }).tolist() // => [[1, 2], [3, 0]]
 */
export function padSequence(
  sequences: Iterable<Tensor>,
  { batchFirst = false, paddingValue = 0, paddingSide = "right" }: PadSequenceOptions = {},
): Tensor {
  if (typeof sequences !== "object" || !(Symbol.iterator in sequences))
    throw new TypeError(
      `pad_sequence: Expected iterable for input sequences, but got arg of type: ${typeof sequences}`,
    );
  const list = [...sequences];
  const [first] = list;
  if (first === undefined) throw new Error("received an empty list of sequences");
  if (paddingSide !== "left" && paddingSide !== "right")
    throw new Error(`Expected padding_side to be one of left or right, but got ${paddingSide}.`);
  if (list.some((x) => x.ndim === 0))
    throw new Error("padSequence: a sequence needs at least one dimension, but got none");
  const longest = Math.max(...list.map((x) => x.shape[0]!));
  const sizes = batchFirst ? [list.length, longest] : [longest, list.length];
  const padded = full([...sizes, ...first.shape.slice(1)], paddingValue, { dtype: first.dtype });
  for (const [i, sequence] of list.entries()) {
    const length = sequence.shape[0]!;
    const row = padded.select(batchFirst ? 0 : 1, i);
    row.narrow(0, paddingSide === "right" ? 0 : longest - length, length).copy_(sequence);
  }
  return padded;
}

/**
 * The sequences that were padded to one tensor.
 *
 * - padded: `[T, B, ...]`, or `[B, T, ...]` if `batchFirst`; lengths: `[B]`
 *
 * @throws {Error} if there is not one length per sequence
 * @example
 * utils.rnn.unpadSequence(tensor([[1, 2], [3, 0]]), tensor([2, 1]), { batchFirst: true }).map((x) => x.tolist()) // => [[1, 2], [3]]
 */
export function unpadSequence(
  paddedSequences: Tensor,
  lengths: Tensor | readonly number[],
  { batchFirst = false }: BatchOptions = {},
): Tensor[] {
  const sequences = paddedSequences.unbind(batchFirst ? 0 : 1);
  const list = (Array.isArray(lengths) ? lengths : (lengths as Tensor).tolist()) as number[];
  if (list.length !== sequences.length)
    throw new Error(`unpadSequence: ${sequences.length} sequences need as many lengths, but got ${list.length}`);
  return sequences.map((sequence, i) => sequence.narrow(0, 0, Math.min(list[i]!, sequence.shape[0]!)).clone());
}

/**
 * Packs sequences of different lengths.
 *
 * @throws {Error} if they are not sorted by length, the longest first, and `enforceSorted` is not false
 * @example
 * utils.rnn.packSequence([tensor([1]), tensor([2, 3])], { enforceSorted: false }).data // => tensor([2, 1, 3])
 */
export function packSequence(sequences: readonly Tensor[], options: SortOptions = {}): PackedSequence {
  const lengths = sequences.map((x) => x.shape[0]!);
  return packPaddedSequence(padSequence(sequences), lengths, options);
}

/**
 * The sequences that were packed, in their first order.
 *
 * @example
 * utils.rnn.unpackSequence(utils.rnn.packSequence([tensor([1, 2]), tensor([3])])).map((x) => x.tolist()) // => [[1, 2], [3]]
 */
export function unpackSequence(packedSequences: PackedSequence): Tensor[] {
  const [padded, lengths] = padPackedSequence(packedSequences, { batchFirst: true });
  return unpadSequence(padded, lengths, { batchFirst: true });
}
