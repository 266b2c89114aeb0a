import { int64, promoteTypes } from "../dtype.js";
import type { CountingKernels } from "../kernels/counting.js";
import { i64 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { clear } from "./boxes.js";
import { type Elements, elementsOf } from "./elements.js";
import { roundingOf } from "./fold.js";
import { finishRun, runOf, startRun } from "./run.js";

/** Adds to the bin of each element; `binOf` gives a negative one for those that have none. */
function count(
  x: Operand,
  weights: Operand | null,
  out: Operand,
  binsOf: (a: Elements, start: number) => (i: number) => number,
): void {
  const mark = markTemporaries();
  const dtype = x.dtype.compute;
  const type = out.dtype.compute;
  const from = runOf(x, x.layout.dense, dtype);
  const weight = weights === null ? 0 : runOf(weights, weights.layout.dense, type);
  const to = startRun(out, type);
  const counts = elementsOf(type) as Float64Array;
  clear(type, to, out.layout.numel);
  const binOf = binsOf(elementsOf(dtype), from);
  const one = (type === int64 ? 1n : 1) as number;
  for (let i = 0; i < x.layout.numel; i++) {
    const bin = binOf(i);
    if (bin >= 0) counts[to + bin]! += weights === null ? one : counts[weight + i]!;
  }
  finishRun(out, type, to);
  releaseTemporaries(mark);
}

export const counting: CountingKernels = {
  bincount(x, weights, out) {
    count(x, weights, out, (a, start) => (i) => Number(a[start + i]!));
  },

  histogram(x, edges, weights, out) {
    const bins = out.layout.numel;
    const mark = markTemporaries();
    const ends = runOf(edges, edges.layout.dense, x.dtype.compute);
    count(x, weights, out, (a, start) => (i) => {
      const v = a[start + i]!;
      if (!(v >= a[ends]! && v <= a[ends + bins]!)) return -1;
      return Math.min(insertion(a, ends, bins + 1, v, true, null) - 1, bins - 1);
    });
    releaseTemporaries(mark);
  },

  histc(x, low, high, out) {
    const bins = out.layout.numel;
    const round = roundingOf(x.dtype);
    const width = round(high - low);
    count(x, null, out, (a, start) => (i) => {
      const v = a[start + i] as number;
      if (!(v >= low && v <= high)) return -1;
      return Math.min(Math.trunc(round(round(round(v - low) / width) * bins)), bins - 1);
    });
  },

  searchsorted(sorted, sorter, x, right, out) {
    const mark = markTemporaries();
    const dtype = promoteTypes(sorted.dtype, x.dtype).compute;
    const n = sorted.layout.shape.at(-1)!;
    const keys = runOf(sorted, sorted.layout.dense, dtype);
    const order = sorter === null ? null : runOf(sorter, sorter.layout.dense, int64);
    const from = runOf(x, x.layout.dense, dtype);
    const to = startRun(out, out.dtype);
    const a = elementsOf(dtype);
    const results = elementsOf(out.dtype);
    const perLine = sorted.layout.ndim === 1 ? x.layout.numel : (x.layout.shape.at(-1) ?? 1);
    for (let i = 0; i < x.layout.numel; i++) {
      const line = Math.floor(i / perLine) * n;
      const at = insertion(a, keys + line, n, a[from + i]!, right, order === null ? null : order + line);
      results[to + i] = (out.dtype === int64 ? BigInt(at) : at) as never;
    }
    finishRun(out, out.dtype, to);
    releaseTemporaries(mark);
  },
};

/** Binary search among `n` keys, which `order` sorts if it is not null; NaN is the largest. */
function insertion(
  a: Elements,
  keys: number,
  n: number,
  v: number | bigint,
  right: boolean,
  order: number | null,
): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    const key = a[keys + (order === null ? middle : Number(i64[order + middle]!))]!;
    const isBefore = right ? !(key > v) : !(key >= v);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
