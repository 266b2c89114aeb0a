import { int64 } from "../dtype.js";
import type { SortingKernels } from "../kernels/sorting.js";
import { i64 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { type Elements, elementsOf } from "./elements.js";
import { type Before, partialSort, selectNth, sortRange } from "./introsort.js";
import { eachLine, stepOf } from "./lines.js";
import { quickSelect } from "./quickselect.js";
import { finishRun, runOf, startRun } from "./run.js";

/** One line of the input: its keys, their count, and `order`, the positions 0 to n - 1. */
interface Line {
  readonly a: Elements;
  readonly start: number;
  readonly step: number;
  readonly n: number;
  readonly order: Int32Array;
}

/** Arranges the positions of each line and stores as many as the results hold. */
function arrange(x: Operand, dim: number, values: Operand, indices: Operand, choose: (line: Line) => Int32Array): void {
  const mark = markTemporaries();
  const dtype = x.dtype.compute;
  const layout = x.layout.dense;
  const from = runOf(x, layout, dtype);
  const best = startRun(values, dtype);
  const where = startRun(indices, int64);
  const a = elementsOf(dtype);
  const step = stepOf(layout, dim);
  const n = layout.shape[dim] ?? 1;
  const count = n === 0 ? 0 : indices.layout.numel / (layout.numel / n);
  const order = new Int32Array(n);
  eachLine(layout, dim, count, (start, at) => {
    for (let i = 0; i < n; i++) order[i] = i;
    const chosen = choose({ a, start: from + start, step, n, order });
    for (let i = 0; i < count; i++) {
      a[best + at + i * step] = a[from + start + chosen[i]! * step]!;
      i64[where + at + i * step] = BigInt(chosen[i]!);
    }
  });
  finishRun(values, dtype, best);
  finishRun(indices, int64, where);
  releaseTemporaries(mark);
}

/** Ascending order of keys with NaN last, or descending with NaN first. */
function orderOf({ a, start, step }: Line, descending: boolean): Before {
  if (descending)
    return (i, j) => {
      const x = a[start + i * step]!;
      const y = a[start + j * step]!;
      return x > y || (x !== x && y === y);
    };
  return (i, j) => {
    const x = a[start + i * step]!;
    const y = a[start + j * step]!;
    return x < y || (y !== y && x === x);
  };
}

function stableSort(order: Int32Array, before: Before): Int32Array {
  return order.sort((i, j) => (before(i, j) ? -1 : before(j, i) ? 1 : i - j));
}

const isNaNAt = ({ a, start, step }: Line, i: number): boolean => a[start + i * step] !== a[start + i * step];

export const sorting: SortingKernels = {
  sort(x, dim, descending, stable, values, indices) {
    arrange(x, dim, values, indices, (line) => {
      const before = orderOf(line, descending);
      if (stable) return stableSort(line.order, before);
      sortRange(line.order, 0, line.n, before);
      return line.order;
    });
  },

  topk(x, dim, largest, sorted, values, indices) {
    const k = indices.layout.shape[dim] ?? 1;
    if (k === 0) return;
    arrange(x, dim, values, indices, (line) => {
      const before = orderOf(line, largest);
      if (k * 64 <= line.n) partialSort(line.order, 0, k, line.n, before);
      else {
        selectNth(line.order, 0, k - 1, line.n, before);
        if (sorted) sortRange(line.order, 0, k - 1, before);
      }
      return line.order;
    });
  },

  kthvalue(x, k, dim, values, indices) {
    arrange(x, dim, values, indices, (line) => {
      quickSelect(line.order, k - 1, orderOf(line, true));
      return line.order.subarray(k - 1, k);
    });
  },

  median(x, dim, skipsNaN, values, indices) {
    arrange(x, dim, values, indices, (line) => {
      const { order, n } = line;
      const nan = order.findIndex((i) => isNaNAt(line, i));
      if (nan >= 0 && !skipsNaN) return order.subarray(nan, nan + 1);
      const count = nan < 0 ? n : order.reduce((total, i) => total + (isNaNAt(line, i) ? 0 : 1), 0);
      stableSort(order, orderOf(line, false));
      const middle = Math.max((count - 1) >> 1, 0);
      return order.subarray(middle, middle + 1);
    });
  },

  mode(x, dim, values, indices) {
    arrange(x, dim, values, indices, (line) => {
      const { a, start, step, order, n } = line;
      const key = (i: number): number | bigint => a[start + order[i]! * step]!;
      sortRange(order, 0, n, (i, j) => a[start + i * step]! < a[start + j * step]!);
      let best = 0;
      let most = 0;
      for (let i = 0, count = 1; i < n; i++, count++) {
        if (i < n - 1 && key(i) === key(i + 1)) continue;
        if (count > most) [best, most] = [i, count];
        count = 0;
      }
      return order.subarray(best, best + 1);
    });
  },

  group(x, consecutive, numbers) {
    const mark = markTemporaries();
    const dtype = x.dtype.compute;
    const [rows, columns = 1] = x.layout.shape as [number, number?];
    const from = runOf(x, x.layout.dense, dtype);
    const to = startRun(numbers, int64);
    const a = elementsOf(dtype);
    const order = new Int32Array(rows).map((_, i) => i);
    const before =
      x.layout.ndim === 1
        ? orderOf({ a, start: from, step: 1, n: rows, order }, false)
        : (i: number, j: number): boolean => isBefore(a, from + i * columns, from + j * columns, columns);
    if (!consecutive) sortRange(order, 0, rows, before);
    const firsts: number[] = [];
    order.forEach((row, i) => {
      if (i === 0 || !sameRows(a, from + order[i - 1]! * columns, from + row * columns, columns)) firsts.push(row);
      i64[to + row] = BigInt(firsts.length - 1);
    });
    finishRun(numbers, int64, to);
    releaseTemporaries(mark);
    return firsts;
  },
};

/** Lexicographic; as in PyTorch a NaN is neither before nor after anything. */
function isBefore(a: Elements, i: number, j: number, n: number): boolean {
  for (let c = 0; c < n; c++) {
    if (a[i + c]! < a[j + c]!) return true;
    if (a[i + c]! > a[j + c]!) return false;
  }
  return false;
}

/** No NaN is the same as another. */
function sameRows(a: Elements, i: number, j: number, n: number): boolean {
  for (let c = 0; c < n; c++) if (a[i + c] !== a[j + c]) return false;
  return true;
}
