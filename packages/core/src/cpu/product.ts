import { type DType, float32, float64, int64 } from "../dtype.js";
import type { ProductKernels } from "../kernels/product.js";
import { f32 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { divide, isNoting } from "../threads/pool.js";
import { type Place, placeOf } from "./copy.js";
import { type Elements, elementsOf } from "./elements.js";
import { hasVectors } from "./instructions.js";
import { multiplyFloats } from "./matrix.js";
import { finishRun, ownRun, runOf, startRun } from "./run.js";

const { fround, imul } = Math;

export const product: ProductKernels = {
  matmul(x, y, out) {
    const { ndim } = out.layout;
    if (ndim === 2 && x.dtype === float32 && out.layout.isContiguous) multiplyPair(x, y, null, out);
    else multiplyStacks(x, y, out, ndim);
  },
  matmulPlus: multiplyPair,
};

/** Two matrices of float32, the most frequent case: nothing to convert, nothing to repeat. */
function multiplyPair(x: Operand, y: Operand, bias: Operand | null, out: Operand): void {
  const [xs, ys] = [x.layout.strides, y.layout.strides];
  const a = ownRun(x);
  const b = ownRun(y);
  const added = bias === null ? 0 : ownRun(bias);
  const c = ownRun(out);
  const [m, k, n] = [x.layout.shape[0]!, y.layout.shape[0]!, y.layout.shape[1]!];
  if (m * k * n < fewProducts) multiplySingle(f32, a, b, c, m, k, n, xs[0]!, xs[1]!, ys[0]!, ys[1]!);
  else if (multiplyFloats(float32, a, xs[0]!, xs[1]!, b, ys[0]!, ys[1]!, c, n, m, k, n, false, added)) return;
  if (bias !== null)
    for (let i = c; i < c + m * n; i += n) for (let j = 0; j < n; j++) f32[i + j] = f32[i + j]! + f32[added + j]!;
}

function multiplyStacks(x: Operand, y: Operand, out: Operand, ndim: number): void {
  const mark = markTemporaries();
  const dtype = out.dtype.compute;
  const a = matrices(x, dtype);
  const b = matrices(y, dtype);
  const c = startRun(out, dtype);
  const { shape } = out.layout;
  const m = shape[ndim - 2]!;
  const n = shape[ndim - 1]!;
  const k = x.layout.shape[ndim - 1]!;
  const multiply = multiplierOf(dtype);
  const heap = elementsOf(dtype) as never;
  const [aRow, aColumn] = a.strides.slice(-2) as [number, number];
  const [bRow, bColumn] = b.strides.slice(-2) as [number, number];
  const stack: (readonly [a: number, b: number])[] = [];
  const walk = (d: number, i: number, j: number): void => {
    if (d === ndim - 2) stack.push([i, j]);
    else for (let at = 0; at < shape[d]!; at++) walk(d + 1, i + at * a.strides[d]!, j + at * b.strides[d]!);
  };
  walk(0, a.start, b.start);
  divide(stack.length, divisibleWork(dtype, stack.length * m * k * n), (first, end) => {
    for (let at = first; at < end; at++) {
      const [i, j] = stack[at]!;
      multiply(heap, i, j, c + at * m * n, m, k, n, aRow, aColumn, bRow, bColumn);
    }
  });
  finishRun(out, dtype, c);
  releaseTemporaries(mark);
}

/** So many multiplications if threads may share them, which compiled functions do; else 0. */
export function divisibleWork(dtype: DType, multiplications: number): number {
  return hasVectors && (dtype === float32 || dtype === float64) ? multiplications : 0;
}

/** Where the matrices of `x` lie: in place, whatever their strides, if they have the type already. */
function matrices(x: Operand, dtype: DType): Place {
  if (x.dtype === dtype) return placeOf(x, x.layout);
  return { dtype, start: runOf(x, x.layout.dense, dtype), strides: x.layout.dense.strides };
}

/** Multiplies the matrices at `a` and `b`, [m, k] and [k, n], with their steps, into the contiguous one at `c`. */
export type Multiply<E extends Elements> = (
  heap: E,
  a: number,
  b: number,
  c: number,
  m: number,
  k: number,
  n: number,
  aRow: number,
  aColumn: number,
  bRow: number,
  bColumn: number,
) => void;

/** The routine for a type, one of those that kernels compute in. */
export function multiplierOf(dtype: DType): Multiply<never> {
  if (dtype === float32) return multiplyFloat32;
  if (dtype === float64) return multiplyFloat64;
  return dtype === int64 ? multiplyBig : multiplyInteger;
}

/** Fewer multiplications than this are quicker done here than handed over. */
const fewProducts = hasVectors ? 128 : Number.POSITIVE_INFINITY;

const multiplyFloat32: Multiply<Float32Array> = (heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn) => {
  if (m * k * n < fewProducts && !isNoting()) multiplySingle(heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn);
  else multiplyFloats(float32, a, aRow, aColumn, b, bRow, bColumn, c, n, m, k, n, false);
};

const multiplyFloat64: Multiply<Float64Array> = (heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn) => {
  if (m * k * n < fewProducts && !isNoting()) multiplyDouble(heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn);
  else multiplyFloats(float64, a, aRow, aColumn, b, bRow, bColumn, c, n, m, k, n, false);
};

// Each product is rounded, then added, k in order, which is PyTorch's order where it has one; so both ways of walking through
// `b`, along its rows or down its columns, give the same bits.

/** Below this many columns the rows of `b` are too short to be worth a loop of their own. */
const rowsFrom = 8;

export const multiplySingle: Multiply<Float32Array> = (heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn) => {
  if (bColumn === 1 && n >= rowsFrom) {
    heap.fill(0, c, c + m * n);
    for (let i = 0; i < m; i++) {
      const to = c + i * n;
      for (let l = 0; l < k; l++) {
        const factor = heap[a + i * aRow + l * aColumn]!;
        const from = b + l * bRow;
        for (let j = 0; j < n; j++) heap[to + j] = heap[to + j]! + fround(factor * heap[from + j]!);
      }
    }
    return;
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let p = a + i * aRow;
      let q = b + j * bColumn;
      for (let l = 0; l < k; l++, p += aColumn, q += bRow) sum = fround(sum + fround(heap[p]! * heap[q]!));
      heap[c + i * n + j] = sum;
    }
  }
};

