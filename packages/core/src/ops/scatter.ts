import { cpu } from "../cpu/index.js";
import { differentDtypes, indexOutOfBounds } from "../errors/indexing.js";
import { Arrival } from "../kernels/indexing.js";
import { Layout } from "../layout.js";
import { isScalar, type Scalar } from "../scalar.js";
import type { Tensor } from "../tensor.js";
import { newFull } from "./likeness.js";
import { checkBounds, checkIndexShape, checkIndexType, lifted, moved } from "./lookup.js";
import { notImplemented } from "./operand.js";
import { writtenCopy, writtenInPlace } from "./overwriting.js";
import { seenAs } from "./placement.js";
import { type NaryOp, naryOp } from "./record.js";
import { expand, wrapDim } from "./view.js";

// Elements written to places that a tensor of indices names: `out[index[i][j]][j] = src[i][j]` for `dim` 0.

const scatterOp: NaryOp<number> = naryOp<number>({
  name: "scatter",
  saves: [[1], [], [1]],
  gradients: [
    (grad, { attr: dim, inputs }) => grad.scatter(dim, inputs[1]!, 0),
    null,
    (grad, { attr: dim, inputs, layouts }) => fitted(grad.gather(dim, inputs[1]!), layouts[2]!),
  ],
});
const scatterValueOp: NaryOp<number> = naryOp<number>({
  name: "scatter",
  gradName: "ScatterBackward1",
  saves: [[1]],
  gradients: [(grad, { attr: dim, inputs }) => grad.scatter(dim, inputs[1]!, 0), null],
});
const reducingOp: NaryOp<number> = naryOp<number>({
  name: "scatter",
  gradName: "NotImplemented",
  gradients: [notImplemented("scatter"), null, notImplemented("scatter")],
});

/** A gradient of the elements of `src` that an index reads: zeros where it reads none. */
export function fitted(grad: Tensor, src: Layout): Tensor {
  if (grad.layout.hasShapeOf(src)) return grad;
  if (src.ndim === 0) return grad.reshape([]);
  const whole = grad.newZeros(src.shape);
  if (grad.layout.numel > 0) grad.layout.shape.reduce((part, size, d) => part.narrow(d, 0, size), whole).copy_(grad);
  return whole;
}

/** Options of `scatter`. */
export interface ScatterOptions {
  /** Combine with what is there rather than replace it; without a gradient. */
  readonly reduce?: "add" | "multiply";
}

/** Where and how `scatter` and its kin write. */
export interface Target {
  readonly op: string;
  readonly dim: number;
  readonly index: Tensor;
  readonly src: Tensor;
}

/** Throws for what cannot be scattered. */
export function checkTarget(x: Tensor, { op, dim, index, src }: Target): void {
  if (src.dtype !== x.dtype) throw differentDtypes(op, x.dtype, src.dtype);
  if (index.layout.numel === 0) return;
  checkIndexType(op, index);
  checkIndexShape(x, dim, index, src);
  const size = lifted(x.layout).shape[dim]!;
  checkBounds(index, 0, size, (i) => indexOutOfBounds(i, dim, size));
}

/** Lets elements of `src` arrive in `out`. */
export function arrive(arrival: Arrival, out: Tensor, dim: number, index: Tensor, src: Tensor): void {
  if (index.layout.numel === 0) return;
  const walked = lifted(index.layout);
  const source = seenAs(src, Layout.strided(walked.shape, lifted(src.layout).strides));
  cpu.scatter(arrival, ...moved(out, dim, index), source);
}

const arrivals = { add: Arrival.add, multiply: Arrival.mul } as const;

/** Both forms of `scatter`, told how to write. */
function scatterBy(
  written: typeof writtenCopy,
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor | Scalar,
  reduce: ScatterOptions["reduce"],
): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  if (reduce !== undefined && !(reduce in arrivals))
    throw new Error(`reduce argument must be either add or multiply. Got ${String(reduce)}.`);
  const arrival = reduce === undefined ? Arrival.set : arrivals[reduce];
  const isNumber = isScalar(src);
  const source = isNumber ? expand(newFull(x, [], src), index.layout.shape) : src;
  checkTarget(x, { op: "scatter", dim: d, index, src: source });
  const op = reduce !== undefined ? reducingOp : isNumber ? scatterValueOp : scatterOp;
  const inputs: [Tensor, ...Tensor[]] = isNumber ? [x, index] : [x, index, source];
  return written(op, inputs, d, (out) => arrive(arrival, out, d, index, source));
}

/**
 * A copy of `x` with elements of `src`, or a number, at the places along `dim` that `index` names.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * scatter(zeros([3]), 0, tensor([2, 0]), tensor([1, 2], { dtype: float32 })).tolist() // => [2, 0, 1]
 */
export function scatter(
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor | Scalar,
  { reduce }: ScatterOptions = {},
): Tensor {
  return scatterBy(writtenCopy, x, dim, index, src, reduce);
}

/** `scatter` into `x`. */
export function scatter_(
  x: Tensor,
  dim: number,
  index: Tensor,
  src: Tensor | Scalar,
  { reduce }: ScatterOptions = {},
): Tensor {
  return scatterBy(writtenInPlace, x, dim, index, src, reduce);
}

const scatterAddOp: NaryOp<number> = naryOp<number>({
  name: "scatterAdd",
  saves: [[], [], [1]],
  gradients: [
    (grad) => grad,
    null,
    (grad, { attr: dim, inputs, layouts }) => fitted(grad.gather(dim, inputs[1]!), layouts[2]!),
  ],
});

function scatterAddBy(written: typeof writtenCopy, x: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  const d = wrapDim(dim, x.layout.ndim);
  checkTarget(x, { op: "scatter_add", dim: d, index, src });
  return written(scatterAddOp, [x, index, src], d, (out) => arrive(Arrival.add, out, d, index, src));
}

/**
 * A copy of `x` with elements of `src` added at the places along `dim` that `index` names.
 *
 * @throws {RangeError} if an index is negative or not below the size of `dim`
 * @example
 * scatterAdd(zeros([2]), 0, tensor([1, 1]), ones([2])).tolist() // => [0, 2]
 */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  return scatterAddBy(writtenCopy, x, dim, index, src);
}

/** `scatterAdd` into `x`. */
export function scatterAdd_(x: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  return scatterAddBy(writtenInPlace, x, dim, index, src);
}
