import type { Operand } from "../tensor.js";

/**
 * The windows along one dimension of a plane. A plane is what the last dimensions of a tensor hold, as many as there are windows for;
 * its windows are all combinations of theirs.
 */
export interface Windows {
  /** Elements of the plane along the dimension. */
  readonly size: number;
  /** How many elements each window has, beginning at `begins`, and `step` apart. */
  readonly counts: readonly number[];
  /** Of each window of the first plane; then of the next, where planes differ, else the same for all. */
  readonly begins: readonly number[];
  readonly step: number;
  /** What each window contributes to what an average is divided by. */
  readonly extents: readonly number[];
}

/** Windows whose elements are averaged. */
export interface Averaging {
  readonly windows: readonly Windows[];
  /** What each sum is divided by; null stands for the product of the extents. */
  readonly divisor: number | null;
  /** Divide by one extent after the other rather than by their product. */
  readonly isStepwise: boolean;
}

/** Results have an element for each window, plane by plane. Types are equal, except that places are int64. */
export interface PoolingKernels {
  /**
   * The largest element of each window and its place among those of its plane: the last NaN, or else the first of equal ones. A window
   * without elements gives the lowest number of the type, and the place where it would begin.
   */
  maxPool(x: Operand, windows: readonly Windows[], values: Operand, places: Operand): void;
  /** Adds each element of `grad` to the zeros of a plane, where `places` says. */
  maxPoolGrad(grad: Operand, places: Operand, windows: readonly Windows[], out: Operand): void;
  averagePool(x: Operand, averaging: Averaging, out: Operand): void;
  averagePoolGrad(grad: Operand, averaging: Averaging, out: Operand): void;
}
