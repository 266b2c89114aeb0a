import { hasFusedMultiplyAdd } from "./lanes/fused.js";

/** What the kernels run on. */
export interface BackendInfo {
  readonly device: "cpu";
  /** Vectors of 128 bits in WebAssembly, which the library needs. */
  readonly simd: boolean;
  /** The engine multiplies and adds in one instruction; elsewhere that is done in several, with the same bits. */
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
  return { device: "cpu", simd: true, fusedMultiplyAdd: hasFusedMultiplyAdd, threads: 1 };
}
