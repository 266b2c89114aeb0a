import type { DType } from "../dtype.js";
import { float32, int64 } from "../dtype.js";
import type { ProductKernels } from "../kernels/product.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { type Place, placeOf } from "./copy.js";
import { elementsOf } from "./elements.js";
import { finishRun, runOf, startRun } from "./run.js";

const { fround } = Math;

export const product: ProductKernels = {
  matmul(x, y, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const a = matrices(x, dtype);
    const b = matrices(y, dtype);
    const c = startRun(out, dtype);
    const [m, n] = out.layout.shape.slice(-2) as [number, number];
    const k = x.layout.shape.at(-1)!;
    const batch = out.layout.shape.slice(0, -2);
    const heap = elementsOf(dtype);
    heap.fill((dtype === int64 ? 0n : 0) as never, c, c + out.layout.numel);
    eachMatrix(batch, a, b, (i, j, index) => {
      const to = c + index * m * n;
      if (dtype === int64) multiplyBig(heap as BigInt64Array, i, rows(a), j, rows(b), to, m, k, n);
      else multiply(heap as Float32Array, i, rows(a), j, rows(b), to, m, k, n, dtype === float32);
    });
    finishRun(out, dtype, c);
    releaseTemporaries(mark);
  },
};

/** Where the matrices of `x` lie: in place, whatever their strides, if they have the type already. */
function matrices(x: Operand, dtype: DType): Place {
  if (x.dtype === dtype) return placeOf(x, x.layout);
  return { dtype, start: runOf(x, x.layout.dense, dtype), strides: x.layout.dense.strides };
}

/** Steps from row to row and from column to column. */
type Steps = readonly [row: number, column: number];
const rows = (place: Place): Steps => place.strides.slice(-2) as [number, number];

function eachMatrix(
  batch: readonly number[],
  a: Place,
  b: Place,
  visit: (i: number, j: number, index: number) => void,
): void {
  let index = 0;
  const walk = (d: number, i: number, j: number): void => {
    if (d === batch.length) return visit(i, j, index++);
    for (let at = 0; at < batch[d]!; at++) walk(d + 1, i + at * a.strides[d]!, j + at * b.strides[d]!);
  };
  walk(0, a.start, b.start);
}

/** Adds to zeros at `c`: products rounded, then added, k in order, which is PyTorch's order where it has one. */
function multiply(
  heap: Float32Array | Float64Array | Int32Array,
  a: number,
  [aRow, aColumn]: Steps,
  b: number,
  [bRow, bColumn]: Steps,
  c: number,
  m: number,
  k: number,
  n: number,
  single: boolean,
): void {
  for (let i = 0; i < m; i++) {
    const to = c + i * n;
    for (let l = 0; l < k; l++) {
      const factor = heap[a + i * aRow + l * aColumn]!;
      const from = b + l * bRow;
      if (single) for (let j = 0; j < n; j++) heap[to + j] = heap[to + j]! + fround(factor * heap[from + j * bColumn]!);
      else for (let j = 0; j < n; j++) heap[to + j] = heap[to + j]! + factor * heap[from + j * bColumn]!;
    }
  }
}

function multiplyBig(
  heap: BigInt64Array,
  a: number,
  [aRow, aColumn]: Steps,
  b: number,
  [bRow, bColumn]: Steps,
  c: number,
  m: number,
  k: number,
  n: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const factor = heap[a + i * aRow + l * aColumn]!;
      for (let j = 0; j < n; j++)
        heap[c + i * n + j] = heap[c + i * n + j]! + factor * heap[b + l * bRow + j * bColumn]!;
    }
  }
}
