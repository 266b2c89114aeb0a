import { int32 } from "../../dtype.js";
import { needsPivots, zeroPivot } from "../../errors/linear-algebra.js";
import { show } from "../../errors/shape.js";
import type { Tensor } from "../../tensor.js";
import { record, recordMulti } from "../apply.js";
import { fromTypedArray } from "../creation.js";
import { cat } from "../joining.js";
import { eye } from "../ranges.js";
import { multiOp, type NaryOp, naryOp } from "../record.js";
import { solveTriangular } from "../triangular.js";
import { factorLu } from "./lu-factors.js";
import { batchOf, checkKernel, firstFailure } from "./matrix.js";

/** The result of `linalg.lu`: `A = P L U`. */
export interface LuResult {
  /** A permutation of the rows; empty if nobody asked for it. */
  readonly P: Tensor;
  /** Lower triangular with ones on the diagonal. */
  readonly L: Tensor;
  /** Upper triangular. */
  readonly U: Tensor;
}

/** The result of `linalg.luFactor`. */
export interface LuFactorResult {
  /** L below the diagonal, without its ones, and U. */
  readonly LU: Tensor;
  /** The row, counted from 1, that each row was exchanged with, one after the other. */
  readonly pivots: Tensor;
}

/** The result of `linalg.luFactorEx`. */
export interface LuFactorExResult extends LuFactorResult {
  /** Per matrix: the first pivot that is zero, counted from 1, or 0. */
  readonly info: Tensor;
}

/** Options of `linalg.lu` and `linalg.luFactor`. */
export interface LuOptions {
  /** Whether rows are exchanged; only true, the default, is there. */
  readonly pivot?: boolean | undefined;
}

/** With k = min(m, n), parts 1 of the first k rows of L and columns of U, parts 2 of the rest; at most one rest is not empty. */
function luGradient(gL: Tensor, gU: Tensor, P: Tensor, L: Tensor, U: Tensor): Tensor {
  const k = L.layout.shape.at(-1)!;
  const [m, n] = [L.layout.shape.at(-2)!, U.layout.shape.at(-1)!];
  const [L1, U1] = [L.narrow(-2, 0, k), U.narrow(-1, 0, k)];
  let below = L1.mT.matmul(gL.narrow(-2, 0, k));
  let above = gU.narrow(-1, 0, k).matmul(U1.mT);
  const [gL2, gU2] = [gL.narrow(-2, k, m - k), gU.narrow(-1, k, n - k)];
  if (n > k) below = below.sub(gU2.matmul(U.narrow(-1, k, n - k).mT));
  if (m > k) above = above.sub(L.narrow(-2, k, m - k).mT.matmul(gL2));
  const inner = below.tril(-1).add(above.triu());
  // P L₁⁻ᵀ (tril(L₁ᵀ gL₁ - gU₂ U₂ᵀ, -1) + triu(gU₁ U₁ᵀ - L₂ᵀ gL₂)) U₁⁻ᵀ
  const undoL = (x: Tensor): Tensor => solveTriangular(L1.mT, x, { upper: true, unitriangular: true });
  const undoU = (x: Tensor): Tensor => solveTriangular(U1.mT, x, { upper: false, left: false });
  let gA = undoU(undoL(inner));
  if (n > k) gA = cat([gA, undoL(gU2)], -1);
  if (m > k) gA = cat([gA, undoU(gL2)], -2);
  return P.matmul(gA);
}

/** A permutation matrix, per stack of exchanges of `m` rows. */
function permutation(pivots: Tensor, m: number, { dtype }: Tensor): Tensor {
  const batch = pivots.layout.shape.slice(0, -1);
  const k = pivots.layout.shape.at(-1)!;
  const count = batch.reduce((a, b) => a * b, 1);
  const rows = Array.from(pivots.toTypedArray(), Number);
  const matrices = new Float64Array(count * m * m);
  for (let i = 0; i < count; i++) {
    const order = Array.from({ length: m }, (_, row) => row);
    for (let j = 0; j < k; j++) {
      const other = rows[i * k + j]! - 1;
      [order[j], order[other]] = [order[other]!, order[j]!];
    }
    order.forEach((from, to) => {
      matrices[(i * m + from) * m + to] = 1;
    });
  }
  return fromTypedArray(matrices, [...batch, m, m]).to(dtype);
}

function lowerOf(LU: Tensor): Tensor {
  const [m, n] = LU.layout.shape.slice(-2) as [number, number];
  const k = Math.min(m, n);
  return LU.narrow(-1, 0, k)
    .tril(-1)
    .add(eye(m, k, { dtype: LU.dtype }));
}

function upperOf(LU: Tensor): Tensor {
  const [m, n] = LU.layout.shape.slice(-2) as [number, number];
  return LU.narrow(-2, 0, Math.min(m, n)).triu();
}

const luOp: NaryOp<Tensor> = multiOp<Tensor>({
  name: "linalgLu",
  saves: [["output"]],
  gradients: [([gL, gU], { attr: P, outputs: [L, U] }) => luGradient(gL ?? L!.mul(0), gU ?? U!.mul(0), P, L!, U!)],
});

function check(op: string, A: Tensor, pivot: boolean): void {
  const { ndim, shape } = A.layout;
  if (ndim < 2) throw new Error(`${op}: Expected tensor with 2 or more dimensions. Got size: ${show(shape)} instead`);
  if (!pivot) throw needsPivots("linalg.lu_factor");
  checkKernel("lu_cpu", A);
}

