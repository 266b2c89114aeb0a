import { f32 } from "../memory/heap.js";
import { type Axis, eachPosition } from "./axes.js";
import { clearBytes } from "./bytes.js";
import type { Source } from "./fold.js";
import { hasVectors } from "./instructions.js";
import { sumColumns32, sumOfRun, totalsAt } from "./line-functions.js";

// Sums of floats in PyTorch's order: columns side by side, whose partial sums are folded upwards in a cascade of four levels. Totals
// are kept in typed arrays, so that every addition is rounded as the type is.

export type Floats = Float32Array | Float64Array;

/** Room for four levels of at most 32 columns, and for one total. */
const singles = new Float32Array(129);
const doubles = new Float64Array(129);
const total = 128;
const totalsOf = (a: Floats): Floats => (a.BYTES_PER_ELEMENT === 4 ? singles : doubles);

/** The same in the heap, where compiled code leaves them. */
let inHeap = f32.subarray(totalsAt >> 2, (totalsAt >> 2) + 32);
function totalsInHeap(): Floats {
  if (inHeap.buffer !== f32.buffer) inHeap = f32.subarray(totalsAt >> 2, (totalsAt >> 2) + 32);
  return inHeap;
}

/** Elements of a vector of 32 bytes. */
const lanesOf = (a: Floats): number => 32 / a.BYTES_PER_ELEMENT;

/** After 2^power rows their sum goes to the next level of a cascade. */
export function levelPower(rows: number): number {
  return Math.max(4, (32 - Math.clz32(rows - 1)) >> 2);
}

/** Sums `columns` columns of `rows` rows into the first totals; `rowStep` and `columnStep` lie between neighbours. */
function sumColumns(
  a: Floats,
  start: number,
  rows: number,
  rowStep: number,
  columns: number,
  columnStep: number,
): Floats {
  const power = levelPower(rows);
  if (hasVectors && a === f32 && columns === 32 && columnStep === 1) {
    sumColumns32(start << 2, rowStep << 2, rows, power);
    return totalsInHeap();
  }
  const acc = totalsOf(a);
  acc.fill(0, 0, 4 * columns);
  const unit = 1 << power;
  for (let row = 0, at = start; row < rows; ) {
    const end = Math.min(row + unit, rows);
    for (; row < end; row++, at += rowStep) for (let c = 0; c < columns; c++) acc[c]! += a[at + c * columnStep]!;
    if ((row & (unit - 1)) !== 0) break;
    for (let level = 1; level < 4; level++) {
      fold(acc, columns, level);
      if ((row & ((unit - 1) << (level * power))) !== 0) break;
    }
  }
  for (let level = 1; level < 4; level++) for (let c = 0; c < columns; c++) acc[c]! += acc[level * columns + c]!;
  return acc;
}

/** Adds the totals of the level below to those of `level`. */
function fold(acc: Floats, columns: number, level: number): void {
  for (let c = level * columns; c < (level + 1) * columns; c++) {
    acc[c]! += acc[c - columns]!;
    acc[c - columns] = 0;
  }
}

/** Four interleaved columns, leftovers onto the first. */
function sumStrided(a: Floats, start: number, n: number, step: number): number {
  const rows = n >> 2;
  const acc = sumColumns(a, start, rows, 4 * step, 4, step);
  for (let i = 4 * rows; i < n; i++) acc[0]! += a[start + i * step]!;
  for (let k = 1; k < 4; k++) acc[0]! += acc[k]!;
  return acc[0]!;
}

/** The same with vectors for elements; then the tail and the lanes in order. */
function sumRun(a: Floats, start: number, n: number): number {
  if (hasVectors && a === f32) return sumOfRun(start << 2, n << 2, levelPower(n >> 5));
  const lanes = lanesOf(a);
  const vectors = Math.floor(n / lanes);
  const rows = vectors >> 2;
  const acc = sumColumns(a, start, rows, 4 * lanes, 4 * lanes, 1);
  for (let i = 4 * rows; i < vectors; i++) addVector(acc, a, start + i * lanes, lanes);
  for (let k = 1; k < 4; k++) addVector(acc, acc, k * lanes, lanes);
  acc[total] = 0;
  for (let i = vectors * lanes; i < n; i++) acc[total]! += a[start + i]!;
  for (let lane = 0; lane < lanes; lane++) acc[total]! += acc[lane]!;
  return acc[total]!;
}

function addVector(acc: Floats, a: Floats, at: number, lanes: number): void {
  for (let lane = 0; lane < lanes; lane++) acc[lane]! += a[at + lane]!;
}

/** Writes the sums of a reduction to the `n` results from `to` on. */
export function sumAll(a: Floats, { start, axes }: Source, to: number, n: number): void {
  clearBytes(to * a.BYTES_PER_ELEMENT, n * a.BYTES_PER_ELEMENT);
  const [first, second] = axes as [Axis, Axis];
  eachPosition(axes, 2, start, to, (from, at) => sumBlock(a, first, second, from, at));
}

/** Adds to the results at `to` what the two innermost axes of a reduction hold. */
function sumBlock(a: Floats, first: Axis, second: Axis, from: number, to: number): void {
  const [inner, outer] = first.to !== 0 && second.to === 0 ? [second, first] : [first, second];
  if (inner.to !== 0) return addBlock(a, inner, outer, from, to);
  const lanes = lanesOf(a);
  if (inner.from === 1 && inner.size >= lanes) {
    for (let j = 0; j < outer.size; j++) a[to + j * outer.to]! += sumRun(a, from + j * outer.from, inner.size);
    return;
  }
  const group = outer.from === 1 && outer.size >= lanes ? 4 * lanes : inner.from < outer.from ? outer.size + 1 : 4;
  let j = 0;
  for (; j + group <= outer.size; j += group) {
    const acc = sumColumns(a, from + j * outer.from, inner.size, inner.from, group, outer.from);
    for (let c = 0; c < group; c++) a[to + (j + c) * outer.to]! += acc[c]!;
  }
  for (; j < outer.size; j++) a[to + j * outer.to]! += sumStrided(a, from + j * outer.from, inner.size, inner.from);
}

/** Nothing is reduced here: every element goes to a place of its own. */
function addBlock(a: Floats, inner: Axis, outer: Axis, from: number, to: number): void {
  for (let j = 0; j < outer.size; j++)
    for (let i = 0; i < inner.size; i++)
      a[to + j * outer.to + i * inner.to]! += a[from + j * outer.from + i * inner.from]!;
}
