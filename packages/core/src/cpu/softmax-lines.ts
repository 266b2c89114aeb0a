import { float32 } from "../dtype.js";
import { Binary } from "../kernels/elementwise.js";
import type { SoftmaxKernels } from "../kernels/softmax.js";
import { f32 } from "../memory/heap.js";
import { fma32 } from "../numeric/fma.js";
import { exp32, log32 } from "../numeric/sleef.js";
import type { Operand } from "../tensor.js";
import { computeRun, placeNumber } from "./lanes/compute.js";
import { binaryLanes, differenceLane, expBelowLane, logSoftmaxGradLane, softmaxGradLane } from "./lanes/elementwise.js";
import { foldLanes, lanesAt, largestOf } from "./line-functions.js";
import { isRun, ownRun } from "./run.js";
import { softmaxColumns } from "./softmax-columns.js";

// The compiled kernels for lines along the last dimension of float32 runs, of at least eight elements: the orders of `softmax.ts`.

const width = 8;
const { fround } = Math;

function hasLines(x: Operand, y: Operand, dim: number, out: Operand): boolean {
  const { dense, ndim, shape } = out.layout;
  return dim === ndim - 1 && shape[dim]! >= width && [x, y, out].every((operand) => isRun(operand, dense, float32));
}

/** Visits all lines; places are counted in elements. */
function eachRow(
  x: Operand,
  y: Operand,
  out: Operand,
  visit: (x: number, y: number, to: number, n: number) => void,
): void {
  const { numel, shape } = out.layout;
  const n = shape.at(-1)!;
  const [a, b] = [ownRun(x), ownRun(y)];
  const to = ownRun(out);
  for (let start = 0; start < numel; start += n) visit(a + start, b + start, to + start, n);
}

/** The sum of a line, or of its products with a second one: lane by lane, the rest onto the first lanes, then halves. */
function sumOf(x: number, y: number | null, n: number): number {
  const whole = n & -width;
  const at = lanesAt >> 2;
  foldLanes(x << 2, y === null ? 0 : y << 2, whole << 2, lanesAt);
  for (let i = whole; i < n; i++) {
    const lane = at + i - whole;
    f32[lane] = y === null ? f32[lane]! + f32[x + i]! : fma32(f32[x + i]!, f32[y + i]!, f32[lane]!);
  }
  for (let half = width >> 1; half > 0; half >>= 1) for (let i = at; i < at + half; i++) f32[i]! += f32[i + half]!;
  return f32[at]!;
}

/** Writes `exp(x - max)` and gives the largest element and the sum. */
function exponentials(x: number, to: number, n: number): readonly [max: number, sum: number] {
  const max = largestOf(x << 2, n << 2);
  const at = placeNumber(max, 1);
  computeRun(expBelowLane, n, to, x, 1, at, 0, 0, 0, (a, b) => exp32(fround(a - b)));
  return [max, sumOf(to, null, n)];
}

const timesLane = binaryLanes[Binary.mul]!;

export const fastSoftmaxes: SoftmaxKernels = {
  softmax(x, dim, out) {
    if (!hasLines(x, x, dim, out)) return softmaxColumns.softmax(x, dim, out);
    eachRow(x, x, out, (from, _, to, n) => {
      const [, sum] = exponentials(from, to, n);
      computeRun(timesLane, n, to, to, 1, placeNumber(1 / sum, 1), 0, 0, 0, null);
    });
  },

  logSoftmax(x, dim, out) {
    if (!hasLines(x, x, dim, out)) return softmaxColumns.logSoftmax(x, dim, out);
    eachRow(x, x, out, (from, _, to, n) => {
      const [max, sum] = exponentials(from, to, n);
      const log = placeNumber(log32(sum), 2);
      computeRun(differenceLane, n, to, from, 1, placeNumber(max, 1), 0, log, 0, null);
    });
  },

  softmaxGrad(grad, output, dim, out) {
    if (!hasLines(grad, output, dim, out)) return softmaxColumns.softmaxGrad(grad, output, dim, out);
    eachRow(grad, output, out, (g, y, to, n) => {
      const dot = placeNumber(sumOf(g, y, n), 2);
      computeRun(softmaxGradLane, n, to, g, 1, y, 1, dot, 0, null);
    });
  },

  logSoftmaxGrad(grad, output, dim, out) {
    if (!hasLines(grad, output, dim, out)) return softmaxColumns.logSoftmaxGrad(grad, output, dim, out);
    eachRow(grad, output, out, (g, y, to, n) => {
      const sum = placeNumber(sumOf(g, null, n), 2);
      computeRun(logSoftmaxGradLane, n, to, g, 1, y, 1, sum, 0, (a, b, s) => fma32(-exp32(b), s, a));
    });
  },
};
