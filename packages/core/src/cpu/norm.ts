import { float32 } from "../dtype.js";
import type { ReductionKernels } from "../kernels/reduction.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { fma64 } from "../numeric/fma.js";
import { eachResult, floatsOf, sourceOf } from "./fold.js";
import { finishRun, startRun } from "./run.js";
import type { Floats } from "./sum.js";

const { fround, abs } = Math;
type Round = (v: number) => number;

/** How `p` gathers magnitudes, rounded as the type is. */
function foldOf(p: number, round: Round): (total: number, x: number) => number {
  if (p === 0) return (total, x) => (x === 0 ? total : total + 1);
  if (p === 1) return (total, x) => round(total + abs(x));
  if (p === 2) return (total, x) => round(total + round(x * x));
  if (p === Number.POSITIVE_INFINITY) return (total, x) => Math.max(total, abs(x));
  if (p === Number.NEGATIVE_INFINITY) return (total, x) => Math.min(total, abs(x));
  return (total, x) => round(total + round(abs(x) ** p));
}

/** What makes the norm of the gathered total. */
function rootOf(p: number, round: Round): Round {
  if (p === 2) return Math.sqrt;
  const inverse = round(1 / round(p));
  return p === 0 || p === 1 || abs(p) === Number.POSITIVE_INFINITY ? (total) => total : (total) => total ** inverse;
}

export const norm: ReductionKernels["norm"] = (order, x, dims, out) => {
  // of a single element any norm is its magnitude
  const p = order !== 0 && x.layout.numel === out.layout.numel ? Number.POSITIVE_INFINITY : order;
  const mark = markTemporaries();
  const dtype = out.dtype.compute;
  const source = sourceOf(x, dims, dtype);
  const to = startRun(out, dtype);
  const a = floatsOf(dtype)!;
  const round = dtype === float32 ? fround : (v: number) => v;
  const fold = foldOf(p, round);
  const root = rootOf(p, round);
  const isRun = p === 2 && source.axes[0]!.from === 1 && (source.axes[1]!.to !== 0 || source.axes[1]!.size === 1);
  let total = 0;
  const begin = (): void => {
    total = p === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : 0;
  };
  const add = (start: number, step: number, n: number): void => {
    let t = total;
    if (isRun) t = squares(a, start, n, round);
    else for (let i = 0; i < n; i++) t = fold(t, a[start + i * step]!);
    total = t;
  };
  eachResult(source, to, begin, add, (at) => {
    a[at] = root(total);
  });
  finishRun(out, dtype, to);
  releaseTemporaries(mark);
};

/** Sum of squares of a run: lanes, the lanes in order, then the tail, whose first four are not fused. */
function squares(a: Floats, start: number, n: number, round: Round): number {
  const lanes = a.BYTES_PER_ELEMENT === 4 ? 8 : 4;
  const end = start + n;
  const whole = end - (n % lanes);
  let s = 0;
  for (let lane = 0; lane < lanes; lane++) {
    let acc = 0;
    for (let i = start + lane; i < whole; i += lanes) acc = round(acc + round(a[i]! * a[i]!));
    s = round(s + acc);
  }
  let i = whole;
  const unfused = end - i >= 4 ? i + 4 : i;
  for (; i < unfused; i++) s = round(s + round(a[i]! * a[i]!));
  for (; i < end; i++) s = lanes === 8 ? fround(a[i]! * a[i]! + s) : fma64(a[i]!, a[i]!, s);
  return s;
}
