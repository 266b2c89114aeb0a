import type { Operand } from "../tensor.js";

/** Matrix products. */
export interface ProductKernels {
  /** `[..., m, k] @ [..., k, n] -> [..., m, n]`; the batch dimensions of all three are equal. */
  matmul(x: Operand, y: Operand, out: Operand): void;
}
