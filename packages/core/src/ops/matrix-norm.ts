import type { DType } from "../dtype.js";
import { lowPrecision, needsFloat, notSquare } from "../errors/linear-algebra.js";
import { show } from "../errors/shape.js";
import type { Tensor } from "../tensor.js";
import { batchOf, checkMatrix } from "./decomposition/matrix.js";
import { svdvals } from "./decomposition/svd.js";
import { vectorNorm } from "./norm.js";
import type { ReductionOptions } from "./reduction.js";
import { invEx } from "./solve.js";
import { wrapDim } from "./view.js";

/** The order of a norm of matrices: `"fro"`, `"nuc"`, 1, -1, 2, -2, Infinity, -Infinity. */
export type MatrixOrder = number | "fro" | "nuc";

/**
 * The norms of matrices, which are the two dimensions `dim` (default the last two). `"fro"`: the root of the sum of squares; `"nuc"`:
 * the sum of the singular values; 2 and -2: the largest and the smallest; 1 and -1, Infinity and -Infinity: of the sums of the
 * magnitudes of columns, of rows.
 *
 * @param ord default `"fro"`
 * @throws {Error} for an unknown order, or unless `dim` names two dimensions
 * @throws {TypeError} for integers
 * @example
 * linalg.matrixNorm(tensor([[1.0, -2.0], [3.0, 0.5]]), 1).item() // => 4
 */
export function matrixNorm(
  A: Tensor,
  ord: MatrixOrder = "fro",
  dim: readonly number[] = [-2, -1],
  { keepdim = false, dtype }: ReductionOptions = {},
): Tensor {
  const op = "linalg.matrix_norm";
  checkTypes(op, A, dtype);
  if (ord !== "nuc" && ord !== "fro" && ![1, 2, Number.POSITIVE_INFINITY].includes(Math.abs(ord)))
    throw new Error(`${op}: Order ${String(ord)} not supported.`);
  checkMatrix(op, A);
  if (dim.length !== 2) throw new Error(`${op}: dim must be a 2-tuple. Got ${dim.join(" ")}`);
  const [rows, columns] = dim.map((d) => wrapDim(d, A.layout.ndim)) as [number, number];
  if (rows === columns) throw new Error(`${op}: dims must be different. Got (${dim.join(", ")})`);
  if (ord === "fro") return vectorNorm(A, 2, [rows, columns], { keepdim, dtype });
  const x = dtype == null ? A : A.to(dtype);
  if (A.dtype.bytes < 4 && (ord === "nuc" || Math.abs(ord) === 2)) throw lowPrecision(op, A.dtype);
  if (ord !== "nuc" && Math.abs(ord) !== 2) return ofSums(x, ord, rows, columns, keepdim);
  const values = svdvals(x.movedim([rows, columns], [-2, -1]));
  const norms = ord === "nuc" ? values.sum(-1) : extreme(values, ord, values.layout.ndim - 1, false);
  if (!keepdim) return norms;
  const [first, second] = [Math.min(rows, columns), Math.max(rows, columns)];
  return norms.unsqueeze(first).unsqueeze(second);
}

function checkTypes(op: string, A: Tensor, dtype: DType | null | undefined): void {
  if (!A.dtype.isFloatingPoint) throw needsFloat(op, A.dtype);
  if (dtype != null && !dtype.isFloatingPoint)
    throw new TypeError(`${op}: dtype should be floating point or complex, but got ${dtype.title}`);
}

/** The extreme sum of magnitudes of the columns for orders 1 and -1, of the rows for the infinite ones. */
function ofSums(x: Tensor, ord: number, rows: number, columns: number, keepdim: boolean): Tensor {
  const [summed, compared] = Math.abs(ord) === 1 ? [rows, columns] : [columns, rows];
  const sums = vectorNorm(x, 1, summed, { keepdim });
  return extreme(sums, ord, compared > summed && !keepdim ? compared - 1 : compared, keepdim);
}

