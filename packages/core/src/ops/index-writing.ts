import { cpu } from "../cpu/index.js";
import { bool, int64 } from "../dtype.js";
import { indexOutOfBounds, indexOutOfRangeInSelf } from "../errors/indexing.js";
import { show } from "../errors/shape.js";
import { Arrival } from "../kernels/indexing.js";
import { type Layout, sameShape } from "../layout.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Operand, Tensor } from "../tensor.js";
import { newFull } from "./likeness.js";
import { alongside, checkBounds, checkIndexType, lifted, moved } from "./lookup.js";
import { writtenClone, writtenCopy, writtenFreely, writtenInPlace } from "./overwriting.js";
import { seenAs } from "./placement.js";
import { type NaryOp, naryOp } from "./record.js";
import { wrapDim } from "./view.js";

// Slices written to places along a dimension that a vector of indices names.

/** Lets the slices of `source` arrive in `out`. */
function arriveInSlices(arrival: Arrival, out: Tensor, dim: number, index: Tensor, source: Operand): void {
  const slices = seenAs(source, lifted(source.layout));
  if (slices.layout.numel === 0) return;
  cpu.scatter(arrival, ...moved(out, dim, alongside(index, slices.layout, dim)), slices);
}

function shapeError(op: string, x: Layout, source: Layout): Error {
  return new Error(
    `${op}: source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = ${show(x.shape)} source.shape = ${show(source.shape)}`,
  );
}

interface Slices {
  readonly dim: number;
  readonly alpha: Scalar;
}

const indexAddOp: NaryOp<Slices> = naryOp<Slices>({
  name: "indexAdd",
  saves: [[], [], [1]],
  gradients: [
    (grad) => grad,
    null,
    (grad, { attr: { dim, alpha }, inputs, layouts }) => {
      const slices = grad.indexSelect(dim, inputs[1]!).reshape(layouts[2]!.shape);
      return alpha === 1 ? slices : slices.mul(alpha);
    },
  ],
});

/** Options of `indexAdd`. */
export interface IndexAddOptions {
  /** The source is multiplied by it; default 1. */
  readonly alpha?: Scalar;
}

/** Throws unless `source` has a slice per index, of the shape of those of `x`. */
export function checkSlices(op: string, x: Tensor, dim: number, index: Tensor, source: Tensor): void {
  if (index.layout.ndim > 1) throw new RangeError(`${op}: Index is supposed to be a vector`);
  if (source.dtype !== x.dtype)
    throw new TypeError(
      `${op}: self (${x.dtype.title}) and source (${source.dtype.title}) must have the same scalar type`,
    );
  const count = source.layout.ndim === 0 ? 1 : source.layout.shape[dim];
  if (index.layout.numel !== count)
    throw new Error(
      `${op}: Number of indices (${index.layout.numel}) should be equal to source.size(dim): (${count}), for dim: ${dim}`,
    );
  const rest = ({ shape }: Layout): number[] => shape.toSpliced(dim, 1);
  if (x.layout.ndim !== source.layout.ndim || !sameShape(rest(x.layout), rest(source.layout)))
    throw shapeError(op, x.layout, source.layout);
}

function indexAddBy(
  written: typeof writtenCopy,
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  alpha: Scalar,
): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  checkIndexType("index_add", index);
  checkSlices("index_add_()", x, d, index, source);
  const size = lifted(x.layout).shape[d]!;
  checkBounds(index, 0, size, (i) => (x.layout.ndim > 1 ? indexOutOfBounds(i, d, size) : indexOutOfRangeInSelf()));
  const scaled = alpha === 1 ? source : source.detach().mul(alpha);
  return written(indexAddOp, [x, index, source], { dim: d, alpha }, (out) =>
    arriveInSlices(Arrival.add, out, d, index, scaled),
  );
}

/**
 * A copy of `x` with each slice of `source`, times `alpha`, added to the slice along `dim` that its index names.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * indexAdd(zeros([2]), 0, tensor([1, 1]), ones([2])).tolist() // => [0, 2]
 */
export function indexAdd(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  { alpha = 1 }: IndexAddOptions = {},
): Tensor {
  return indexAddBy(writtenCopy, x, dim, index, source, alpha);
}

/** `indexAdd` into `x`. */
export function indexAdd_(
  x: Tensor,
  dim: number,
  index: Tensor,
  source: Tensor,
  { alpha = 1 }: IndexAddOptions = {},
): Tensor {
  return indexAddBy(writtenInPlace, x, dim, index, source, alpha);
}

const indexCopyOp: NaryOp<number> = naryOp<number>({
  name: "indexCopy",
  saves: [[1], [], [1]],
  gradients: [
    (grad, { attr: dim, inputs }) => grad.indexFill(dim, inputs[1]!, 0),
    null,
    (grad, { attr: dim, inputs, layouts }) => grad.indexSelect(dim, inputs[1]!).reshape(layouts[2]!.shape),
  ],
});

