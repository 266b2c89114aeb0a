import { cpu } from "../../cpu/index.js";
import { float64 } from "../../dtype.js";
import { Layout } from "../../layout.js";
import type { Tensor } from "../../tensor.js";
import { warnOnce } from "../../warnings.js";
import { empty, recordMulti } from "../apply.js";
import { cat } from "../joining.js";
import { multiOp, type NaryOp } from "../record.js";
import { solveTriangular } from "../triangular.js";
import { batchOf, checkFloat, checkMatrix } from "./matrix.js";

/** The result of `linalg.qr`: `A = Q R`. */
export interface QrResult {
  /** Orthonormal columns; empty in mode `"r"`. */
  readonly Q: Tensor;
  /** Upper triangular; the signs of its diagonal are LAPACK's, often negative. */
  readonly R: Tensor;
}

/** How much of the decomposition there shall be. */
export type QrMode = "reduced" | "complete" | "r";

/** Options of `linalg.qr`. */
export interface QrOptions {
  /** `"reduced"`, the default: Q `[..., m, k]` with `k = min(m, n)`; `"complete"`: Q `[..., m, m]`; `"r"`: no Q. */
  readonly mode?: QrMode | undefined;
}

const qrOp: NaryOp<QrMode> = multiOp<QrMode>({
  name: "linalgQr",
  saves: [["output"]],
  gradients: [
    ([gQ, gR], { attr: mode, outputs: [Q, R] }) => {
      const [m, n] = [Q!.layout.shape.at(-2)!, R!.layout.shape.at(-1)!];
      if (mode === "r")
        throw new Error(
          "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr.",
        );
      if (mode === "complete" && m > n)
        throw new Error("The QR decomposition is not differentiable when mode='complete' and nrows > ncols.");
      return m >= n ? tallGradient(gQ ?? null, gR ?? null, Q!, R!) : wideGradient(gQ ?? null, gR ?? null, Q!, R!);
    },
  ],
});

/** gA = (gQ + Q sym(triu(gR Rᵀ - Qᵀ gQ))) R⁻ᵀ, where sym doubles what is above the diagonal into what is below. */
function tallGradient(gQ: Tensor | null, gR: Tensor | null, Q: Tensor, R: Tensor): Tensor | null {
  const fromR = gR === null ? null : gR.matmul(R.mT);
  const fromQ = gQ === null ? null : Q.mT.matmul(gQ).neg();
  const both = fromR === null || fromQ === null ? (fromR ?? fromQ) : fromR.add(fromQ);
  if (both === null) return null;
  const symmetric = both.triu().add(both.triu(1).mT);
  const inner = gQ === null ? Q.matmul(symmetric) : gQ.add(Q.matmul(symmetric));
  return solveTriangular(R.mT, inner, { upper: false, left: false });
}

/** R = (R₁ R₂), R₁ square: gA = Q (gR + (tril(G - Gᵀ, -1) R₁⁻ᵀ, 0)) with G = Qᵀ gQ - gR Rᵀ. */
function wideGradient(gQ: Tensor | null, gR: Tensor | null, Q: Tensor, R: Tensor): Tensor | null {
  const fromR = gR === null ? null : gR.matmul(R.mT).neg();
  const fromQ = gQ === null ? null : Q.mT.matmul(gQ);
  const G = fromR === null || fromQ === null ? (fromR ?? fromQ) : fromR.add(fromQ);
  if (G === null) return null;
  const m = R.layout.shape.at(-2)!;
  const skew = G.sub(G.mT).tril(-1);
  const turned = solveTriangular(R.narrow(-1, 0, m).mT, skew, { upper: false, left: false });
  const padded = cat([turned, R.narrow(-1, m, R.layout.shape.at(-1)! - m).mul(0)], -1);
  return Q.matmul(gR === null ? padded : gR.add(padded));
}

/**
 * The QR decomposition of matrices, `[..., m, n]`.
 *
 * @throws {Error} for an unknown mode
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.qr(tensor([[3.0, 1.0], [4.0, 0.5]])).R.shape // => [2, 2]
 */
export function qr(A: Tensor, { mode = "reduced" }: QrOptions = {}): QrResult {
  checkFloat("linalg.qr", A);
  checkMatrix("linalg.qr", A);
  if (mode !== "reduced" && mode !== "complete" && mode !== "r")
    throw new Error(
      `qr received unrecognized mode '${String(mode)}' but expected one of 'reduced' (default), 'r', or 'complete'`,
    );
  const batch = batchOf(A);
  const [m, n] = A.layout.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  const packed = empty(A.layout.dense, float64);
  const taus = empty(Layout.of([...batch, k]), float64);
  cpu.reflections(A, packed, taus);
  const rows = mode === "complete" ? m : k;
  const Q = empty(mode === "r" ? Layout.of([0]) : Layout.of([...batch, m, rows]), A.dtype);
  if (mode !== "r") cpu.reflectionProduct(packed, taus, Q);
  const R = packed.narrow(-2, 0, rows).triu().to(A.dtype);
  recordMulti(qrOp, [A], mode, [Q, R]);
  return { Q, R };
}

/** Options of `qr`. */
export interface OldQrOptions {
  /** Whether the decomposition is the reduced one, else the complete one; default true. */
  readonly some?: boolean | undefined;
}

/**
 * The QR decomposition of matrices: the older form of `linalg.qr`.
 *
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * qr(ones([3, 2])).Q.shape // => [3, 2]
 */
export function oldQr(A: Tensor, { some = true }: OldQrOptions = {}): QrResult {
  warnOnce(
    "torch.qr is deprecated in favor of torch.linalg.qr and will be removed in a future PyTorch release.\nThe boolean parameter 'some' has been replaced with a string parameter 'mode'.\nqr(A, { some })\nshould be replaced with\nlinalg.qr(A, { mode: some ? 'reduced' : 'complete' })",
  );
  return qr(A, { mode: some ? "reduced" : "complete" });
}
