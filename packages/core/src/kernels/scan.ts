import type { Operand } from "../tensor.js";

/** What runs along a dimension. */
export const Scan = { sum: 0, prod: 1, logsumexp: 2 } as const;
export type Scan = (typeof Scan)[keyof typeof Scan];

/** Running results along a dimension. */
export interface ScanKernels {
  /** `out` has the shape of `x`, which is converted to its type first. */
  scan(kernel: Scan, x: Operand, dim: number, out: Operand): void;
}
