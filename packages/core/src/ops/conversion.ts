import { cpu } from "../cpu/index.js";
import type { DType } from "../dtype.js";
import { unknownDevice } from "../errors/creation.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { broadcastShapes, Layout, sameShape } from "../layout.js";
import { isScalar, numberOf, type Scalar } from "../scalar.js";
import { Flag, isTracked, Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { checkFits } from "./data.js";
import { applyUnaryInPlace, checkInPlace, recordInPlace } from "./in-place.js";
import { type NaryOp, naryOp, type UnaryOp, unaryOp } from "./record.js";

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

/** The layout that PyTorch gives a copy: without gaps, and with dimensions nested in storage as those of the original. */
export function denseOrder(layout: Layout): Layout {
  if (layout === layout.dense) return layout;
  const { shape, strides } = layout;
  const order = nesting(layout);
  const dense = new Array<number>(shape.length);
  let step = 1;
  for (const dim of order) {
    dense[dim] = step;
    step *= Math.max(shape[dim]!, 1);
  }
  const isDense = shape.every((size, d) => size === 1 || strides[d] === dense[d]);
  return isDense && layout.numel > 0 ? layout : Layout.strided(shape, dense);
}

/** Dimensions from the innermost to the outermost in storage; repeated ones stay where they are. */
function nesting({ shape, strides }: Layout): number[] {
  const order = shape.map((_, d) => shape.length - 1 - d);
  for (let i = 1; i < order.length; i++) {
    let moving = i;
    for (let j = i - 1; j >= 0; j--) {
      const [a, b] = [order[j]!, order[moving]!];
      const [near, far] = [strides[a]!, strides[b]!];
      if (near === 0 || far === 0) continue;
      if (near < far) break;
      if (near > far || shape[a]! > shape[b]!) {
        [order[j], order[moving]] = [b, a];
        moving = j;
      }
    }
  }
  return order;
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
  layout: denseOrder,
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

/** Options of `to`. */
export interface ToOptions {
  /** Copy even if nothing has to change; default false. */
  readonly copy?: boolean;
  readonly dtype?: DType;
  readonly device?: string;
}

/**
 * `x` converted to a type, to the type of another tensor, or to a device, of which there is only `"cpu"`; `x` itself if it has it.
 *
 * @throws {Error} for another device
 * @example
 * to(tensor([1.7, -1.7]), int64).tolist() // => [1, -1]
 */
export function to(x: Tensor, target: DType | Tensor | string | ToOptions, options: DType | ToOptions = {}): Tensor {
  if (typeof target === "object" && !("name" in target) && !(target instanceof Tensor)) return to(x, "cpu", target);
  const more = "name" in options ? { dtype: options } : options;
  const device = typeof target === "string" ? target : (more.device ?? "cpu");
  if (device !== "cpu") throw unknownDevice(device);
  const dtype = target instanceof Tensor ? target.dtype : typeof target === "object" ? (target as DType) : more.dtype;
  if (more.copy !== true) return dtype === undefined ? x : toDtype(x, dtype);
  return applyUnary(toCopyOp, x, dtype ?? x.dtype, dtype ?? x.dtype);
}

/**
 * `x` converted to the type of `other`.
 *
 * @example
 * typeAs(tensor([1, 2]), zeros([1])).dtype.name // => "float32"
 */
export function typeAs(x: Tensor, other: Tensor): Tensor {
  return toDtype(x, other.dtype);
}

/**
 * The name of the type, or `x` converted to `dtype`.
 *
 * @example
 * type(tensor([1])) // => "torch.LongTensor"
 */
export function type(x: Tensor): string;
export function type(x: Tensor, dtype: DType): Tensor;
export function type(x: Tensor, dtype?: DType): string | Tensor {
  return dtype === undefined ? `torch.${x.dtype.title}Tensor` : toDtype(x, dtype);
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
  checkInPlace(x, isTracked(x) || isTracked(source));
  const shape = broadcastShapes(x.layout.shape, source.layout.shape);
  if (!sameShape(shape, x.layout.shape)) throw cannotBroadcastInto(x.layout.shape, shape);
  cpu.copy(source, x);
  return recordInPlace(copyOp, [x, source], undefined);
}

export const fillOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "fill",
  gradName: "FillBackward2",
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
  if (!isScalar(value)) return copy_(x, value);
  checkFits(numberOf(value), x.dtype);
  return applyUnaryInPlace(fillOp, x, value);
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
