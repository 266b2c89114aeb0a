import type { Triangle } from "../../kernels/decomposition.js";

/** Replaces the n × k matrix `b` by the solution of `T X = b`, where T is a triangle of the n × n matrix `a`. */
export function solveTriangle(
  a: Float64Array,
  b: Float64Array,
  n: number,
  k: number,
  { upper, unitriangular }: Triangle,
): void {
  for (let step = 0; step < n; step++) {
    const i = upper ? n - 1 - step : step;
    const [from, to] = upper ? [i + 1, n] : [0, i];
    for (let j = from; j < to; j++) {
      const factor = a[i * n + j]!;
      for (let c = 0; c < k; c++) b[i * k + c] = b[i * k + c]! - factor * b[j * k + c]!;
    }
    if (unitriangular) continue;
    const pivot = a[i * n + i]!;
    for (let c = 0; c < k; c++) b[i * k + c] = b[i * k + c]! / pivot;
  }
}
