import { cpu } from "../../cpu/index.js";
import { int32 } from "../../dtype.js";
import { notPositiveDefinite } from "../../errors/linear-algebra.js";
import { Layout } from "../../layout.js";
import type { Tensor } from "../../tensor.js";
import { warnOnce } from "../../warnings.js";
import { empty, record } from "../apply.js";
import { seenAs } from "../placement.js";
import { type NaryOp, naryOp } from "../record.js";
import { solveTriangular } from "../triangular.js";
import { batchOf, checkFloat, checkSquare, firstFailure } from "./matrix.js";

/** Options of the functions that take or give a Cholesky factor. */
export interface CholeskyOptions {
  /** Whether the factor is the upper triangular one, `A = Uᵀ U`; else `A = L Lᵀ`. Default false. */
  readonly upper?: boolean | undefined;
}

/** gA = L⁻ᵀ sym(tril(Lᵀ gL)) L⁻¹ */
function choleskyGradient(gradient: Tensor, factor: Tensor, upper: boolean): Tensor {
  const [L, gL] = upper ? [factor.mT, gradient.mT] : [factor, gradient];
  const lower = L.mT.matmul(gL).tril();
  const symmetric = lower.add(lower.tril(-1).mT).mul(0.5);
  const half = solveTriangular(L.mT, symmetric, { upper: true });
  return solveTriangular(L, half, { upper: false, left: false });
}

function choleskyOpNamed(name: string): NaryOp<boolean> {
  return naryOp<boolean>({
    name,
    saves: [["output"]],
    gradients: [(grad, { attr: upper, outputs: [factor] }) => choleskyGradient(grad, factor!, upper)],
  });
}
const choleskyExOp = choleskyOpNamed("linalgCholeskyEx");
const choleskyOp = choleskyOpNamed("cholesky");

/** The result of `linalg.choleskyEx`. */
export interface CholeskyExResult {
  readonly L: Tensor;
  /** Per matrix: the order of the first minor that is not positive definite, or 0. */
  readonly info: Tensor;
}

function factorize(op: string, record_: NaryOp<boolean>, A: Tensor, upper: boolean): CholeskyExResult {
  checkFloat(op, A);
  checkSquare(op, A);
  const { ndim } = A.layout;
  const out = empty(A.layout.dense, A.dtype);
  const info = empty(Layout.of(batchOf(A)), int32);
  const turned = (x: Tensor): Tensor => (upper ? (seenAs(x, x.layout.transpose(ndim - 2, ndim - 1)) as Tensor) : x);
  cpu.cholesky(turned(A), turned(out), info);
  return { L: record(record_, [A], upper, out), info };
}

/**
 * The Cholesky factors of symmetric positive definite matrices, `[..., n, n]`: the triangular L with `A = L Lᵀ`. Only one triangle
 * of `A` is read.
 *
 * @throws {LinAlgError} if a matrix is not positive definite
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.cholesky(tensor([[4.0, 0.0], [0.0, 2.25]])).tolist() // => [[2, 0], [0, 1.5]]
 */
export function linalgCholesky(A: Tensor, { upper = false }: CholeskyOptions = {}): Tensor {
  const { L, info } = factorize("linalg.cholesky", choleskyExOp, A, upper);
  const failure = firstFailure(info);
  if (failure !== null) throw notPositiveDefinite("linalg.cholesky", failure);
  return L;
}

/**
 * `linalg.cholesky` that does not throw for matrices that are not positive definite; `info` says which they are.
 *
 * @example
 * linalg.choleskyEx(tensor([[1.0, 2.5], [2.5, 1.0]])).info.item() // => 2
 */
export function choleskyEx(
  A: Tensor,
  { upper = false, checkErrors = false }: CholeskyOptions & { readonly checkErrors?: boolean | undefined } = {},
): CholeskyExResult {
  const result = factorize("linalg.cholesky", choleskyExOp, A, upper);
  const failure = checkErrors ? firstFailure(result.info) : null;
  if (failure !== null) throw notPositiveDefinite("linalg.cholesky_ex", failure);
  return result;
}

/**
 * The older name of `linalg.cholesky`.
 *
 * @throws {LinAlgError} if a matrix is not positive definite
 * @example
 * cholesky(tensor([[4.0, 0.0], [0.0, 2.25]])).tolist() // => [[2, 0], [0, 1.5]]
 */
export function cholesky(A: Tensor, { upper = false }: CholeskyOptions = {}): Tensor {
  warnOnce(
    "torch.cholesky is deprecated in favor of torch.linalg.cholesky and will be removed in a future PyTorch release.\nL = cholesky(A)\nshould be replaced with\nL = linalg.cholesky(A)\nand\nU = cholesky(A, { upper: true })\nshould be replaced with\nU = linalg.cholesky(A).mH",
  );
  const { L, info } = factorize("cholesky", choleskyOp, A, upper);
  const failure = firstFailure(info);
  if (failure !== null) throw notPositiveDefinite("cholesky", failure);
  return L;
}
