import { bool, type DType, float64, int32, int64 } from "../dtype.js";
import { Arrival, type IndexingKernels, type Lookup } from "../kernels/indexing.js";
import { Layout } from "../layout.js";
import { i32, u8 } from "../memory/heap.js";
import { readInt64, writeInt64 } from "../memory/int64.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { deferred, divide } from "../threads/pool.js";
import { decoder, elementsOf, encoder } from "./elements.js";
import { moveOf } from "./index-functions.js";
import { finishRun, runOf, startRun, takeRun } from "./run.js";

// Lookups become positions in the heap, one per row of elements that lie together; then rows are moved.

/** How many trailing dimensions are walked alike by every lookup and lie together in `x`. */
function rowDims(x: Layout, lookups: readonly Lookup[]): number {
  let count = 0;
  let step = 1;
  for (let d = x.ndim - 1; d >= 0; d--) {
    const size = x.shape[d]!;
    const still = lookups.every(({ index }) => index.layout.strides[d] === 0 || size === 1);
    if (!still || (size !== 1 && x.strides[d] !== step)) break;
    step *= size;
    count++;
  }
  return count;
}

interface Rows {
  /** Of an int32 run with the place of each row in the heap, in elements. */
  readonly start: number;
  readonly count: number;
  readonly length: number;
}

function leading(layout: Layout, ndim: number): Layout {
  return Layout.strided(layout.shape.slice(0, ndim), layout.strides.slice(0, ndim));
}

/** Where the rows of `x` are that the lookups reach. */
function rowsOf(x: Operand, lookups: readonly Lookup[]): Rows {
  const outer = leading(x.layout, x.layout.ndim - rowDims(x.layout, lookups));
  const count = outer.numel;
  const start = takeRun(count, int32);
  const runs = lookups.map(({ index }) => {
    const layout = leading(index.layout, outer.ndim);
    return runOf(
      { storage: index.storage, offset: index.offset, layout, dtype: index.dtype },
      outer.dense,
      index.dtype,
    );
  });
  walkRows(outer, start, (x.storage.address() >>> x.dtype.shift) + x.offset);
  for (let l = 0; l < lookups.length; l++) move(start, count, runs[l]!, lookups[l]!);
  return { start, count, length: count === 0 ? 0 : x.layout.numel / count };
}

/** Writes the place of each row, before lookups move it. */
function walkRows({ shape, strides, numel, ndim }: Layout, start: number, origin: number): void {
  i32.fill(origin, start, start + numel);
  // the rows of one dimension are those of the dimensions before it, repeated and moved
  for (let d = 0, before = 1, repeat = numel; d < ndim; d++) {
    const size = shape[d]!;
    const stride = strides[d]!;
    repeat /= size;
    if (stride !== 0)
      for (let b = 0, at = start; b < before; b++)
        for (let i = 0; i < size; i++) for (let r = 0; r < repeat; r++) i32[at++]! += i * stride;
    before *= size;
  }
}

/** Moves each row by its index. */
function move(start: number, count: number, indices: number, { index, size, stride }: Lookup): void {
  if (index.dtype === int64) {
    for (let i = 0; i < count; i++) {
      const at = i32[(indices + i) * 2]!; // within bounds, so the lower word tells it
      i32[start + i]! += (at < 0 ? at + size : at) * stride;
    }
  } else {
    for (let i = 0; i < count; i++) {
      const at = i32[indices + i]!;
      i32[start + i]! += (at < 0 ? at + size : at) * stride;
    }
  }
}

type Combine = (have: never, value: never) => unknown;
const combinations: Record<number, Combine> = {
  [Arrival.add]: (a: number, b: number) => a + b,
  [Arrival.mul]: (a: number, b: number) => a * b,
  [Arrival.amax]: (a: number, b: number) => (b > a || b !== b ? b : a),
  [Arrival.amin]: (a: number, b: number) => (b < a || b !== b ? b : a),
};

