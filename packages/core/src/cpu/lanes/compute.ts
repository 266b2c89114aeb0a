import { bool, type DType, float32 } from "../../dtype.js";
import type { Layout } from "../../layout.js";
import { f32, regions } from "../../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../../memory/temporary.js";
import type { Operand } from "../../tensor.js";
import { placeOf } from "../copy.js";
import { type Dim, eachPlace, mergeDims } from "../dims.js";
import { finishRun, isRun, ownRun, runOf, startRun, takeRun } from "../run.js";
import type { Lane } from "./lane.js";
import type { Kind } from "./loop.js";

/** A tensor that broadcasts to the result, or a number. */
export type Input = Operand | number;

/** What the plain kernel makes of one element; asked for elements of which the compiled kernel is not sure. */
export type Plain = (x: number, y: number, z: number) => number;

/** Where an input lies: its first element, and its strides if they are not those of the result. */
interface Source {
  readonly start: number;
  readonly strides: readonly number[];
}

/** Where kernels find their parameters, and numbers in place of inputs. */
const parametersAt = regions.kernels + 512;
const numbersAt = regions.kernels + 576;

const typeOf = (kind: Kind): DType => (kind === "float" ? float32 : bool);

/** Writes `out` by a compiled kernel with some numbers for parameters. */
export function compute(
  lane: Lane,
  inputs: readonly Input[],
  numbers: readonly number[],
  out: Operand,
  plain: Plain | null = null,
): void {
  const layout = out.layout.dense;
  const type = typeOf(lane.output);
  const mark = markTemporaries();
  f32.set(numbers, parametersAt >> 2);
  const sources = sourcesOf(inputs, lane, out, layout);
  const to = startRun(out, type);
  const dims = together(layout, sources);
  const { size, steps } = dims[0]!;
  eachPlace(dims, 1, [to, ...sources.map(({ start }) => start)], ([at, x, y, z]) =>
    computeRun(lane, size, at!, x!, steps[1]!, y ?? 0, steps[2] ?? 0, z ?? 0, steps[3] ?? 0, plain),
  );
  finishRun(out, type, to);
  releaseTemporaries(mark);
}

/**
 * The same for the most frequent case, with the least ado: float32 runs of one shape, or single elements. False if that is not the
 * case, and nothing is done.
 */
export function computeFlat(
  lane: Lane,
  x: Input,
  y: Input,
  z: Input,
  parameter: number,
  out: Operand,
  plain: Plain | null,
): boolean {
  if (out.dtype !== float32 || !out.layout.isContiguous) return false;
  const xStep = stepIn(x, out.layout);
  const yStep = stepIn(y, out.layout);
  const zStep = stepIn(z, out.layout);
  if (xStep < 0 || yStep < 0 || zStep < 0) return false;
  const a = startOf(x, 0);
  const b = startOf(y, 1);
  const c = startOf(z, 2);
  const to = ownRun(out);
  f32[parametersAt >> 2] = parameter;
  computeRun(lane, out.layout.numel, to, a, xStep, b, yStep, c, zStep, plain);
  return true;
}

/** 1 for a run of the elements of `layout`, 0 for one of them, -1 for anything else. */
function stepIn(x: Input, layout: Layout): number {
  if (typeof x === "number") return 0;
  if (x.dtype !== float32) return -1;
  if (isRun(x, layout, float32)) return 1;
  return x.layout.isUniform ? 0 : -1;
}

function startOf(x: Input, i: number): number {
  return typeof x === "number" ? placeNumber(x, i) : ownRun(x);
}

/** Where a number stands as input `i`. */
export function placeNumber(x: number, i: number): number {
  const at = (numbersAt >> 2) + i;
  f32[at] = x;
  return at;
}

function constant(value: number): number {
  const at = takeRun(1, float32);
  f32[at] = value;
  return at;
}

/** What has neighbours that lie apart, has another type, or may be overwritten too early is copied. */
function sourcesOf(inputs: readonly Input[], { inputs: kinds }: Lane, out: Operand, layout: Layout): Source[] {
  const copy = (x: Operand, i: number): Source => ({
    start: runOf(x, layout, typeOf(kinds[i]!)),
    strides: layout.strides,
  });
  const sources = inputs.map((x, i) => {
    if (typeof x === "number") return { start: constant(x), strides: layout.uniform().strides };
    return x.dtype === typeOf(kinds[i]!) && x.storage !== out.storage ? placeOf(x, layout) : copy(x, i);
  });
  const { steps } = together(layout, sources)[0]!;
  return sources.map((source, i) => (steps[i + 1]! > 1 ? copy(inputs[i] as Operand, i) : source));
}

function together(layout: Layout, sources: readonly Source[]): readonly Dim[] {
  return mergeDims(layout.shape, [layout.strides, ...sources.map(({ strides }) => strides)]) ?? [nothing];
}
const nothing: Dim = { size: 0, steps: [1, 0, 0, 0] };

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
  const { outShift, xShift, yShift, zShift } = lane;
  for (let done = 0; ; ) {
    done += lane.run(
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
    for (const end = Math.min(done + doubtful, count); done < end; done++)
      f32[to + done] = plain!(f32[x + done * xStep]!, f32[y + done * yStep]!, f32[z + done * zStep]!);
  }
}