/**
 * The LU decomposition of matrices, `[..., m, n]`: P `[..., m, m]`, L `[..., m, k]` and U `[..., k, n]` with `k = min(m, n)`.
 *
 * @throws {UnsupportedKernelError} unless `A` is float32 or float64
 * @example
 * linalg.lu(tensor([[1.0, 2.5], [2.0, 4.0]])).U.tolist() // => [[2, 4], [0, 0.5]]
 */
export function lu(A: Tensor, { pivot = true }: LuOptions = {}): LuResult {
  check("linalg.lu", A, pivot);
  const { lu: packed, pivots } = factorLu(A);
  const P = permutation(pivots, A.layout.shape.at(-2)!, A);
  const [L, U] = [lowerOf(packed).to(A.dtype), upperOf(packed).to(A.dtype)];
  recordMulti(luOp, [A], P, [L, U]);
  return { P, L, U };
}

const luFactorOp: NaryOp<Tensor> = naryOp<Tensor>({
  name: "linalgLuFactorEx",
  saves: [["output"]],
  gradients: [
    (grad, { attr: pivots, outputs: [LU] }) => {
      const k = pivots.layout.shape.at(-1)!;
      const P = permutation(pivots, LU!.layout.shape.at(-2)!, LU!);
      return luGradient(grad.narrow(-1, 0, k).tril(-1), grad.narrow(-2, 0, k).triu(), P, lowerOf(LU!), upperOf(LU!));
    },
  ],
});

/**
 * `linalg.luFactor` that does not throw for singular matrices; `info` says which they are.
 *
 * @throws {UnsupportedKernelError} unless `A` is float32 or float64
 * @example
 * linalg.luFactorEx(tensor([[1.0, 2.0], [0.5, 1.0]])).info.item() // => 2
 */
export function luFactorEx(
  A: Tensor,
  { pivot = true, checkErrors = false }: LuOptions & { readonly checkErrors?: boolean | undefined } = {},
): LuFactorExResult {
  check("torch.lu_factor", A, pivot);
  const { lu: LU, pivots, info } = factorLu(A, A.dtype);
  const failure = checkErrors ? firstFailure(info) : null;
  if (failure !== null) throw zeroPivot(failure.code);
  return { LU: record(luFactorOp, [A], pivots, LU), pivots, info };
}

/**
 * The LU decomposition of matrices, `[..., m, n]`, in the form that `linalg.luSolve` takes.
 *
 * @throws {Error} if a pivot is zero
 * @throws {UnsupportedKernelError} unless `A` is float32 or float64
 * @example
 * linalg.luFactor(tensor([[1.0, 2.5], [2.0, 4.0]])).LU.tolist() // => [[2, 4], [0.5, 0.5]]
 */
export function luFactor(A: Tensor, options: LuOptions = {}): LuFactorResult {
  const { LU, pivots } = luFactorEx(A, { ...options, checkErrors: true });
  return { LU, pivots };
}

const luUnpackOp: NaryOp<void> = multiOp({
  name: "luUnpack",
  gradients: [
    ([gL, gU], { layouts: [layout] }) => {
      const [m, n] = layout!.shape.slice(-2) as [number, number];
      const padded = [gL?.tril(-1), gU?.triu()].map((g) => (g == null ? null : grown(g, m, n)));
      return padded.reduce((a, b) => (a === null || b === null ? (a ?? b) : a.add(b)))!;
    },
  ],
});

/** With zeros below and on the right. */
function grown(x: Tensor, m: number, n: number): Tensor {
  const [rows, columns] = x.layout.shape.slice(-2) as [number, number];
  const batch = batchOf(x);
  const wide = columns === n ? x : cat([x, x.newZeros([...batch, rows, n - columns])], -1);
  return rows === m ? wide : cat([wide, x.newZeros([...batch, m - rows, n])], -2);
}

/** Options of `luUnpack`. */
export interface LuUnpackOptions {
  /** Whether L and U are wanted; default true. */
  readonly unpackData?: boolean | undefined;
  /** Whether P is wanted; default true. */
  readonly unpackPivots?: boolean | undefined;
}

/**
 * P, L and U from the result of `linalg.luFactor`; what is not wanted is empty.
 *
 * @throws {TypeError} unless the pivots are int32
 * @example
 * const { LU, pivots } = linalg.luFactor(tensor([[1.0, 2.5], [2.0, 4.0]]));
 * luUnpack(LU, pivots).P.tolist() // => [[0, 1], [1, 0]]
 */
export function luUnpack(
  LU: Tensor,
  pivots: Tensor,
  { unpackData = true, unpackPivots = true }: LuUnpackOptions = {},
): LuResult {
  if (unpackPivots && pivots.dtype !== int32)
    throw new TypeError("torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 dtype.");
  const nothing = LU.detach().newEmpty([0]);
  const P = unpackPivots ? permutation(pivots, LU.layout.shape.at(-2)!, LU) : nothing;
  if (!unpackData) return { P, L: nothing, U: nothing };
  const [L, U] = [lowerOf(LU.detach()), upperOf(LU.detach())];
  recordMulti(luUnpackOp, [LU], undefined, [L, U]);
  return { P, L, U };
}