function combination(arrival: Arrival, dtype: DType): Combine {
  if (arrival === Arrival.mul && dtype === int32) return Math.imul as Combine;
  return combinations[arrival]!;
}

function scatterRows(arrival: Arrival, dtype: DType, { start, count, length }: Rows, from: number): void {
  const target = elementsOf(dtype);
  const source = elementsOf(dtype.compute);
  const combine = combination(arrival, dtype);
  const decode = decoder(dtype);
  const encode = decode !== null || dtype === bool ? encoder(float64, dtype) : null;
  for (let row = 0; row < count; row++) {
    const place = i32[start + row]!;
    for (let i = 0; i < length; i++) {
      const have = target[place + i]!;
      const value = combine((decode === null ? have : decode(have as number)) as never, source[from++] as never);
      target[place + i] = (encode === null ? value : encode(value as never)) as never;
    }
  }
}

/** What a row costs, whatever its length, in multiplications. */
const costOfRow = 16;

/** Moves rows between their places and one run. They are gathered in any order, and scattered in theirs: the last one stays. */
function moveRows(shift: number, { start, count, length }: Rows, run: number, isGather: boolean): void {
  const bytes = length << shift;
  const work = isGather ? count * (costOfRow + bytes) : 0;
  divide(count, work, (first, end) => {
    const move = deferred(moveOf(isGather, shift, length));
    move((start + first) << 2, end - first, shift, bytes, (run << shift) + first * bytes);
  });
}

export const indexing: IndexingKernels = {
  outside(index, low, high) {
    const mark = markTemporaries();
    const { numel } = index.layout;
    const isLong = index.dtype === int64;
    const at = runOf(index, index.layout.dense, isLong ? int64 : int32);
    releaseTemporaries(mark);
    for (let i = at; i < at + numel; i++) {
      const value = isLong ? readInt64(i) : i32[i]!;
      if (value < low || value >= high) return value;
    }
    return null;
  },

  gather(x, lookups, out) {
    const mark = markTemporaries();
    const rows = rowsOf(x, lookups);
    const to = startRun(out, x.dtype);
    moveRows(x.dtype.shift, rows, to, true);
    finishRun(out, x.dtype, to);
    releaseTemporaries(mark);
  },

  scatter(arrival, out, lookups, x) {
    const mark = markTemporaries();
    const isSet = arrival === Arrival.set;
    const from = runOf(x, x.layout.dense, isSet ? out.dtype : out.dtype.compute);
    const rows = rowsOf(out, lookups);
    if (isSet) moveRows(out.dtype.shift, rows, from, false);
    else scatterRows(arrival, out.dtype, rows, from);
    releaseTemporaries(mark);
  },

  countNonzero(x) {
    const mark = markTemporaries();
    const at = runOf(x, x.layout.dense, bool);
    releaseTemporaries(mark);
    let count = 0;
    for (let i = at; i < at + x.layout.numel; i++) if (u8[i] !== 0) count++;
    return count;
  },

  nonzero(x, out) {
    const mark = markTemporaries();
    const { shape, numel, ndim } = x.layout;
    const from = runOf(x, x.layout.dense, bool);
    const to = startRun(out, int64);
    const count = out.layout.shape[1]!;
    const index = new Array<number>(ndim).fill(0);
    const length = shape.at(-1) ?? 1;
    const last = Math.max(ndim - 1, 0);
    for (let row = 0, found = 0; row < numel; row += length) {
      for (let i = 0; i < length; i++)
        if (u8[from + row + i] !== 0) {
          for (let d = 0; d < last; d++) writeInt64(to + d * count + found, index[d]!);
          if (ndim > 0) writeInt64(to + last * count + found, i);
          found++;
        }
      for (let d = last - 1; d >= 0 && ++index[d]! === shape[d]; d--) index[d] = 0;
    }
    finishRun(out, int64, to);
    releaseTemporaries(mark);
  },
};
