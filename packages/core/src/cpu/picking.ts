import { int64 } from "../dtype.js";
import type { PickingKernels } from "../kernels/picking.js";
import { i64 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { elementsOf } from "./elements.js";
import { eachLine, stepOf } from "./lines.js";
import { finishRun, runOf, startRun } from "./run.js";

export const picking: PickingKernels = {
  pick(x, dim, indices, out) {
    const mark = markTemporaries();
    const { dtype } = out;
    const from = runOf(x, x.layout.dense, dtype);
    const where = runOf(indices, indices.layout.dense, int64);
    const to = startRun(out, dtype);
    const a = elementsOf(dtype);
    const layout = x.layout.dense;
    const step = stepOf(layout, dim);
    const count = indices.layout.shape[dim] ?? 1;
    eachLine(layout, dim, count, (start, at) => {
      for (let i = 0; i < count * step; i += step)
        a[to + at + i] = a[from + start + Number(i64[where + at + i]!) * step]!;
    });
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  place(x, dim, indices, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const from = runOf(x, x.layout.dense, dtype);
    const where = runOf(indices, indices.layout.dense, int64);
    const to = startRun(out, dtype);
    const a = elementsOf(dtype) as Float64Array;
    const layout = out.layout.dense;
    const step = stepOf(layout, dim);
    const count = indices.layout.shape[dim] ?? 1;
    a.fill(0, to, to + layout.numel);
    eachLine(layout, dim, count, (start, at) => {
      for (let i = 0; i < count * step; i += step)
        a[to + start + Number(i64[where + at + i]!) * step]! += a[from + at + i]!;
    });
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
