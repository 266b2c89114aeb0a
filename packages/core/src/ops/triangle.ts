import { cpu } from "../cpu/index.js";
import { bool, type DType, int32, int64 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Compare } from "../kernels/elementwise.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty } from "./apply.js";
import { type TensorOptions, tensor, zeros } from "./creation.js";
import { unsqueeze } from "./dimensions.js";
import { applyIdempotentInPlace } from "./in-place.js";
import { arange } from "./ranges.js";
import { type UnaryOp, unaryOp } from "./record.js";

// Triangles of matrices.

/** Where `column - row` compares with `diagonal`, as a bool matrix. */
function triangle(shape: Shape, kernel: Compare, diagonal: number): Tensor {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const out = empty(Layout.of([rows, columns]), bool);
  const column = arange(-diagonal, columns - diagonal, { dtype: int32 });
  cpu.compare(kernel, column, unsqueeze(arange(rows, { dtype: int32 }), 1), out, int32);
  return out;
}

function triangleOp(name: "tril" | "triu", kernel: Compare): UnaryOp<number> {
  return unaryOp<number>({
    name,
    forward: (k, x, diagonal, out, dtype) => {
      const { shape, ndim } = x.layout;
      if (ndim < 2) throw new Error(`${name}: input tensor must have at least 2 dimensions`);
      k.select(triangle(shape, kernel, diagonal), x, zeros([], { dtype }), out, dtype);
    },
    dx: (grad, { attr: diagonal }) => grad[name](diagonal),
  });
}
const trilOp = triangleOp("tril", Compare.le);
const triuOp = triangleOp("triu", Compare.ge);

/**
 * The lower triangle of matrices, zeros above diagonal `diagonal` (default the main one).
 *
 * @throws {Error} if there are fewer than two dimensions
 * @example
 * tril(ones([2, 2])).tolist() // => [[1, 0], [1, 1]]
 */
export function tril(x: Tensor, diagonal = 0): Tensor {
  return applyUnary(trilOp, x, diagonal);
}

/** `tril` into `x`. */
export function tril_(x: Tensor, diagonal = 0): Tensor {
  return applyIdempotentInPlace(trilOp, x, diagonal);
}

/**
 * The upper triangle of matrices, zeros below diagonal `diagonal` (default the main one).
 *
 * @throws {Error} if there are fewer than two dimensions
 * @example
 * triu(ones([2, 2])).tolist() // => [[1, 1], [0, 1]]
 */
export function triu(x: Tensor, diagonal = 0): Tensor {
  return applyUnary(triuOp, x, diagonal);
}

/** `triu` into `x`. */
export function triu_(x: Tensor, diagonal = 0): Tensor {
  return applyIdempotentInPlace(triuOp, x, diagonal);
}

function places(
  name: string,
  row: number,
  column: number,
  options: TensorOptions,
  isIn: (i: number, j: number) => boolean,
): Tensor {
  const dtype: DType = options.dtype ?? int64;
  if (!(row >= 0)) throw new Error(`row must be non-negative, got ${row}`);
  if (!(column >= 0)) throw new Error(`col must be non-negative, got ${column}`);
  if (dtype !== int64 && dtype !== int32) throw new UnsupportedKernelError(name, dtype);
  const rows: number[] = [];
  const columns: number[] = [];
  for (let i = 0; i < row; i++)
    for (let j = 0; j < column; j++) {
      if (!isIn(i, j)) continue;
      rows.push(i);
      columns.push(j);
    }
  return tensor([rows, columns], { ...options, dtype });
}

/**
 * Rows and columns of the lower triangle of a matrix, in row-major order, as a `[2, n]` tensor of int64.
 *
 * @example
 * trilIndices(2, 2).tolist() // => [[0, 1, 1], [0, 0, 1]]
 */
export function trilIndices(
  row: number,
  col: number,
  offset: number | TensorOptions = 0,
  options: TensorOptions = {},
): Tensor {
  if (typeof offset !== "number") return trilIndices(row, col, 0, offset);
  return places("tril_indices", row, col, options, (i, j) => j - i <= offset);
}

/**
 * Rows and columns of the upper triangle of a matrix, in row-major order, as a `[2, n]` tensor of int64.
 *
 * @example
 * triuIndices(2, 2).tolist() // => [[0, 0, 1], [0, 1, 1]]
 */
export function triuIndices(
  row: number,
  col: number,
  offset: number | TensorOptions = 0,
  options: TensorOptions = {},
): Tensor {
  if (typeof offset !== "number") return triuIndices(row, col, 0, offset);
  return places("triu_indices", row, col, options, (i, j) => j - i >= offset);
}
