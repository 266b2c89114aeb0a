import { cpu } from "../cpu/index.js";
import { int64 } from "../dtype.js";
import { flatIndexOutOfRange, indexOutOfBounds, indexOutOfRangeInSelf } from "../errors/indexing.js";
import { dimOfScalar } from "../errors/view.js";
import { broadcastShapes, Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { alongside, checkBounds, checkIndexShape, checkIndexType, lifted, moved } from "./lookup.js";
import { seenAs } from "./placement.js";
import { type NaryOp, naryOp } from "./record.js";
import { expand, reshape, wrapDim } from "./view.js";

// Elements read at places that a tensor of indices names.

const gatherOp: NaryOp<number> = naryOp<number>({
  name: "gather",
  saves: [[1]],
  gradients: [
    (grad, { attr: dim, inputs, layouts }) => grad.newZeros(layouts[0]!.shape).scatterAdd(dim, inputs[1]!, grad),
    null,
  ],
});

/** Options of `gather`, for the sake of programs that pass them. */
export interface GatherOptions {
  /** Has no effect: gradients are dense. */
  readonly sparseGrad?: boolean;
}

/**
 * `out[i][j] = x[index[i][j]][j]` for `dim` 0, and likewise for other dimensions; the result has the shape of `index`.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * gather(tensor([[1, 2], [3, 4]]), 1, tensor([[1], [0]])).tolist() // => [[2], [3]]
 */
export function gather(x: Tensor, dim: number, index: Tensor, _options: GatherOptions = {}): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  const out = empty(index.layout.dense, x.dtype);
  if (index.layout.numel > 0) {
    checkIndexType("gather", index);
    checkIndexShape(x, d, index, null);
    const size = lifted(x.layout).shape[d]!;
    checkBounds(index, 0, size, (i) => indexOutOfBounds(i, d, size));
    cpu.gather(...moved(x, d, index), out);
  }
  return record(gatherOp, [x, index], d, out);
}

/**
 * `gather` with sizes other than that of `dim` broadcast; without `dim`, of all elements in a row. Negative indices count from the end.
 *
 * @example
 * takeAlongDim(tensor([[3, 1], [2, 4]]), tensor([[1], [0]]), 1).tolist() // => [[1], [2]]
 */
export function takeAlongDim(x: Tensor, indices: Tensor, dim?: number | null): Tensor {
  if (indices.dtype !== int64)
    throw new TypeError(`torch.take_along_dim(): dtype of indices should be Long but got ${indices.dtype.title}`);
  if (dim === undefined || dim === null) return gather(reshape(x, [-1]), 0, reshape(indices, [-1]));
  const { ndim } = x.layout;
  if (ndim === 0) throw dimOfScalar(dim);
  if (ndim !== indices.layout.ndim)
    throw new Error(
      `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${ndim} dimensions for input, and ${indices.layout.ndim} dimensions for indices`,
    );
  const d = wrapDim(dim, ndim);
  const size = x.layout.shape[d]!;
  const shape = broadcastShapes(x.layout.shape.with(d, 1), indices.layout.shape.with(d, 1));
  const positive = indices.where(indices.ge(0), indices.add(size));
  return gather(expand(x, shape.with(d, size)), d, expand(positive, shape.with(d, indices.layout.shape[d]!)));
}

const indexSelectOp: NaryOp<number> = naryOp<number>({
  name: "indexSelect",
  saves: [[1]],
  gradients: [
    (grad, { attr: dim, inputs, layouts }) => grad.newZeros(layouts[0]!.shape).indexAdd(dim, inputs[1]!, grad),
    null,
  ],
});

/**
 * The slices of dimension `dim` that a vector of indices names, in its order; a copy.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * indexSelect(tensor([[1, 2], [3, 4]]), 0, tensor([1, 1])).tolist() // => [[3, 4], [3, 4]]
 */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  const { ndim } = x.layout;
  const d = wrapDim(dim, ndim);
  if (index.layout.ndim > 1) throw new RangeError("index_select(): Index is supposed to be a vector");
  checkIndexType("index_select", index, "int32 or int64");
  if (ndim === 0 && index.layout.numel !== 1)
    throw new Error(`index_select(): Index to scalar can have only 1 value, got ${index.layout.numel} value(s)`);
  checkBounds(index, 0, lifted(x.layout).shape[d]!, indexOutOfRangeInSelf);
  const walked = alongside(index, x.layout, d);
  const out = empty(ndim === 0 ? Layout.scalar : Layout.of(walked.layout.shape), x.dtype);
  if (out.layout.numel > 0) cpu.gather(...moved(x, d, walked), out);
  return record(indexSelectOp, [x, index], d, out);
}

const takeOp: NaryOp<void> = naryOp({
  name: "take",
  saves: [[1]],
  gradients: [
    (grad, { inputs, layouts }) => grad.newZeros(layouts[0]!.shape).put(inputs[1]!, grad, { accumulate: true }),
    null,
  ],
});

/**
 * The elements at the given places of `x` in row-major order, in the shape of `index`; negative ones count from the end.
 *
 * @throws {RangeError} if there is no such element
 * @example
 * take(tensor([[1, 2], [3, 4]]), tensor([0, -1])).tolist() // => [1, 4]
 */
export function take(x: Tensor, index: Tensor): Tensor {
  if (index.dtype !== int64)
    throw new TypeError(`take(): Expected a long tensor for index, but got ${index.dtype.title}`);
  const { numel } = x.layout;
  const out = empty(index.layout.dense, x.dtype);
  if (index.layout.numel > 0) {
    if (numel === 0) throw new RangeError("take(): tried to take from an empty tensor");
    checkBounds(index, -numel, numel, (i) => flatIndexOutOfRange(i, numel));
    const flat = x.detach().reshape([-1]);
    cpu.gather(...moved(flat, 0, index.reshape([-1])), seenAs(out, Layout.of([out.layout.numel])));
  }
  return record(takeOp, [x, index], undefined, out);
}
