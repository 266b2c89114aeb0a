import { getNumThreads } from "../threads/count.js";
import { hasFusedMultiplyAdd, hasVectors } from "./instructions.js";

/** What the kernels run on. */
export interface BackendInfo {
  readonly device: "cpu";
  /** The kernels use vectors of 128 bits: the engine has them, and the environment variable `FLAMBEAU_SIMD` is not `off`. */
  readonly simd: boolean;
  /** They multiply and add in one instruction, unless the engine has none or `FLAMBEAU_SIMD` is `plain`; then in several. */
  readonly fusedMultiplyAdd: boolean;
  /** How many threads compute. */
  readonly threads: number;
}

/**
 * What the kernels run on, and what they make use of there. Results have the same bits everywhere.
 *
 * @example
 * backendInfo().device // => "cpu"
 */
export function backendInfo(): BackendInfo {
  return { device: "cpu", simd: hasVectors, fusedMultiplyAdd: hasFusedMultiplyAdd, threads: getNumThreads() };
}
