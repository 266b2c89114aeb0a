import type { Operand } from "../tensor.js";

/** Elements chosen along a dimension by an int64 index per place, and put back. */
export interface PickingKernels {
  /** `out` has the shape of `indices`, which differs from that of `x` only along `dim`. */
  pick(x: Operand, dim: number, indices: Operand, out: Operand): void;
  /** Adds each element of `x` to the place that its index names; the other places become zero. */
  place(x: Operand, dim: number, indices: Operand, out: Operand): void;
}
