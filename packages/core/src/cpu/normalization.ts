import type { NormalizationKernels, Parts } from "../kernels/normalization.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { floatsOf } from "./fold.js";
import { finishRun, runOf, startRun } from "./run.js";
import type { Floats } from "./sum.js";

/** Mean and inverse deviation of the part that begins at `start`. */
function moments(a: Floats, start: number, { outer, parts, inner, eps }: Parts): readonly [number, number] {
  const step = parts * inner;
  const n = outer * inner;
  let mean = 0;
  for (let o = 0, at = start; o < outer; o++, at += step) for (let i = 0; i < inner; i++) mean += a[at + i]!;
  mean /= n;
  let squares = 0;
  for (let o = 0, at = start; o < outer; o++, at += step)
    for (let i = 0; i < inner; i++) squares += (a[at + i]! - mean) ** 2;
  return [mean, 1 / Math.sqrt(squares / n + eps)];
}

export const normalization: NormalizationKernels = {
  standardize(x, shape, out) {
    const dtype = out.dtype.compute;
    const { outer, parts, inner } = shape;
    const mark = markTemporaries();
    const from = runOf(x, x.layout.dense, dtype);
    const to = startRun(out, dtype);
    const a = floatsOf(dtype)!;
    for (let part = 0; part < parts; part++) {
      const [mean, r] = moments(a, from + part * inner, shape);
      for (let o = 0, at = part * inner; o < outer; o++, at += parts * inner)
        for (let i = at; i < at + inner; i++) a[to + i] = (a[from + i]! - mean) * r;
    }
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  standardizeGrad(grad, x, shape, out) {
    const dtype = out.dtype.compute;
    const { outer, parts, inner } = shape;
    const n = outer * inner;
    const mark = markTemporaries();
    const from = runOf(x, x.layout.dense, dtype);
    const g = runOf(grad, x.layout.dense, dtype);
    const to = startRun(out, dtype);
    const a = floatsOf(dtype)!;
    for (let part = 0; part < parts; part++) {
      const [mean, r] = moments(a, from + part * inner, shape);
      let sum = 0;
      let dot = 0;
      for (let o = 0, at = part * inner; o < outer; o++, at += parts * inner)
        for (let i = at; i < at + inner; i++) {
          sum += a[g + i]!;
          dot += a[g + i]! * (a[from + i]! - mean);
        }
      const shift = sum / n;
      const slope = (dot * r * r) / n;
      for (let o = 0, at = part * inner; o < outer; o++, at += parts * inner)
        for (let i = at; i < at + inner; i++) a[to + i] = (a[g + i]! - shift - (a[from + i]! - mean) * slope) * r;
    }
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
