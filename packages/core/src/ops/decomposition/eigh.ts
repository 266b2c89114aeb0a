import { gradEnabled } from "../../autograd/grad-mode.js";
import { cpu } from "../../cpu/index.js";
import type { DType } from "../../dtype.js";
import { Layout } from "../../layout.js";
import { isTracked, type Tensor } from "../../tensor.js";
import { empty, recordMulti } from "../apply.js";
import { eye } from "../ranges.js";
import { multiOp, type NaryOp } from "../record.js";
import { batchOf, checkKernel, checkSquare } from "./matrix.js";

/** The result of `linalg.eigh`. */
export interface EighResult {
  /** Ascending. */
  readonly eigenvalues: Tensor;
  /** Columns. */
  readonly eigenvectors: Tensor;
}

/** Options of `linalg.eigh` and `linalg.eigvalsh`. */
export interface EighOptions {
  /** The triangle that is read, lower or upper; default `"L"`. */
  readonly UPLO?: "L" | "U" | "l" | "u" | undefined;
}

const eighOp: NaryOp<void> = multiOp({
  name: "linalgEigh",
  saves: [["output"]],
  gradients: [
    // gA = V (diag(gL) + skew(Vᵀ gV) / 2E) Vᵀ with Eᵢⱼ = lⱼ - lᵢ
    ([gL, gV], { outputs: [L, V] }) => {
      if (gV == null) return gL == null ? null : V!.mul(gL.unsqueeze(-2)).matmul(V!.mT);
      const E = L!
        .unsqueeze(-2)
        .sub(L!.unsqueeze(-1))
        .add(eye(L!.layout.shape.at(-1)!, { dtype: L!.dtype }));
      const share = V!.mT.matmul(gV);
      const turned = share.sub(share.mT).div(E.mul(2));
      return V!.matmul(gL == null ? turned : turned.add(gL.diagEmbed())).matmul(V!.mT);
    },
  ],
});

/** Eigenvalues and, if `withVectors`, eigenvectors of symmetric matrices, in `dtype`; unrecorded. */
export function eigenSymmetric(
  A: Tensor,
  isUpper: boolean,
  withVectors: boolean,
  dtype: DType = A.dtype,
): readonly [values: Tensor, vectors: Tensor | null] {
  const source = isUpper ? A.detach().mT : A;
  const values = empty(Layout.of([...batchOf(A), A.layout.shape.at(-1)!]), dtype);
  const vectors = withVectors ? empty(A.layout.dense, dtype) : null;
  cpu.eigenSymmetric(source, values, vectors);
  return [values, vectors];
}

function isUpperIn(A: Tensor, { UPLO = "L" }: EighOptions): boolean {
  checkSquare("linalg.eigh", A);
  if (!/^[LU]$/i.test(UPLO)) throw new Error(`Expected UPLO argument to be 'L' or 'U', but got ${String(UPLO)}`);
  checkKernel("linalg_eigh_cpu", A);
  return UPLO.toUpperCase() === "U";
}

/**
 * The eigenvalues and eigenvectors of symmetric matrices, `[..., n, n]`, of which only one triangle is read. The signs of
 * eigenvectors are arbitrary; a matrix with NaN gives NaN.
 *
 * @throws {Error} unless the matrices are square
 * @example
 * linalg.eigh(tensor([[3.0, 0.0], [0.0, 1.5]])).eigenvalues.tolist() // => [1.5, 3]
 */
export function eigh(A: Tensor, options: EighOptions = {}): EighResult {
  const [eigenvalues, eigenvectors] = eigenSymmetric(A, isUpperIn(A, options), true);
  recordMulti(eighOp, [A], undefined, [eigenvalues, eigenvectors!]);
  return { eigenvalues, eigenvectors: eigenvectors! };
}

/**
 * The eigenvalues of symmetric matrices, `[..., n, n]`, ascending: `[..., n]`.
 *
 * @throws {Error} unless the matrices are square
 * @example
 * linalg.eigvalsh(tensor([[3.0, 0.0], [0.0, 1.5]])).tolist() // => [1.5, 3]
 */
export function eigvalsh(A: Tensor, options: EighOptions = {}): Tensor {
  const isUpper = isUpperIn(A, options);
  if (!gradEnabled || !isTracked(A)) return eigenSymmetric(A, isUpper, false)[0];
  return eigh(A, options).eigenvalues;
}
