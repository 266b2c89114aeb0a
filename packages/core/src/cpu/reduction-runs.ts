import { float32 } from "../dtype.js";
import { Extreme, type ExtremumKernels } from "../kernels/extrema.js";
import { Reduction, type ReductionKernels } from "../kernels/reduction.js";
import { f32 } from "../memory/heap.js";
import { writeInt64 } from "../memory/int64.js";
import type { Operand } from "../tensor.js";
import { extrema } from "./extrema.js";
import { firstOf, largestOf, smallestOf, sumOfRun } from "./line-functions.js";
import { reduction } from "./reduction.js";
import { isFloatRun, isRun, ownRun } from "./run.js";
import { simdNorm } from "./simd.js";
import { levelPower } from "./sum.js";

// Reductions of float32 runs by compiled functions.

/** Runs of `n` elements, one beside the other, are reduced to one number each; 0 if that is not so. */
function lengthOfRuns(x: Operand, isLast: boolean, out: Operand): number {
  const runs = out.layout.numel;
  return (isLast || runs === 1) && isFloatRun(x) && isFloatRun(out) ? x.layout.numel / runs : 0;
}

function areLast(x: Operand, dims: readonly number[] | null): boolean {
  return dims !== null && dims.length === 1 && dims[0] === x.layout.ndim - 1;
}

export const fastReduction: ReductionKernels = {
  ...reduction,

  reduce(kernel, x, dims, out) {
    const n = kernel === Reduction.sum ? 0 : lengthOfRuns(x, areLast(x, dims), out);
    const all = x.layout.numel;
    if (kernel === Reduction.sum && all >= 8 && out.layout.numel === 1 && isFloatRun(x) && isFloatRun(out)) {
      const total = sumOfRun(ownRun(x) << 2, all << 2, levelPower(all >> 5));
      f32[ownRun(out)] = total;
    } else if ((kernel === Reduction.max || kernel === Reduction.min) && n > 0) {
      const extreme = kernel === Reduction.max ? largestOf : smallestOf;
      const from = ownRun(x);
      const to = ownRun(out);
      for (let row = 0, at = from; row < out.layout.numel; row++, at += n) {
        const value = extreme(at << 2, n << 2);
        // the first of zeros, which may have either sign
        f32[to + row] = value === 0 ? f32[at + firstOf(at << 2, 0)]! : value;
      }
    } else reduction.reduce(kernel, x, dims, out);
  },

  norm(p, x, dims, out) {
    const n = p === 2 ? lengthOfRuns(x, areLast(x, dims), out) : 0;
    if (n < 2) return reduction.norm(p, x, dims, out);
    const from = ownRun(x);
    const to = ownRun(out);
    for (let row = 0; row < out.layout.numel; row++) f32[to + row] = simdNorm((from + row * n) << 2, n << 2);
  },
};

export const fastExtrema: ExtremumKernels = {
  ...extrema,

  extremum(kernel, x, dim, values, indices) {
    const n = x.layout.shape[dim] ?? 1;
    const isPlain = dim !== x.layout.ndim - 1 || n === 0 || !isFloatRun(x) || !indices.layout.isContiguous;
    if (isPlain || (values !== null && !isRun(values, indices.layout, float32)))
      return extrema.extremum(kernel, x, dim, values, indices);
    const extreme = kernel === Extreme.max ? largestOf : smallestOf;
    const from = ownRun(x);
    const best = values === null ? 0 : ownRun(values);
    const where = ownRun(indices);
    for (let row = 0, at = from; row < indices.layout.numel; row++, at += n) {
      const first = firstOf(at << 2, extreme(at << 2, n << 2));
      if (values !== null) f32[best + row] = f32[at + first]!;
      writeInt64(where + row, first);
    }
  },
};
