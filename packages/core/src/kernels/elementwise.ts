import type { DType } from "../dtype.js";
import type { Operand } from "../tensor.js";

// Kernels are numbered so that a backend may dispatch by one jump; the names are the type.

/** Two operands, one result of the type computed in. */
export const Binary = { add: 0, sub: 1, mul: 2, div: 3, pow: 4, maximum: 5, minimum: 6, reluGrad: 7 } as const;
export type Binary = (typeof Binary)[keyof typeof Binary];

/** Two operands, a bool. */
export const Compare = { eq: 0, ne: 1, lt: 2, le: 3, gt: 4, ge: 5 } as const;
export type Compare = (typeof Compare)[keyof typeof Compare];

export const Unary = { neg: 0, relu: 1, sqrt: 2, exp: 3, log: 4, abs: 5, sin: 6, cos: 7, tanh: 8, sigmoid: 9 } as const;
export type Unary = (typeof Unary)[keyof typeof Unary];

/** One operand, a bool. */
export const Test = { isnan: 0, isinf: 1, isfinite: 2, logicalNot: 3 } as const;
export type Test = (typeof Test)[keyof typeof Test];

/**
 * Element-wise kernels. Each converts its operands to `dtype`, broadcasts them to the shape of `out`, computes, and writes
 * `out`, whose type may differ from `dtype`. `out` may be an operand itself, or overlap one.
 */
export interface ElementwiseKernels {
  binary(kernel: Binary, x: Operand, y: Operand, out: Operand, dtype: DType): void;
  /** `x op value`. */
  scalar(kernel: Binary, x: Operand, value: number | bigint, out: Operand, dtype: DType): void;
  /** `value op x`. */
  reversed(kernel: Binary, value: number | bigint, x: Operand, out: Operand, dtype: DType): void;
  compare(kernel: Compare, x: Operand, y: Operand, out: Operand, dtype: DType): void;
  unary(kernel: Unary, x: Operand, out: Operand, dtype: DType): void;
  test(kernel: Test, x: Operand, out: Operand, dtype: DType): void;
  /** out = x + value * y, rounded once. */
  addScaled(x: Operand, y: Operand, value: number | bigint, out: Operand, dtype: DType): void;
  fill(out: Operand, value: number | bigint): void;
  /** Conversion to the type of `out`. */
  copy(x: Operand, out: Operand): void;
}
