import { float32, int64 } from "../dtype.js";
import type { ProductKernels } from "../kernels/product.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { elementsOf } from "./elements.js";
import { finishRun, runOf, startRun } from "./run.js";

const { fround } = Math;

export const product: ProductKernels = {
  matmul(x, y, out) {
    const mark = markTemporaries();
    const dtype = out.dtype.compute;
    const a = runOf(x, x.layout.dense, dtype);
    const b = runOf(y, y.layout.dense, dtype);
    const c = startRun(out, dtype);
    const [m, n] = out.layout.shape.slice(-2) as [number, number];
    const k = x.layout.shape.at(-1)!;
    const batches = m * n === 0 ? 0 : out.layout.numel / (m * n);
    for (let batch = 0; batch < batches; batch++) {
      const from = a + batch * m * k;
      const by = b + batch * k * n;
      const to = c + batch * m * n;
      if (dtype === int64) multiplyBig(elementsOf(dtype) as BigInt64Array, from, by, to, m, k, n);
      else multiply(elementsOf(dtype) as Float32Array, from, by, to, m, k, n, dtype === float32);
    }
    finishRun(out, dtype, c);
    releaseTemporaries(mark);
  },
};

/** Products rounded, then added, k in order, which is PyTorch's order where it has one. */
function multiply(
  heap: Float32Array | Float64Array | Int32Array,
  a: number,
  b: number,
  c: number,
  m: number,
  k: number,
  n: number,
  single: boolean,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let l = 0; l < k; l++) {
        const p = heap[a + i * k + l]! * heap[b + l * n + j]!;
        s = single ? fround(s + fround(p)) : s + p;
      }
      heap[c + i * n + j] = s;
    }
  }
}

function multiplyBig(heap: BigInt64Array, a: number, b: number, c: number, m: number, k: number, n: number): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0n;
      for (let l = 0; l < k; l++) s += heap[a + i * k + l]! * heap[b + l * n + j]!;
      heap[c + i * n + j] = s;
    }
  }
}
