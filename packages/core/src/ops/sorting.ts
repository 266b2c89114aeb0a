import { cpu } from "../cpu/index.js";
import { bool, int64 } from "../dtype.js";
import { emptyDim } from "../errors/reduction.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty, recordMulti } from "./apply.js";
import { selectingOp, type ValuesAndIndices } from "./choice.js";
import { checkTensor } from "./kinds.js";
import { wrapDim } from "./view.js";

/** Options of `sort` and `argsort`. */
export interface SortOptions {
  /** Largest first; default false. */
  readonly descending?: boolean | undefined;
  /** Equal elements keep their order; default false, which leaves them as PyTorch's unstable sort does. */
  readonly stable?: boolean | undefined;
}

const sortOp = selectingOp("sort");

/**
 * All elements in order along `dim`, and where they were. NaN is the largest.
 *
 * @param dim default the last
 * @example
 * sort(tensor([3, 1, 2])).values.tolist() // => [1, 2, 3]
 * sort(tensor([3, 1, 2]), 0, { descending: true }).indices.tolist() // => [0, 2, 1]
 */
export function sort(x: Tensor, dim = -1, { descending = false, stable = false }: SortOptions = {}): ValuesAndIndices {
  const d = wrapDim(dim, x.layout.ndim);
  const values = empty(x.layout.dense, x.dtype);
  const indices = empty(x.layout.dense, int64);
  cpu.sort(x, d, descending, stable, values, indices);
  recordMulti(sortOp, [x], { dim: d, kept: x.layout.dense }, [values, indices]);
  return { values, indices };
}

/**
 * The indices that sort `x` along `dim`.
 *
 * @param dim default the last
 * @example
 * argsort(tensor([3, 1, 2])).tolist() // => [1, 2, 0]
 */
export function argsort(x: Tensor, dim = -1, options: SortOptions = {}): Tensor {
  return sort(x.detach(), dim, options).indices;
}

/**
 * The elements in order along the first dimension.
 *
 * @example
 * msort(tensor([3, 1, 2])).tolist() // => [1, 2, 3]
 */
export function msort(x: Tensor): Tensor {
  return sort(x, 0).values;
}

/** Options of `topk`. */
export interface TopkOptions {
  /** The largest rather than the smallest; default true. */
  readonly largest?: boolean | undefined;
  /** In order; default true. */
  readonly sorted?: boolean | undefined;
}

const topkOp = selectingOp("topk");

/**
 * The `k` largest elements along `dim`, and where they are.
 *
 * @param dim default the last
 * @throws {RangeError} if there are less than `k` elements
 * @example
 * topk(tensor([1, 4, 2, 3]), 2).values.tolist() // => [4, 3]
 */
export function topk(
  x: Tensor,
  k: number,
  dim = -1,
  { largest = true, sorted = true }: TopkOptions = {},
): ValuesAndIndices {
  const { shape, ndim } = x.layout;
  const d = wrapDim(dim, ndim);
  if (!(k >= 0 && k <= (shape[d] ?? 1))) throw new RangeError("selected index k out of range");
  if (x.dtype === bool) throw new TypeError("topk does not support bool dtypes on CPU");
  const kept = ndim === 0 ? Layout.scalar : Layout.of(shape.with(d, k));
  const values = empty(kept, x.dtype);
  const indices = empty(kept, int64);
  cpu.topk(x, d, largest, sorted, values, indices);
  recordMulti(topkOp, [x], { dim: d, kept }, [values, indices]);
  return { values, indices };
}

/** What a reduction to one chosen element works on. */
export interface OneOf {
  readonly dim: number;
  readonly kept: Layout;
  readonly values: Tensor;
  readonly indices: Tensor;
}

/** The results of an op that chooses one element along `dim`, yet to be written. */
export function oneOf(op: string, x: Tensor, dim: number, keepdim: boolean): OneOf {
  checkTensor(op, x);
  const { shape, ndim } = x.layout;
  const d = wrapDim(dim, ndim);
  if (shape[d] === 0) throw emptyDim(`${op}()`, d);
  const kept = ndim === 0 ? Layout.scalar : Layout.of(shape.with(d, 1));
  const layout = keepdim || ndim === 0 ? kept : kept.without((i) => i === d);
  return { dim: d, kept, values: empty(layout, x.dtype), indices: empty(layout, int64) };
}

const kthvalueOp = selectingOp("kthvalue");

/**
 * The `k`-th smallest element along `dim`, counted from 1, and where it is.
 *
 * @param dim default the last
 * @throws {RangeError} if there is no such element
 * @example
 * kthvalue(tensor([3, 1, 2]), 2).values.item() // => 2
 */
export function kthvalue(
  x: Tensor,
  k: number,
  dim = -1,
  { keepdim = false }: { readonly keepdim?: boolean | undefined } = {},
): ValuesAndIndices {
  const result = oneOf("kthvalue", x, dim, keepdim);
  if (!(k >= 1 && k <= (x.layout.shape[result.dim] ?? 1)))
    throw new RangeError(`kthvalue(): selected number k out of range for dimension ${result.dim}`);
  if (x.dtype === bool && x.layout.ndim > 0) throw new UnsupportedKernelError("kthvalue_cpu", x.dtype);
  cpu.kthvalue(x, k, result.dim, result.values, result.indices);
  return finish(kthvalueOp, x, result);
}

/** Records the choice. */
export function finish(
  op: ReturnType<typeof selectingOp>,
  x: Tensor,
  { values, indices, ...at }: OneOf,
): ValuesAndIndices {
  recordMulti(op, [x], at, [values, indices]);
  return { values, indices };
}
