import * as backward from "../autograd/backward.js";
import { gradDtypeOf, setGradDtype } from "../autograd/gradient-dtype.js";
import type { Node } from "../autograd/node.js";
import { nodeOf } from "../autograd/tracking.js";
import { cpuDevice, type Device } from "../device.js";
import type { DType } from "../dtype.js";
import {
  changesNonLeaf,
  dataWithoutSlope,
  gradDtypeOfLeaf,
  gradientDtype,
  gradientOfResult,
  gradientSize,
  gradientType,
  notABoolean,
  notTensorData,
  onlyFloatsRequireGrad,
  ownGradient,
} from "../errors/autograd.js";
import { lengthOfScalar } from "../errors/creation.js";
import { refuseWhileMapped } from "../func/mapping.js";
import type { Shape } from "../layout.js";
import { dispose, tenure } from "../memory/allocator.js";
import { checkTensor } from "../ops/kinds.js";
import * as reading from "../ops/reading.js";
import { wrapDim } from "../ops/view.js";
import { Flag, isTracked, Tensor } from "../tensor.js";
import { install, type MethodsOf } from "./install.js";

const passes = ["backward", "registerHook", "registerPostAccumulateGradHook", "retainGrad"] as const;
const readings = ["isNonzero", "itemBigInt", "numpy", "tolist", "toTypedArray"] as const;

install(backward, passes);
install(reading, readings);

const methods = {
  item(this: Tensor): number | boolean {
    refuseWhileMapped();
    return reading.item(this);
  },
  numel(this: Tensor): number {
    return this.layout.numel;
  },
  /** The same as `numel`. */
  nelement(this: Tensor): number {
    return this.layout.numel;
  },
  dim(this: Tensor): number {
    return this.layout.ndim;
  },
  /** The same as `dim`. */
  ndimension(this: Tensor): number {
    return this.layout.ndim;
  },
  size(this: Tensor, dim?: number): Shape | number {
    const { shape, ndim } = this.layout;
    return dim === undefined ? shape : shape[wrapDim(dim, ndim)]!;
  },
  /** Elements between neighbours along each dimension. */
  stride(this: Tensor): Shape {
    return this.layout.strides;
  },
  /** Where the tensor begins in its storage, in elements. */
  storageOffset(this: Tensor): number {
    return this.offset;
  },
  isContiguous(this: Tensor): boolean {
    return this.layout.isContiguous;
  },
  isSigned(this: Tensor): boolean {
    return this.dtype.isSigned;
  },
  isFloatingPoint(this: Tensor): boolean {
    return this.dtype.isFloatingPoint;
  },
  /** Bytes per element. */
  elementSize(this: Tensor): number {
    return this.dtype.bytes;
  },
  /** The same tensor: it is there already. */
  cpu(this: Tensor): Tensor {
    return this;
  },
  /** The number of the device, which the CPU does not have: -1. */
  getDevice(this: Tensor): number {
    return -1;
  },
  /** Whether the other tensor has the same elements in the same storage, laid out in the same way. */
  isSetTo(this: Tensor, other: Tensor): boolean {
    checkTensor("is_set_to", other);
    return this.storage === other.storage && this.offset === other.offset && this.layout === other.layout;
  },
  /** Asks for gradients, or no longer. */
  requiresGrad_(this: Tensor, requiresGrad = true): Tensor {
    if (requiresGrad && !this.dtype.isFloatingPoint) throw onlyFloatsRequireGrad(false);
    this.requiresGrad = requiresGrad;
    return this;
  },
};
Object.assign(Tensor.prototype, methods);
type StateMethods = Omit<typeof methods, "item" | "size">;

