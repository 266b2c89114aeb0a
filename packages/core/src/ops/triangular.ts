import { cpu } from "../cpu/index.js";
import type { Triangle } from "../kernels/decomposition.js";
import { broadcastShapes, Layout, type Shape } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { batchOf, checkKernel, checkSquare } from "./decomposition/matrix.js";
import { seenAs } from "./placement.js";
import { type NaryOp, naryOp } from "./record.js";
import { checkSystem } from "./solve.js";

/** Options of `linalg.solveTriangular`. */
export interface SolveTriangularOptions {
  /** The triangle of `A` that counts: the upper or the lower one. */
  readonly upper: boolean;
  /** Whether the unknown is on the right of `A`: `A X = B`; else `X A = B`. Default true. */
  readonly left?: boolean | undefined;
  /** Take the diagonal of `A` as 1, whatever is stored there; default false. */
  readonly unitriangular?: boolean | undefined;
}

interface System extends Triangle {
  readonly left: boolean;
}

const solveTriangularOp: NaryOp<System> = naryOp<System>({
  name: "linalgSolveTriangular",
  saves: [[0, "output"], [0]],
  gradients: [
    // A X = B: dX = A⁻¹ (dB - dA X), of which only the triangle of dA counts
    (grad, { attr, inputs: [A], outputs: [X] }) => {
      const { left, upper, unitriangular } = attr;
      const gB = solveTransposed(A!, grad, attr);
      const gA = (left ? gB.matmul(X!.mT) : X!.mT.matmul(gB)).neg();
      return upper ? gA.triu(unitriangular ? 1 : 0) : gA.tril(unitriangular ? -1 : 0);
    },
    (grad, { attr, inputs: [A] }) => solveTransposed(A!, grad, attr),
  ],
});

function solveTransposed(A: Tensor, B: Tensor, { upper, left, unitriangular }: System): Tensor {
  return solveTriangular(A.mT, B, { upper: !upper, left, unitriangular });
}

/**
 * The solution X of `A X = B`, or of `X A = B`, where A is a triangle of a square matrix. A zero on the diagonal gives infinities.
 *
 * - A: `[..., n, n]`; B: `[..., n, k]`; batches broadcast
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} unless both are float32 or both float64
 * @example
 * const A = tensor([[2.0, 0.5], [0.0, 0.5]]);
 * linalg.solveTriangular(A, tensor([[3.5], [1.0]]), { upper: true }).tolist() // => [[1.25], [2]]
 */
export function solveTriangular(
  A: Tensor,
  B: Tensor,
  { upper, left = true, unitriangular = false }: SolveTriangularOptions,
): Tensor {
  const op = "linalg.solve_triangular";
  checkSquare(op, A);
  checkSystem(op, A, B, left);
  checkKernel("triangular_solve_cpu", A);
  if (A.dtype !== B.dtype)
    throw new TypeError(
      `${op}: expected A and B to have the same dtype, but found A of type ${A.dtype.title} and B of type ${B.dtype.title} instead`,
    );
  const attr = { upper, left, unitriangular };
  return record(solveTriangularOp, [A, B], attr, computeTriangular(A.detach(), B.detach(), attr));
}

function computeTriangular(A: Tensor, B: Tensor, { upper, left, unitriangular }: System): Tensor {
  const batch = broadcastShapes(batchOf(A), batchOf(B));
  const expanded = (x: Tensor): Shape => [...batch, ...x.layout.shape.slice(-2)];
  const out = empty(Layout.of(expanded(B)), B.dtype);
  // X A = B is Aᵀ Xᵀ = Bᵀ
  const turn = (x: Operand): Operand => (left ? x : seenAs(x, x.layout.transpose(batch.length, batch.length + 1)));
  const a = turn(A.expandTo(Layout.of(expanded(A))));
  const b = turn(B.expandTo(out.layout));
  cpu.solveTriangle(a, b, { upper: upper === left, unitriangular }, turn(out));
  return out;
}
