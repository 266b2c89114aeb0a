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

/** An empty list means all dimensions, unless `isLiteral`. */
export function over(x: Layout, dim: Dims | undefined, keepdim = false, isLiteral = false): Over {
  const isAll = dim === undefined || dim === null || (!isLiteral && typeof dim !== "number" && dim.length === 0);
  const dims = isAll ? x.shape.map((_, d) => d) : wrapped(typeof dim === "number" ? [dim] : dim, x.ndim);
  const kept = Layout.of(x.shape.map((size, d) => (dims.includes(d) ? 1 : size)));
  return { dims, kept, layout: keepdim ? kept : kept.without((d) => dims.includes(d)) };
}

function wrapped(dims: readonly number[], ndim: number): readonly number[] {
  const sorted = dims.map((dim) => wrapDim(dim, ndim)).sort((a, b) => a - b);
  const twice = sorted.find((dim, i) => sorted[i + 1] === dim);
  if (twice !== undefined) throw repeatedReductionDim(twice);
  return ndim === 0 ? [] : sorted;
}

/** How many elements go into each result. */
export function countOver(x: Layout, { dims }: Over): number {
  return dims.reduce((n, d) => n * x.shape[d]!, 1);
}

/** A result, or its gradient, with the reduced dimensions back as size 1. */
export function restore(result: Tensor, { kept }: Over): Tensor {
  return result.layout.hasShapeOf(kept) ? result : result.reshape(kept.shape);
}
