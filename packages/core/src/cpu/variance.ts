import type { ReductionKernels } from "../kernels/reduction.js";
import { f32, f64 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { type Axis, eachPosition } from "./axes.js";
import { floatsOf, type Source, sourceOf } from "./fold.js";
import { hasVectors } from "./instructions.js";
import { finishRun, startRun, takeRun } from "./run.js";
import { type Floats, sumAll } from "./sum.js";
import { momentsAt, momentsOfLines, welfordLines } from "./welford.js";

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
  { start, reduced, kept }: Source,
  to: number,
  finish: (squares: number, count: number, at: number, mean: number) => void,
): void {
  const [inner, outer = single] = reduced as [Axis, Axis?];
  let count = 0;
  let mean = 0;
  let squares = 0;
  const add = (from: number): void => {
    let [m, s] = [mean, squares];
    for (let i = 0; i < inner.size; i++) {
      const v = a[from + i * inner.from]!;
      const delta = v - m;
      m += delta / ++count;
      s += delta * (v - m);
    }
    [mean, squares] = [m, s];
  };
  const [lines = single, ...others] = kept;
  const isCompiled = hasVectors && a === f32 && reduced.length <= 2;
  const whole = isCompiled ? lines.size - (lines.size % welfordLines) : 0;
  eachPosition(others, 0, start, to, (from, at) => {
    for (let line = 0; line < whole; line += welfordLines) {
      const first = (from + line * lines.from) << 2;
      momentsOfLines(first, inner.from << 2, inner.size, lines.from << 2, outer.size, outer.from << 2);
      const each = inner.size * outer.size;
      for (let i = 0; i < welfordLines; i++)
        finish(f64[moments + welfordLines + i]!, each, at + (line + i) * lines.to, f64[moments + i]!);
    }
    for (let line = whole; line < lines.size; line++) {
      count = mean = squares = 0;
      eachPosition(reduced, 1, from + line * lines.from, 0, add);
      finish(squares, count, at + line * lines.to, mean);
    }
  });
}

/** Of an axis that is walked once. */
const single: Axis = { size: 1, from: 0, to: 0 };
const moments = momentsAt >> 3;
