import { noGrad } from "../autograd/grad-mode.js";
import { epsilonOf, float32, float64, int64 } from "../dtype.js";
import { broadcastShapes, Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { recordMulti } from "./apply.js";
import { empty } from "./creation.js";
import { batchOf } from "./decomposition/matrix.js";
import { singularValues } from "./decomposition/svd.js";
import { pinv, pinvGradient } from "./pseudoinverse.js";
import { item } from "./reading.js";
import { multiOp, type NaryOp } from "./record.js";

/** LAPACK's methods. All give the same solution where the rank is full; `"gels"` takes that for granted. */
export type LstsqDriver = "gels" | "gelsy" | "gelsd" | "gelss";

/** Options of `linalg.lstsq`. */
export interface LstsqOptions {
  /** The method, which decides what is returned besides the solution; default `"gelsy"`. */
  readonly driver?: LstsqDriver | null | undefined;
}

/** The result of `linalg.lstsq`. */
export interface LstsqResult {
  readonly solution: Tensor;
  /** Sums of squares of `A X - B`, per column; empty unless m > n, the rank is full, and the driver is not `"gelsy"`. */
  readonly residuals: Tensor;
  /** Per matrix; empty for the driver `"gels"`. */
  readonly rank: Tensor;
  /** Empty for the drivers `"gels"` and `"gelsy"`. */
  readonly singularValues: Tensor;
}

const lstsqOp: NaryOp<void> = multiOp({
  name: "linalgLstsq",
  saves: [
    [0, 1, "output"],
    [0, 1, "output"],
  ],
  gradients: [
    ([gX, gR], { inputs: [A, B], outputs: [X, R] }) => {
      const inverse = pinv(A!);
      const viaX = gX == null ? null : pinvGradient(columns(gX, X!, A!).matmul(columns(B!, X!, A!).mT), A!, inverse);
      const viaR = residualGradient(gR ?? null, A!, B!, X!, R!);
      return sum(viaX, viaR === null ? null : viaR.matmul(columns(X!, X!, A!).mT));
    },
    ([gX, gR], { inputs: [A, B], outputs: [X, R] }) => {
      const viaX = gX == null ? null : pinv(A!).mT.matmul(columns(gX, X!, A!));
      const viaR = residualGradient(gR ?? null, A!, B!, X!, R!);
      const total = sum(viaX, viaR === null ? null : viaR.neg());
      return total === null || B!.layout.ndim === A!.layout.ndim ? total : total.squeeze(-1);
    },
  ],
});

function sum(a: Tensor | null, b: Tensor | null): Tensor | null {
  return a === null || b === null ? (a ?? b) : a.add(b);
}

/** Vectors as matrices of one column: `x`, where the solution of `A` is `X`. */
function columns(x: Tensor, X: Tensor, A: Tensor): Tensor {
  return X.layout.ndim === A.layout.ndim ? x : x.unsqueeze(-1);
}

/** 2 g (A X - B), per column: the gradient of the residuals by A X. */
function residualGradient(gR: Tensor | null, A: Tensor, B: Tensor, X: Tensor, R: Tensor): Tensor | null {
  if (gR === null || R.layout.numel === 0) return null;
  const difference = A.matmul(columns(X, X, A)).sub(columns(B, X, A));
  return difference.mul(gR.mul(2).unsqueeze(-2));
}

/**
 * The X that makes the sum of squares of `A X - B` least, and is the shortest of those that do.
 *
 * - A: `[..., m, n]`; B: `[..., m, k]` or `[..., m]`; batches broadcast
 *
 * @param rcond below which singular values, relative to the largest, count as zero; default max(m, n) times the machine epsilon
 * @throws {Error} if the sizes do not fit, or the driver is unknown
 * @throws {TypeError} unless both are float32 or both float64
 * @example
 * const A = tensor([[1.0, 0.0], [0.0, 2.0], [0.5, 0.0]]);
 * linalg.lstsq(A, tensor([[1.5], [3.0], [7.0]])).solution.shape // => [2, 1]
 */
export function lstsq(A: Tensor, B: Tensor, rcond: number | null = null, { driver }: LstsqOptions = {}): LstsqResult {
  const chosen = driver ?? "gelsy";
  check(A, B, chosen);
  const isVector = B.layout.ndim < A.layout.ndim;
  const result = noGrad(() => compute(A, isVector ? B.unsqueeze(-1) : B, rcond, chosen));
  const solution = isVector ? result.solution.select(-1, 0).clone() : result.solution;
  recordMulti(lstsqOp, [A, B], undefined, [solution, result.residuals]);
  return { ...result, solution };
}

function check(A: Tensor, B: Tensor, driver: string): void {
  const op = "torch.linalg.lstsq";
  const [a, b] = [A.layout, B.layout];
  if (a.ndim < 2) throw new Error(`${op}: input must have at least 2 dimensions.`);
  if (b.ndim < 1) throw new Error(`${op}: other must have at least 1 dimension.`);
  if (a.ndim - b.ndim > 1 || a.ndim < b.ndim)
    throw new Error(`${op}: input.dim() must be greater or equal to other.dim() and (input.dim() - other.dim()) <= 1`);
  if (A.dtype !== B.dtype)
    throw new TypeError(
      `${op}: Expected input and other to have the same dtype, but got input's dtype ${A.dtype.title} and other's dtype ${B.dtype.title}`,
    );
  const dim = b.ndim < a.ndim ? -1 : -2;
  if (a.shape.at(-2) !== b.shape.at(dim)) throw new Error(`${op}: input.size(-2) should match other.size(${dim})`);
  if (!["gels", "gelsy", "gelsd", "gelss"].includes(driver))
    throw new Error(`${op}: parameter \`driver\` should be one of (gels, gelsy, gelsd, gelss)`);
  if (A.dtype !== float32 && A.dtype !== float64)
    throw new TypeError("This function doesn't handle types other than float and double");
}

/** By way of the singular values, in float64. */
function compute(A: Tensor, B: Tensor, rcond: number | null, driver: LstsqDriver): LstsqResult {
  const { dtype } = A;
  const [m, n] = A.layout.shape.slice(-2) as [number, number];
  const batch = broadcastShapes(batchOf(A), batchOf(B));
  const expanded = (x: Tensor): Tensor =>
    x
      .detach()
      .to(float64)
      .expandTo(Layout.of([...batch, ...x.layout.shape.slice(-2)]));
  const [a, b] = [expanded(A), expanded(B)];
  const [U, S, Vh] = singularValues(a, "reduced", float64);
  const limit = S.narrow(-1, 0, Math.min(1, S.layout.shape.at(-1)!)).mul(rcond ?? epsilonOf(A.dtype) * Math.max(m, n));
  const counts = S.gt(limit);
  const inverse = S.reciprocal().where(counts, 0);
  const solution = Vh!.mT.matmul(U!.mT.matmul(b).mul(inverse.unsqueeze(-1)));
  const rank = counts.sum(-1);
  const hasResiduals = driver !== "gelsy" && m > n && (driver === "gels" || Boolean(item(rank.eq(n).all())));
  const nothing = (type = dtype): Tensor => empty([0], { dtype: type });
  return {
    solution: solution.to(dtype),
    residuals: hasResiduals ? a.matmul(solution).sub(b).square().sum(-2).to(dtype) : nothing(),
    rank: driver === "gels" ? nothing(int64) : rank,
    singularValues: driver === "gelsd" || driver === "gelss" ? S.to(dtype) : nothing(),
  };
}
