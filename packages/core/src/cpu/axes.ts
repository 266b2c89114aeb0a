import type { Layout } from "../layout.js";

// PyTorch sorts and merges the dimensions of a reduction before it walks them, and the order of a float sum follows from that.

/** One dimension of a walk: its size, and what input and result move per step. The result stands still where it is reduced. */
export interface Axis {
  readonly size: number;
  readonly from: number;
  readonly to: number;
}

/** How a reduction is walked. */
export interface Walk {
  /** Innermost first; at least two. */
  readonly axes: readonly Axis[];
  /** Those that disappear; at least one. */
  readonly reduced: readonly Axis[];
  readonly kept: readonly Axis[];
}

const single: Axis = { size: 1, from: 0, to: 0 };
const walks = new WeakMap<Layout, Map<number, Walk>>();

/** How to reduce a tensor of this layout over `dims`, or over all dimensions; remembered. */
export function reductionWalk(layout: Layout, dims: readonly number[] | null): Walk {
  const key = dims === null ? -1 : dims.reduce((mask, d) => mask + 2 ** d, 0);
  let known = walks.get(layout);
  if (known === undefined) {
    known = new Map();
    walks.set(layout, known);
  }
  let walk = known.get(key);
  if (walk === undefined) {
    walk = plan(layout, dims);
    known.set(key, walk);
  }
  return walk;
}

function plan({ shape, strides }: Layout, dims: readonly number[] | null): Walk {
  const all: Axis[] = [];
  for (let d = shape.length - 1, to = 1; d >= 0; d--) {
    const isReduced = dims === null || dims.includes(d);
    all.push({ size: shape[d]!, from: strides[d]!, to: isReduced ? 0 : to });
    if (!isReduced) to *= Math.max(shape[d]!, 1);
  }
  const axes = merged(sorted(all));
  const reduced = axes.filter((axis) => axis.to === 0);
  return { axes, reduced: reduced.length === 0 ? [single] : reduced, kept: axes.filter((axis) => axis.to !== 0) };
}

/** Insertion sort, because the comparison may leave the order open: broadcast dimensions stay where they are. */
function sorted(axes: Axis[]): Axis[] {
  for (let i = 1; i < axes.length; i++) {
    let at = i;
    for (let before = i - 1; before >= 0; before--) {
      const order = compare(axes[before]!, axes[at]!);
      if (order < 0) break;
      if (order === 0) continue;
      [axes[before], axes[at]] = [axes[at]!, axes[before]!];
      at = before;
    }
  }
  return axes;
}

/** Reduced dimensions come first; then by the strides of the result, then by those of the input. Negative: `a` comes first. */
function compare(a: Axis, b: Axis): number {
  if ((a.to === 0) !== (b.to === 0)) return b.to === 0 ? 1 : -1;
  if (a.to !== b.to) return a.to - b.to;
  if (a.to !== 0 && a.size > b.size) return 1;
  if (a.from === 0 || b.from === 0) return 0;
  if (a.from !== b.from) return a.from - b.from;
  return a.size > b.size ? 1 : 0;
}

/** Neighbours that can be walked as one become one. */
function merged(axes: readonly Axis[]): Axis[] {
  const result: Axis[] = [];
  for (const axis of axes) {
    const last = result.at(-1);
    const joins =
      last !== undefined &&
      (last.size === 1 || axis.size === 1 || (last.size * last.from === axis.from && last.size * last.to === axis.to));
    if (!joins) result.push(axis);
    else result[result.length - 1] = last.size === 1 ? axis : { ...last, size: last.size * axis.size };
  }
  while (result.length < 2) result.push(single);
  return result;
}

/** Calls `visit` with input and result positions for every combination of the axes from `first` on. */
export function eachPosition(
  axes: readonly Axis[],
  first: number,
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  walk(axes, axes.length - 1, first, from, to, visit);
}

function walk(
  axes: readonly Axis[],
  at: number,
  first: number,
  from: number,
  to: number,
  visit: (from: number, to: number) => void,
): void {
  if (at < first) return visit(from, to);
  const axis = axes[at]!;
  for (let i = 0; i < axis.size; i++) walk(axes, at - 1, first, from + i * axis.from, to + i * axis.to, visit);
}
