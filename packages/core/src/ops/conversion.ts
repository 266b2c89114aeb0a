import type { DType } from "../dtype.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { type Layout, broadcastShapes, sameShape } from "../layout.js";
import { cpu } from "../cpu/index.js";
import { type Scalar, isScalar, numberOf } from "../scalar.js";
import { Flag, Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { applyUnaryInPlace, checkInPlace, recordInPlace } from "./in-place.js";
import { type NaryOp, type UnaryOp, naryOp, unaryOp } from "./record.js";

/** The attribute is how the copy lies in its storage. */
export const cloneOp: UnaryOp<Layout> = unaryOp<Layout>({
  name: "clone",
  forward: (k, x, _, out) => k.copy(x, out),
  layout: (_, target) => target,
  dx: (grad) => grad,
});

/**
 * A copy with storage of its own; gradients flow to the original.
 *
 * @example
 * clone(tensor([1, 2])).tolist() // => [1, 2]
 */
export function clone(x: Tensor): Tensor {
  return applyUnary(cloneOp, x, denseOrder(x.layout));
}

/** PyTorch's clone keeps the order of strides of a tensor without gaps; other tensors become row-major. */
function denseOrder(layout: Layout): Layout {
  if (layout.isContiguous || layout.overlaps) return layout.dense;
  return layout.extent === layout.numel ? layout : layout.dense;
}

/**
 * `x` itself if its elements lie in row-major order without gaps, else a copy for which that is true.
 *
 * @example
 * contiguous(zeros([2, 3]).t()).isContiguous() // => true
 */
export function contiguous(x: Tensor): Tensor {
  return x.layout.isContiguous ? x : applyUnary(cloneOp, x, x.layout.dense);
}

export const toCopyOp: UnaryOp<DType> = unaryOp<DType>({
  name: "toCopy",
  forward: (k, x, _, out) => k.copy(x, out),
  dx: (grad) => grad, // the engine converts it back
});

/**
 * `x` converted to `dtype`; `x` itself if it has it already.
 *
 * @example
 * toDtype(tensor([1.7, -1.7]), int64).tolist() // => [1, -1]
 */
export function toDtype(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : applyUnary(toCopyOp, x, dtype, dtype);
}

/** The same elements without their history: gradients stop here. */
export function detach(x: Tensor): Tensor {
  const out = new Tensor(x.storage, x.offset, x.layout, x.dtype, null);
  out.flags = x.flags & Flag.inference;
  return out;
}

const copyOp: NaryOp<void> = naryOp({
  name: "copy",
  gradName: "CopyBackwards",
  // what was there has no influence any more
  gradients: [null, (grad) => grad],
});

/**
 * Overwrites `x` with `source`, broadcast and converted.
 *
 * @example
 * zeros([2]).copy_(tensor([1, 2])).tolist() // => [1, 2]
 */
export function copy_(x: Tensor, source: Tensor): Tensor {
  checkInPlace(x);
  const shape = broadcastShapes(x.layout.shape, source.layout.shape);
  if (!sameShape(shape, x.layout.shape)) throw cannotBroadcastInto(x.layout.shape, shape);
  cpu.copy(source, x);
  return recordInPlace(copyOp, [x, source], undefined);
}

export const fillOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "fill",
  forward: (k, _, value, out) => k.fill(out, numberOf(value)),
  dx: (grad) => grad.mul(0),
});

/**
 * Sets every element to `value`.
 *
 * @example
 * zeros([2]).fill_(7).tolist() // => [7, 7]
 */
export function fill_(x: Tensor, value: Scalar | Tensor): Tensor {
  if (isScalar(value)) return applyUnaryInPlace(fillOp, x, value);
  return copy_(x, value);
}

const zeroOp: UnaryOp<void> = unaryOp({
  name: "zero",
  forward: (k, _, __, out) => k.fill(out, 0),
  dx: (grad) => grad.mul(0),
});

/**
 * Sets every element to 0.
 *
 * @example
 * ones([2]).zero_().tolist() // => [0, 0]
 */
export function zero_(x: Tensor): Tensor {
  return applyUnaryInPlace(zeroOp, x, undefined);
}
