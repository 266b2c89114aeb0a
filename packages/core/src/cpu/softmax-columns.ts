import { float32 } from "../dtype.js";
import { Binary } from "../kernels/elementwise.js";
import type { SoftmaxKernels } from "../kernels/softmax.js";
import { f32 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { fma32 } from "../numeric/fma.js";
import { exp32, log32 } from "../numeric/sleef.js";
import type { Operand } from "../tensor.js";
import { clearBytes, copyBytes } from "./bytes.js";
import { computeRun } from "./lanes/compute.js";
import {
  binaryLanes,
  differenceLane,
  dotLane,
  expBelowLane,
  logSoftmaxGradLane,
  softmaxGradLane,
} from "./lanes/elementwise.js";
import type { Lane } from "./lanes/lane.js";
import { stepOf } from "./lines.js";
import { isRun, ownRun, takeRun } from "./run.js";
import { softmaxes, softmaxesFrom } from "./softmax.js";

// The compiled kernels for float32 lines that lie beside each other: rows across whole vectors of lines are walked one by one, in the
// orders of `softmax.ts`, which also has the lines that fill no vector.

const width = 8;
/** The most columns at a time. Few would be worse than many: parts of rows that lie far apart are slow to reach. */
const columnsAtMost = 1 << 14;
const { fround } = Math;

/** `n` rows of `count` elements, `step` apart. */
interface Rows {
  readonly x: number;
  readonly y: number;
  readonly out: number;
  readonly n: number;
  readonly step: number;
  readonly count: number;
}

/** Visits what lies in whole vectors; the rest is for `plain`. */
function eachBlock(
  x: Operand,
  y: Operand,
  dim: number,
  out: Operand,
  plain: (kernels: SoftmaxKernels) => void,
  visit: (rows: Rows) => void,
): void {
  const { dense, numel, shape } = out.layout;
  const step = stepOf(dense, dim);
  if (step < width || numel === 0 || ![x, y, out].every((operand) => isRun(operand, dense, float32)))
    return plain(softmaxes);
  const n = shape[dim]!;
  const whole = step & -width;
  const [a, b] = [ownRun(x), ownRun(y)];
  const to = ownRun(out);
  for (let start = 0; start < numel; start += n * step)
    for (let column = 0; column < whole; column += columnsAtMost) {
      const at = start + column;
      const mark = markTemporaries();
      visit({ x: a + at, y: b + at, out: to + at, n, step, count: Math.min(columnsAtMost, whole - column) });
      releaseTemporaries(mark);
    }
  if (whole < step) plain(softmaxesFrom(whole));
}

const [maximumLane, addLane, divLane] = [Binary.maximum, Binary.add, Binary.div].map(
  (kernel) => binaryLanes[kernel]!,
) as [Lane, Lane, Lane];

/** A fresh row: the first of those at `from` and what `lane` makes of it and each other. */
function gathered(lane: Lane, from: number, { n, step, count }: Rows): number {
  const row = takeRun(count, float32);
  copyBytes(row << 2, from << 2, count << 2);
  for (let i = 1; i < n; i++) computeRun(lane, count, row, row, 1, from + i * step, 1, 0, 0, null);
  return row;
}

/** Writes exponentials below the largest element of each line, and gives these and the sums. */
function exponentials(rows: Rows): readonly [max: number, sums: number] {
  const { x, out, n, step, count } = rows;
  const max = gathered(maximumLane, x, rows);
  for (let i = 0; i < n * step; i += step)
    computeRun(expBelowLane, count, out + i, x + i, 1, max, 1, 0, 0, (a, b) => exp32(fround(a - b)));
  return [max, gathered(addLane, out, rows)];
}

export const softmaxColumns: SoftmaxKernels = {
  softmax(x, dim, out) {
    eachBlock(
      x,
      x,
      dim,
      out,
      (plain) => plain.softmax(x, dim, out),
      (rows) => {
        const [, sums] = exponentials(rows);
        const { out: to, n, step, count } = rows;
        for (let i = 0; i < n * step; i += step) computeRun(divLane, count, to + i, to + i, 1, sums, 1, 0, 0, null);
      },
    );
  },

  logSoftmax(x, dim, out) {
    eachBlock(
      x,
      x,
      dim,
      out,
      (plain) => plain.logSoftmax(x, dim, out),
      (rows) => {
        const [max, sums] = exponentials(rows);
        const { x: from, out: to, n, step, count } = rows;
        for (let i = sums; i < sums + count; i++) f32[i] = log32(f32[i]!);
        for (let i = 0; i < n * step; i += step)
          computeRun(differenceLane, count, to + i, from + i, 1, max, 1, sums, 1, null);
      },
    );
  },

  softmaxGrad(grad, output, dim, out) {
    eachBlock(
      grad,
      output,
      dim,
      out,
      (plain) => plain.softmaxGrad(grad, output, dim, out),
      ({ x: g, y, out: to, n, step, count }) => {
        const dots = takeRun(count, float32);
        clearBytes(dots << 2, count << 2);
        for (let i = 0; i < n * step; i += step)
          computeRun(dotLane, count, dots, dots, 1, g + i, 1, y + i, 1, (sum, a, b) => fma32(a, b, sum));
        for (let i = 0; i < n * step; i += step)
          computeRun(softmaxGradLane, count, to + i, g + i, 1, y + i, 1, dots, 1, null);
      },
    );
  },

  logSoftmaxGrad(grad, output, dim, out) {
    eachBlock(
      grad,
      output,
      dim,
      out,
      (plain) => plain.logSoftmaxGrad(grad, output, dim, out),
      (rows) => {
        const { x: g, y, out: to, n, step, count } = rows;
        const sums = gathered(addLane, g, rows);
        for (let i = 0; i < n * step; i += step)
          computeRun(logSoftmaxGradLane, count, to + i, g + i, 1, y + i, 1, sums, 1, (a, b, s) =>
            fma32(-exp32(b), s, a),
          );
      },
    );
  },
};
