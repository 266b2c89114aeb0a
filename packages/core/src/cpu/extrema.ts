import { int64 } from "../dtype.js";
import { Extreme, type ExtremumKernels } from "../kernels/extrema.js";
import { writeInt64 } from "../memory/int64.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Elements } from "./elements.js";
import { elementsOf } from "./elements.js";
import { eachLine, stepOf } from "./lines.js";
import { finishRun, runOf, startRun } from "./run.js";

export const extrema: ExtremumKernels = {
  extremum(kernel, x, dim, values, indices) {
    const mark = markTemporaries();
    const dtype = x.dtype.compute;
    const layout = x.layout.dense;
    const from = runOf(x, layout, dtype);
    const best = values === null ? 0 : startRun(values, dtype);
    const where = startRun(indices, int64);
    const a = elementsOf(dtype);
    const step = stepOf(layout, dim);
    const n = layout.shape[dim] ?? 1;
    eachLine(layout, dim, 1, (start, at) => {
      const i = extremeOf(a, from + start, step, n, kernel);
      if (values !== null) a[best + at] = a[from + start + i * step]!;
      writeInt64(where + at, i);
    });
    if (values !== null) finishRun(values, dtype, best);
    finishRun(indices, int64, where);
    releaseTemporaries(mark);
  },

  cumulativeExtremum(kernel, x, dim, values, indices) {
    const mark = markTemporaries();
    const dtype = x.dtype.compute;
    const layout = x.layout.dense;
    const from = runOf(x, layout, dtype);
    const best = startRun(values, dtype);
    const where = startRun(indices, int64);
    const a = elementsOf(dtype);
    const step = stepOf(layout, dim);
    const n = layout.shape[dim] ?? 1;
    eachLine(layout, dim, n, (start) => {
      let value = a[from + start]!;
      let last = 0;
      for (let i = 0, at = start; i < n; i++, at += step) {
        const v = a[from + at]!;
        const isNew = kernel === Extreme.max ? v >= value : v <= value;
        if (isNew || v !== v) {
          value = v;
          last = i;
        }
        a[best + at] = value;
        writeInt64(where + at, last);
      }
    });
    finishRun(values, dtype, best);
    finishRun(indices, int64, where);
    releaseTemporaries(mark);
  },
};

/** The index of the first extreme element, or of the first NaN. */
function extremeOf(a: Elements, start: number, step: number, n: number, kernel: Extreme): number {
  let value = a[start]!;
  let index = 0;
  for (let i = 0; i < n; i++) {
    const v = a[start + i * step]!;
    if (v !== v) return i;
    if (kernel === Extreme.max ? v > value : v < value) {
      value = v;
      index = i;
    }
  }
  return index;
}
