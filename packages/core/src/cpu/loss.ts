import { type DType, float32, int64 } from "../dtype.js";
import { classOutOfBounds } from "../errors/loss.js";
import type { LossKernels } from "../kernels/loss.js";
import type { Layout } from "../layout.js";
import { readInt64 } from "../memory/int64.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { clear } from "./boxes.js";
import { floatsOf } from "./fold.js";
import { finishRun, runOf, startRun } from "./run.js";
import type { Floats } from "./sum.js";

/** Targets, and where the element of each one's class is. */
interface Picks {
  readonly count: number;
  readonly ignored: number;
  /** Begin of the targets, and of the weights or -1. */
  readonly target: number;
  readonly weight: number;
  /** How many elements lie between a class and the next. */
  readonly step: number;
  readonly classes: number;
}

function picksOf(x: Layout, target: Operand, weight: Operand | null, ignored: number, dtype: DType): Picks {
  const step = x.shape.slice(2).reduce((product, size) => product * size, 1);
  return {
    count: target.layout.numel,
    ignored,
    target: runOf(target, target.layout.dense, int64),
    weight: weight === null ? -1 : runOf(weight, weight.layout.dense, dtype),
    step,
    classes: x.shape[x.ndim === 1 ? 0 : 1]!,
  };
}

/** Calls `visit` with the number of each target, the place of its element and its weight; null stands for ignored. */
function eachPick(a: Floats, picks: Picks, visit: (i: number, at: number | null, weight: number) => void): void {
  const { count, ignored, target, weight, step, classes } = picks;
  for (let i = 0; i < count; i++) {
    const wanted = readInt64(target + i);
    if (wanted === ignored) {
      visit(i, null, 0);
      continue;
    }
    if (!(wanted >= 0 && wanted < classes)) throw classOutOfBounds(wanted);
    const inner = i % step;
    visit(i, (i - inner) * classes + wanted * step + inner, weight < 0 ? 1 : a[weight + wanted]!);
  }
}

const levels = 8;

/** A sum that is folded into the next of eight levels whenever enough elements have come, ignored ones included. */
class Cascade {
  readonly #partial = new Float64Array(levels);
  readonly #power: number;

  constructor(
    count: number,
    readonly round: (value: number) => number,
  ) {
    this.#power = Math.max(4, Math.trunc(Math.ceil(Math.log2(Math.max(count, 1))) / levels));
  }

  add(value: number): void {
    this.#partial[0] = this.round(this.#partial[0]! + value);
  }

  fold(i: number): void {
    const mask = (1 << this.#power) - 1;
    for (let level = 0; level + 1 < levels; level++) {
      if (((i >>> (level * this.#power)) & mask) !== 0) break;
      this.#partial[level + 1] = this.round(this.#partial[level + 1]! + this.#partial[level]!);
      this.#partial[level] = 0;
    }
  }

  total(): number {
    return this.#partial.reduce((sum, part) => this.round(sum + part), 0);
  }
}

export const losses: LossKernels = {
  nllLoss(x, target, weight, ignored, reduction, out) {
    const dtype = out.dtype.compute;
    const round = dtype === float32 ? Math.fround : (value: number): number => value;
    const mark = markTemporaries();
    try {
      const from = runOf(x, x.layout.dense, dtype);
      const picks = picksOf(x.layout, target, weight, ignored, dtype);
      const to = startRun(out, dtype);
      const a = floatsOf(dtype)!;
      const sum = new Cascade(picks.count, round);
      const weights = new Cascade(picks.count, round);
      let counted = 0;
      eachPick(a, picks, (i, at, w) => {
        const loss = at === null ? 0 : -a[from + at]! * w;
        if (reduction === "none") a[to + i] = loss;
        if (at === null) return;
        counted++;
        sum.add(round(loss));
        weights.add(w);
        sum.fold(i);
        weights.fold(i);
      });
      const total = weight === null ? counted : weights.total();
      if (reduction !== "none") a[to] = reduction === "mean" ? sum.total() / total : sum.total();
      finishRun(out, dtype, to);
      return total;
    } finally {
      releaseTemporaries(mark);
    }
  },

  nllLossGrad(grad, target, weight, ignored, reduction, total, out) {
    const dtype = out.dtype.compute;
    const mark = markTemporaries();
    try {
      const from = runOf(grad, grad.layout.dense, dtype);
      const picks = picksOf(out.layout, target, weight, ignored, dtype);
      const to = startRun(out, dtype);
      const a = floatsOf(dtype)!;
      clear(dtype, to, out.layout.numel);
      const shared = dtype === float32 ? Math.fround(a[from]! / total) : a[from]! / total;
      eachPick(a, picks, (i, at, w) => {
        if (at === null) return;
        a[to + at] = -w * (reduction === "none" ? a[from + i]! : reduction === "sum" ? a[from]! : shared);
      });
      finishRun(out, dtype, to);
    } finally {
      releaseTemporaries(mark);
    }
  },
};
