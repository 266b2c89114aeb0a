import { gradEnabled } from "../../autograd/grad-mode.js";
import { cpu } from "../../cpu/index.js";
import { Layout } from "../../layout.js";
import { isTracked, type Tensor } from "../../tensor.js";
import { empty } from "../apply.js";
import { eye } from "../ranges.js";
import { batchOf, checkFloat } from "./matrix.js";

/** The result of `geqrf`. */
export interface GeqrfResult {
  /** R on and above the diagonal, the vectors of reflections below. */
  readonly a: Tensor;
  /** The factors of the reflections. */
  readonly tau: Tensor;
}

/**
 * The reflections that make matrices, `[..., m, n]`, upper triangular, as `linalg.householderProduct` takes them. No gradient.
 *
 * @throws {Error} unless `A` holds matrices
 * @example
 * geqrf(ones([3, 2])).tau.shape // => [2]
 */
export function geqrf(A: Tensor): GeqrfResult {
  if (A.layout.ndim < 2) throw new Error("torch.geqrf: input must have at least 2 dimensions.");
  checkFloat("torch.geqrf", A);
  const a = empty(A.layout.dense, A.dtype);
  const tau = empty(Layout.of([...batchOf(A), Math.min(...A.layout.shape.slice(-2))]), A.dtype);
  cpu.reflections(A, a, tau);
  return { a, tau };
}

/**
 * The first n columns of the product of the reflections I - tau v vᵀ, whose vectors are below the diagonal of `A`, `[..., m, n]`.
 *
 * @throws {Error} if the sizes do not fit
 * @throws {TypeError} if the types differ
 * @example
 * const { a, tau } = geqrf(tensor([[3.0, 1.0], [4.0, 0.5]]));
 * linalg.householderProduct(a, tau).shape // => [2, 2]
 */
export function householderProduct(A: Tensor, tau: Tensor): Tensor {
  const op = "torch.linalg.householder_product";
  const { shape, ndim } = A.layout;
  if (ndim < 2) throw new Error(`${op}: input must have at least 2 dimensions.`);
  const [m, n] = shape.slice(-2) as [number, number];
  const k = tau.layout.shape.at(-1) ?? 0;
  if (m < n) throw new Error(`${op}: input.shape[-2] must be greater than or equal to input.shape[-1]`);
  if (n < k) throw new Error(`${op}: input.shape[-1] must be greater than or equal to tau.shape[-1]`);
  if (tau.dtype !== A.dtype)
    throw new TypeError(`${op}: tau dtype ${tau.dtype.title} does not match input dtype ${A.dtype.title}`);
  checkFloat(op, A);
  if (gradEnabled && (isTracked(A) || isTracked(tau))) return reflect(A, tau, k);
  const out = empty(Layout.of([...batchOf(A), m, n]), A.dtype);
  cpu.reflectionProduct(A, tau, out);
  return out;
}

/** Reflection by reflection, so that gradients flow. */
function reflect(A: Tensor, tau: Tensor, k: number): Tensor {
  const [m, n] = A.layout.shape.slice(-2) as [number, number];
  const vectors = A.tril(-1).add(eye(m, n, { dtype: A.dtype }));
  let result = eye(m, n, { dtype: A.dtype });
  for (let j = k - 1; j >= 0; j--) {
    const v = vectors.narrow(-1, j, 1);
    result = result.sub(v.mul(tau.narrow(-1, j, 1).unsqueeze(-1)).matmul(v.mT.matmul(result)));
  }
  return result;
}
