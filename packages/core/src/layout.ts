import { cannotBroadcast, cannotExpand } from "./errors/shape.js";

/** Sizes, strides or indices, one per dimension. */
export type Shape = readonly number[];

/** Interned layouts beyond this count are forgotten; identity is a fast path, never a truth. */
const internLimit = 4096;
/** Of one layout: slices of more lengths are forgotten. */
const transitionLimit = 64;

/**
 * Shape and strides, frozen and shared. Dense layouts are interned: same shape, same object. So "same shape" is mostly
 * `a.dense === b.dense`, and views find their layout by a transition cached on the parent, as V8 does for objects.
 *
 * @example
 * Layout.of([2, 3]).strides // => [3, 1]
 */
export class Layout {
  /** How many elements there are. */
  readonly numel: number;
  /** How many dimensions. */
  readonly ndim: number;
  /** Row-major without gaps; strides of dimensions of size 1 do not matter. */
  readonly isContiguous: boolean;
  /** One element stands for all: a single one, or stride 0 everywhere. */
  readonly isUniform: boolean;
  /** Two indices reach one element: some repeated dimension has stride 0. */
  readonly overlaps: boolean;
  /** The contiguous layout of the same shape. */
  readonly dense: Layout;
  #uniform: Layout | null = null;
  readonly #selected: Layout[] = [];
  #transposed: Map<number, Layout> | null = null;
  #sliced: Map<number, Layout> | null = null;
  readonly #unsqueezed: Layout[] = [];
  #children: Map<number, Layout> | null = null;
  // results for the last partner, which is mostly the next one too
  #target: Layout | null = null;
  #expanded: Layout | null = null;
  #partner: Layout | null = null;
  #joined: Layout | null = null;

  /** The size of each dimension. */
  readonly shape: Shape;
  /** Elements of storage between neighbours along each dimension. */
  readonly strides: Shape;

  private constructor(shape: Shape, strides: Shape, dense: Layout | null) {
    this.shape = shape;
    this.strides = strides;
    Object.freeze(shape);
    Object.freeze(strides);
    this.numel = shape.reduce((n, d) => n * d, 1);
    this.ndim = shape.length;
    this.dense = dense ?? this;
    this.isContiguous =
      dense === null || this.numel === 0 || strides.every((s, i) => s === dense.strides[i] || shape[i] === 1);
    this.overlaps = dense !== null && this.numel > 0 && shape.some((size, i) => size > 1 && strides[i] === 0);
    this.isUniform = this.numel === 1 || strides.every((s) => s === 0);
  }

  static #root: Layout = new Layout([], [], null);
  static #interned = 0;

  /** The layout of a 0-d tensor. */
  static readonly scalar: Layout = Layout.#root;

  /** The dense layout of `shape`: a walk down a tree with one level per dimension. */
  static of(shape: Shape): Layout {
    let node = Layout.scalar;
    for (let i = 0; i < shape.length; i++) node = node.#child(shape[i]!);
    return node;
  }

