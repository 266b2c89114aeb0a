import { noGrad } from "../autograd/grad-mode.js";
import { epsilonOf, float32, float64 } from "../dtype.js";
import { needsDimensions } from "../errors/linear-algebra.js";
import { show } from "../errors/shape.js";
import { Tensor } from "../tensor.js";
import { record } from "./apply.js";
import { eigenSymmetric } from "./decomposition/eigh.js";
import { checkSquare } from "./decomposition/matrix.js";
import { singularValues } from "./decomposition/svd.js";
import { item } from "./reading.js";
import { type NaryOp, naryOp } from "./record.js";

/** Below which singular values count as zero, and of what matrices. */
export interface RankOptions {
  /** Absolute tolerance, one for all or one per matrix; default 0. */
  readonly atol?: number | Tensor | null | undefined;
  /** Relative to the largest singular value; default max(m, n) times the machine epsilon, or 0 if `atol` is given. */
  readonly rtol?: number | Tensor | null | undefined;
  /** Whether matrices are symmetric, of which only the lower triangle is read; default false. */
  readonly hermitian?: boolean | undefined;
}

type Tolerance = number | Tensor;

/** The larger of both tolerances, per matrix. */
function thresholdOf(A: Tensor, largest: Tensor, { atol, rtol }: RankOptions): Tensor {
  const relative = rtol ?? (isPositive(atol) ? 0 : epsilonOf(A.dtype) * Math.max(...A.layout.shape.slice(-2)));
  const scaled = largest.mul(toDouble(relative));
  return atol == null ? scaled : scaled.maximum(scaled.mul(0).add(toDouble(atol)));
}

function isPositive(atol: Tolerance | null | undefined): boolean {
  if (atol == null) return false;
  return atol instanceof Tensor ? Boolean(item(atol.gt(0).any())) : atol > 0;
}

function toDouble(x: Tolerance): Tolerance {
  return x instanceof Tensor ? x.detach().to(float64) : x;
}

/** The largest of values of which there may be none. */
function largestOf(values: Tensor): Tensor {
  return values.layout.shape.at(-1) === 0 ? values.sum(-1) : values.amax(-1);
}

/** V diag(1 / s) Uᵀ over the singular values that count, in float64 until the end. */
function computePinv(A: Tensor, options: RankOptions): Tensor {
  return noGrad(() => {
    const [U, S, Vh] = options.hermitian === true ? symmetricFactors(A) : singularValues(A, "reduced", float64);
    const magnitude = S.abs();
    const counts = magnitude.gt(thresholdOf(A, largestOf(magnitude), options).unsqueeze(-1));
    const inverse = S.reciprocal().where(counts, 0);
    return Vh!.mT.mul(inverse.unsqueeze(-2)).matmul(U!.mT).to(A.dtype);
  });
}

function symmetricFactors(A: Tensor): readonly [U: Tensor, S: Tensor, Vh: Tensor] {
  checkSquare("linalg.eigh", A);
  const [values, vectors] = eigenSymmetric(A, false, true, float64);
  return [vectors!, values, vectors!.mT];
}

const pinvOp: NaryOp<void> = naryOp({
  name: "linalgPinv",
  saves: [[0, "output"]],
  gradients: [(grad, { inputs: [A], outputs: [inverse] }) => pinvGradient(grad, A!, inverse!)],
});

/** With P the pseudoinverse, d P = -P dA P + P Pᵀ dAᵀ (I - A P) + (I - P A) dAᵀ Pᵀ P. */
export function pinvGradient(grad: Tensor, A: Tensor, P: Tensor): Tensor {
  const g = grad.mT;
  const [Pt, first] = [P.mT, P.mT.matmul(grad.matmul(P.mT)).neg()];
  // gᵀ P Pᵀ without its part along A P, and Pᵀ P gᵀ without its part along P A
  const left = g.matmul(P).matmul(Pt);
  const right = Pt.matmul(P).matmul(g);
  const beyondColumns = left.sub(A.matmul(P.matmul(left)));
  const beyondRows = right.sub(right.matmul(P).matmul(A));
  return first.add(beyondColumns).add(beyondRows);
}

/**
 * The pseudoinverses of matrices, `[..., m, n]`: `[..., n, m]`.
 *
 * @param rcond the same as the option `rtol`
 * @throws {Error} unless `A` holds matrices of float32 or float64
 * @example
 * linalg.pinv(tensor([[2.0, 0.0], [0.0, 0.0], [0.0, 0.5]])).shape // => [2, 3]
 */
export function pinv(A: Tensor, rcond: number | Tensor | null = null, options: RankOptions = {}): Tensor {
  if (A.layout.ndim < 2 || (A.dtype !== float32 && A.dtype !== float64))
    throw new Error(
      `linalg.pinv(${A.dtype.title}{${show(A.layout.shape)}}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types`,
    );
  return record(pinvOp, [A], undefined, computePinv(A, rcond === null ? options : { ...options, rtol: rcond }));
}

/**
 * The pseudoinverses of matrices: the older name of `linalg.pinv`.
 *
 * @param rcond below which singular values, relative to the largest, count as zero; default 1e-15
 * @example
 * pinverse(tensor([[2.0, 0.0], [0.0, 0.5]])).tolist() // => [[0.5, 0], [0, 2]]
 */
export function pinverse(A: Tensor, rcond = 1e-15): Tensor {
  return pinv(A, rcond);
}

/**
 * How many singular values of each matrix, `[..., m, n]`, are not zero: `[...]`, int64.
 *
 * @param tol an absolute tolerance
 * @throws {Error} unless `A` holds matrices of float32 or float64
 * @example
 * linalg.matrixRank(tensor([[0.5, 1.0], [1.0, 2.0]])).item() // => 1
 */
export function matrixRank(A: Tensor, tol: number | Tensor | null = null, options: RankOptions = {}): Tensor {
  const chosen = tol === null ? options : { ...options, atol: tol, rtol: 0 };
  if (A.layout.ndim < 2) throw needsDimensions("torch.linalg.matrix_rank", "input");
  if (A.dtype !== float32 && A.dtype !== float64)
    throw new TypeError("This function doesn't handle types other than float and double");
  return noGrad(() => {
    const S = chosen.hermitian === true ? symmetricFactors(A)[1].abs() : singularValues(A, "none", float64)[1];
    return S.gt(thresholdOf(A, largestOf(S), chosen).unsqueeze(-1)).sum(-1);
  });
}
