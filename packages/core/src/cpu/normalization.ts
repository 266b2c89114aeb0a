import type { NormalizationKernels, Parts } from "../kernels/normalization.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { divide, isNoting, noted } from "../threads/pool.js";
import { floatsOf, roundingOf } from "./fold.js";
import { partFunctions } from "./part-functions.js";
import { finishRun, runOf, startRun } from "./run.js";
import type { Floats } from "./sum.js";

/** Runs of elements, by where they begin; -1 for none. */
interface Places {
  readonly a: Floats;
  readonly x: number;
  readonly grad: number;
  readonly weight: number;
  readonly bias: number;
  readonly out: number;
  /** How many elements further the weights of the next part are. */
  readonly weightStep: number;
  readonly round: (value: number) => number;
}

/** Begins where each run of a part does, and counts from the first element of all. */
function eachRun({ outer, parts, inner }: Parts, part: number, visit: (start: number) => void): void {
  for (let o = 0; o < outer; o++) visit((o * parts + part) * inner);
}

const lanes = 8;

/** The mean of something over a part, in double: of eight lanes, whose halves are added until one is left, and of what goes beyond. */
function meanOf(shape: Parts, part: number, term: (at: number, i: number) => number): number {
  const { outer, inner } = shape;
  const sums = new Float64Array(lanes);
  const whole = inner - (inner % lanes);
  let rest = 0;
  eachRun(shape, part, (start) => {
    for (let i = 0; i < whole; i++) sums[i % lanes]! += term(start + i, i);
    for (let i = whole; i < inner; i++) rest += term(start + i, i);
  });
  for (let half = lanes >> 1; half > 0; half >>= 1) for (let i = 0; i < half; i++) sums[i]! += sums[i + half]!;
  return (sums[0]! + rest) / (outer * inner);
}

/** Mean and inverse deviation of a part. */
function moments({ a, x }: Places, shape: Parts, part: number): readonly [number, number] {
  const mean = meanOf(shape, part, (at) => a[x + at]!);
  return [mean, 1 / Math.sqrt(meanOf(shape, part, (at) => (a[x + at]! - mean) ** 2) + shape.eps)];
}

function standardize(places: Places, shape: Parts): void {
  const { a, x, weight, bias, out, weightStep, round } = places;
  for (let part = 0; part < shape.parts; part++) {
    const [mean, r] = moments(places, shape, part);
    eachRun(shape, part, (start) => {
      for (let i = 0; i < shape.inner; i++) {
        const standard = round((a[x + start + i]! - mean) * r);
        const scaled = weight < 0 ? standard : round(standard * a[weight + part * weightStep + i]!);
        a[out + start + i] = bias < 0 ? scaled : scaled + a[bias + i]!;
      }
    });
  }
}

function standardizeGrad(places: Places, shape: Parts): void {
  const { a, x, grad, weight, out, weightStep, round } = places;
  for (let part = 0; part < shape.parts; part++) {
    const g = (at: number, i: number): number =>
      weight < 0 ? a[grad + at]! : round(a[grad + at]! * a[weight + part * weightStep + i]!);
    const [mean, r] = moments(places, shape, part);
    const shift = meanOf(shape, part, g);
    const slope = meanOf(shape, part, (at, i) => g(at, i) * (a[x + at]! - mean)) * r * r;
    eachRun(shape, part, (start) => {
      for (let i = 0; i < shape.inner; i++)
        a[out + start + i] = (g(start + i, i) - shift - (a[x + start + i]! - mean) * slope) * r;
    });
  }
}

type Name = "standardize" | "standardizeGrad";

/** An element takes about as long as so many multiplications in a product of matrices. */
const multiplicationsOfElement = 16;

/** The same by compiled functions, for float32. */
function compiled(name: Name, places: Places, shape: Parts): void {
  const { parts, outer, inner, eps } = shape;
  const address = (place: number): number => (place < 0 ? 0 : place << 2);
  const [x, grad, weight, bias, out] = [places.x, places.grad, places.weight, places.bias, places.out].map(address);
  const bytes = inner << 2;
  const weightBytes = places.weightStep << 2;
  divide(parts, parts * outer * inner * multiplicationsOfElement, (first, end) => {
    const run = (isNoting() ? noted(partFunctions()) : partFunctions())[name];
    const skipped = first * bytes;
    run(
      x! + skipped,
      grad! + skipped,
      weight! && weight! + first * weightBytes,
      bias!,
      out! + skipped,
      weightBytes,
      end - first,
      outer,
      bytes,
      parts * bytes,
      outer * inner,
      eps,
    );
  });
}

type Compute = (name: Name, places: Places, shape: Parts) => void;

function kernels(compute: Compute): NormalizationKernels {
  const run = (name: Name, [x, grad, weight, bias]: readonly (Operand | null)[], shape: Parts, out: Operand): void => {
    if (out.layout.numel === 0) return;
    const dtype = out.dtype.compute;
    const mark = markTemporaries();
    const place = (operand: Operand | null | undefined): number =>
      operand == null ? -1 : runOf(operand, operand.layout.dense, dtype);
    const places: Places = {
      x: place(x),
      grad: place(grad),
      weight: place(weight),
      bias: place(bias),
      out: startRun(out, dtype),
      a: floatsOf(dtype)!,
      weightStep: weight != null && weight.layout.numel > shape.inner ? shape.inner : 0,
      round: roundingOf(dtype),
    };
    compute(name, places, shape);
    finishRun(out, dtype, places.out);
    releaseTemporaries(mark);
  };
  return {
    standardize: (x, shape, weight, bias, out) => run("standardize", [x, null, weight, bias], shape, out),
    standardizeGrad: (grad, x, shape, weight, out) => run("standardizeGrad", [x, grad, weight], shape, out),
  };
}

const plain = { standardize, standardizeGrad };
export const normalization: NormalizationKernels = kernels((name, places, shape) => plain[name](places, shape));
export const fastNormalization: NormalizationKernels = kernels((name, places, shape) => {
  if (places.a.BYTES_PER_ELEMENT === 4) compiled(name, places, shape);
  else plain[name](places, shape);
});
