import { type DType, float32 } from "../dtype.js";
import type { SoftmaxKernels } from "../kernels/softmax.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { expf } from "../numeric/expf.js";
import { fma32 } from "../numeric/fma.js";
import { exp32, log32 } from "../numeric/sleef.js";
import type { Operand } from "../tensor.js";
import { floatsOf, roundingOf } from "./fold.js";
import { eachLine, stepOf } from "./lines.js";
import { finishRun, runOf, startRun } from "./run.js";
import type { Floats } from "./sum.js";

const { fround } = Math;

/** What the kernels need of a type, rounded as PyTorch's kernels round. */
interface Arithmetic {
  readonly round: (v: number) => number;
  readonly fma: (a: number, b: number, c: number) => number;
  /** As in vectors, and as for single elements. */
  readonly exp: (v: number) => number;
  readonly expSingle: (v: number) => number;
  readonly log: (v: number) => number;
}
const identity = (v: number): number => v;
const inDouble: Arithmetic = {
  round: identity,
  fma: (a, b, c) => a * b + c,
  exp: Math.exp,
  expSingle: Math.exp,
  log: Math.log,
};
const inSingle: Arithmetic = {
  round: fround,
  fma: fma32,
  exp: exp32,
  expSingle: expf,
  log: log32,
};

/** A line: where it begins in both operands and in the result, and how it lies. */
interface Line {
  readonly a: Floats;
  readonly x: number;
  readonly y: number;
  readonly out: number;
  readonly step: number;
  readonly n: number;
  /** Its elements are neighbours. */
  readonly isLast: boolean;
  /** Lines beside each other fill whole vectors. */
  readonly inVectors: boolean;
}

const lanesOf = (a: Floats): number => (a.BYTES_PER_ELEMENT === 4 ? 8 : 4);

type Visit = (line: Line, f: Arithmetic) => void;

function lines(x: Operand, y: Operand, dim: number, out: Operand, first: number, visit: Visit): void {
  if (out.layout.numel === 0) return;
  const mark = markTemporaries();
  const dtype: DType = out.dtype.compute;
  const layout = out.layout.dense;
  const from = runOf(x, layout, dtype);
  const second = y === x ? from : runOf(y, layout, dtype);
  const to = startRun(out, dtype);
  const a = floatsOf(dtype)!;
  const step = stepOf(layout, dim);
  const isLast = dim >= layout.ndim - 1;
  const whole = step - (step % (32 / out.dtype.bytes));
  const f = dtype === float32 ? inSingle : inDouble;
  const n = layout.shape[dim] ?? 1;
  eachLine(layout, dim, n, (at) => {
    if (first > 0 && at % step < first) return;
    visit(
      { a, x: from + at, y: second + at, out: to + at, step, n, isLast, inVectors: isLast || at % step < whole },
      f,
    );
  });
  finishRun(out, dtype, to);
  releaseTemporaries(mark);
}

/** A sum in the order of a line's vectors: the tail joins the first lanes, then halves are added. Elsewhere element by element. */
function sumOf({ a, step, n, isLast }: Line, start: number, { round }: Arithmetic): number {
  const lanes = lanesOf(a);
  if (!isLast || n < lanes) {
    let s = a[start]!;
    for (let i = 1; i < n; i++) s = round(s + a[start + i * step]!);
    return s;
  }
  return halved(lanes, round, (lane) => {
    let s = a[start + lane]!;
    for (let i = lane + lanes; i < n; i += lanes) s = round(s + a[start + i]!);
    return s;
  });
}

function halved(lanes: number, round: (v: number) => number, lane: (lane: number) => number): number {
  const sums = Array.from({ length: lanes }, (_, i) => lane(i));
  for (let half = lanes >> 1; half > 0; half >>= 1)
    for (let i = 0; i < half; i++) sums[i] = round(sums[i]! + sums[i + half]!);
  return sums[0]!;
}

/** Σ x y; multiply-adds are fused except in whole vectors of a last dimension. */
function dotOf({ a, x, y, step, n, isLast }: Line, { round, fma }: Arithmetic): number {
  const lanes = lanesOf(a);
  const product = (i: number): number => round(a[x + i * step]! * a[y + i * step]!);
  if (isLast && n < lanes) {
    let s = product(0);
    for (let i = 1; i < n; i++) s = round(s + product(i));
    return s;
  }
  if (!isLast) {
    let s = 0;
    for (let i = 0; i < n; i++) s = fma(a[x + i * step]!, a[y + i * step]!, s);
    return s;
  }
  const whole = n - (n % lanes);
  return halved(lanes, round, (lane) => {
    let s = product(lane);
    let i = lane + lanes;
    for (; i < whole; i += lanes) s = round(s + product(i));
    return i < n ? fma(a[x + i]!, a[y + i]!, s) : s;
  });
}

function maxOf({ a, x, step, n }: Line): number {
  let max = a[x]!;
  for (let i = 1; i < n; i++) max = Math.max(max, a[x + i * step]!);
  return max;
}

/** Writes e to the powers of the elements, less `max`; gives the sum of what is written. */
function raise(line: Line, max: number, f: Arithmetic): number {
  const { a, step, n } = line;
  const exp = line.inVectors ? f.exp : f.expSingle;
  for (let i = 0; i < n * step; i += step) a[line.out + i] = exp(f.round(a[line.x + i]! - max));
  return sumOf(line, line.out, f);
}

/** The kernels for all lines, or for those that begin beside at least `first` others. */
export function softmaxesFrom(first: number): SoftmaxKernels {
  return {
    softmax(x, dim, out) {
      const stored = roundingOf(out.dtype);
      lines(x, x, dim, out, first, (line, f) => {
        const { a, step, n } = line;
        const max = maxOf(line);
        const sum = raise(line, max, f);
        const inverse = f.round(1 / sum);
        for (let i = 0; i < n * step; i += step) {
          const e = line.inVectors ? a[line.out + i]! : stored(a[line.out + i]!);
          a[line.out + i] = line.isLast ? e * inverse : e / sum;
        }
      });
    },

    logSoftmax(x, dim, out) {
      const stored = roundingOf(out.dtype);
      lines(x, x, dim, out, first, (line, f) => {
        const { a, step, n } = line;
        const max = maxOf(line);
        // PyTorch keeps sums and logarithms of a last dimension in the type of the result
        const sum = raise(line, max, f);
        const log = line.isLast ? stored(f.log(stored(sum))) : f.log(sum);
        for (let i = 0; i < n * step; i += step) a[line.out + i] = f.round(a[line.x + i]! - max) - log;
      });
    },

    softmaxGrad(grad, output, dim, out) {
      lines(grad, output, dim, out, first, (line, f) => {
        const { a, x, y, step, n } = line;
        const dot = dotOf(line, f);
        for (let i = 0; i < n * step; i += step) a[line.out + i] = f.round(a[x + i]! - dot) * a[y + i]!;
      });
    },

    logSoftmaxGrad(grad, output, dim, out) {
      lines(grad, output, dim, out, first, (line, f) => {
        const { a, x, y, step, n } = line;
        const exp = line.inVectors ? f.exp : f.expSingle;
        const sum = sumOf(line, x, f);
        for (let i = 0; i < n * step; i += step) a[line.out + i] = f.fma(-exp(a[y + i]!), sum, a[x + i]!);
      });
    },
  };
}

export const softmaxes: SoftmaxKernels = softmaxesFrom(0);