function checkCopied(x: Tensor, dim: number, index: Tensor, source: Tensor): void {
  const op = "index_copy_()";
  if (index.dtype !== int64)
    throw new TypeError(`${op}: Expected a long tensor for index, but got ${index.dtype.title}`);
  if (index.layout.ndim > 1)
    throw new RangeError(`${op}: Index should have dimension 1 or 0 (got ${index.layout.ndim})`);
  if (source.dtype !== x.dtype)
    throw new TypeError(
      `${op}: self and source expected to have the same dtype, but got (self) ${x.dtype.title} and (source) ${source.dtype.title}`,
    );
  const [own, other] = [x.layout.ndim, source.layout.ndim];
  if (own !== other && own > 0 && other > 0)
    throw new RangeError(
      `${op}: When source and destination are not scalars, their dimensionality must match. Source dimensionality (${other}), destination dimensionality (${own})`,
    );
  const count = lifted(source.layout).shape[dim]!;
  if (index.layout.numel !== count)
    throw new RangeError(
      `${op}: Number of indices (${index.layout.numel}) should be equal to source.size(dim) (${count})`,
    );
  const rest = (layout: Layout): number[] => lifted(layout).shape.toSpliced(dim, 1);
  if (!sameShape(rest(x.layout), rest(source.layout)))
    throw new Error(
      `${op}: Source/destination tensor must have same slice shapes. Destination slice shape: ${rest(x.layout).join(" ")} at dimension ${dim} and source slice shape: ${rest(source.layout).join(" ")} at dimension 0.`,
    );
}

function indexCopyBy(written: typeof writtenCopy, x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  checkCopied(x, d, index, source);
  const size = lifted(x.layout).shape[d]!;
  checkBounds(index, 0, size, (i) => indexOutOfBounds(i, d, size, "index_copy_(): "));
  return written(indexCopyOp, [x, index, source], d, (out) => arriveInSlices(Arrival.set, out, d, index, source));
}

/**
 * A copy of `x` with slices of `source` in place of the slices along `dim` that the indices name.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * indexCopy(zeros([3]), 0, tensor([2]), ones([1])).tolist() // => [0, 0, 1]
 */
export function indexCopy(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  return indexCopyBy(writtenCopy, x, dim, index, source);
}

/** `indexCopy` into `x`. */
export function indexCopy_(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  return indexCopyBy(writtenInPlace, x, dim, index, source);
}

const indexFillOp: NaryOp<number> = naryOp<number>({
  name: "indexFill",
  saves: [[1]],
  gradients: [(grad, { attr: dim, inputs }) => grad.indexFill(dim, inputs[1]!, 0), null],
});
const indexFillTensorOp: NaryOp<number> = naryOp<number>({
  name: "indexFill",
  gradName: "IndexFillBackward1",
  saves: [[1], [], [1]],
  gradients: [
    (grad, { attr: dim, inputs }) => grad.indexFill(dim, inputs[1]!, 0),
    null,
    (grad, { attr: dim, inputs: [, index] }) => {
      const filled = grad.newZeros(grad.layout.shape, { dtype: bool }).indexFill(dim, index!, true);
      return grad.where(filled, 0); // the engine sums it up
    },
  ],
});

function indexFillBy(
  written: typeof writtenCopy,
  x: Tensor,
  dim: number,
  index: Tensor,
  value: Tensor | Scalar,
): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  checkIndexType("index_fill_", index, "int64");
  if (index.layout.ndim > 1) throw new Error("Index has to be a vector/scalar");
  if (!isScalar(value) && value.layout.ndim > 0)
    throw new Error(
      `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.layout.ndim} dimension(s).`,
    );
  const size = lifted(x.layout).shape[d]!;
  checkBounds(index, -size, size, (i) => indexOutOfBounds(i, d, size));
  const element = isScalar(value) ? newFull(x, [], value) : value.detach().to(x.dtype);
  const shape = lifted(x.layout).shape.with(d, index.layout.numel);
  const slices = element.expand(shape);
  const write = (out: Tensor): void => arriveInSlices(Arrival.set, out, d, index, slices);
  if (isScalar(value)) return written(indexFillOp, [x, index], d, write);
  return written(indexFillTensorOp, [x, index, value], d, write);
}

/**
 * A copy of `x` with `value` everywhere in the slices along `dim` that the indices name.
 *
 * @throws {RangeError} if an index is out of range
 * @example
 * indexFill(zeros([3]), 0, tensor([0, 2]), 7).tolist() // => [7, 0, 7]
 */
export function indexFill(x: Tensor, dim: number, index: Tensor, value: Tensor | Scalar): Tensor {
  return indexFillBy(writtenClone, x, dim, index, value);
}

/** `indexFill` into `x`. */
export function indexFill_(x: Tensor, dim: number, index: Tensor, value: Tensor | Scalar): Tensor {
  return indexFillBy(writtenFreely, x, dim, index, value);
}
