import { float32 } from "../dtype.js";
import type { SoftmaxKernels } from "../kernels/softmax.js";
import { f32 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { fma32 } from "../numeric/fma.js";
import { exp32, log32 } from "../numeric/sleef.js";
import type { Operand } from "../tensor.js";
import { getNumThreads } from "../threads/count.js";
import { divide, isNoting, noted } from "../threads/pool.js";
import { computeRun } from "./lanes/compute.js";
import { exp32Lane, logSoftmaxGradLane } from "./lanes/elementwise.js";
import { rowFunctions } from "./row-functions.js";
import { isRun, ownRun, runOf, takeRun } from "./run.js";
import { softmaxColumns } from "./softmax-columns.js";

// The compiled kernels for lines along the last dimension of float32 runs, of at least eight elements: the orders of `softmax.ts`.

const width = 8;
/** So many elements at a time stay in the caches of a processor from one step to the next. */
const elementsAtOnce = 1 << 17;

function hasLines(x: Operand, y: Operand, dim: number, out: Operand): boolean {
  const { layout } = out;
  const { ndim, shape } = layout;
  if (dim !== ndim - 1 || shape[dim]! < width || !isRun(out, layout, float32)) return false;
  return x.dtype === float32 && y.dtype === float32;
}

/** Visits rows, as many as are done at once; places are counted in elements. */
function eachBlock(
  x: Operand,
  y: Operand,
  out: Operand,
  visit: (x: number, y: number, to: number, rows: number, n: number) => void,
): void {
  const { dense, numel, shape } = out.layout;
  const n = shape.at(-1)!;
  const whole = markTemporaries();
  const a = runOf(x, dense, float32);
  const b = y === x ? a : runOf(y, dense, float32);
  const to = ownRun(out);
  const size = n * Math.max(1, Math.floor((elementsAtOnce * getNumThreads()) / n));
  for (let start = 0; start < numel; start += size) {
    const mark = markTemporaries();
    visit(a + start, b + start, to + start, Math.min(size, numel - start) / n, n);
    releaseTemporaries(mark);
  }
  releaseTemporaries(whole);
}

/** An element takes about as long as so many multiplications in a product of matrices. */
const multiplicationsOfElement = 4;

/** Maps rows that begin at some places to those at the last, by a function that may use a value for each of them. */
function mapRows(
  name: "below" | "share" | "less" | "spread" | "slope",
  places: readonly number[],
  rows: number,
  n: number,
  values = 0,
): void {
  divide(rows, rows * n * multiplicationsOfElement, (first, end) => {
    const functions = isNoting() ? noted(rowFunctions()) : rowFunctions();
    const run = functions[name] as (...args: number[]) => void;
    run(...places.map((place) => (place + first * n) << 2), end - first, n << 2, (values + first) << 2);
  });
}

/** The sum of each row. */
function totalsOf(x: number, rows: number, n: number): number {
  const values = takeRun(rows, float32);
  rowFunctions().totals(x << 2, values << 2, rows, n << 2);
  return values;
}

function exponentials(from: number, to: number, count: number): void {
  computeRun(exp32Lane, count, to, from, 1, 0, 0, 0, 0, exp32);
}

export const fastSoftmaxes: SoftmaxKernels = {
  softmax(x, dim, out) {
    if (!hasLines(x, x, dim, out)) return softmaxColumns.softmax(x, dim, out);
    eachBlock(x, x, out, (from, _, to, rows, n) => {
      mapRows("below", [from, to], rows, n);
      exponentials(to, to, rows * n);
      mapRows("share", [to, to], rows, n);
    });
  },

  logSoftmax(x, dim, out) {
    if (!hasLines(x, x, dim, out)) return softmaxColumns.logSoftmax(x, dim, out);
    eachBlock(x, x, out, (from, _, to, rows, n) => {
      mapRows("below", [from, to], rows, n);
      const powers = takeRun(rows * n, float32);
      exponentials(to, powers, rows * n);
      const totals = totalsOf(powers, rows, n);
      for (let i = totals; i < totals + rows; i++) f32[i] = log32(f32[i]!);
      mapRows("less", [to, to], rows, n, totals);
    });
  },

  softmaxGrad(grad, output, dim, out) {
    if (!hasLines(grad, output, dim, out)) return softmaxColumns.softmaxGrad(grad, output, dim, out);
    eachBlock(grad, output, out, (g, y, to, rows, n) => mapRows("slope", [g, y, to], rows, n));
  },

  logSoftmaxGrad(grad, output, dim, out) {
    if (!hasLines(grad, output, dim, out)) return softmaxColumns.logSoftmaxGrad(grad, output, dim, out);
    eachBlock(grad, output, out, (g, y, to, rows, n) => {
      const sums = takeRun(rows * n, float32);
      mapRows("spread", [sums], rows, n, totalsOf(g, rows, n));
      computeRun(logSoftmaxGradLane, rows * n, to, g, 1, y, 1, sums, 1, (a, b, s) => fma32(-exp32(b), s, a));
    });
  },
};
