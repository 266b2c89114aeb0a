import { int32 } from "../../dtype.js";
import { differentTypes } from "../../errors/linear-algebra.js";
import { broadcastShapes, Layout } from "../../layout.js";
import type { Tensor } from "../../tensor.js";
import { record } from "../apply.js";
import { type NaryOp, naryOp } from "../record.js";
import { checkSystem } from "../solve.js";
import { luUnpack } from "./lu.js";
import { solveLu } from "./lu-factors.js";
import { batchOf, checkSquare } from "./matrix.js";

/** Options of `linalg.luSolve`. */
export interface LuSolveOptions {
  /** Whether the unknown is on the right of A: `A X = B`; else `X A = B`. Default true. */
  readonly left?: boolean | undefined;
  /** Solve with the transpose of A; default false. */
  readonly adjoint?: boolean | undefined;
}

interface Factored {
  readonly pivots: Tensor;
  readonly adjoint: boolean;
}

const luSolveOp: NaryOp<Factored> = naryOp<Factored>({
  name: "linalgLuSolve",
  saves: [[0, "output"], [0]],
  gradients: [
    // A = P L U: gL = Pᵀ gA Uᵀ, gU = Lᵀ Pᵀ gA
    (grad, { attr: { pivots, adjoint }, inputs: [LU], outputs: [X] }) => {
      const gB = luSolve(LU!, pivots, grad, { adjoint: !adjoint });
      const { P, L, U } = luUnpack(LU!, pivots);
      const exchanged = P.mT.matmul(adjoint ? X!.matmul(gB.mT) : gB.matmul(X!.mT)).neg();
      return exchanged.matmul(U.mT).tril(-1).add(L.mT.matmul(exchanged).triu());
    },
    (grad, { attr: { pivots, adjoint }, inputs: [LU] }) => luSolve(LU!, pivots, grad, { adjoint: !adjoint }),
  ],
});

/**
 * The solution X of `A X = B`, given what `linalg.luFactor` made of A.
 *
 * - LU: `[..., n, n]`; pivots: `[..., n]`; B: `[..., n, k]`; batches broadcast
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ, or the pivots are not int32
 * @example
 * const { LU, pivots } = linalg.luFactor(tensor([[0.0, 0.5], [2.0, 0.0]]));
 * linalg.luSolve(LU, pivots, tensor([[1.0], [4.5]])).tolist() // => [[2.25], [2]]
 */
export function luSolve(
  LU: Tensor,
  pivots: Tensor,
  B: Tensor,
  { left = true, adjoint = false }: LuSolveOptions = {},
): Tensor {
  const op = "linalg.lu_solve";
  if (pivots.dtype !== int32) throw new TypeError(`${op}: pivots should be a Tensor of scalar type torch.int32`);
  if (LU.dtype !== B.dtype) throw differentTypes(op, LU.dtype, B.dtype);
  checkSquare(op, LU);
  if (pivots.layout.shape.at(-1) !== LU.layout.shape.at(-1))
    throw new Error(`${op}: Number of pivots per batch should be same as the dimension of the matrix`);
  checkSystem(op, LU, B, left);
  if (!left) return luSolve(LU, pivots, B.mT, { adjoint: !adjoint }).mT;
  const batch = broadcastShapes(batchOf(LU), batchOf(B));
  const expanded = (x: Tensor, kept: number): Tensor =>
    x.detach().expandTo(Layout.of([...batch, ...x.layout.shape.slice(x.layout.ndim - kept)]));
  const factors = { lu: expanded(LU, 2), pivots: expanded(pivots, 1) };
  return record(luSolveOp, [LU, B], { pivots, adjoint }, solveLu(factors, expanded(B, 2), adjoint));
}