  #child(size: number): Layout {
    let child = this.#children?.get(size);
    if (child === undefined) {
      if (++Layout.#interned > internLimit) {
        Layout.#interned = 0;
        Layout.scalar.#children = null;
      }
      const shape = [...this.shape, size];
      child = new Layout(shape, denseStrides(shape), null);
      this.#children ??= new Map();
      this.#children.set(size, child);
    }
    return child;
  }

  static strided(shape: Shape, strides: Shape): Layout {
    const dense = Layout.of(shape);
    return strides.every((s, i) => s === dense.strides[i]) ? dense : new Layout(shape, strides, dense);
  }

  /** Same sizes; strides may differ. */
  hasShapeOf(other: Layout): boolean {
    if (this.dense === other.dense) return true;
    return sameShape(this.shape, other.shape);
  }

  /** Without dimension `dim`; which index was taken is the tensor's offset, not the layout's business. */
  select(dim: number): Layout {
    let result = this.#selected[dim];
    if (result === undefined) {
      result = Layout.strided(this.shape.toSpliced(dim, 1), this.strides.toSpliced(dim, 1));
      this.#selected[dim] = result;
    }
    return result;
  }

  /** One element repeated over this shape. */
  uniform(): Layout {
    if (this.dense.#uniform === null)
      this.dense.#uniform = Layout.strided(
        this.shape,
        this.shape.map(() => 0),
      );
    return this.dense.#uniform;
  }

  /** With two dimensions exchanged. */
  transpose(a: number, b: number): Layout {
    const key = a * this.ndim + b;
    let result = this.#transposed?.get(key);
    if (result === undefined) {
      const swap = (v: Shape): Shape => v.map((_, i) => v[i === a ? b : i === b ? a : i]!);
      result = Layout.strided(swap(this.shape), swap(this.strides));
      this.#transposed ??= new Map();
      this.#transposed.set(key, result);
    }
    return result;
  }

  /** Dimension i of the result is dimension `order[i]` of this. */
  permute(order: Shape): Layout {
    return Layout.strided(
      order.map((d) => this.shape[d]!),
      order.map((d) => this.strides[d]!),
    );
  }

  /** `length` elements of dimension `dim`, `step` apart. */
  slice(dim: number, length: number, step: number): Layout {
    const key = step === 1 ? length * this.ndim + dim : -1;
    let result = this.#sliced?.get(key);
    if (result === undefined) {
      result = Layout.strided(this.shape.with(dim, length), this.strides.with(dim, this.strides[dim]! * step));
      if (this.#sliced === null || this.#sliced.size >= transitionLimit) this.#sliced = new Map();
      if (step === 1) this.#sliced.set(key, result);
    }
    return result;
  }

  /** A dimension of size 1 before position `dim`, with the stride PyTorch gives it. */
  unsqueeze(dim: number): Layout {
    let result = this.#unsqueezed[dim];
    if (result === undefined) {
      const stride = dim < this.ndim ? this.shape[dim]! * this.strides[dim]! : 1;
      result = Layout.strided(this.shape.toSpliced(dim, 0, 1), this.strides.toSpliced(dim, 0, stride));
      this.#unsqueezed[dim] = result;
    }
    return result;
  }

  /** Without the dimensions for which `drop` is true. */
  without(drop: (dim: number) => boolean): Layout {
    return Layout.strided(
      this.shape.filter((_, i) => !drop(i)),
      this.strides.filter((_, i) => !drop(i)),
    );
  }

  /** The same elements seen with the shape of `target`: stride 0 along every repeated dimension. */
  expand(target: Layout): Layout {
    if (this.dense === target.dense) return this;
    if (this.numel === 1 && this.ndim <= target.ndim && target.numel !== 0) return target.uniform();
    if (this.#target === target.dense) return this.#expanded!;
    const lead = target.ndim - this.ndim;
    if (lead < 0) throw cannotExpand(this.shape, target.shape);
    const strides = target.shape.map((size, i) => {
      const own = i < lead ? 1 : this.shape[i - lead]!;
      if (own !== size && own !== 1) throw cannotExpand(this.shape, target.shape);
      return own === size && i >= lead ? this.strides[i - lead]! : 0;
    });
    this.#expanded = Layout.strided(target.shape, strides);
    this.#target = target.dense;
    return this.#expanded;
  }

  /** The dense layout of the shape that both broadcast to. */
  broadcastWith(other: Layout): Layout {
    if (this.#partner !== other.dense) {
      this.#joined = Layout.of(broadcastShapes(this.shape, other.shape));
      this.#partner = other.dense;
    }
    return this.#joined!;
  }

  /** Strides that show these elements in `shape` without a copy, or null if there are none. */
  view(shape: Shape): Layout | null {
    if (this === this.dense) return Layout.of(shape);
    const strides = viewStrides(this.shape, this.strides, shape);
    return strides === null ? null : Layout.strided(shape, strides);
  }

  /** How many elements of storage it spans. */
  get extent(): number {
    if (this.numel === 0) return 0;
    let last = 0;
    for (let i = 0; i < this.ndim; i++) last += (this.shape[i]! - 1) * this.strides[i]!;
    return last + 1;
  }
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function denseStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  for (let i = shape.length - 1, step = 1; i >= 0; i--) {
    strides[i] = step;
    step *= Math.max(shape[i]!, 1);
  }
  return strides;
}

/** PyTorch's rule (`computeStride`): each run of mergeable old dimensions must be covered whole by new ones. */
function viewStrides(oldShape: Shape, oldStrides: Shape, shape: Shape): number[] | null {
  if (oldShape.some((s) => s === 0)) return sameShape(oldShape, shape) ? [...oldStrides] : denseStrides(shape);
  const strides = new Array<number>(shape.length);
  let view = shape.length - 1;
  let base = oldStrides.at(-1) ?? 1;
  let covered = 1;
  let wanted = 1;
  for (let d = oldShape.length - 1; d >= 0; d--) {
    covered *= oldShape[d]!;
    const breaks = d === 0 || (oldShape[d - 1] !== 1 && oldStrides[d - 1] !== covered * base);
    if (!breaks) continue;
    while (view >= 0 && (wanted < covered || shape[view] === 1)) {
      strides[view] = wanted * base;
      wanted *= shape[view]!;
      view--;
    }
    if (wanted !== covered) return null;
    if (d > 0) {
      base = oldStrides[d - 1]!;
      covered = 1;
      wanted = 1;
    }
  }
  if (oldShape.length === 0) for (; view >= 0; view--) strides[view] = 1;
  return view === -1 ? strides : null;
}

/**
 * Layout of the result of an element-wise op.
 *
 * @throws {Error} naming the sizes that do not fit
 * @example
 * broadcast(Layout.of([3, 1]), Layout.of([4])).shape // => [3, 4]
 */
export function broadcast(a: Layout, b: Layout): Layout {
  if (a.dense === b.dense) return a.dense;
  if (b.numel === 1 && b.ndim <= a.ndim) return a.dense;
  if (a.numel === 1 && a.ndim <= b.ndim) return b.dense;
  return a.broadcastWith(b);
}

/** The shape that shapes broadcast to. */
export function broadcastShapes(...shapes: readonly Shape[]): number[] {
  let result: number[] = [];
  for (const b of shapes) {
    const a = result;
    const ndim = Math.max(a.length, b.length);
    result = new Array<number>(ndim);
    for (let i = ndim - 1; i >= 0; i--) {
      const p = a[a.length - ndim + i] ?? 1;
      const q = b[b.length - ndim + i] ?? 1;
      if (p !== q && p !== 1 && q !== 1) throw cannotBroadcast(p, q, i);
      result[i] = p === 1 ? q : p;
    }
  }
  return result;
}
