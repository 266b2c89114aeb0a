import type { Operand } from "../tensor.js";

export const Reduction = { sum: 0, norm2: 1 } as const;
export type Reduction = (typeof Reduction)[keyof typeof Reduction];

/** Reductions over some dimensions, in the order of additions that PyTorch uses. */
export interface ReductionKernels {
  /** `out` has the shape of `x` without `dims`, or with size 1 there; `x` is converted to the type of `out` first. */
  reduce(kernel: Reduction, x: Operand, dims: readonly number[], out: Operand): void;
}
