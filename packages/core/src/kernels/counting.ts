import type { Operand } from "../tensor.js";

/** How often values occur, and where they belong in an order. */
export interface CountingKernels {
  /** Adds each element's weight, or 1, to the result at the index it names. */
  bincount(x: Operand, weights: Operand | null, out: Operand): void;
  /** Adds weights, or 1, to the bins that elements fall into. `edges` are ascending; the last bin includes its end. */
  histogram(x: Operand, edges: Operand, weights: Operand | null, out: Operand): void;
  /** The same for bins of equal width between `low` and `high`. */
  histc(x: Operand, low: number, high: number, out: Operand): void;
  /** Where each element of `x` is inserted into its line of `sorted`, before equal ones or after them if `right`. */
  searchsorted(sorted: Operand, sorter: Operand | null, x: Operand, right: boolean, out: Operand): void;
}
