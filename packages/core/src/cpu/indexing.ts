import { bool, type DType, float64, int32, int64 } from "../dtype.js";
import { Arrival, type IndexingKernels, type Lookup } from "../kernels/indexing.js";
import { Layout } from "../layout.js";
import { i32, i64, u8 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { decoder, type Elements, elementsOf, encoder } from "./elements.js";
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
  const start = takeRun(outer.numel, int32);
  const runs = lookups.map(({ index }) => {
    const layout = leading(index.layout, outer.ndim);
    return runOf({ storage: index.storage, offset: index.offset, layout, dtype: index.dtype }, outer.dense, int32);
  });
  let count = 0;
  const walk = (d: number, place: number): void => {
    if (d === outer.ndim) {
      i32[start + count++] = place;
      return;
    }
    for (let i = 0; i < outer.shape[d]!; i++) walk(d + 1, place + i * outer.strides[d]!);
  };
  walk(0, (x.storage.address() >>> x.dtype.shift) + x.offset);
  lookups.forEach(({ size, stride }, l) => {
    for (let i = 0, at = runs[l]!; i < count; i++) {
      const index = i32[at + i]!;
      i32[start + i]! += (index < 0 ? index + size : index) * stride;
    }
  });
  return { start, count, length: count === 0 ? 0 : x.layout.numel / count };
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

function setRows(elements: Elements, { start, count, length }: Rows, from: number): void {
  if (length === 1) for (let i = 0; i < count; i++) elements[i32[start + i]!] = elements[from + i]!;
  else for (let i = 0; i < count; i++) elements.copyWithin(i32[start + i]!, from + i * length, from + (i + 1) * length);
}

export const indexing: IndexingKernels = {
  outside(index, low, high) {
    const mark = markTemporaries();
    const { numel } = index.layout;
    const at = runOf(index, index.layout.dense, int64);
    releaseTemporaries(mark);
    const [least, limit] = [BigInt(low), BigInt(high)];
    for (let i = at; i < at + numel; i++) {
      const value = i64[i]!;
      if (value < least || value >= limit) return Number(value);
    }
    return null;
  },

  gather(x, lookups, out) {
    const mark = markTemporaries();
    const { start, count, length } = rowsOf(x, lookups);
    const to = startRun(out, x.dtype);
    const elements = elementsOf(x.dtype);
    if (length === 1) for (let i = 0; i < count; i++) elements[to + i] = elements[i32[start + i]!]!;
    else
      for (let i = 0; i < count; i++) {
        const place = i32[start + i]!;
        elements.copyWithin(to + i * length, place, place + length);
      }
    finishRun(out, x.dtype, to);
    releaseTemporaries(mark);
  },

  scatter(arrival, out, lookups, x) {
    const mark = markTemporaries();
    const isSet = arrival === Arrival.set;
    const from = runOf(x, x.layout.dense, isSet ? out.dtype : out.dtype.compute);
    const rows = rowsOf(out, lookups);
    if (isSet) setRows(elementsOf(out.dtype), rows, from);
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
    for (let i = 0, found = 0; i < numel; i++) {
      if (u8[from + i] !== 0) {
        for (let d = 0; d < ndim; d++) i64[to + d * count + found] = BigInt(index[d]!);
        found++;
      }
      for (let d = ndim - 1; d >= 0 && ++index[d]! === shape[d]; d--) index[d] = 0;
    }
    finishRun(out, int64, to);
    releaseTemporaries(mark);
  },
};
