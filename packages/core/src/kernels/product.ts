import type { Operand } from "../tensor.js";

/** Matrix products. */
export interface ProductKernels {
  /** `[..., m, k] @ [..., k, n] -> [..., m, n]`; the batch dimensions of all three are equal. */
  matmul(x: Operand, y: Operand, out: Operand): void;
  /** Of two float32 matrices, with the `n` neighbouring elements of `bias` added to each row after the sums are rounded. */
  matmulPlus(x: Operand, y: Operand, bias: Operand, out: Operand): void;
}
