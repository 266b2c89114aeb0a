import { cpu } from "../cpu/index.js";
import { differentTypes, incompatibleSystem, singularInverse, singularSystem } from "../errors/linear-algebra.js";
import { broadcastShapes, Layout, type Shape } from "../layout.js";
import type { Operand, Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { factorLu, type LuFactors } from "./decomposition/lu-factors.js";
import { batchOf, checkFloat, checkMatrix, checkSquare, firstFailure } from "./decomposition/matrix.js";
import { seenAs } from "./placement.js";
import { eye } from "./ranges.js";
import { type NaryOp, naryOp } from "./record.js";

/** Options of `linalg.solve`. */
export interface SolveOptions {
  /** Whether the unknown is on the right of `A`: `A X = B`; else `X A = B`. Default true. */
  readonly left?: boolean | undefined;
}

/** Options of the functions that report failure by a number instead of an error. */
export interface CheckOptions {
  /** Throw nevertheless; default false. */
  readonly checkErrors?: boolean | undefined;
}

interface System {
  readonly left: boolean;
  /** `B` is a vector, or a stack of vectors. */
  readonly isVector: boolean;
}

const solveOp: NaryOp<System> = naryOp<System>({
  name: "linalgSolveEx",
  saves: [[0, "output"], [0]],
  gradients: [
    // A X = B: dX = A⁻¹ (dB - dA X)
    (grad, { attr: { left, isVector }, inputs: [A], outputs: [x] }) => {
      const gB = solveEx(A!.mT, grad, { left }).result;
      if (isVector) return gB.unsqueeze(-1).matmul(x!.unsqueeze(-2)).neg();
      return (left ? gB.matmul(x!.mT) : x!.mT.matmul(gB)).neg();
    },
    (grad, { attr: { left }, inputs: [A] }) => solveEx(A!.mT, grad, { left }).result,
  ],
});

/**
 * The solution X of `A X = B`, or of `X A = B`.
 *
 * - A: `[..., n, n]`; B: `[..., n, k]`, or vectors: `[n]`, or `[..., n]` with the batch dimensions of A; batches broadcast
 *
 * @throws {LinAlgError} if a matrix is singular
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} unless both are float32 or both float64
 * @example
 * linalg.solve(tensor([[2.0, 0.5], [0.5, 1.5]]), tensor([2.5, 2.0])).tolist() // => [1, 1]
 */
export function solve(A: Tensor, B: Tensor, { left = true }: SolveOptions = {}): Tensor {
  const { result, info } = solveAs("linalg.solve", A, B, left);
  const failure = firstFailure(info);
  if (failure !== null) throw singularSystem("torch.linalg.solve", failure);
  return result;
}

/** The result of `linalg.solveEx`. */
export interface SolveExResult {
  readonly result: Tensor;
  /** Per matrix: the first pivot that is zero, counted from 1, or 0. */
  readonly info: Tensor;
}

/**
 * `linalg.solve` that does not throw for singular matrices; `info` says which they are.
 *
 * @example
 * linalg.solveEx(tensor([[0.5, 1.0], [1.0, 2.0]]), tensor([1.5, 1.0])).info.item() // => 2
 */
export function solveEx(
  A: Tensor,
  B: Tensor,
  { left = true, checkErrors = false }: SolveOptions & CheckOptions = {},
): SolveExResult {
  const solved = solveAs("linalg.solve", A, B, left);
  const failure = checkErrors ? firstFailure(solved.info) : null;
  if (failure !== null) throw singularSystem("linalg.solve_ex", failure);
  return solved;
}

function solveAs(op: string, A: Tensor, B: Tensor, left: boolean): SolveExResult {
  checkFloat(op, A);
  checkSquare(op, A);
  if (A.dtype !== B.dtype) throw differentTypes(op, A.dtype, B.dtype);
  const isVector = B.layout.ndim === 1 || isStackOfVectors(A.layout, B.layout);
  const columns = isVector ? B.detach().unsqueeze(-1) : B.detach();
  checkSystem(op, A, columns, left);
  if (isVector && !left)
    throw new Error(
      `${op}: Vector broadcasting of the left hand side is not supported for left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)`,
    );
  const factors = factorLu(A);
  const result = solveFactored(factors, columns, left, isVector);
  return { result: record(solveOp, [A, B], { left, isVector }, result), info: factors.info };
}

/** The solution for every pair of matrices that broadcasting makes; unrecorded. */
function solveFactored({ lu, pivots }: LuFactors, B: Tensor, left: boolean, isVector: boolean): Tensor {
  const batch = broadcastShapes(batchOf(lu), batchOf(B));
  const [m, n] = B.layout.shape.slice(-2) as [number, number];
  const expanded = (x: Tensor, sizes: Shape): Tensor => x.expandTo(Layout.of([...batch, ...sizes]));
  const size = lu.layout.shape.at(-1)!;
  const out = empty(Layout.of(isVector ? [...batch, m] : [...batch, m, n]), B.dtype);
  const columns = isVector ? out.layout.unsqueeze(batch.length + 1) : out.layout;
  const turn = (x: Operand): Operand => (left ? x : seenAs(x, x.layout.transpose(batch.length, batch.length + 1)));
  const rhs = turn(expanded(B, [m, n]));
  cpu.luSolve(expanded(lu, [size, size]), expanded(pivots, [size]), rhs, !left, turn(seenAs(out, columns)));
  return out;
}

function isStackOfVectors(A: Layout, B: Layout): boolean {
  return B.ndim === A.ndim - 1 && B.shape.every((size, d) => size === A.shape[d]);
}

/** Throws unless the matrices of `B` fit those of `A`. */
export function checkSystem(op: string, A: Tensor, B: Tensor, left: boolean): void {
  checkMatrix(op, B, "B");
  const [a, b] = [A.layout.shape, B.layout.shape];
  if (a.at(-1) !== b.at(left ? -2 : -1)) throw incompatibleSystem(op, left, a, b);
}

const invOp: NaryOp<void> = naryOp({
  name: "linalgInvEx",
  saves: [["output"]],
  // d(A⁻¹) = -A⁻¹ dA A⁻¹
  gradients: [(grad, { outputs: [inverse] }) => inverse!.mT.matmul(grad.matmul(inverse!.mT)).neg()],
});

/**
 * The inverses of square matrices, `[..., n, n]`.
 *
 * @throws {LinAlgError} if a matrix is singular
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.inv(tensor([[2.0, 0.0], [0.0, 0.5]])).tolist() // => [[0.5, 0], [0, 2]]
 */
export function inv(A: Tensor): Tensor {
  return inverseAs("linalg.inv", A);
}

/** `inv` under the name that errors shall have. */
export function inverseAs(op: string, A: Tensor): Tensor {
  const { inverse, info } = invertAs(op, A);
  const failure = firstFailure(info);
  if (failure !== null) throw singularInverse(op, failure);
  return inverse;
}

/** The result of `linalg.invEx`. */
export interface InvExResult {
  readonly inverse: Tensor;
  /** Per matrix: the first pivot that is zero, counted from 1, or 0. */
  readonly info: Tensor;
}

/**
 * `linalg.inv` that does not throw for singular matrices; `info` says which they are.
 *
 * @example
 * linalg.invEx(tensor([[0.5, 1.0], [1.0, 2.0]])).info.item() // => 2
 */
export function invEx(A: Tensor, { checkErrors = false }: CheckOptions = {}): InvExResult {
  const inverted = invertAs("linalg.inv", A);
  const failure = checkErrors ? firstFailure(inverted.info) : null;
  if (failure !== null) throw singularInverse("linalg.inv_ex", failure);
  return inverted;
}

function invertAs(op: string, A: Tensor): InvExResult {
  checkFloat(op, A);
  checkSquare(op, A);
  const factors = factorLu(A);
  const inverse = solveFactored(factors, eye(A.layout.shape.at(-1)!, { dtype: A.dtype }), true, false);
  return { inverse: record(invOp, [A], undefined, inverse), info: factors.info };
}
