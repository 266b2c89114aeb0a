import { bool, type DType, int64 } from "../dtype.js";
import { Binary } from "../kernels/elementwise.js";
import { Reduction, type ReductionKernels } from "../kernels/reduction.js";
import { i32, i64, u8 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { type Elements, elementsOf } from "./elements.js";
import { eachResult, floatsOf, type Source, sourceOf } from "./fold.js";
import { foldColumns } from "./fold-columns.js";
import { hasVectors } from "./instructions.js";
import { binaryLanes } from "./lanes/elementwise.js";
import type { Lane } from "./lanes/lane.js";
import { largestByteOf, smallestByteOf } from "./line-functions.js";
import { norm } from "./norm.js";
import { multiplyAll } from "./prod.js";
import { finishRun, startRun } from "./run.js";
import { type Floats, sumAll } from "./sum.js";
import { variance } from "./variance.js";

export const reduction: ReductionKernels = {
  reduce(kernel, x, dims, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    if (kernel === Reduction.sum && !dtype.isFloatingPoint) sumIntegers(x, dims, out);
    else {
      const source = sourceOf(x, dims, dtype, kernel === Reduction.nansum);
      if (kernel === Reduction.nansum) clearNaN(floatsOf(dtype)!, source.start, x.layout.numel);
      const to = startRun(out, dtype);
      const n = out.layout.numel;
      if (kernel === Reduction.max || kernel === Reduction.min) extreme(kernel, dtype, source, to);
      else if (kernel === Reduction.prod) multiplyAll(out.dtype, source, to, n);
      else sumAll(floatsOf(dtype)!, source, to, n);
      finishRun(out, dtype, to);
    }
    releaseTemporaries(mark);
  },
  norm,
  variance,
};

function clearNaN(a: Floats, start: number, n: number): void {
  for (let i = start; i < start + n; i++) if (a[i] !== a[i]) a[i] = 0;
}

/** The type that integers are read in: their own, unless a conversion to that of the result changes values. */
function readType(from: DType, to: DType): DType {
  return from.isFloatingPoint || to.bytes < from.bytes || to === bool ? to : from;
}

/** Exact in doubles as far as 2^21 elements go, and then in parts. */
function sumIntegers(x: Operand, dims: readonly number[] | null, out: Operand): void {
  const { dtype } = out;
  const type = readType(x.dtype, dtype);
  const source = sourceOf(x, dims, type);
  const to = startRun(out, dtype);
  const a = elementsOf(type);
  const results = elementsOf(dtype);
  let total = 0n;
  const begin = (): void => {
    total = 0n;
  };
  const add = (start: number, step: number, n: number): void => {
    for (let at = 0; at < n; at += part) total += sumPart(a, start + at * step, step, Math.min(part, n - at));
  };
  eachResult(source, to, begin, add, (at) => {
    results[at] = (
      dtype === int64 ? total : dtype === bool ? Number(total !== 0n) : Number(BigInt.asIntN(32, total))
    ) as never;
  });
  finishRun(out, dtype, to);
}

const part = 2 ** 20;

function sumPart(a: Elements, start: number, step: number, n: number): bigint {
  let low = 0;
  if (a !== i64) {
    for (let i = 0; i < n; i++) low += a[start + i * step] as number;
    return BigInt(low);
  }
  let high = 0;
  for (let i = 0, at = 2 * start; i < n; i++, at += 2 * step) {
    low += i32[at]! >>> 0;
    high += i32[at + 1]!;
  }
  return (BigInt(high) << 32n) + BigInt(low);
}

/** The first of equal elements; NaN wins. */
function extreme(kernel: Reduction, dtype: DType, source: Source, to: number): void {
  const isMax = kernel === Reduction.max;
  if (hasVectors && foldColumns(laneOf(isMax, dtype), source, to)) return;
  const a = elementsOf(dtype);
  let best: number | bigint | undefined;
  const begin = (): void => {
    best = undefined;
  };
  const add = (start: number, step: number, n: number): void => {
    if (hasVectors && a === u8 && step === 1) {
      const own = isMax ? largestByteOf(start, n) : smallestByteOf(start, n);
      best = best === undefined || (isMax ? own > best : own < best) ? own : best;
      return;
    }
    let b = best ?? a[start]!;
    for (let i = 0; i < n; i++) {
      const v = a[start + i * step]!;
      if (isMax ? v > b : v < b) b = v;
      else if (v !== v) b = v;
    }
    best = b;
  };
  eachResult(source, to, begin, add, (at) => {
    a[at] = best as never;
  });
}

/** The kernel that keeps the larger or smaller of two elements; of bools it is `or` or `and`. */
function laneOf(isMax: boolean, dtype: DType): Lane | undefined {
  const [larger, smaller] = dtype === bool ? ([Binary.bitwiseOr, Binary.bitwiseAnd] as const) : extremes;
  return binaryLanes[isMax ? larger : smaller]!.of(dtype);
}
const extremes = [Binary.maximum, Binary.minimum] as const;
