import { type DType, float32 } from "../dtype.js";
import type { Layout } from "../layout.js";
import { takeTemporary } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { copyElements, placeOf } from "./copy.js";

// Runs: contiguous elements of one type, named by the index of the first in the heap seen as that type. Between
// `markTemporaries` and `releaseTemporaries` a kernel asks for runs of its inputs, and last for one to write to.

/** Whether `x` is itself a run of the elements of `layout` in `dtype`. */
export function isRun(x: Operand, layout: Layout, dtype: DType): boolean {
  return x.dtype === dtype && x.layout.isContiguous && (x.layout === layout || x.layout.hasShapeOf(layout));
}

/** Whether `x` is a run of float32, whatever its shape. */
export function isFloatRun(x: Operand): boolean {
  return x.dtype === float32 && x.layout.isContiguous;
}

/** The first element of a contiguous operand. */
export function ownRun(x: Operand): number {
  return (x.storage.address() >>> x.dtype.shift) + x.offset;
}

/** A fresh run of `numel` elements. */
export function takeRun(numel: number, dtype: DType): number {
  return takeTemporary(numel << dtype.shift) >>> dtype.shift;
}

/** The elements of `x`, broadcast to `layout` and converted to `dtype`: its own if they lie so, else a copy. */
export function runOf(x: Operand, layout: Layout, dtype: DType): number {
  if (isRun(x, layout, dtype)) return ownRun(x);
  const start = takeRun(layout.numel, dtype);
  copyElements(layout.shape, placeOf(x, layout), { dtype, start, strides: layout.dense.strides });
  return start;
}

/** Where to write the elements of `out` as `dtype`; `finishRun` brings them home. Ask for it after all inputs. */
export function startRun(out: Operand, dtype: DType): number {
  return isRun(out, out.layout, dtype) ? ownRun(out) : takeRun(out.layout.numel, dtype);
}

export function finishRun(out: Operand, dtype: DType, start: number): void {
  if (isRun(out, out.layout, dtype)) return;
  copyElements(out.layout.shape, { dtype, start, strides: out.layout.dense.strides }, placeOf(out, out.layout));
}
