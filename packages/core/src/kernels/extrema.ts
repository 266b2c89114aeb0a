import type { Operand } from "../tensor.js";

/** Which end of the order. */
export const Extreme = { max: 0, min: 1 } as const;
export type Extreme = (typeof Extreme)[keyof typeof Extreme];

/** Largest and smallest elements together with where they are, int64. NaN counts as the most extreme. */
export interface ExtremumKernels {
  /** Of each line along `dim`, the first if several are equal; the results have size 1 there or lack it. */
  extremum(kernel: Extreme, x: Operand, dim: number, values: Operand | null, indices: Operand): void;
  /** Of what each line has up to each place, the last if several are equal. */
  cumulativeExtremum(kernel: Extreme, x: Operand, dim: number, values: Operand, indices: Operand): void;
}
