import type { Layout } from "../layout.js";

/** How many elements lie between neighbours along `dim` of a contiguous tensor. */
export function stepOf({ shape }: Layout, dim: number): number {
  let step = 1;
  for (let d = dim + 1; d < shape.length; d++) step *= shape[d]!;
  return step;
}

/**
 * Visits the lines of a contiguous tensor along `dim`: `start` is where a line begins, `at` where its line begins in a tensor that
 * has `count` elements along `dim` and is otherwise of the same shape. A 0-d tensor is one line of one element.
 */
export function eachLine(layout: Layout, dim: number, count: number, visit: (start: number, at: number) => void): void {
  const step = stepOf(layout, dim);
  const n = layout.shape[dim] ?? 1;
  let outer = step === 0 ? 0 : 1;
  for (let d = 0; d < dim; d++) outer *= layout.shape[d]!;
  for (let o = 0; o < outer; o++) for (let i = 0; i < step; i++) visit(o * n * step + i, o * count * step + i);
}
