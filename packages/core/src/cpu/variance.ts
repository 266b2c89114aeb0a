import type { ReductionKernels } from "../kernels/reduction.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { type Axis, eachPosition } from "./axes.js";
import { eachResult, floatsOf, type Source, sourceOf } from "./fold.js";
import { finishRun, startRun, takeRun } from "./run.js";
import { type Floats, sumAll } from "./sum.js";

/** In doubles, whatever the type, and rounded once. */
export const variance: ReductionKernels["variance"] = (x, dims, correction, root, out, means) => {
  const mark = markTemporaries();
  const dtype = out.dtype.compute;
  const source = sourceOf(x, dims, dtype);
  const scratch = takeRun(1, dtype);
  const to = startRun(out, dtype);
  const toMeans = means === null ? 0 : startRun(means, dtype);
  const a = floatsOf(dtype)!;
  const finish = (squares: number, count: number, at: number): void => {
    const value = squares / Math.max(count - correction, 0);
    a[at] = root ? Math.sqrt(value) : value;
  };
  if (out.layout.numel === 1 && out.dtype === dtype && means === null) {
    sumAll(a, source, scratch, 1);
    a[scratch]! /= x.layout.numel;
    finish(squaresAround(a[scratch]!, a, source), x.layout.numel, to);
  } else {
    inOnePass(a, source, to, (squares, count, at, mean) => {
      finish(squares, count, at);
      if (means !== null) a[toMeans + at - to] = count === 0 ? Number.NaN : mean;
    });
  }
  finishRun(out, dtype, to);
  if (means !== null) finishRun(means, dtype, toMeans);
  releaseTemporaries(mark);
};

/** Sum of squared distances to `mean`. */
function squaresAround(mean: number, a: Floats, { start, axes }: Source): number {
  const [inner, outer] = axes as [Axis, Axis];
  let total = 0;
  eachPosition(axes, 2, start, 0, (from) => {
    let sum = 0;
    for (let j = 0; j < outer.size; j++)
      for (let i = 0; i < inner.size; i++) sum += (a[from + j * outer.from + i * inner.from]! - mean) ** 2;
    total += sum;
  });
  return total;
}

/** Mean and sum of squared distances are updated element by element. */
function inOnePass(
  a: Floats,
  source: Source,
  to: number,
  finish: (squares: number, count: number, at: number, mean: number) => void,
): void {
  let count = 0;
  let mean = 0;
  let squares = 0;
  const begin = (): void => {
    count = mean = squares = 0;
  };
  const add = (start: number, step: number, n: number): void => {
    let [m, s] = [mean, squares];
    for (let i = 0; i < n; i++) {
      const v = a[start + i * step]!;
      const delta = v - m;
      m += delta / ++count;
      s += delta * (v - m);
    }
    [mean, squares] = [m, s];
  };
  eachResult(source, to, begin, add, (at) => finish(squares, count, at, mean));
}
