import { type Axis, eachPosition } from "./axes.js";
import type { Source } from "./fold.js";

// Sums of floats in PyTorch's order: vectors of lanes, four columns side by side, partial sums folded upwards in a cascade.

export type Floats = Float32Array | Float64Array;

const { fround } = Math;

/** A sum of `rows` items spaced by `step`: runs of `unit` items are folded into the next of four levels. */
function cascade(a: Floats, start: number, step: number, rows: number, single: boolean): number {
  const power = Math.max(4, (32 - Math.clz32(rows - 1)) >> 2);
  const unit = 1 << power;
  const whole = rows & -unit;
  let l1 = 0;
  let l2 = 0;
  let l3 = 0;
  let at = start;
  for (let row = unit; row <= whole; row += unit) {
    const run = plainSum(a, at, step, unit, single);
    at += unit * step;
    l1 = single ? fround(l1 + run) : l1 + run;
    if ((row & ((unit - 1) << power)) !== 0) continue;
    l2 = single ? fround(l2 + l1) : l2 + l1;
    l1 = 0;
    if ((row & ((unit - 1) << (2 * power))) !== 0) continue;
    l3 = single ? fround(l3 + l2) : l3 + l2;
    l2 = 0;
  }
  const rest = plainSum(a, at, step, rows - whole, single);
  return single ? fround(fround(fround(rest + l1) + l2) + l3) : rest + l1 + l2 + l3;
}

/** A sum of `n` items one after the other. */
function plainSum(a: Floats, start: number, step: number, n: number, single: boolean): number {
  let sum = 0;
  if (single) for (let i = 0; i < n; i++) sum = fround(sum + a[start + i * step]!);
  else for (let i = 0; i < n; i++) sum += a[start + i * step]!;
  return sum;
}

/** Four interleaved cascades, leftovers onto the first. */
function rowSum(a: Floats, start: number, step: number, n: number, single: boolean): number {
  const rows = n >> 2;
  let c0 = 0;
  let c1 = 0;
  let c2 = 0;
  let c3 = 0;
  if (rows > 0) {
    c0 = cascade(a, start, step * 4, rows, single);
    c1 = cascade(a, start + step, step * 4, rows, single);
    c2 = cascade(a, start + 2 * step, step * 4, rows, single);
    c3 = cascade(a, start + 3 * step, step * 4, rows, single);
  }
  if (!single) {
    for (let i = rows * 4; i < n; i++) c0 += a[start + i * step]!;
    return c0 + c1 + c2 + c3;
  }
  for (let i = rows * 4; i < n; i++) c0 = fround(c0 + a[start + i * step]!);
  return fround(fround(fround(c0 + c1) + c2) + c3);
}

/** The sum of a contiguous run: the tail, then the lanes in order. */
function sumRun(a: Floats, start: number, n: number, single: boolean): number {
  const lanes = single ? 8 : 4;
  const vectors = Math.floor(n / lanes);
  let s = plainSum(a, start + vectors * lanes, 1, n - vectors * lanes, single);
  for (let lane = 0; lane < lanes; lane++) {
    // less than four vectors make one column
    const sum = vectors < 4 ? plainSum : rowSum;
    const part = sum(a, start + lane, lanes, vectors, single);
    s = single ? fround(s + part) : s + part;
  }
  return s;
}

/** Writes the sums of a reduction to the `n` results from `to` on. */
export function sumAll(a: Floats, { start, axes }: Source, to: number, n: number): void {
  a.fill(0, to, to + n);
  const [first, second] = axes as [Axis, Axis];
  eachPosition(axes, 2, start, to, (from, at) => sumBlock(a, first, second, from, at));
}

/** Adds to the result at `to` what the two innermost axes of a reduction hold. */
function sumBlock(a: Floats, first: Axis, second: Axis, from: number, to: number): void {
  const single = a.BYTES_PER_ELEMENT === 4;
  const lanes = single ? 8 : 4;
  const [inner, outer] = first.to !== 0 && second.to === 0 ? [second, first] : [first, second];
  if (inner.to !== 0) return addBlock(a, inner, outer, from, to);
  if (inner.from === 1 && inner.size >= lanes) {
    for (let j = 0; j < outer.size; j++) a[to + j * outer.to]! += sumRun(a, from + j * outer.from, inner.size, single);
    return;
  }
  const group = outer.from === 1 && outer.size >= lanes ? 4 * lanes : inner.from < outer.from ? 0 : 4;
  const grouped = group === 0 ? 0 : outer.size - (outer.size % group);
  for (let j = 0; j < outer.size; j++) {
    const start = from + j * outer.from;
    const sum = j < grouped ? cascade : rowSum;
    a[to + j * outer.to]! += sum(a, start, inner.from, inner.size, single);
  }
}

/** Nothing is reduced here: every element goes to a place of its own. */
function addBlock(a: Floats, inner: Axis, outer: Axis, from: number, to: number): void {
  for (let j = 0; j < outer.size; j++)
    for (let i = 0; i < inner.size; i++)
      a[to + j * outer.to + i * inner.to]! += a[from + j * outer.from + i * inner.from]!;
}
