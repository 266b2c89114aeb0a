import { notDims } from "../errors/kind.js";
import { repeatedReductionDim } from "../errors/reduction.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { wrapDim } from "./view.js";

/** Dimensions to reduce: one, several, or all where it is missing. */
export type Dims = number | readonly number[] | null;

/** What a reduction runs over and the layouts that result. */
export interface Over {
  /** Ascending. */
  readonly dims: readonly number[];
  /** With size 1 for every reduced dimension. */
  readonly kept: Layout;
  /** Of the result: `kept`, or without the reduced dimensions. */
  readonly layout: Layout;
}

const plans = new WeakMap<Layout, Map<number, Over>>();

/** What a reduction of a tensor runs over; remembered. An empty list means all dimensions, unless `isLiteral`. */
export function over(x: Layout, dim: Dims | undefined, keepdim = false, isLiteral = false): Over {
  const mask = maskOf(x.ndim, dim, isLiteral);
  const key = keepdim ? -1 - mask : mask;
  let known = plans.get(x);
  if (known === undefined) {
    known = new Map();
    plans.set(x, known);
  }
  let found = known.get(key);
  if (found === undefined) {
    found = planOver(x, mask, keepdim);
    known.set(key, found);
  }
  return found;
}

const has = (mask: number, dim: number): boolean => Math.floor(mask / 2 ** dim) % 2 === 1;

/** The dimensions as bits. */
function maskOf(ndim: number, dim: Dims | undefined, isLiteral: boolean): number {
  if (typeof dim === "number") return ndim === 0 ? wrapDim(dim, 0) : 2 ** wrapDim(dim, ndim);
  if (dim === undefined || dim === null || (dim.length === 0 && !isLiteral)) return 2 ** ndim - 1;
  if (!Array.isArray(dim)) throw notDims(dim);
  let mask = 0;
  for (const each of dim) {
    const d = wrapDim(each, ndim);
    if (has(mask, d)) throw repeatedReductionDim(d);
    mask += 2 ** d;
  }
  return ndim === 0 ? 0 : mask;
}

function planOver(x: Layout, mask: number, keepdim: boolean): Over {
  const dims = x.shape.map((_, d) => d).filter((d) => has(mask, d));
  const kept = Layout.of(x.shape.map((size, d) => (has(mask, d) ? 1 : size)));
  return { dims, kept, layout: keepdim ? kept : kept.without((d) => has(mask, d)) };
}

/** How many elements go into each result. */
export function countOver(x: Layout, { dims }: Over): number {
  return dims.reduce((n, d) => n * x.shape[d]!, 1);
}

/** A result, or its gradient, with the reduced dimensions back as size 1. */
export function restore(result: Tensor, { kept }: Over): Tensor {
  return result.layout.hasShapeOf(kept) ? result : result.reshape(kept.shape);
}
