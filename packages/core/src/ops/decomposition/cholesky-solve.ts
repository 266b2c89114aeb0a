import { cpu } from "../../cpu/index.js";
import { broadcastShapes, Layout } from "../../layout.js";
import type { Tensor } from "../../tensor.js";
import { empty, record } from "../apply.js";
import { eye } from "../ranges.js";
import { type NaryOp, naryOp } from "../record.js";
import type { CholeskyOptions } from "./cholesky.js";
import { batchOf, checkKernel, checkSquare } from "./matrix.js";

const choleskySolveOp: NaryOp<boolean> = naryOp<boolean>({
  name: "choleskySolve",
  saves: [[1], [1, "output"]],
  gradients: [
    (grad, { attr: upper, inputs: [, L] }) => choleskySolve(grad, L!, { upper }),
    // L Lᵀ X = B: gL = -(gB Xᵀ + X gBᵀ) L
    (grad, { attr: upper, inputs: [, L], outputs: [X] }) => {
      const product = choleskySolve(grad, L!, { upper }).matmul(X!.mT);
      const symmetric = product.add(product.mT).neg();
      return upper ? L!.matmul(symmetric) : symmetric.matmul(L!);
    },
  ],
});

/**
 * The solution X of `A X = B`, given the Cholesky factor of A.
 *
 * - B: `[..., n, k]`; L: `[..., n, n]`; batches broadcast
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * choleskySolve(tensor([[4.5], [2.0]]), tensor([[1.5, 0.0], [0.0, 2.0]])).tolist() // => [[2], [0.5]]
 */
export function choleskySolve(B: Tensor, L: Tensor, { upper = false }: CholeskyOptions = {}): Tensor {
  const [b, l] = [B.layout, L.layout];
  if (b.ndim < 2) throw new Error(`b should have at least 2 dimensions, but has ${b.ndim} dimensions instead`);
  if (l.ndim < 2) throw new Error(`u should have at least 2 dimensions, but has ${l.ndim} dimensions instead`);
  const n = l.shape.at(-1)!;
  if (n !== l.shape.at(-2))
    throw new Error(`A must be batches of square matrices, but they are ${l.shape.at(-2)} by ${n} matrices`);
  if (n !== b.shape.at(-2))
    throw new Error(
      `Incompatible matrix sizes for cholesky_solve: each A matrix is ${n} by ${n} but each b matrix is ${b.shape.at(-2)} by ${b.shape.at(-1)}`,
    );
  if (B.dtype !== L.dtype)
    throw new TypeError(
      `Expected b and A to have the same dtype, but found b of type ${B.dtype.title} and A of type ${L.dtype.title} instead.`,
    );
  checkKernel("cholesky_solve_cpu", B);
  return record(choleskySolveOp, [B, L], upper, computeSolve(B.detach(), L.detach(), upper));
}

function computeSolve(B: Tensor, L: Tensor, upper: boolean): Tensor {
  const batch = broadcastShapes(batchOf(B), batchOf(L));
  const factor = L.expandTo(Layout.of([...batch, ...L.layout.shape.slice(-2)]));
  const rhs = B.expandTo(Layout.of([...batch, ...B.layout.shape.slice(-2)]));
  const half = empty(rhs.layout.dense, rhs.dtype);
  const out = empty(rhs.layout.dense, rhs.dtype);
  cpu.solveTriangle(upper ? factor.mT : factor, rhs, { upper: false, unitriangular: false }, half);
  cpu.solveTriangle(upper ? factor : factor.mT, half, { upper: true, unitriangular: false }, out);
  return out;
}

const choleskyInverseOp: NaryOp<boolean> = naryOp<boolean>({
  name: "choleskyInverse",
  saves: [[0, "output"]],
  gradients: [
    (grad, { attr: upper, inputs: [L], outputs: [inverse] }) => {
      const symmetric = inverse!.matmul(grad.add(grad.mT)).matmul(inverse!).neg();
      return upper ? L!.matmul(symmetric) : symmetric.matmul(L!);
    },
  ],
});

/**
 * The inverse of the matrices whose Cholesky factors are given, `[..., n, n]`.
 *
 * @throws {Error} unless the matrices are square
 * @example
 * choleskyInverse(tensor([[2.0, 0.0], [0.0, 0.5]])).tolist() // => [[0.25, 0], [0, 4]]
 */
export function choleskyInverse(L: Tensor, { upper = false }: CholeskyOptions = {}): Tensor {
  checkSquare("cholesky_inverse", L);
  checkKernel("cholesky_inverse_out_cpu", L);
  const identity = eye(L.layout.shape.at(-1)!, { dtype: L.dtype });
  return record(choleskyInverseOp, [L], upper, computeSolve(identity, L.detach(), upper));
}
