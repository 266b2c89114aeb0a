import type { Operand } from "../tensor.js";

/** What happens where a value arrives. */
export const Arrival = { set: 0, add: 1, mul: 2, amax: 3, amin: 4 } as const;
/** One of the numbers of `Arrival`. */
export type Arrival = (typeof Arrival)[keyof typeof Arrival];

/** A tensor of indices, seen with the shape that is walked, and what each moves. */
export interface Lookup {
  /** int64 or int32, within [-size, size); negative ones count from the end. */
  readonly index: Operand;
  readonly size: number;
  /** Elements that one step of the index moves. */
  readonly stride: number;
}

/** Kernels that choose elements by indices or masks. */
export interface IndexingKernels {
  /** The first index that is below `low` or not below `high`, or null. */
  outside(index: Operand, low: number, high: number): number | null;
  /** `out[i] = x[i]` moved by all lookups; the layout of `x` has the shape of `out`, and does not move where lookups do. */
  gather(x: Operand, lookups: readonly Lookup[], out: Operand): void;
  /** `out[i]` moved by all lookups receives `x[i]`, in row-major order; the layout of `out` has the shape of `x`. */
  scatter(arrival: Arrival, out: Operand, lookups: readonly Lookup[], x: Operand): void;
  /** How many elements are not zero. */
  countNonzero(x: Operand): number;
  /** Their indices, in row-major order: a row of `out` per dimension. */
  nonzero(x: Operand, out: Operand): void;
}
