import type { DType } from "../../dtype.js";
import type { Layout, Shape } from "../../layout.js";
import { f32, regions } from "../../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../../memory/temporary.js";
import type { Operand } from "../../tensor.js";
import { divideAhead, partsOf } from "../../threads/pool.js";
import { type Dim, mergeDims } from "../dims.js";
import { writeNumber } from "../elements.js";
import { finishRun, isRun, ownRun, runOf, startRun } from "../run.js";
import { type Run, runAt } from "./door.js";
import type { Lane, RunRows } from "./lane.js";

/** A tensor that broadcasts to the result, or a number. */
export type Input = Operand | number | bigint;

/** What the plain kernel makes of one element and parameter 0; asked for elements of which the compiled kernel is not sure. */
export type Plain = (x: number, y: number, z: number, parameter: number) => number;

/** Where kernels find their parameters, and numbers in place of inputs. */
export const parametersAt: number = regions.kernels + 512;
const numberAt = (i: number): number => regions.kernels + 576 + 8 * i;

/** Writes `out` by a compiled kernel with some numbers for parameters. */
export function compute(
  lane: Lane,
  inputs: readonly Input[],
  numbers: readonly (number | bigint)[],
  out: Operand,
  plain: Plain | null = null,
): void {
  const layout = out.layout.dense;
  const mark = markTemporaries();
  for (const [i, value] of numbers.entries()) place(value, lane.type, parametersAt + i * lane.type.bytes);
  const { dims, copied } = rowsFor(lane, inputs, out, layout);
  const start = (i: number): number => {
    const x = inputs[i];
    if (x === undefined) return 0;
    if (typeof x !== "object") return place(x, lane.inputs[i]!, numberAt(i));
    return copied[i] ? runOf(x, layout, lane.inputs[i]!) : ownRun(x);
  };
  const [x, y, z] = [start(0), start(1), start(2)];
  const type = lane.output;
  const to = startRun(out, type);
  computeRows(lane, dims, dims.length - 1, to, x, y, z, plain);
  finishRun(out, type, to);
  releaseTemporaries(mark);
}

/** How the last inputs of a kernel were walked. */
interface Rows {
  readonly out: Layout;
  /** Null for a number, "copy" for what must be copied whatever its layout. */
  readonly inputs: readonly (Layout | "copy" | null)[];
  readonly copied: readonly boolean[];
  readonly dims: readonly Dim[];
}
const lastRows = new WeakMap<Lane, Rows>();

function rowsFor(lane: Lane, inputs: readonly Input[], out: Operand, layout: Layout): Rows {
  // what has another type, or may be overwritten too early, is copied
  const layouts = inputs.map((x, i) => {
    if (typeof x !== "object") return null;
    return x.dtype === lane.inputs[i]! && x.storage !== out.storage ? x.layout : "copy";
  });
  const last = lastRows.get(lane);
  if (last !== undefined && last.out === layout && layouts.every((own, i) => own === last.inputs[i])) return last;
  const strides = layouts.map((own) => {
    if (own === null) return layout.uniform().strides;
    return own === "copy" ? layout.strides : own.expand(layout).strides;
  });
  // so is what has neighbours that lie apart
  const { steps } = together(layout, strides)[0]!;
  const copied = layouts.map((own, i) => own === "copy" || steps[i + 1]! > 1);
  const dims = together(
    layout,
    strides.map((own, i) => (copied[i] ? layout.strides : own)),
  );
  const rows = { out: layout, inputs: layouts, copied, dims };
  lastRows.set(lane, rows);
  return rows;
}

function together(layout: Layout, strides: readonly Shape[]): readonly Dim[] {
  const none = strides.length < 3 ? new Array(3 - strides.length).fill(layout.uniform().strides) : [];
  return mergeDims(layout.shape, [layout.strides, ...strides, ...none]) ?? [nothing];
}
const nothing: Dim = { size: 0, steps: [1, 0, 0, 0] };

function computeRows(
  lane: Lane,
  dims: readonly Dim[],
  d: number,
  to: number,
  x: number,
  y: number,
  z: number,
  plain: Plain | null,
): void {
  const { size, steps } = dims[d]!;
  if (d === 0) return computeRun(lane, size, to, x, steps[1]!, y, steps[2]!, z, steps[3]!, plain);
  if (d === 1 && dims[0]!.size < longRow) return computeTable(lane, dims[0]!, dims[1]!, to, x, y, z, plain);
  for (let i = 0; i < size; i++)
    computeRows(lane, dims, d - 1, to + i * steps[0]!, x + i * steps[1]!, y + i * steps[2]!, z + i * steps[3]!, plain);
}

/** Rows of so many elements are better done one by one. */
const longRow = 1 << 12;

