import type { Tensor } from "../tensor.js";
import { full } from "./creation.js";
import { cat } from "./joining.js";
import { labelled } from "./label.js";
import { type MatrixOrder, matrixNorm } from "./matrix-norm.js";
import { vectorNorm } from "./norm.js";
import type { Dims } from "./over.js";
import type { ReductionOptions } from "./reduction.js";
import { wrapDim } from "./view.js";

/**
 * The norm of all elements, or over dimensions.
 *
 * @param p the order, or `"fro"` for 2, or `"nuc"` for the sum of the singular values of matrices; default `"fro"`
 * @param dim one dimension or several; default all
 * @throws {Error} if `p` is `"nuc"` and there are not two dimensions
 * @throws {TypeError} for integers
 * @example
 * norm(tensor([1.5, 2])).item() // => 2.5
 */
export function norm(x: Tensor, p: MatrixOrder | null = "fro", dim?: Dims, options: ReductionOptions = {}): Tensor {
  if (p === null || p === "fro" || typeof p === "number")
    return vectorNorm(x, typeof p === "number" ? p : 2, dim, options);
  return matrixNorm(x, p, typeof dim === "number" ? [dim] : (dim ?? x.layout.shape.map((_, d) => d)), options);
}

/**
 * The `p`-norm of `x - other`, which are broadcast.
 *
 * @param p default 2
 * @example
 * dist(tensor([1.5, 2]), tensor([4.5, 6])).item() // => 5
 */
export function dist(x: Tensor, other: Tensor, p = 2): Tensor {
  return labelled(vectorNorm(x.sub(other), p), "DistBackward0");
}

/** Options of `cdist`. */
export interface CdistOptions {
  /** PyTorch's choice of method; every choice computes the distances one by one. */
  readonly computeMode?: string | undefined;
}

const computeModes = ["use_mm_for_euclid_dist_if_necessary", "use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist"];

/**
 * The `p`-norm distance of every row of `x1`, `[..., P, M]`, to every row of `x2`, `[..., R, M]`: `[..., P, R]`.
 *
 * @param p default 2
 * @throws {Error} if the rows differ in length or `p` is negative
 * @example
 * cdist(tensor([[0.5, 0]]), tensor([[3.5, 4], [0.5, 1]])).tolist() // => [[5, 1]]
 */
export function cdist(x1: Tensor, x2: Tensor, p = 2, { computeMode = computeModes[0]! }: CdistOptions = {}): Tensor {
  const [a, b] = [x1.layout.shape, x2.layout.shape];
  if (a.length < 2) throw new Error(`cdist only supports at least 2D tensors, X1 got: ${a.length}D`);
  if (b.length < 2) throw new Error(`cdist only supports at least 2D tensors, X2 got: ${b.length}D`);
  if (a.at(-1) !== b.at(-1))
    throw new Error(`X1 and X2 must have the same number of columns. X1: ${a.at(-1)} X2: ${b.at(-1)}`);
  if (!(p >= 0)) throw new Error("cdist only supports non-negative p values");
  if (!computeModes.includes(computeMode)) throw new Error(`${computeMode} is not a valid value for compute_mode`);
  return labelled(lengths(x1.unsqueeze(-2).sub(x2.unsqueeze(-3)), p), "CdistBackward0");
}

/** The norms along the last dimension; the gradient of order 0 is zero rather than missing. */
function lengths(differences: Tensor, p: number): Tensor {
  const norms = vectorNorm(differences, p, -1);
  return p === 0 ? norms.add(differences.narrow(-1, 0, 0).sum(-1)) : norms;
}

/**
 * The `p`-norm distances of every two rows of a matrix, `[N, M]`: those of the first row to all later ones, of the second, ...
 *
 * @param p default 2
 * @example
 * pdist(tensor([[0.5], [1.5], [3.5]])).tolist() // => [1, 3, 2]
 */
export function pdist(x: Tensor, p = 2): Tensor {
  if (x.layout.ndim !== 2) throw new Error(`pdist only supports 2D tensors, got: ${x.layout.ndim}D`);
  if (!(p >= 0)) throw new Error("pdist only supports non-negative p values");
  const n = x.layout.shape[0]!;
  if (n < 2) return x.reshape([-1]).narrow(0, 0, 0);
  const later = (i: number): Tensor => x.narrow(0, i, 1).sub(x.narrow(0, i + 1, n - i - 1));
  return labelled(cat(Array.from({ length: n - 1 }, (_, i) => lengths(later(i), p))), "PdistBackward0");
}

/**
 * Scales each part of `x` along `dim` whose `p`-norm exceeds `maxnorm` down to it.
 *
 * @throws {Error} if `x` has less than two dimensions or `p` is not positive
 * @example
 * renorm(tensor([[2, 2], [0.25, 0.25]]), 1, 0, 2).select(0, 1).tolist() // => [0.25, 0.25]
 */
export function renorm(x: Tensor, p: number, dim: number, maxnorm: number): Tensor {
  return labelled(x.mul(scaleDown(x, p, dim, maxnorm)), "RenormBackward0");
}

/** `renorm` into `x`. */
export function renorm_(x: Tensor, p: number, dim: number, maxnorm: number): Tensor {
  return x.copy_(renorm(x.clone(), p, dim, maxnorm));
}

function scaleDown(x: Tensor, p: number, dim: number, maxnorm: number): Tensor {
  const { ndim } = x.layout;
  if (!(p > 0)) throw new Error("renorm: non-positive-norm not supported");
  if (!(maxnorm >= 0)) throw new Error(`renorm: expected maxnorm to be >= 0 but got ${maxnorm}`);
  if (ndim < 2) throw new Error(`renorm: input needs at least 2 dimensions, got ${ndim} dimensions`);
  const d = wrapDim(dim, ndim);
  const others = x.layout.shape.map((_, i) => i).filter((i) => i !== d);
  const norms = vectorNorm(x, p, others, { keepdim: true });
  return full([], maxnorm, { dtype: x.dtype }).div(norms.add(1e-7)).where(norms.gt(maxnorm), 1);
}
