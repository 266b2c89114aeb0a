import { cpu } from "../../cpu/index.js";
import { type DType, float64, int32 } from "../../dtype.js";
import { Layout } from "../../layout.js";
import type { Tensor } from "../../tensor.js";
import { empty } from "../apply.js";
import { batchOf } from "./matrix.js";

/** What became of a stack of matrices, unrecorded: both factors in one matrix, in float64, and the rows that were exchanged. */
export interface LuFactors {
  readonly lu: Tensor;
  /** Counted from 1. */
  readonly pivots: Tensor;
  /** The first pivot that is zero, counted from 1, or 0. */
  readonly info: Tensor;
}

export function factorLu(A: Tensor, dtype: DType = float64): LuFactors {
  const batch = batchOf(A);
  const [m, n] = A.layout.shape.slice(-2) as [number, number];
  const lu = empty(A.layout.dense, dtype);
  const pivots = empty(Layout.of([...batch, Math.min(m, n)]), int32);
  const info = empty(Layout.of(batch), int32);
  cpu.lu(A, lu, pivots, info);
  return { lu, pivots, info };
}

/** The solution of `A X = B`, or of `Aᵀ X = B`, for stacks of the same batch shape; unrecorded, in the type of `B`. */
export function solveLu({ lu, pivots }: Omit<LuFactors, "info">, B: Tensor, adjoint = false): Tensor {
  const out = empty(B.layout.dense, B.dtype);
  cpu.luSolve(lu, pivots, B, adjoint, out);
  return out;
}
