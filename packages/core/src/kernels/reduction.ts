import type { Operand } from "../tensor.js";

/** What a reduction computes. */
/** What `reduce` makes of many elements. */
export const Reduction = { sum: 0, nansum: 1, prod: 2, max: 3, min: 4 } as const;
export type Reduction = (typeof Reduction)[keyof typeof Reduction];

/** Reductions over some dimensions, or over all where `dims` is null, in PyTorch's order of additions. */
export interface ReductionKernels {
  /** `out` has the shape of `x` without `dims`, or with size 1 there; `x` is converted to the type of `out` first. */
  reduce(kernel: Reduction, x: Operand, dims: readonly number[] | null, out: Operand): void;
  /** (Σ|x|ᵖ)^(1/p); `p` 0 counts what is not zero, an infinite `p` takes the largest or smallest magnitude. */
  norm(p: number, x: Operand, dims: readonly number[] | null, out: Operand): void;
  /**
   * Variances of the elements over each position of `out`, dividing by their count minus `correction`, or square roots of them;
   * and their means, which are then rounded once from doubles.
   */
  variance(
    x: Operand,
    dims: readonly number[] | null,
    correction: number,
    root: boolean,
    out: Operand,
    means: Operand | null,
  ): void;
}