export const multiplyDouble: Multiply<Float64Array> = (heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn) => {
  if (bColumn === 1 && n >= rowsFrom) {
    heap.fill(0, c, c + m * n);
    for (let i = 0; i < m; i++) {
      const to = c + i * n;
      for (let l = 0; l < k; l++) {
        const factor = heap[a + i * aRow + l * aColumn]!;
        const from = b + l * bRow;
        for (let j = 0; j < n; j++) heap[to + j] = heap[to + j]! + factor * heap[from + j]!;
      }
    }
    return;
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      let p = a + i * aRow;
      let q = b + j * bColumn;
      for (let l = 0; l < k; l++, p += aColumn, q += bRow) sum += heap[p]! * heap[q]!;
      heap[c + i * n + j] = sum;
    }
  }
};

/** Integers of up to 32 bits, which wrap. */
const multiplyInteger: Multiply<Int32Array> = (heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++)
        sum = (sum + imul(heap[a + i * aRow + l * aColumn]!, heap[b + l * bRow + j * bColumn]!)) | 0;
      heap[c + i * n + j] = sum;
    }
  }
};

const multiplyBig: Multiply<BigInt64Array> = (heap, a, b, c, m, k, n, aRow, aColumn, bRow, bColumn) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0n;
      for (let l = 0; l < k; l++) sum += heap[a + i * aRow + l * aColumn]! * heap[b + l * bRow + j * bColumn]!;
      heap[c + i * n + j] = sum;
    }
  }
};
