import { type DType, float32, float64, int64 } from "../dtype.js";
import { meanNeedsFloat, notSummable } from "../errors/reduction.js";
import { Binary } from "../kernels/elementwise.js";
import { Reduction } from "../kernels/reduction.js";
import type { Kernels } from "../kernels.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary, empty } from "./apply.js";
import { countOver, type Dims, type Over, over, restore } from "./over.js";
import { item } from "./reading.js";
import { type UnaryOp, unaryOp } from "./record.js";

/** Options of reductions. */
export interface ReductionOptions {
  /** Whether reduced dimensions stay, with size 1; default false. */
  readonly keepdim?: boolean | undefined;
  /** The type to convert to first, and of the result. */
  readonly dtype?: DType | null | undefined;
}

const toScalar = (): Layout => Layout.scalar;

export const sumOp: UnaryOp<void> = unaryOp({
  name: "sum",
  forward: (k, x, _, out) => k.reduce(Reduction.sum, x, null, out),
  layout: toScalar,
  dx: (grad, { xLayout }) => grad.expandTo(xLayout),
});
export const sumDimsOp: UnaryOp<Over> = unaryOp<Over>({
  name: "sum",
  gradName: "SumBackward1",
  forward: (k, x, { dims }, out) => k.reduce(Reduction.sum, x, dims, out),
  layout: (_, { layout }) => layout,
  dx: (grad, { attr, xLayout }) => restore(grad, attr).expandTo(xLayout),
});

/**
 * Sum of the elements, or over dimensions. Integers and bools give int64 unless `dtype` says otherwise.
 *
 * @param dim one dimension or several; default all
 * @example
 * sum(tensor([[1, 2], [3, 4]])).item() // => 10
 * sum(tensor([[1, 2], [3, 4]]), 0).tolist() // => [4, 6]
 */
export function sum(x: Tensor, dim?: Dims, options?: ReductionOptions): Tensor {
  if (dim === undefined && options === undefined)
    return applyUnary(sumOp, x, undefined, x.dtype.isFloatingPoint ? x.dtype : int64);
  const dtype = options?.dtype ?? totalType(x.dtype);
  if (dim == null && !options?.keepdim) return applyUnary(sumOp, x, undefined, dtype);
  return applyUnary(sumDimsOp, x, over(x.layout, dim, options?.keepdim), dtype);
}

/** The type of sums and products. */
export function totalType(dtype: DType): DType {
  return dtype.isFloatingPoint ? dtype : int64;
}

export const nansumOp: UnaryOp<Over> = unaryOp<Over, "x">({
  name: "nansum",
  forward: (k, x, { dims }, out) => k.reduce(Reduction.nansum, x, dims, out),
  layout: (_, { layout }) => layout,
  saves: ["x"],
  dx: (grad, { attr, x }) => restore(grad, attr).mul(x.isnan().logicalNot()),
});

/**
 * `sum` with NaN counted as zero.
 *
 * @example
 * nansum(tensor([1, NaN, 2])).item() // => 3
 */
export function nansum(x: Tensor, dim?: Dims, { keepdim, dtype }: ReductionOptions = {}): Tensor {
  if (!x.dtype.isFloatingPoint || dtype?.isFloatingPoint === false) return sum(x, dim, { keepdim, dtype });
  return applyUnary(nansumOp, x, over(x.layout, dim, keepdim), dtype ?? x.dtype);
}

/** Writes sums divided by `n`; half types are rounded only once. */
function divideSum(k: Kernels, x: Tensor, dims: readonly number[] | null, n: number, out: Tensor, dtype: DType): void {
  const total = dtype.compute === dtype ? out : empty(out.layout, float32);
  k.reduce(Reduction.sum, x, dims, total);
  k.scalar(Binary.div, total, n, out, total.dtype);
}

