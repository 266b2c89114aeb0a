import * as backward from "../autograd/backward.js";
import type { Node } from "../autograd/node.js";
import { nodeOf } from "../autograd/tracking.js";
import {
  changesNonLeaf,
  gradientDtype,
  gradientSize,
  gradientType,
  onlyFloatsRequireGrad,
} from "../errors/autograd.js";
import type { Shape } from "../layout.js";
import { tenure } from "../memory/allocator.js";
import * as reading from "../ops/reading.js";
import { Flag, isTracked, Tensor } from "../tensor.js";
import { install, type MethodsOf } from "./install.js";

const passes = ["backward", "registerHook", "registerPostAccumulateGradHook", "retainGrad"] as const;
const readings = ["isNonzero", "item", "itemBigInt", "tolist", "toTypedArray"] as const;

install(backward, passes);
install(reading, readings);

const methods = {
  numel(this: Tensor): number {
    return this.layout.numel;
  },
  dim(this: Tensor): number {
    return this.layout.ndim;
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
  isFloatingPoint(this: Tensor): boolean {
    return this.dtype.isFloatingPoint;
  },
  /** Bytes per element. */
  elementSize(this: Tensor): number {
    return this.dtype.bytes;
  },
  /** Asks for gradients, or no longer. */
  requiresGrad_(this: Tensor, requiresGrad = true): Tensor {
    if (requiresGrad && !this.dtype.isFloatingPoint) throw onlyFloatsRequireGrad(false);
    this.requiresGrad = requiresGrad;
    return this;
  },
};
Object.assign(Tensor.prototype, methods);
type StateMethods = typeof methods;

declare module "../tensor.js" {
  interface Tensor
    extends StateMethods,
      MethodsOf<typeof backward, (typeof passes)[number]>,
      MethodsOf<typeof reading, (typeof readings)[number]> {
    /** The one element of a tensor: a number, or a boolean of a bool tensor, as `item<boolean>()`. */
    item<T extends number | boolean = number>(): T;
    /** The size of each dimension. */
    readonly shape: Shape;
    /** How many dimensions. */
    readonly ndim: number;
    /** Where the elements are. */
    readonly device: "cpu";
    /** Whether ops on it are recorded. Settable on leaves. */
    requiresGrad: boolean;
    /** Made by the user, not by a recorded op. */
    readonly isLeaf: boolean;
    /** The node of the op that made it; null for leaves. */
    readonly gradFn: Node | null;
    /** The gradient accumulated so far. Settable; null forgets it. */
    grad: Tensor | null;
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
getter("device", () => "cpu");

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
    if (value === isTracked(this)) return;
    if (gradFn(this) !== null) throw changesNonLeaf();
    if (value && !this.dtype.isFloatingPoint) throw onlyFloatsRequireGrad(true);
    if (value) tenure(this.storage);
    this.needsGrad = value;
    this.node = null;
  },
);

/** Throws for what cannot be the gradient of `x`. */
function checkGradient(x: Tensor, value: unknown): void {
  if (!(value instanceof Tensor)) throw gradientType(value);
  if (value.dtype !== x.dtype) throw gradientDtype(value.dtype, x.dtype);
  if (!value.layout.hasShapeOf(x.layout)) throw gradientSize(value.layout.shape, x.layout.shape);
}

getter(
  "grad",
  function () {
    return this.gradient;
  },
  function (this: Tensor, value: Tensor | null) {
    if (value !== null) checkGradient(this, value);
    this.gradient = value;
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
    this.storage = value.storage;
    this.offset = value.offset;
    this.layout = value.layout;
    this.dtype = value.dtype;
    this.node = null;
    if (this.needsGrad) tenure(this.storage);
  },
);
