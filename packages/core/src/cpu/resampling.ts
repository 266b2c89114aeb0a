import { float32, uint8 } from "../dtype.js";
import type { ResamplingKernels, Taps } from "../kernels/resampling.js";
import { type Arithmetic, doublePrecision, singlePrecision } from "../kernels/rule.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { type Numbers, numbersOf } from "./elements.js";
import { finishRun, runOf, startRun, takeRun } from "./run.js";

/** One dimension made anew, of a tensor seen as `[outer, size, inner]`. */
interface Pass {
  readonly taps: Taps;
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
  readonly from: number;
  readonly to: number;
}

const product = (sizes: readonly number[]): number => sizes.reduce((n, size) => n * size, 1);

/** uint8 is summed exactly. */
const exact: Arithmetic = { ...doublePrecision, fma: (a, b, c) => a * b + c };
const toByte = (sum: number): number => Math.min(Math.max(Math.floor(sum + 0.5), 0), 255);

/** Element `o` of a line, in PyTorch's order: the second product is rounded, the others are fused with what there is. */
function sumOf(
  a: Numbers,
  start: number,
  step: number,
  { starts, indices, weights }: Taps,
  o: number,
  f: Arithmetic,
): number {
  const first = starts[o]!;
  const end = starts[o + 1]!;
  if (first === end) return 0;
  const value = (t: number): number => a[start + indices[t]! * step]!;
  let sum = end - first > 1 ? f.round(value(first + 1) * weights[first + 1]!) : -0;
  sum = f.fma(value(first), weights[first]!, sum);
  for (let t = first + 2; t < end; t++) sum = f.fma(value(t), weights[t]!, sum);
  return sum;
}

function run(a: Numbers, { taps, outer, size, inner, from, to }: Pass, f: Arithmetic, isByte: boolean): void {
  const count = taps.starts.length - 1;
  let at = to;
  for (let part = from; part < from + outer * size * inner; part += size * inner)
    for (let o = 0; o < count; o++)
      for (let line = part; line < part + inner; line++) {
        const sum = sumOf(a, line, inner, taps, o, f);
        a[at++] = isByte ? toByte(sum) : sum;
      }
}

export const resampling: ResamplingKernels = {
  resample(x, taps, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    let from = runOf(x, x.layout.dense, dtype);
    const to = startRun(out, dtype);
    const shape = [...x.layout.shape];
    const dims = [...shape.keys()].filter((dim) => taps[dim] !== null).reverse();
    const passes = dims.map((dim, i): Pass => {
      const [outer, size, inner] = [product(shape.slice(0, dim)), shape[dim]!, product(shape.slice(dim + 1))];
      shape[dim] = taps[dim]!.starts.length - 1;
      const pass = {
        taps: taps[dim]!,
        outer,
        size,
        inner,
        from,
        to: i === dims.length - 1 ? to : takeRun(product(shape), dtype),
      };
      from = pass.to;
      return pass;
    });
    const a = numbersOf(dtype);
    const arithmetic = dtype === float32 ? singlePrecision : dtype === uint8 ? exact : doublePrecision;
    if (passes.length === 0) a.copyWithin(to, from, from + out.layout.numel);
    for (const pass of passes) run(a, pass, arithmetic, dtype === uint8);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
