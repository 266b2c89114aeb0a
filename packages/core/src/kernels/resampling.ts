import type { Operand } from "../tensor.js";

/**
 * How the elements of one dimension are made: element `o` is the sum of `weights[t]` times element `indices[t]`, for `t` from
 * `starts[o]` to before `starts[o + 1]`.
 */
export interface Taps {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

/** Images and the like, made anew in other sizes. */
export interface ResamplingKernels {
  /** Makes one dimension after the other, the last first; null leaves one as it is. uint8 is rounded and clamped after each. */
  resample(x: Operand, taps: readonly (Taps | null)[], out: Operand): void;
}
