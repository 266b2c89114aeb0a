import type { Node } from "./autograd/node.js";
import type { DType } from "./dtype.js";
import type { Layout } from "./layout.js";
import type { Storage } from "./storage.js";

/** What a kernel sees of a tensor. */
export interface Operand {
  readonly storage: Storage;
  /** In elements. */
  readonly offset: number;
  readonly layout: Layout;
  readonly dtype: DType;
}

/** Rare facts about a tensor, as bits of `flags`. */
export const Flag = {
  parameter: 1,
  /** A view made where nothing is recorded. */
  noGradView: 2,
  /** One of several views that one op returned. */
  multiView: 4,
  /** Made in inference mode. */
  inference: 8,
  retainsGrad: 16,
  /** Shares elements through `data`: writing to it is nobody else's business. */
  unwatched: 32,
  /** Its gradient has a type of its own. */
  gradDtype: 64,
  buffer: 128,
  /** A buffer that is not saved. */
  transient: 256,
  /** A gradient that only its leaf refers to, or an intermediate result that only the node refers to which saved it. */
  unseen: 512,
  /** A leaf with hooks that run when it has its gradient. */
  hooked: 1024,
} as const;

// Mathematics lives in `ops/`; the files of `methods/` install the methods. The fields are the library's own; what users read
// (`shape`, `grad`, `requiresGrad`, ...) is in `methods/state.ts`.

/**
 * An array of elements of one type with any number of dimensions, and the history that gradients follow back.
 *
 * @example
 * tensor([1, 2]) instanceof Tensor // => true
 */
export class Tensor implements Operand {
  /** Where its elements live. */
  storage: Storage;
  /** Where it begins there, in elements. */
  offset: number;
  /** Sizes and strides. */
  layout: Layout;
  /** The type of its elements. */
  dtype: DType;
  /** Has a node, or is a leaf that wants a gradient. A view may also need one because its base does: see `isTracked`. */
  needsGrad: boolean;
  /** Rare facts, as bits of `Flag`. */
  flags: number;
  /** The tensor this is a differentiable view of; never itself a view. */
  readonly base: Tensor | null;
  /** Of a view: the storage's version its node belongs to. */
  viewVersion: number;
  /** The gradient accumulated so far. */
  gradient: Tensor | null;
  /** The node that computed this tensor, or the accumulator of a leaf. */
  node: Node | null;

  constructor(storage: Storage, offset: number, layout: Layout, dtype: DType, base: Tensor | null) {
    this.storage = storage;
    this.offset = offset;
    this.layout = layout;
    this.dtype = dtype;
    this.needsGrad = false;
    this.flags = 0;
    this.base = base;
    this.viewVersion = base === null ? 0 : storage.version;
    this.gradient = null;
    this.node = null;
  }
}

/**
 * Whether ops on `x` are recorded; a view follows its base.
 *
 * @example
 * isTracked(ones([1], { requiresGrad: true })) // => true
 */
export function isTracked(x: Tensor): boolean {
  return x.needsGrad || x.base?.needsGrad === true;
}