/** Rows side by side, divided among threads where none uses space that it would share with another. */
function computeTable(
  lane: Lane,
  row: Dim,
  rows: Dim,
  to: number,
  x: number,
  y: number,
  z: number,
  plain: Plain | null,
): void {
  const { outShift, xShift, yShift, zShift } = lane;
  const [toRow, xRow, yRow, zRow] = rows.steps as [number, number, number, number];
  const [, xStep, yStep, zStep] = row.steps as [number, number, number, number];
  const isWhole = row.size % wholeVectors === 0 && row.steps.every((step, i) => step !== 0 || rows.steps[i] === 0);
  const argsOf = (first: number, size: number): Parameters<RunRows> => [
    size,
    toRow << outShift,
    xRow << xShift,
    yRow << yShift,
    zRow << zShift,
    row.size,
    (to + first * toRow) << outShift,
    (x + first * xRow) << xShift,
    xStep,
    (y + first * yRow) << yShift,
    yStep,
    (z + first * zRow) << zShift,
    zStep,
    parametersAt,
  ];
  const run = lane.compiled().rows;
  const goOn = (start: number, end: number): void => {
    for (let at = start; at < end; at++) {
      at += run(...argsOf(at, end - at));
      if (at < end)
        computeFrom(
          0,
          lane,
          row.size,
          to + at * toRow,
          x + at * xRow,
          xStep,
          y + at * yRow,
          yStep,
          z + at * zRow,
          zStep,
          plain,
        );
    }
  };
  const work = isWhole ? rows.size * row.size * multiplicationsOfElement : 0;
  divideAhead(rows.size, work, run, argsOf, goOn, 1);
}

/** What is left of a row is done in a place that all threads share; rows of so many elements leave nothing. */
const wholeVectors = 4;

/**
 * The same for the most frequent case, with the least ado: runs of one shape, or single elements. False if that is not the case, and
 * nothing is done.
 */
export function computeFlat(
  lane: Lane,
  x: Input,
  y: Input,
  z: Input,
  parameter: number | bigint,
  out: Operand,
  plain: Plain | null,
): boolean {
  if (out.dtype !== lane.output || !out.layout.isContiguous) return false;
  const { inputs } = lane;
  const count = inputs.length;
  const xStep = stepIn(x, inputs[0]!, out.layout);
  const yStep = count < 2 ? 0 : stepIn(y, inputs[1]!, out.layout);
  const zStep = count < 3 ? 0 : stepIn(z, inputs[2]!, out.layout);
  if (xStep < 0 || yStep < 0 || zStep < 0) return false;
  const a = startOf(x, inputs[0]!, 0);
  const b = count < 2 ? 0 : startOf(y, inputs[1]!, 1);
  const c = count < 3 ? 0 : startOf(z, inputs[2]!, 2);
  const to = ownRun(out);
  place(parameter, lane.type, parametersAt);
  computeRun(lane, out.layout.numel, to, a, xStep, b, yStep, c, zStep, plain);
  return true;
}

/** 1 for a run of the elements of `layout`, 0 for one of them, -1 for anything else. */
function stepIn(x: Input, type: DType, layout: Layout): number {
  if (typeof x !== "object") return 0;
  if (isRun(x, layout, type)) return 1;
  return x.dtype === type && x.layout.isUniform ? 0 : -1;
}

function startOf(x: Input, type: DType, i: number): number {
  return typeof x === "object" ? ownRun(x) : place(x, type, numberAt(i));
}

/** Writes a number to an address as an element of `type`; gives its place. */
function place(x: number | bigint, type: DType, address: number): number {
  const at = address >> type.shift;
  writeNumber(x, type, at);
  return at;
}

/** As many elements as are computed plainly where one is doubtful. */
const doubtful = 16;

/** Computes `count` elements; places and steps are counted in elements. */
export function computeRun(
  lane: Lane,
  count: number,
  to: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  z: number,
  zStep: number,
  plain: Plain | null,
): void {
  if (partsOf(count * multiplicationsOfElement) === 1)
    computeFrom(0, lane, count, to, x, xStep, y, yStep, z, zStep, plain);
  else computeOnThreads(lane, count, to, x, xStep, y, yStep, z, zStep, plain);
}

function computeOnThreads(
  lane: Lane,
  count: number,
  to: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  z: number,
  zStep: number,
  plain: Plain | null,
): void {
  const { outShift, xShift, yShift, zShift } = lane;
  divideAhead(
    count,
    count * multiplicationsOfElement,
    lane.compiled().run,
    (first, size): Parameters<Run> => [
      size,
      (to + first) << outShift,
      (x + first * xStep) << xShift,
      xStep,
      (y + first * yStep) << yShift,
      yStep,
      (z + first * zStep) << zShift,
      zStep,
      parametersAt,
    ],
    (start, end) => computeFrom(start, lane, end, to, x, xStep, y, yStep, z, zStep, plain),
  );
}

/** An element takes about as long as so many multiplications in a product of matrices. */
const multiplicationsOfElement = 16;

/** The same in this thread, when some elements are `done`. */
function computeFrom(
  done: number,
  lane: Lane,
  count: number,
  to: number,
  x: number,
  xStep: number,
  y: number,
  yStep: number,
  z: number,
  zStep: number,
  plain: Plain | null,
): void {
  const { outShift, xShift, yShift, zShift } = lane;
  for (;;) {
    done += runAt(
      lane.place,
      count - done,
      (to + done) << outShift,
      (x + done * xStep) << xShift,
      xStep,
      (y + done * yStep) << yShift,
      yStep,
      (z + done * zStep) << zShift,
      zStep,
      parametersAt,
    );
    if (done >= count) return;
    const parameter = f32[parametersAt >> 2]!;
    for (const end = Math.min(done + doubtful, count); done < end; done++)
      f32[to + done] = plain!(f32[x + done * xStep]!, f32[y + done * yStep]!, f32[z + done * zStep]!, parameter);
  }
}
