import { type DType, bool, float32, int64 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Binary, Compare, type ElementwiseKernels, Test, Unary } from "../kernels/elementwise.js";
import { i64, u8 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { copyElements, placeOf } from "./copy.js";
import { type Elements, elementsOf } from "./elements.js";
import { finishRun, runOf, startRun, takeRun } from "./run.js";

// The plain kernels: any layout, any type. They define the truth. Assigning to a typed array rounds, so a function that rounds
// once needs no care; one that rounds more often says so with `fround`.

/** What a kernel computes on floats, on integers up to 32 bits, and on int64. */
interface Rule<F, I = F, B = never> {
  readonly float?: F;
  readonly integer?: I;
  readonly big?: B;
}
type BinaryRule = Rule<
  (x: number, y: number, round: (v: number) => number) => number,
  (x: number, y: number) => number,
  (x: bigint, y: bigint) => bigint
>;
type UnaryRule = Rule<(x: number) => number, (x: number) => number, (x: bigint) => bigint>;

const { fround } = Math;
const identity = (v: number): number => v;
const relu = (x: number): number => (x < 0 ? 0 : x);

function power(x: number, k: number, round: (v: number) => number): number {
  if (k === 2) return x * x;
  if (k === 3) return round(x * x) * x;
  if (k === 0.5) return Math.sqrt(x);
  if (k === -0.5) return 1 / round(Math.sqrt(x));
  if (k === -2) return 1 / round(x * x);
  return x === 1 ? 1 : x ** k;
}

const binaryRules = {
  add: { float: (x, y) => x + y, big: (x, y) => x + y },
  sub: { float: (x, y) => x - y, big: (x, y) => x - y },
  mul: { float: (x, y) => x * y, integer: Math.imul, big: (x, y) => x * y },
  div: { float: (x, y) => x / y },
  pow: { float: power, integer: (x, y) => integerPower(x, y), big: (x, y) => bigPower(x, y) },
  maximum: { float: (x, y) => Math.max(x, y), big: (x, y) => (x > y ? x : y) },
  minimum: { float: (x, y) => Math.min(x, y), big: (x, y) => (x < y ? x : y) },
  reluGrad: { float: (grad, output) => (output > 0 ? grad : 0) },
} satisfies Record<keyof typeof Binary, BinaryRule>;

function integerPower(x: number, k: number): number {
  if (k < 0) return x === 1 ? 1 : x === -1 ? (k & 1 ? -1 : 1) : 0;
  let result = 1;
  for (let base = x; k > 0; k >>= 1, base = Math.imul(base, base)) if (k & 1) result = Math.imul(result, base);
  return result;
}

function bigPower(x: bigint, k: bigint): bigint {
  if (k < 0n) return x === 1n ? 1n : x === -1n ? (k & 1n ? -1n : 1n) : 0n;
  let result = 1n;
  for (let base = x; k > 0n; k >>= 1n, base = BigInt.asIntN(64, base * base))
    if (k & 1n) result = BigInt.asIntN(64, result * base);
  return result;
}

const unaryRules = {
  neg: { float: (x) => -x, big: (x) => -x },
  relu: { float: relu, big: (x) => (x < 0n ? 0n : x) },
  sqrt: { float: Math.sqrt },
  exp: { float: Math.exp },
  log: { float: Math.log },
  abs: { float: Math.abs, big: (x) => (x < 0n ? -x : x) },
  sin: { float: Math.sin },
  cos: { float: Math.cos },
  tanh: { float: Math.tanh },
  sigmoid: { float: (x) => 1 / (1 + Math.exp(-x)) },
} satisfies Record<keyof typeof Unary, UnaryRule>;

type Comparison = (x: number | bigint, y: number | bigint) => boolean;
const compareRules = {
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
} satisfies Record<keyof typeof Compare, Comparison>;

const testRules = {
  isnan: (x) => x !== x,
  isinf: (x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY,
  isfinite: (x) => typeof x === "bigint" || Number.isFinite(x),
  logicalNot: (x) => !x,
} satisfies Record<keyof typeof Test, (x: number | bigint) => boolean>;

/** Rules by kernel number; with a name for errors. */
function byCode<R>(codes: Record<string, number>, rules: Record<string, R>): (R & { name: string })[] {
  return Object.keys(codes).map((name) => Object.assign(rules[name]!, { name }) as R & { name: string });
}
const binaryTable = byCode<BinaryRule>(Binary, binaryRules);
const unaryTable = byCode<UnaryRule>(Unary, unaryRules);
const compareTable = Object.keys(Compare).map((name) => (compareRules as Record<string, Comparison>)[name]!);
const testTable = Object.keys(Test).map((name) => (testRules as Record<string, (x: number | bigint) => boolean>)[name]!);

/** The function of a rule for `dtype`. */
function choose<F>(rule: Rule<unknown, unknown, unknown> & { name: string }, dtype: DType): F {
  const f = dtype.isFloatingPoint ? rule.float : dtype === int64 ? rule.big : (rule.integer ?? rule.float);
  if (f === undefined) throw new UnsupportedKernelError(rule.name, dtype);
  return f as F;
}

type Loop = (a: Elements, i: number, b: Elements, j: number, bStep: number, c: Elements, k: number, n: number) => void;

function binaryLoop(kernel: Binary, dtype: DType): Loop {
  const f = choose<NonNullable<BinaryRule["float"]>>(binaryTable[kernel]!, dtype);
  const round = dtype === float32 ? fround : identity;
  return (a, i, b, j, bStep, c, k, n) => {
    for (let at = 0; at < n; at++) c[k + at] = f(a[i + at] as number, b[j + at * bStep] as number, round);
  };
}

/** Runs `loop` over both operands in `dtype` and brings the result home. */
function pairs(x: Operand, y: Operand, out: Operand, dtype: DType, resultType: DType, loop: Loop): void {
  const mark = markTemporaries();
  const layout = out.layout.dense;
  const i = runOf(x, layout, dtype);
  const j = runOf(y, layout, dtype);
  const k = startRun(out, resultType);
  loop(elementsOf(dtype), i, elementsOf(dtype), j, 1, elementsOf(resultType), k, layout.numel);
  finishRun(out, resultType, k);
  releaseTemporaries(mark);
}

/** A run of one number in `dtype`. */
function constant(value: number | bigint, dtype: DType): number {
  const at = takeRun(1, dtype);
  if (dtype === int64) i64[at] = typeof value === "bigint" ? value : BigInt(Math.trunc(value));
  else elementsOf(dtype)[at] = Number(value);
  return at;
}

export const elementwise: ElementwiseKernels = {
  binary(kernel, x, y, out, dtype) {
    pairs(x, y, out, dtype.compute, dtype.compute, binaryLoop(kernel, dtype.compute));
  },

  scalar(kernel, x, value, out, { compute: dtype }) {
    const mark = markTemporaries();
    const { numel } = out.layout;
    const i = runOf(x, out.layout.dense, dtype);
    const j = constant(value, dtype);
    const k = startRun(out, dtype);
    const elements = elementsOf(dtype);
    binaryLoop(kernel, dtype)(elements, i, elements, j, 0, elements, k, numel);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  reversed(kernel, value, x, out, { compute: dtype }) {
    const mark = markTemporaries();
    const { numel } = out.layout;
    const i = takeRun(numel, dtype);
    const elements = elementsOf(dtype);
    elements.fill(elements[constant(value, dtype)] as never, i, i + numel);
    const j = runOf(x, out.layout.dense, dtype);
    const k = startRun(out, dtype);
    binaryLoop(kernel, dtype)(elementsOf(dtype), i, elementsOf(dtype), j, 1, elementsOf(dtype), k, numel);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  compare(kernel, x, y, out, { compute: dtype }) {
    const f = compareTable[kernel]!;
    pairs(x, y, out, dtype, bool, (a, i, b, j, _, c, k, n) => {
      for (let at = 0; at < n; at++) c[k + at] = f(a[i + at]!, b[j + at]!) ? 1 : 0;
    });
  },

  unary(kernel, x, out, { compute: dtype }) {
    const f = choose<(x: never) => never>(unaryTable[kernel]!, dtype);
    const mark = markTemporaries();
    const layout = out.layout.dense;
    const i = runOf(x, layout, dtype);
    const k = startRun(out, dtype);
    const elements = elementsOf(dtype);
    for (let at = 0; at < layout.numel; at++) elements[k + at] = f(elements[i + at] as never);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  test(kernel, x, out, { compute: dtype }) {
    const f = testTable[kernel]!;
    const mark = markTemporaries();
    const layout = out.layout.dense;
    const i = runOf(x, layout, dtype);
    const k = startRun(out, bool);
    const a = elementsOf(dtype);
    for (let at = 0; at < layout.numel; at++) u8[k + at] = f(a[i + at]!) ? 1 : 0;
    finishRun(out, bool, k);
    releaseTemporaries(mark);
  },

  addScaled(x, y, value, out, { compute: dtype }) {
    if (dtype === int64) {
      const factor = BigInt(value);
      return pairs(x, y, out, dtype, dtype, (a, i, b, j, _, c, k, n) => {
        for (let at = 0; at < n; at++) c[k + at] = (a[i + at] as bigint) + factor * (b[j + at] as bigint);
      });
    }
    const factor = dtype === float32 ? fround(Number(value)) : Number(value);
    pairs(x, y, out, dtype, dtype, (a, i, b, j, _, c, k, n) => {
      for (let at = 0; at < n; at++) c[k + at] = (b[j + at] as number) * factor + (a[i + at] as number);
    });
  },

  fill(out, value) {
    const dtype = out.dtype.compute;
    const mark = markTemporaries();
    const source = constant(value, dtype);
    const strides = out.layout.uniform().strides;
    copyElements(out.layout.shape, { dtype, start: source, strides }, placeOf(out, out.layout));
    releaseTemporaries(mark);
  },

  copy(x, out) {
    const from = placeOf(x, out.layout.dense);
    copyElements(out.layout.shape, from, placeOf(out, out.layout));
  },
};
