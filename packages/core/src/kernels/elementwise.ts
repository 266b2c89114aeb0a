import type { DType } from "../dtype.js";
import type { Operand } from "../tensor.js";
import type { Binary } from "./binary.js";
import type { Compare } from "./comparison.js";
import type { Parametric } from "./parametric.js";
import type { Arithmetic } from "./rule.js";
import type { Ternary } from "./ternary.js";
import type { Test, Unary } from "./unary.js";

// Kernels are numbered so that a backend may dispatch by one jump; the names are the type, and each number's rule stands beside it.

export { Binary } from "./binary.js";
export { Compare } from "./comparison.js";
export { Parametric } from "./parametric.js";
export { Ternary } from "./ternary.js";
export { Test, Unary } from "./unary.js";

/** A function of two operands, and what messages call it. */
export interface RareRule {
  readonly name: string;
  readonly float: (x: number, y: number, arithmetic: Arithmetic) => number;
}

/**
 * Element-wise kernels. Each converts its operands to `dtype`, broadcasts them to the shape of `out`, computes, and writes
 * `out`, whose type may differ from `dtype`. `out` may be an operand itself, or overlap one.
 */
export interface ElementwiseKernels {
  /** A function that few programs use comes with its op, so that the others need not carry it. Float types of 32 and 64 bits. */
  rare(rule: RareRule, x: Operand, y: Operand, out: Operand, dtype: DType): void;
  unary(kernel: Unary, x: Operand, out: Operand, dtype: DType): void;
  parametric(kernel: Parametric, x: Operand, parameters: readonly number[], out: Operand, dtype: DType): void;
  test(kernel: Test, x: Operand, out: Operand, dtype: DType): void;
  binary(kernel: Binary, x: Operand, y: Operand, out: Operand, dtype: DType): void;
  /** `x op value`. */
  scalar(kernel: Binary, x: Operand, value: number | bigint, out: Operand, dtype: DType): void;
  /** `value op x`. */
  reversed(kernel: Binary, value: number | bigint, x: Operand, out: Operand, dtype: DType): void;
  compare(kernel: Compare, x: Operand, y: Operand, out: Operand, dtype: DType): void;
  /** The floats next to `x` in the direction of `y`. */
  nextafter(x: Operand, y: Operand, out: Operand, dtype: DType): void;
  ternary(
    kernel: Ternary,
    x: Operand,
    y: Operand,
    z: Operand,
    value: number | bigint,
    out: Operand,
    dtype: DType,
  ): void;
  /** `x` where `condition`, a bool, holds, else `y`. */
  select(condition: Operand, x: Operand, y: Operand, out: Operand, dtype: DType): void;
  /** out = x + value * y, rounded once. */
  addScaled(x: Operand, y: Operand, value: number | bigint, out: Operand, dtype: DType): void;
  fill(out: Operand, value: number | bigint): void;
  /** Conversion to the type of `out`. */
  copy(x: Operand, out: Operand): void;
}
