import { float32, float64 } from "../dtype.js";
import { type ReductionKernels, Reduction } from "../kernels/reduction.js";
import { f32 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { elementsOf } from "./elements.js";
import { finishRun, runOf, startRun } from "./run.js";

const { fround } = Math;

/** Cascade over `rows` items spaced by `step`: partial sums of 2^power items are folded upwards, up to four levels. */
function cascade(a: Float32Array, start: number, step: number, rows: number): number {
  const unit = 2 ** Math.max(4, Math.ceil(Math.log2(Math.max(rows, 1))) >> 2);
  let l0 = 0;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  for (let row = 0; row < rows; ) {
    l0 = fround(l0 + a[start + row * step]!);
    if (++row % unit !== 0) continue;
    l1 = fround(l1 + l0);
    l0 = 0;
    if (row % (unit * unit) !== 0) continue;
    l2 = fround(l2 + l1);
    l1 = 0;
    if (row % (unit * unit * unit) !== 0) continue;
    l3 = fround(l3 + l2);
    l2 = 0;
  }
  return fround(fround(fround(l0 + l1) + l2) + l3);
}

/** Four interleaved columns, leftovers to the first. */
function rowSum(a: Float32Array, start: number, step: number, n: number): number {
  const rows = n >> 2;
  let c0 = cascade(a, start, step * 4, rows);
  for (let i = rows * 4; i < n; i++) c0 = fround(c0 + a[start + i * step]!);
  const c1 = cascade(a, start + step, step * 4, rows);
  const c2 = cascade(a, start + 2 * step, step * 4, rows);
  const c3 = cascade(a, start + 3 * step, step * 4, rows);
  return fround(fround(fround(c0 + c1) + c2) + c3);
}

/** The sum of a contiguous run. */
export function sumRun(a: Float32Array, start: number, n: number): number {
  if (n < 8) return rowSum(a, start, 1, n);
  let s = 0;
  for (let i = n & ~7; i < n; i++) s = fround(s + a[start + i]!);
  for (let lane = 0; lane < 8; lane++) s = fround(s + rowSum(a, start + lane, 8, n >> 3));
  return s;
}

/** Euclidean norm: eight lanes, the lanes in order, then the tail, whose first four are not fused. */
function normRun(a: Float32Array, start: number, n: number): number {
  if (n === 1) return Math.abs(a[start]!);
  const end = start + n;
  const whole = start + (n & ~7);
  let s = 0;
  for (let lane = 0; lane < 8 && n >= 8; lane++) {
    let acc = 0;
    for (let i = start + lane; i < whole; i += 8) acc = fround(acc + fround(a[i]! * a[i]!));
    s = fround(s + acc);
  }
  let i = whole;
  const unfused = end - i >= 4 ? i + 4 : i;
  for (; i < unfused; i++) s = fround(s + fround(a[i]! * a[i]!));
  for (; i < end; i++) s = fround(a[i]! * a[i]! + s);
  return fround(Math.sqrt(s));
}

export const reduction: ReductionKernels = {
  reduce(kernel, x, dims, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const keep = x.layout.shape.map((_, d) => d).filter((d) => !dims.includes(d));
    const ordered = x.layout.permute([...keep, ...dims]);
    const rows = keep.reduce((n, d) => n * x.layout.shape[d]!, 1);
    const n = dims.reduce((n, d) => n * x.layout.shape[d]!, 1);
    const view: Operand = { storage: x.storage, offset: x.offset, layout: ordered, dtype: x.dtype };
    const from = runOf(view, ordered.dense, dtype);
    const to = startRun(out, dtype);
    const a = elementsOf(dtype);
    for (let row = 0; row < rows; row++) {
      const start = from + row * n;
      if (dtype === float32) a[to + row] = kernel === Reduction.sum ? sumRun(f32, start, n) : normRun(f32, start, n);
      else if (dtype === float64) {
        let s = 0;
        for (let i = 0; i < n; i++) s += kernel === Reduction.sum ? (a[start + i] as number) : (a[start + i] as number) ** 2;
        a[to + row] = kernel === Reduction.sum ? s : Math.sqrt(s);
      } else {
        let s = 0n;
        for (let i = 0; i < n; i++) s += BigInt(a[start + i]!);
        (a as BigInt64Array)[to + row] = s;
      }
    }
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
