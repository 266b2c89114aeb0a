import { cpu } from "../cpu/index.js";
import { checkDevice, Device } from "../device.js";
import type { DType } from "../dtype.js";
import { scalarFillOnly } from "../errors/arithmetic.js";
import { overlappingWrite } from "../errors/autograd.js";
import { cannotBroadcastInto } from "../errors/shape.js";
import { broadcastShapes, type Layout, sameShape } from "../layout.js";
import { keep } from "../memory/allocator.js";
import { isScalar, numberOf, type Scalar } from "../scalar.js";
import { Flag, isTracked, Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { checkFits } from "./data.js";
import { applyIdempotentInPlace, checkApart, checkHistory, recordInPlace } from "./in-place.js";
import { checkTensor } from "./kinds.js";
import { denseOrder } from "./order.js";
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
  checkTensor("clone", x);
  const out = applyUnary(cloneOp, x, denseOrder(x.layout));
  keep(out.storage);
  return out;
}

/**
 * `x` itself if its elements lie in row-major order without gaps, else a copy for which that is true.
 *
 * @example
 * contiguous(zeros([2, 3]).t()).isContiguous() // => true
 */
export function contiguous(x: Tensor): Tensor {
  checkTensor("contiguous", x);
  return x.layout.isContiguous ? x : applyUnary(cloneOp, x, x.layout.dense);
}

export const toCopyOp: UnaryOp<DType> = unaryOp<DType>({
  name: "toCopy",
  layout: denseOrder,
  forward: (k, x, _, out) => k.copy(x, out),
  dx: (grad) => grad, // the engine converts it back
});
const toIntegersOp: UnaryOp<DType> = unaryOp<DType>({
  name: "toCopy",
  layout: denseOrder,
  forward: (k, x, _, out) => k.copy(x, out),
  dx: null,
});

/**
 * `x` converted to `dtype`; `x` itself if it has it already.
 *
 * @example
 * toDtype(tensor([1.7, -1.7]), int64).tolist() // => [1, -1]
 */
export function toDtype(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : converted(x, dtype);
}

/** A copy of `x` of another type; integers have no gradient. */
function converted(x: Tensor, dtype: DType): Tensor {
  return applyUnary(dtype.isFloatingPoint ? toCopyOp : toIntegersOp, x, dtype, dtype);
}

/** Options of `to`. */
export interface ToOptions {
  /** Copy even if nothing has to change; default false. */
  readonly copy?: boolean;
  readonly dtype?: DType;
  readonly device?: string | Device;
}

/**
 * `x` converted to a type, to the type of another tensor, or to a device, of which there is only `"cpu"`; `x` itself if it has it.
 *
 * @throws {Error} for another device
 * @example
 * to(tensor([1.7, -1.7]), int64).tolist() // => [1, -1]
 */
export function to(
  x: Tensor,
  target: DType | Tensor | string | Device | ToOptions,
  options: DType | ToOptions = {},
): Tensor {
  if (isOptions(target)) return to(x, "cpu", target);
  const more = "name" in options ? { dtype: options } : options;
  checkDevice(isDevice(target) ? target : (more.device ?? "cpu"));
  const dtype = target instanceof Tensor ? target.dtype : isDevice(target) ? more.dtype : target;
  if (more.copy !== true) return dtype === undefined ? x : toDtype(x, dtype);
  return converted(x, dtype ?? x.dtype);
}

function isDevice(target: unknown): target is string | Device {
  return typeof target === "string" || target instanceof Device;
}

function isOptions(target: DType | Tensor | string | Device | ToOptions): target is ToOptions {
  return typeof target === "object" && !("name" in target) && !(target instanceof Tensor || target instanceof Device);
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
  keep(x.storage);
  const out = new Tensor(x.storage, x.offset, x.layout, x.dtype, null);
  out.flags = x.flags & Flag.inference;
  return out;
}

/** What was there has no influence any more. */
const zeroGradient = (grad: Tensor): Tensor => grad.detach().newZeros(grad.layout.shape);

/** The same elements, seen alike. */
function isSame(x: Tensor, y: Tensor): boolean {
  return (
    x.storage === y.storage &&
    x.offset === y.offset &&
    x.dtype === y.dtype &&
    sameShape(x.layout.shape, y.layout.shape) &&
    sameShape(x.layout.strides, y.layout.strides)
  );
}

const copyOp: NaryOp<void> = naryOp({
  name: "copy",
  gradName: "CopyBackwards",
  gradients: [zeroGradient, (grad) => grad],
});

/**
 * Overwrites `x` with `source`, broadcast and converted.
 *
 * @example
 * zeros([2]).copy_(tensor([1, 2])).tolist() // => [1, 2]
 */
export function copy_(x: Tensor, source: Tensor): Tensor {
  checkHistory(x, isTracked(x) || isTracked(source));
  if (!isSame(x, source)) {
    if (x.layout.overlaps) throw overlappingWrite();
    checkApart(x, source, true);
  }
  const shape = broadcastShapes(x.layout.shape, source.layout.shape);
  if (!sameShape(shape, x.layout.shape)) throw cannotBroadcastInto(x.layout.shape, shape);
  cpu.copy(source, x);
  return recordInPlace(copyOp, [x, source], undefined);
}

export const fillOp: UnaryOp<Scalar> = unaryOp<Scalar>({
  name: "fill",
  gradName: "FillBackward2",
  forward: (k, _, value, out) => k.fill(out, numberOf(value)),
  dx: zeroGradient,
});

const fillTensorOp: NaryOp<void> = naryOp({
  name: "fill",
  gradName: "FillBackward3",
  gradients: [zeroGradient, (grad) => grad], // the engine sums it up
});

/**
 * Sets every element to `value`.
 *
 * @example
 * zeros([2]).fill_(7).tolist() // => [7, 7]
 */
export function fill_(x: Tensor, value: Scalar | Tensor): Tensor {
  if (isScalar(value)) {
    checkFits(numberOf(value), x.dtype);
    return applyIdempotentInPlace(fillOp, x, value);
  }
  if (value.layout.ndim > 0) throw scalarFillOnly(value.layout.ndim);
  checkHistory(x, isTracked(x) || isTracked(value));
  cpu.copy(value.storage === x.storage ? value.clone() : value, x);
  return recordInPlace(fillTensorOp, [x, value], undefined);
}

const zeroOp: UnaryOp<void> = unaryOp({
  name: "zero",
  forward: (k, _, __, out) => k.fill(out, 0),
  dx: zeroGradient,
});

/**
 * Sets every element to 0.
 *
 * @example
 * ones([2]).zero_().tolist() // => [0, 0]
 */
export function zero_(x: Tensor): Tensor {
  return applyIdempotentInPlace(zeroOp, x, undefined);
}