declare module "../tensor.js" {
  interface Tensor
    extends StateMethods,
      MethodsOf<typeof backward, (typeof passes)[number]>,
      MethodsOf<typeof reading, (typeof readings)[number]> {
    /** The one element of a tensor: a number, or a boolean of a bool tensor, as `item<boolean>()`. */
    item<T extends number | boolean = number>(): T;
    /** The shape, or the size of one dimension. */
    size(): Shape;
    size(dim: number): number;
    /** The size of each dimension. */
    readonly shape: Shape;
    /** How many dimensions. */
    readonly ndim: number;
    /** Bytes per element. */
    readonly itemsize: number;
    /** Bytes of all elements. */
    readonly nbytes: number;
    /** Whether it is in the memory of the CPU: true. */
    readonly isCpu: boolean;
    /** The size of the first dimension, as Python's `len`. */
    readonly length: number;
    /** Where the elements are. */
    readonly device: Device;
    /** Whether ops on it are recorded. Settable on leaves. */
    requiresGrad: boolean;
    /** Made by the user, not by a recorded op. */
    readonly isLeaf: boolean;
    /** The node of the op that made it; null for leaves. */
    readonly gradFn: Node | null;
    /** The gradient accumulated so far. Settable; null forgets it. */
    grad: Tensor | null;
    /** The type of the gradient: the tensor's own unless set on a leaf; null allows any. */
    gradDtype: DType | null;
    /** The same elements outside of autograd; setting it replaces the elements. */
    data: Tensor;
  }
}

function getter(name: string, get: (this: Tensor) => unknown, set?: (this: Tensor, value: never) => void): void {
  Object.defineProperty(Tensor.prototype, name, { get, ...(set && { set }), configurable: true });
}

getter("shape", function () {
  return this.layout.shape;
});
getter("ndim", function () {
  return this.layout.ndim;
});
getter("itemsize", function () {
  return this.dtype.bytes;
});
getter("nbytes", function () {
  return this.layout.numel * this.dtype.bytes;
});
getter("isCpu", () => true);
getter("length", function () {
  if (this.layout.ndim === 0) throw lengthOfScalar();
  return this.layout.shape[0]!;
});
getter("device", () => cpuDevice);

function gradFn(x: Tensor): Node | null {
  const node = x.base === null && x.node === null ? null : nodeOf(x);
  return node === null || node.variable !== null ? null : node;
}
getter("gradFn", function () {
  return gradFn(this);
});
// as PyTorch has it, a view whose base was written to becomes no leaf before somebody asks for its history
getter("isLeaf", function () {
  return this.node === null || this.node.variable !== null;
});

getter(
  "requiresGrad",
  function () {
    return isTracked(this);
  },
  function (this: Tensor, value: boolean) {
    if (typeof value !== "boolean") throw notABoolean("requires_grad");
    if (value === isTracked(this)) return;
    if (gradFn(this) !== null) throw changesNonLeaf();
    if (value && !this.dtype.isFloatingPoint) throw onlyFloatsRequireGrad(true);
    if (value) tenure(this.storage);
    this.needsGrad = value;
    this.node = null;
  },
);

function warnOfResult(x: Tensor): void {
  if (isTracked(x) && !x.isLeaf) console.warn(gradientOfResult);
}

/** Throws for what cannot be the gradient of `x`. */
function checkGradient(x: Tensor, value: unknown): void {
  if (!(value instanceof Tensor)) throw gradientType(value);
  if (value === x) throw ownGradient();
  const wanted = gradDtypeOf(x);
  if (wanted !== null && value.dtype !== wanted) throw gradientDtype(value.dtype, wanted);
  if (!value.layout.hasShapeOf(x.layout)) throw gradientSize(value.layout.shape, x.layout.shape);
}

getter(
  "grad",
  function () {
    const { gradient } = this;
    if (gradient !== null) gradient.flags &= ~Flag.unseen;
    else if (this.node !== null && (this.flags & Flag.retainsGrad) === 0) warnOfResult(this);
    return gradient;
  },
  function (this: Tensor, value: Tensor | null) {
    if (value !== null) checkGradient(this, value);
    const { gradient } = this;
    if (gradient !== null && (gradient.flags & Flag.unseen) !== 0) dispose(gradient.storage);
    this.gradient = value;
  },
);

getter(
  "gradDtype",
  function () {
    if (!this.isLeaf) throw gradDtypeOfLeaf("accessed");
    return gradDtypeOf(this);
  },
  function (this: Tensor, value: DType | null) {
    setGradDtype(this, value);
  },
);

getter(
  "data",
  function () {
    const out = this.detach();
    out.flags |= Flag.unwatched;
    return out;
  },
  function (this: Tensor, value: Tensor) {
    if (!(value instanceof Tensor)) throw notTensorData(value);
    if (this.needsGrad && !value.dtype.isFloatingPoint) throw dataWithoutSlope();
    this.storage = value.storage;
    this.offset = value.offset;
    this.layout = value.layout;
    this.dtype = value.dtype;
    this.node = null;
    if (this.needsGrad) tenure(this.storage);
  },
);
