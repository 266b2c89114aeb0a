import type { Operand } from "../tensor.js";

/** What order an element has along `dim`. `values` has the type of `x`, `indices` int64; NaN counts as the largest. */
export interface SortingKernels {
  /** All in order. Unless `stable`, equal elements lie as PyTorch's own sort leaves them. */
  sort(x: Operand, dim: number, descending: boolean, stable: boolean, values: Operand, indices: Operand): void;
  /** The `k` largest or smallest, where `k` is the size of the results; in order if `sorted`. */
  topk(x: Operand, dim: number, largest: boolean, sorted: boolean, values: Operand, indices: Operand): void;
  /** The `k`-th smallest, counted from 1. */
  kthvalue(x: Operand, k: number, dim: number, values: Operand, indices: Operand): void;
  /** The middle one, of two the lower. A NaN is the median of its line, unless they are skipped. */
  median(x: Operand, dim: number, skipsNaN: boolean, values: Operand, indices: Operand): void;
  /** The most frequent one, of several the smallest. */
  mode(x: Operand, dim: number, values: Operand, indices: Operand): void;
  /**
   * Numbers the different elements of a vector, or rows of a matrix, in order or as they come; writes the number of each and gives
   * the index of the first with each number.
   */
  group(x: Operand, consecutive: boolean, numbers: Operand): number[];
}
