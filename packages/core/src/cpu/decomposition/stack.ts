import { float64 } from "../../dtype.js";
import { f64 } from "../../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../../memory/temporary.js";
import type { Operand } from "../../tensor.js";
import { finishRun, runOf, startRun } from "../run.js";

// Stacks of matrices as float64 outside the heap, where algorithms work on them in place.

/** The elements of `x` in row-major order. */
export function read(x: Operand): Float64Array {
  const mark = markTemporaries();
  const start = runOf(x, x.layout.dense, float64);
  const values = f64.slice(start, start + x.layout.numel);
  releaseTemporaries(mark);
  return values;
}

/** Writes elements in row-major order into `out`, in its type. */
export function write(out: Operand, values: Float64Array): void {
  const mark = markTemporaries();
  const start = startRun(out, float64);
  f64.set(values, start);
  finishRun(out, float64, start);
  releaseTemporaries(mark);
}

/** How many matrices `x` holds, and their sizes. */
export function sizesOf({ layout: { shape } }: Operand): readonly [count: number, m: number, n: number] {
  const [m, n] = shape.slice(-2) as [number, number];
  return [shape.slice(0, -2).reduce((a, b) => a * b, 1), m, n];
}

/** Item `i` of a stack whose items have `size` elements, sharing memory with it. */
export function item(stack: Float64Array, i: number, size: number): Float64Array {
  return stack.subarray(i * size, (i + 1) * size);
}