/** The largest along `dim`, 0 if there is none, or the smallest if `ord` is negative. */
function extreme(x: Tensor, ord: number, dim: number, keepdim: boolean): Tensor {
  if (ord < 0) return x.amin(dim, { keepdim });
  return x.layout.shape[dim] === 0 ? x.sum(dim, { keepdim }) : x.amax(dim, { keepdim });
}

/**
 * A norm of vectors or matrices. Without an order it is that of all elements, or over `dim`; with one, two dimensions are a matrix,
 * one is a vector.
 *
 * @param ord a number, `"fro"` or `"nuc"`; see `linalg.vectorNorm` and `linalg.matrixNorm`
 * @param dim one or two dimensions; default all, of which there may then be no more than two if `ord` is given
 * @throws {Error} for an order that does not fit the dimensions
 * @throws {TypeError} for integers
 * @example
 * linalg.norm(tensor([3.0, 4.5, 0.0]), 1).item() // => 7.5
 * linalg.norm(tensor([[1.0, -2.0], [3.0, 0.5]]), Infinity).item() // => 3.5
 */
export function norm(
  A: Tensor,
  ord: MatrixOrder | null = null,
  dim: number | readonly number[] | null = null,
  options: ReductionOptions = {},
): Tensor {
  const dims = typeof dim === "number" ? [dim] : dim;
  if (ord !== null) checkDims(A, dims);
  else if (dims !== null && dims.length !== 1 && dims.length !== 2) throw wrongDims(dims);
  const isMatrix = ord !== null && (typeof ord === "string" || (dims === null ? A.layout.ndim : dims.length) === 2);
  if (isMatrix) return matrixNorm(A, ord, dims ?? (A.layout.ndim === 2 ? [0, 1] : [-2, -1]), options);
  return vectorNorm(A, (ord as number | null) ?? 2, dims, options);
}

function checkDims(A: Tensor, dims: readonly number[] | null): void {
  const { ndim } = A.layout;
  if (dims === null && ndim !== 1 && ndim !== 2)
    throw new Error(`linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got ${ndim}D.`);
  if (dims !== null && dims.length !== 1 && dims.length !== 2) throw wrongDims(dims);
}

function wrongDims(dims: readonly number[]): Error {
  return new Error(`linalg.norm: If dim is specified, it must be of length 1 or 2. Got ${show(dims)}`);
}

/**
 * The condition numbers of matrices, `[..., m, n]`: by default the ratio of the largest to the smallest singular value; for other
 * orders, which want square matrices, the norm times that of the inverse, Infinity if there is none.
 *
 * @param p an order of `linalg.matrixNorm`; default 2
 * @throws {Error} for an unknown order
 * @throws {TypeError} unless `A` is float32 or float64
 * @example
 * linalg.cond(tensor([[2.0, 0.0], [0.0, 0.5]]), 1).item() // => 4
 */
export function cond(A: Tensor, p: MatrixOrder | null = null): Tensor {
  if (A.layout.ndim < 2) throw new Error("linalg.cond: The input tensor must have at least 2 dimensions.");
  const known = typeof p === "number" ? [1, 2, Number.POSITIVE_INFINITY].includes(Math.abs(p)) : p !== null;
  if (p !== null && (!known || (typeof p === "string" && p !== "fro" && p !== "nuc")))
    throw new Error(`linalg.cond got an invalid norm type: ${String(p)}`);
  if (A.layout.numel === 0 && batchOf(A).every((size) => size > 0)) return A.newZeros(batchOf(A));
  if (p === null || p === 2 || p === -2) {
    const values = svdvals(A);
    const [largest, smallest] = [values.narrow(-1, 0, 1), values.narrow(-1, values.layout.shape.at(-1)! - 1, 1)];
    return (p === -2 ? smallest.div(largest) : largest.div(smallest)).squeeze(-1);
  }
  const { shape } = A.layout;
  if (shape.at(-1) !== shape.at(-2)) throw notSquare(`linalg.cond(ord=${String(p)})`, shape);
  const { inverse, info } = invEx(A);
  const product = matrixNorm(A, p).mul(
    matrixNorm(inverse.where(info.eq(0).unsqueeze(-1).unsqueeze(-1), Number.POSITIVE_INFINITY), p),
  );
  return product.nanToNum(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
}
