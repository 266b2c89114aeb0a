import { gradEnabled } from "../../autograd/grad-mode.js";
import { cpu } from "../../cpu/index.js";
import { type DType, int32 } from "../../dtype.js";
import { notConverged } from "../../errors/linear-algebra.js";
import { Layout } from "../../layout.js";
import { isTracked, type Tensor } from "../../tensor.js";
import { empty, recordMulti } from "../apply.js";
import { eye } from "../ranges.js";
import { multiOp, type NaryOp } from "../record.js";
import { batchOf, checkFloat, checkMatrix, firstFailure } from "./matrix.js";

/** The result of `linalg.svd`: `A = U diag(S) Vh`. */
export interface SvdResult {
  readonly U: Tensor;
  /** Descending. */
  readonly S: Tensor;
  readonly Vh: Tensor;
}

const svdOp: NaryOp<void> = multiOp({
  name: "linalgSvd",
  saves: [["output"]],
  gradients: [
    (grads, { outputs: [U, S, Vh] }) => {
      const k = S!.layout.shape.at(-1)!;
      const part = (x: Tensor | null | undefined, dim: number): Tensor | null => x?.narrow(dim, 0, k) ?? null;
      return svdGradient(part(grads[0], -1), grads[1] ?? null, part(grads[2], -2), part(U, -1)!, S!, part(Vh, -2)!);
    },
  ],
});

/**
 * With K = skew(Uᵀ gU) / E, L = skew(Vᵀ gV) / E and Eᵢⱼ = sⱼ² - sᵢ²: gA = U (K S + diag(gS) + S L) Vᵀ, and what the columns of gU and
 * gV have outside of U and V, divided by S.
 */
function svdGradient(
  gU: Tensor | null,
  gS: Tensor | null,
  gVh: Tensor | null,
  U: Tensor,
  S: Tensor,
  Vh: Tensor,
): Tensor | null {
  const [row, column] = [S.unsqueeze(-2), S.unsqueeze(-1)];
  if (gU === null && gVh === null) return gS === null ? null : U.mul(gS.unsqueeze(-2)).matmul(Vh);
  const E = row
    .square()
    .sub(column.square())
    .add(eye(S.layout.shape.at(-1)!, { dtype: S.dtype }));
  const turned = (product: Tensor): Tensor => product.sub(product.mT).div(E);
  const inner: Tensor[] = [];
  const outer: Tensor[] = [];
  if (gU !== null) {
    const share = U.mT.matmul(gU);
    inner.push(turned(share).mul(row));
    if (U.layout.shape.at(-2) !== U.layout.shape.at(-1)) outer.push(gU.sub(U.matmul(share)).div(row).matmul(Vh));
  }
  if (gVh !== null) {
    const share = Vh.matmul(gVh.mT);
    inner.push(turned(share).mul(column));
    if (Vh.layout.shape.at(-2) !== Vh.layout.shape.at(-1))
      outer.push(U.matmul(gVh.sub(share.mT.matmul(Vh)).div(column)));
  }
  if (gS !== null) inner.push(gS.diagEmbed());
  return [U.matmul(sum(inner)).matmul(Vh), ...outer].reduce((a, b) => a.add(b));
}

function sum(tensors: readonly Tensor[]): Tensor {
  return tensors.reduce((a, b) => a.add(b));
}

/** Singular values, and vectors if `wanted`, in `dtype`; unrecorded. */
export function singularValues(
  A: Tensor,
  wanted: "none" | "reduced" | "full",
  dtype: DType = A.dtype,
): readonly [U: Tensor | null, S: Tensor, Vh: Tensor | null] {
  const batch = batchOf(A);
  const [m, n] = A.layout.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const [columns, rows] = wanted === "full" ? [m, n] : [k, k];
  const U = wanted === "none" ? null : empty(Layout.of([...batch, m, columns]), dtype);
  const S = empty(Layout.of([...batch, k]), dtype);
  const Vh = wanted === "none" ? null : empty(Layout.of([...batch, rows, n]), dtype);
  const info = empty(Layout.of(batch), int32);
  cpu.singularValues(A, U, S, Vh, info);
  const failure = firstFailure(info);
  if (failure !== null) throw notConverged("linalg.svd", failure, A.detach().isfinite().all().item<boolean>() === true);
  return [U, S, Vh];
}

/** Options of `linalg.svd`. */
export interface SvdOptions {
  /** Whether U and Vh are square; else they have as many columns and rows as there are singular values. Default true. */
  readonly fullMatrices?: boolean | undefined;
  /** A choice for other devices: only null is accepted. */
  readonly driver?: null | undefined;
}

/**
 * The singular value decomposition of matrices, `[..., m, n]`: U `[..., m, m]`, S `[..., k]` and Vh `[..., n, n]` with `k = min(m, n)`.
 * The signs of singular vectors are arbitrary.
 *
 * @throws {LinAlgError} if a matrix has elements that are not finite
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.svd(tensor([[3.0, 0.0], [0.0, 4.5]])).S.tolist() // => [4.5, 3]
 */
export function svd(A: Tensor, { fullMatrices = true, driver = null }: SvdOptions = {}): SvdResult {
  checkArguments(A, driver);
  const [U, S, Vh] = singularValues(A, fullMatrices ? "full" : "reduced");
  recordMulti(svdOp, [A], undefined, [U!, S, Vh!]);
  return { U: U!, S, Vh: Vh! };
}

function checkArguments(A: Tensor, driver: null | undefined): void {
  checkFloat("linalg.svd", A);
  checkMatrix("linalg.svd", A);
  if (driver !== null)
    throw new Error(
      "torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with cuSOLVER backend.",
    );
}

/**
 * The singular values of matrices, `[..., m, n]`, descending: `[..., min(m, n)]`.
 *
 * @throws {LinAlgError} if a matrix has elements that are not finite
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.svdvals(tensor([[3.0, 0.0], [0.0, 4.5]])).tolist() // => [4.5, 3]
 */
export function svdvals(A: Tensor, { driver = null }: Pick<SvdOptions, "driver"> = {}): Tensor {
  checkArguments(A, driver);
  if (!gradEnabled || !isTracked(A)) return singularValues(A, "none")[1];
  return svd(A, { fullMatrices: false }).S;
}

/** The result of `svd`: `A = U diag(S) Vᵀ`. */
export interface OldSvdResult {
  readonly U: Tensor;
  readonly S: Tensor;
  readonly V: Tensor;
}

/** Options of `svd`. */
export interface OldSvdOptions {
  /** Whether U and V have as many columns as there are singular values; else they are square. Default true. */
  readonly some?: boolean | undefined;
  /** Whether U and V are wanted; else they are zeros. Default true. */
  readonly computeUv?: boolean | undefined;
}

/**
 * The singular value decomposition of matrices, `[..., m, n]`: the older form of `linalg.svd`, with V instead of its transpose.
 *
 * @throws {LinAlgError} if a matrix has elements that are not finite
 * @example
 * tensor([[3.0, 0.0, 0.0], [0.0, 4.5, 0.0]]).svd().V.shape // => [3, 2]
 */
export function oldSvd(A: Tensor, { some = true, computeUv = true }: OldSvdOptions = {}): OldSvdResult {
  if (computeUv) {
    const { U, S, Vh } = svd(A, { fullMatrices: !some });
    return { U, S, V: Vh.mT };
  }
  const [m, n] = A.layout.shape.slice(-2) as [number, number];
  const S = svdvals(A);
  return { U: A.newZeros([...batchOf(A), m, m]), S, V: A.newZeros([...batchOf(A), n, n]) };
}
