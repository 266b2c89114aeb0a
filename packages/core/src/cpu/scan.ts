import { bool, int64 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Scan, type ScanKernels } from "../kernels/scan.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { type Elements, elementsOf } from "./elements.js";
import { eachLine, stepOf } from "./lines.js";
import { finishRun, runOf, startRun } from "./run.js";

/** log(eˣ + eʸ) without overflow. */
function addExponentials(x: number, y: number): number {
  if (x !== x || y !== y) return Number.NaN;
  const low = Math.min(x, y);
  const high = Math.max(x, y);
  return low !== high || Number.isFinite(low) ? Math.log1p(Math.exp(low - high)) + high : high;
}

type Next<T> = (total: T, x: T) => T;
const onNumbers: Readonly<Record<Scan, Next<number>>> = {
  [Scan.sum]: (total, x) => total + x,
  [Scan.prod]: (total, x) => total * x,
  [Scan.logsumexp]: addExponentials,
};
const onIntegers: Readonly<Partial<Record<Scan, Next<bigint>>>> = {
  [Scan.sum]: (total, x) => BigInt.asIntN(64, total + x),
  [Scan.prod]: (total, x) => BigInt.asIntN(64, total * x),
};

/** PyTorch's names. */
const names: Readonly<Record<Scan, string>> = {
  [Scan.sum]: "cumsum_out_cpu",
  [Scan.prod]: "cumprod_out_cpu",
  [Scan.logsumexp]: "logcumsumexp_out_cpu",
};

export const scans: ScanKernels = {
  scan(kernel, x, dim, out) {
    if (out.dtype === bool) throw new UnsupportedKernelError(names[kernel], bool);
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const layout = x.layout.dense;
    const from = runOf(x, layout, dtype);
    const to = startRun(out, dtype);
    const step = stepOf(layout, dim);
    const n = layout.shape[dim] ?? 1;
    const next = (dtype === int64 ? onIntegers : onNumbers)[kernel] as Next<never> | undefined;
    if (next === undefined) throw new UnsupportedKernelError(names[kernel], dtype);
    const a = elementsOf(dtype);
    const scan = dtype.isFloatingPoint ? scanFloats : scanIntegers;
    eachLine(layout, dim, n, (start) => scan(a, from + start, to + start, step, n, next));
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};

/** The total is a double, whatever the type of what is stored. */
function scanFloats(a: Elements, from: number, to: number, step: number, n: number, next: Next<never>): void {
  let total = a[from]! as number;
  for (let i = 0; i < n; i++) {
    if (i > 0) total = (next as unknown as Next<number>)(total, a[from + i * step] as number);
    a[to + i * step] = total;
  }
}

/** The total wraps as its type does. */
function scanIntegers(a: Elements, from: number, to: number, step: number, n: number, next: Next<never>): void {
  for (let i = 0; i < n; i++) {
    const x = a[from + i * step]!;
    a[to + i * step] = (i === 0 ? x : next(a[to + (i - 1) * step] as never, x as never)) as never;
  }
}