export const meanOp: UnaryOp<void> = unaryOp({
  name: "mean",
  forward: (k, x, _, out, dtype) => divideSum(k, x, null, x.layout.numel, out, dtype),
  layout: toScalar,
  dx: (grad, { xLayout }) => grad.shareAmong(xLayout),
});
export const meanDimsOp: UnaryOp<Over> = unaryOp<Over>({
  name: "mean",
  gradName: "MeanBackward1",
  forward: (k, x, attr, out, dtype) => divideSum(k, x, attr.dims, countOver(x.layout, attr), out, dtype),
  layout: (_, { layout }) => layout,
  dx: (grad, { attr, xLayout }) => restore(grad, attr).div(countOver(xLayout, attr)).expandTo(xLayout).contiguous(),
});

/**
 * Mean of the elements, or over dimensions.
 *
 * @param dim one dimension or several; default all
 * @throws {TypeError} for integers, unless `dtype` is a float
 * @example
 * mean(tensor([1.5, 2.5])).item() // => 2
 */
export function mean(x: Tensor, dim?: Dims, options?: ReductionOptions): Tensor {
  const dtype = options?.dtype ?? x.dtype;
  if (!dtype.isFloatingPoint) throw meanNeedsFloat("mean", options?.dtype == null ? "Input" : "Optional", dtype);
  if (dim == null && !options?.keepdim) return applyUnary(meanOp, x, undefined, dtype);
  return applyUnary(meanDimsOp, x, over(x.layout, dim, options?.keepdim), dtype);
}

/** The gradient of a mean: one number, divided by the count of elements and given to each of them. */
const shareOp: UnaryOp<Layout> = unaryOp<Layout>({
  name: "div",
  forward: (k, x, { numel }, out, dtype) =>
    k.fill(out, Number(item(x)) / (dtype === float64 ? numel : Math.fround(numel))),
  layout: (_, target) => target.dense,
  dx: (grad, { attr: target }) => grad.sum().div(target.numel),
});

/** `x / n` as each of the n elements of `target`. */
export function shareAmong(x: Tensor, target: Layout): Tensor {
  return applyUnary(shareOp, x, target);
}

/**
 * Mean of what is not NaN.
 *
 * @example
 * nanmean(tensor([1, NaN, 3])).item() // => 2
 */
export function nanmean(x: Tensor, dim?: Dims, { keepdim, dtype }: ReductionOptions = {}): Tensor {
  if (!x.dtype.isFloatingPoint)
    throw new TypeError(`nanmean(): expected input to have floating point or complex dtype but got ${x.dtype.title}`);
  const counted = x.detach().isnan().logicalNot();
  return nansum(x, dim, { keepdim, dtype }).div(sum(counted, dim, { keepdim }));
}

const sumToOp: UnaryOp<Over> = unaryOp<Over>({
  name: "sum",
  gradName: "SumBackward1",
  forward: (k, x, { dims }, out) => k.reduce(Reduction.sum, x, dims, out),
  layout: (_, { layout }) => layout,
  dx: (grad, { xLayout }) => grad.expandTo(xLayout),
});

/**
 * `x` summed over the dimensions along which broadcasting `size` to its shape would repeat elements; sums of integers and bools
 * are int64.
 *
 * @throws {Error} if `size` does not broadcast to the shape of `x`
 * @example
 * sumToSize(ones([2, 3]), [1, 3]).tolist() // => [[2, 2, 2]]
 */
export function sumToSize(x: Tensor, size: Shape): Tensor {
  if (size.length === 0) return sum(x);
  const { shape, ndim } = x.layout;
  const lead = ndim - size.length;
  if (lead < 0 || size.some((s, i) => s !== shape[lead + i] && s !== 1)) throw notSummable(shape, size);
  const dims = shape.map((_, d) => d).filter((d) => d < lead || size[d - lead] !== shape[d]);
  if (dims.length === 0) return x;
  return applyUnary(sumToOp, x, { dims, kept: x.layout, layout: Layout.of(size) }, totalType(x.dtype));
}
