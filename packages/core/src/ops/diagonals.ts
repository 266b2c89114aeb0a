import { cpu } from "../cpu/index.js";
import { promoteTypes } from "../dtype.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty, record } from "./apply.js";
import { zeros } from "./creation.js";
import { checkInPlace } from "./in-place.js";
import { type Diagonal, diagonalAt, diagonalCopy, diagonalOp } from "./part.js";
import { partOf, seenAs } from "./placement.js";
import { listOp, type NaryOp, type UnaryOp, unaryOp } from "./record.js";
import { ravel } from "./view.js";

// Matrices made of diagonals and blocks.

const diagEmbedOp: UnaryOp<Diagonal> = unaryOp<Diagonal>({
  name: "diagEmbed",
  layout: (x, { offset, a, b }) => {
    const side = x.shape.at(-1)! + Math.abs(offset);
    const shape: number[] = x.shape.slice(0, -1) as number[];
    for (const d of [Math.min(a, b), Math.max(a, b)]) shape.splice(d, 0, side);
    return Layout.of(shape);
  },
  forward: (k, x, at, out) => {
    k.fill(out, 0);
    k.copy(x, partOf(out, diagonalOp, at));
  },
  dx: (grad, { attr: { offset, a, b } }) => grad.diagonal(offset, a, b),
});

/**
 * Zeros with the last dimension of `x` as diagonal of dimensions `dim1` and `dim2` (default the last two), `offset` above the main one.
 *
 * @example
 * diagEmbed(tensor([1, 2])).tolist() // => [[1, 0], [0, 2]]
 */
export function diagEmbed(x: Tensor, offset = 0, dim1 = -2, dim2 = -1): Tensor {
  return applyUnary(diagEmbedOp, x, diagonalAt(x.layout.ndim + 1, offset, dim1, dim2));
}

/**
 * A matrix with the vector `x` as diagonal, or the diagonal of the matrix `x`, copied; `diagonal` says how far above the main one.
 *
 * @throws {Error} unless `x` has one or two dimensions
 * @example
 * diag(tensor([1, 2])).tolist() // => [[1, 0], [0, 2]]
 * diag(tensor([[1, 2], [3, 4]])).tolist() // => [1, 4]
 */
export function diag(x: Tensor, diagonal = 0): Tensor {
  const { ndim } = x.layout;
  if (ndim !== 1 && ndim !== 2) throw new Error(`diag(): Supports 1D or 2D tensors. Got ${ndim}D`);
  return ndim === 1 ? diagEmbed(x, diagonal) : diagonalCopy(x, diagonal);
}

/**
 * A matrix with all elements of `x` as diagonal, `offset` above the main one.
 *
 * @example
 * diagflat(tensor([[1, 2]])).tolist() // => [[1, 0], [0, 2]]
 */
export function diagflat(x: Tensor, offset = 0): Tensor {
  return diagEmbed(ravel(x), offset);
}

/** Where the blocks begin, and one past the last. */
function corners(shapes: readonly Shape[]): { readonly rows: number[]; readonly columns: number[] } {
  const rows = [0];
  const columns = [0];
  for (const [height, width] of shapes) {
    rows.push(rows.at(-1)! + height!);
    columns.push(columns.at(-1)! + width!);
  }
  return { rows, columns };
}

/** A block's shape as that of a matrix. */
const matrixShape = ({ shape }: Layout): Shape => (shape.length === 2 ? shape : [1, shape[0] ?? 1]);

const blockDiagOp: NaryOp<void> = listOp({
  name: "blockDiag",
  dEach: (grad, i, { layouts }) => {
    const { rows, columns } = corners(layouts.map(matrixShape));
    const block = grad.narrow(0, rows[i]!, rows[i + 1]! - rows[i]!);
    return block.narrow(1, columns[i]!, columns[i + 1]! - columns[i]!).reshape(layouts[i]!.shape);
  },
});

/**
 * Zeros with matrices along the diagonal, corner to corner; vectors are rows.
 *
 * @throws {Error} if a tensor has more than two dimensions
 * @example
 * blockDiag(tensor([[1, 2]]), tensor(3)).tolist() // => [[1, 2, 0], [0, 0, 3]]
 */
export function blockDiag(...tensors: readonly Tensor[]): Tensor {
  if (tensors.length === 0) return zeros([1, 0]);
  tensors.forEach(({ layout: { ndim } }, i) => {
    if (ndim > 2)
      throw new Error(
        `torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${i} has ${ndim} dimensions`,
      );
  });
  const shapes = tensors.map((x) => matrixShape(x.layout));
  const { rows, columns } = corners(shapes);
  const dtype = tensors.map((x) => x.dtype).reduce(promoteTypes);
  const out = empty(Layout.of([rows.at(-1)!, columns.at(-1)!]), dtype);
  cpu.fill(out, 0);
  tensors.forEach((x, i) => {
    const step = x.layout.strides.at(-1) ?? 1;
    const block = x.layout.ndim === 2 ? x.layout : Layout.strided(shapes[i]!, [0, step]);
    const place = Layout.strided(shapes[i]!, out.layout.strides);
    cpu.copy(seenAs(x, block), seenAs(out, place, rows[i]! * out.layout.strides[0]! + columns[i]!));
  });
  return record(blockDiagOp, tensors, undefined, out);
}

/** Options of `fillDiagonal_`. */
export interface FillDiagonalOptions {
  /** Begin again below the square of a tall matrix, one row further; default false. */
  readonly wrap?: boolean;
}

/**
 * Sets the elements whose indices are all equal to `value`.
 *
 * @throws {Error} if there are fewer than two dimensions, or more of different sizes
 * @example
 * zeros([2, 2]).fillDiagonal_(7).tolist() // => [[7, 0], [0, 7]]
 */
export function fillDiagonal_(x: Tensor, value: number, { wrap = false }: FillDiagonalOptions = {}): Tensor {
  const { shape, strides, ndim } = x.layout;
  if (ndim < 2) throw new Error("dimensions must larger than 1");
  if (ndim > 2 && shape.some((size) => size !== shape[0]))
    throw new Error("all dimensions of input must be of equal length");
  checkInPlace(x);
  const step = strides.reduce((sum, stride) => sum + stride, 0);
  const size = Math.min(...shape);
  x.asStrided([size], [step], x.offset).fill_(value);
  const [height, width] = shape as [number, number];
  if (wrap && ndim === 2 && height > width + 1) {
    const rest = Math.ceil((height * width - size * (width + 1)) / (width + 1));
    x.asStrided([rest], [step], x.offset + size * step).fill_(value);
  }
  return x;
}
