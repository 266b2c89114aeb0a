import { bool, Category, int64 } from "../dtype.js";
import { needsFloat } from "../errors/linear-algebra.js";
import type { Tensor } from "../tensor.js";
import { cat } from "./joining.js";
import { vdot } from "./products.js";
import { wrapDim } from "./view.js";

/** Options of `linalg.vecdot`. */
export interface VecdotOptions {
  /** The dimension to sum over; default the last. */
  readonly dim?: number | undefined;
}

/**
 * The sums of the products along one dimension; the others broadcast.
 *
 * @throws {TypeError} unless both are floats of one type
 * @example
 * linalg.vecdot(tensor([[1.5, 2.0], [3.0, 4.0]]), tensor([2.0, 0.5])).tolist() // => [4, 8]
 */
export function vecdot(x: Tensor, y: Tensor, { dim = -1 }: VecdotOptions = {}): Tensor {
  if (!x.dtype.isFloatingPoint) throw needsFloat("linalg.vecdot", x.dtype);
  if (x.dtype !== y.dtype)
    throw new TypeError(
      `linalg.vecdot: Expected x and y to have the same dtype, but found x of type ${x.dtype.title} and y of type ${y.dtype.title} instead`,
    );
  if (x.layout.ndim === 1 && y.layout.ndim === 1) {
    wrapDim(dim, 1);
    return vdot(x, y);
  }
  return x.mul(y).sum(dim);
}

/** Options of `linalg.vander`. */
export interface VanderOptions {
  /** How many powers, at least 2; default as many as there are elements. */
  readonly N?: number | null | undefined;
}

/**
 * The powers of the elements of vectors, `[..., n]`, ascending from 0: `[..., n, N]`.
 *
 * @throws {Error} if `N` is less than 2
 * @throws {TypeError} for bools
 * @example
 * linalg.vander(tensor([2, 3])).tolist() // => [[1, 2], [1, 3]]
 */
export function vander(x: Tensor, { N = null }: VanderOptions = {}): Tensor {
  if (x.layout.ndim === 0) return vander(x.unsqueeze(0), { N });
  if (x.dtype === bool)
    throw new TypeError("linalg.vander supports floating point, complex, and integer tensors, but got Bool");
  const count = N ?? x.layout.shape.at(-1) ?? 1;
  if (!(count > 1)) throw new Error("N must be greater than 1.");
  const base = (x.dtype.category === Category.integer ? x.to(int64) : x).unsqueeze(-1);
  const powers = base.expand([...x.layout.shape, count - 1]).cumprod(-1);
  return cat([base.newOnes([...x.layout.shape, 1]), powers], -1);
}

/** Options of `linalg.diagonal`. */
export interface DiagonalOptions {
  /** Above the main diagonal; default 0. */
  readonly offset?: number | undefined;
  /** Default -2. */
  readonly dim1?: number | undefined;
  /** Default -1. */
  readonly dim2?: number | undefined;
}

/**
 * The diagonals of matrices as the last dimension; a view.
 *
 * @example
 * linalg.diagonal(tensor([[1, 2], [3, 4]])).tolist() // => [1, 4]
 */
export function diagonal(A: Tensor, { offset = 0, dim1 = -2, dim2 = -1 }: DiagonalOptions = {}): Tensor {
  return A.diagonal(offset, dim1, dim2);
}
