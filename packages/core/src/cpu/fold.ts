import { type DType, float32, float64 } from "../dtype.js";
import { f32, f64 } from "../memory/heap.js";
import type { Operand } from "../tensor.js";
import { type Axis, eachPosition, reductionAxes } from "./axes.js";
import { copyElements, placeOf } from "./copy.js";
import { takeRun } from "./run.js";
import type { Floats } from "./sum.js";

/** The elements that a reduction reads: where they begin and how they lie. */
export interface Source {
  readonly start: number;
  readonly axes: Axis[];
}

/** `x` as elements of `dtype`: where they are if they have that type and no copy is asked for. A copy keeps their order in memory. */
export function sourceOf(x: Operand, dims: readonly number[] | null, dtype: DType, copies = false): Source {
  const { layout } = x;
  const isReduced = layout.shape.map((_, d) => dims === null || dims.includes(d));
  if (x.dtype === dtype && !copies) {
    const { start, strides } = placeOf(x, layout);
    return { start, axes: reductionAxes(layout.shape, strides, isReduced) };
  }
  const { strides } = layout.extent === layout.numel && !layout.overlaps ? layout : layout.dense;
  const from = placeOf(x, layout);
  const start = takeRun(layout.numel, dtype);
  copyElements(layout.shape, from, { dtype, start, strides });
  return { start, axes: reductionAxes(layout.shape, strides, isReduced) };
}

/** The heap as floats of a type that kernels compute in. */
export function floatsOf(dtype: DType): Floats | null {
  return dtype === float32 ? f32 : dtype === float64 ? f64 : null;
}

/**
 * Reduces position by position: `begin` opens one of the result, `add` takes a row of elements spaced by `step`, `end` closes it.
 */
export function eachResult(
  { start, axes }: Source,
  to: number,
  begin: () => void,
  add: (start: number, step: number, n: number) => void,
  end: (at: number) => void,
): void {
  const reduced = axes.filter((axis) => axis.to === 0);
  const kept = axes.filter((axis) => axis.to !== 0);
  const inner = reduced[0] ?? { size: 1, from: 0, to: 0 };
  eachPosition(kept, 0, start, to, (from, at) => {
    begin();
    eachPosition(reduced, 1, from, 0, (row) => add(row, inner.from, inner.size));
    end(at);
  });
}
