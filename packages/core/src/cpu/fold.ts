import { type DType, float32, float64 } from "../dtype.js";
import { f32, f64 } from "../memory/heap.js";
import type { Operand } from "../tensor.js";
import { eachPosition, reductionWalk, type Walk } from "./axes.js";
import { copyElements, placeOf } from "./copy.js";
import { decoder, encoder } from "./elements.js";
import { ownRun, takeRun } from "./run.js";
import type { Floats } from "./sum.js";

/** The elements that a reduction reads: where they begin and how they are walked. */
export interface Source extends Walk {
  readonly start: number;
}

/** `x` as elements of `dtype`: where they are if they have that type and no copy is asked for. A copy keeps their order in memory. */
export function sourceOf(x: Operand, dims: readonly number[] | null, dtype: DType, copies = false): Source {
  if (x.dtype === dtype && !copies) return sourceAt(ownRun(x), reductionWalk(x.layout, dims));
  const { shape, dense, extent, numel, overlaps } = x.layout;
  const layout = extent === numel && !overlaps ? x.layout : dense;
  const from = placeOf(x, x.layout);
  const start = takeRun(numel, dtype);
  copyElements(shape, from, { dtype, start, strides: layout.strides });
  return sourceAt(start, reductionWalk(layout, dims));
}

function sourceAt(start: number, { axes, reduced, kept }: Walk): Source {
  return { start, axes, reduced, kept };
}

/** Rounds a number as storing it as `dtype`, a float type, does. */
export function roundingOf(dtype: DType): (value: number) => number {
  if (dtype === float32) return Math.fround;
  if (dtype === float64) return (value) => value;
  const encode = encoder(float32, dtype) as (value: number) => number;
  const decode = decoder(dtype)!;
  return (value) => decode(encode(value));
}

/** The heap as floats of a type that kernels compute in. */
export function floatsOf(dtype: DType): Floats | null {
  return dtype === float32 ? f32 : dtype === float64 ? f64 : null;
}

/**
 * Reduces position by position: `begin` opens one of the result, `add` takes a row of elements spaced by `step`, `end` closes it.
 */
export function eachResult(
  { start, reduced, kept }: Source,
  to: number,
  begin: () => void,
  add: (start: number, step: number, n: number) => void,
  end: (at: number) => void,
): void {
  const inner = reduced[0]!;
  eachPosition(kept, 0, start, to, (from, at) => {
    begin();
    eachPosition(reduced, 1, from, 0, (row) => add(row, inner.from, inner.size));
    end(at);
  });
}
