import { float32, float64, uint8 } from "../dtype.js";
import type { ResamplingKernels, Taps } from "../kernels/resampling.js";
import { doublePrecision, singlePrecision } from "../kernels/rule.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { clearBytes } from "./bytes.js";
import { floatsOf } from "./fold.js";
import { finishRun, runOf, startRun, takeRun } from "./run.js";
import type { Floats } from "./sum.js";

/** One dimension made anew, of a tensor seen as `[outer, size, inner]`. */
interface Pass {
  readonly taps: Taps;
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
  readonly from: number;
  readonly to: number;
  /** How many elements it makes. */
  readonly numel: number;
}

const product = (sizes: readonly number[]): number => sizes.reduce((n, size) => n * size, 1);

/** In PyTorch's order: the second product comes first, the others are fused with what there is. */
function run(a: Floats, pass: Pass, fma: (x: number, y: number, z: number) => number): void {
  const { taps, outer, size, inner, from, to, numel } = pass;
  const { starts, indices, weights } = taps;
  const count = starts.length - 1;
  clearBytes(to * a.BYTES_PER_ELEMENT, numel * a.BYTES_PER_ELEMENT);
  for (let o = 0; o < count; o++) {
    const first = starts[o]!;
    const end = starts[o + 1]!;
    for (let i = first; i < end; i++) {
      const t = i === first && end - first > 1 ? first + 1 : i === first + 1 ? first : i;
      const weight = weights[t]!;
      for (let part = 0; part < outer; part++) {
        const source = from + (part * size + indices[t]!) * inner;
        const target = to + (part * count + o) * inner;
        if (i === first) for (let j = 0; j < inner; j++) a[target + j] = a[source + j]! * weight;
        else for (let j = 0; j < inner; j++) a[target + j] = fma(a[source + j]!, weight, a[target + j]!);
      }
    }
  }
}

function toBytes(a: Floats, start: number, numel: number): void {
  for (let i = start; i < start + numel; i++) a[i] = Math.min(Math.max(Math.floor(a[i]! + 0.5), 0), 255);
}

export const resampling: ResamplingKernels = {
  resample(x, taps, out) {
    const mark = markTemporaries();
    const isByte = out.dtype === uint8;
    // doubles hold the sums of bytes exactly
    const dtype = isByte ? float64 : out.dtype.compute;
    let from = runOf(x, x.layout.dense, dtype);
    const to = startRun(out, dtype);
    const shape = [...x.layout.shape];
    const dims = [...shape.keys()].filter((dim) => taps[dim] !== null).reverse();
    const passes = dims.map((dim): Pass => {
      const [outer, size, inner] = [product(shape.slice(0, dim)), shape[dim]!, product(shape.slice(dim + 1))];
      shape[dim] = taps[dim]!.starts.length - 1;
      const numel = product(shape);
      const pass = {
        taps: taps[dim]!,
        outer,
        size,
        inner,
        from,
        numel,
        to: dim === dims.at(-1) ? to : takeRun(numel, dtype),
      };
      from = pass.to;
      return pass;
    });
    const a = floatsOf(dtype)!;
    const { fma } = dtype === float32 ? singlePrecision : doublePrecision;
    if (passes.length === 0) a.copyWithin(to, from, from + out.layout.numel);
    for (const pass of passes) {
      run(a, pass, fma);
      if (isByte) toBytes(a, pass.to, pass.numel);
    }
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
