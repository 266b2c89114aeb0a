import { bfloat16, bool, type DType, float16, float32, float64, int64 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { type BinaryRule, binaryRules } from "../kernels/binary.js";
import { compareRules } from "../kernels/comparison.js";
import { Binary, type ElementwiseKernels, Parametric, Ternary, Unary } from "../kernels/elementwise.js";
import { parametricRules } from "../kernels/parametric.js";
import { type Arithmetic, doublePrecision, type Rule, singlePrecision } from "../kernels/rule.js";
import { ternaryRules } from "../kernels/ternary.js";
import { testRules, type UnaryRule, unaryRules } from "../kernels/unary.js";
import type { Layout } from "../layout.js";
import { f32, i64, u8 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { fma32, fma64 } from "../numeric/fma.js";
import type { Operand } from "../tensor.js";
import { copyBytes } from "./bytes.js";
import { copyElements, placeOf } from "./copy.js";
import { decoder, type Elements, elementsOf, encoder, writeNumber } from "./elements.js";
import { nextafter } from "./nextafter.js";
import { finishRun, isRun, ownRun, runOf, startRun, takeRun } from "./run.js";

// The plain kernels: any layout, any type. They define the truth. Assigning to a typed array rounds or wraps, so a rule that rounds
// once needs no care.

/** The function of a rule for elements of `dtype`. */
function choose<F>(rule: Rule<F, unknown, unknown>, names: object, kernel: number, dtype: DType): F {
  const f = dtype.isFloatingPoint ? rule.float : dtype === int64 ? rule.big : dtype === bool ? rule.bool : rule.integer;
  if (f === undefined) throw unsupported(Object.keys(names)[kernel]!, dtype);
  return f as F;
}

/** What messages call kernels, where it is not the name of the op. */
const kernelNames: Readonly<Record<string, string>> = {
  bitwiseAnd: "bitwise_and_cpu",
  bitwiseOr: "bitwise_or_cpu",
  bitwiseXor: "bitwise_xor_cpu",
  bitwiseNot: "bitwise_not_cpu",
  bitwiseLeftShift: "lshift_cpu",
  bitwiseRightShift: "rshift_cpu",
  gcd: "gcd_cpu",
  lcm: "lcm_cpu",
  roundDecimals: "round_cpu",
};

function unsupported(name: string, dtype: DType): Error {
  return new UnsupportedKernelError(kernelNames[name] ?? name, dtype);
}

function arithmeticOf(dtype: DType): Arithmetic {
  if (dtype === float32) return singlePrecision;
  return dtype === float16 ? halfPrecision : dtype === bfloat16 ? brainPrecision : doublePrecision;
}
const halfPrecision: Arithmetic = { ...singlePrecision, round: roundTo(float16) };
const brainPrecision: Arithmetic = { ...singlePrecision, round: roundTo(bfloat16) };

/** A run of one number in `dtype`. */
function constant(value: number | bigint, dtype: DType): number {
  const at = takeRun(1, dtype);
  writeNumber(value, dtype, at);
  return at;
}

/** A number as it is beside a half type: rounded to it. */
function beside(value: number | bigint, dtype: DType): number | bigint {
  return dtype === dtype.compute ? value : roundTo(dtype)(Number(value));
}

function roundTo(half: DType): (value: number) => number {
  const encode = encoder(float32, half) as (value: number) => number;
  const decode = decoder(half)!;
  return (value) => decode(encode(value));
}

/** The elements of `x` in the type that `dtype` computes in; what is not `dtype` is rounded to it first. */
function operandRun(x: Operand, layout: Layout, dtype: DType): number {
  const { compute } = dtype;
  if (dtype === compute || x.dtype === dtype) return runOf(x, layout, compute);
  const { shape, strides } = layout.dense;
  const narrow = runOf(x, layout, dtype);
  const start = takeRun(layout.numel, compute);
  copyElements(shape, { dtype, start: narrow, strides }, { dtype: compute, start, strides });
  return start;
}

type OnTwo = (x: number, y: number, arithmetic: Arithmetic) => number;

/** Writes `f` of two runs of what `dtype` computes in; `xStep` and `yStep` are 0 for a run of one number. */
function combine(
  f: OnTwo,
  dtype: DType,
  i: number,
  xStep: number,
  j: number,
  yStep: number,
  k: number,
  n: number,
): void {
  const arithmetic = arithmeticOf(dtype);
  if (dtype.compute === float32) {
    for (let at = 0; at < n; at++) f32[k + at] = f(f32[i + at * xStep]!, f32[j + at * yStep]!, arithmetic);
    return;
  }
  const elements = elementsOf(dtype) as Float64Array;
  for (let at = 0; at < n; at++) {
    elements[k + at] = f(elements[i + at * xStep]!, elements[j + at * yStep]!, arithmetic);
  }
}

/** Writes `f` of a run. */
function map(
  f: (x: number, extra: never) => number,
  extra: unknown,
  dtype: DType,
  i: number,
  k: number,
  n: number,
): void {
  if (dtype === float32) for (let at = 0; at < n; at++) f32[k + at] = f(f32[i + at]!, extra as never);
  else {
    const elements = elementsOf(dtype) as Float64Array;
    for (let at = 0; at < n; at++) elements[k + at] = f(elements[i + at]!, extra as never);
  }
}

/** Runs `loop` over both operands as `dtype` and brings the result home. */
function pairs(
  x: Operand,
  y: Operand,
  out: Operand,
  dtype: DType,
  resultType: DType,
  loop: (i: number, j: number, k: number, n: number, elements: Elements) => void,
): void {
  const mark = markTemporaries();
  const layout = out.layout.dense;
  const i = operandRun(x, layout, dtype);
  const j = operandRun(y, layout, dtype);
  const k = startRun(out, resultType);
  try {
    loop(i, j, k, layout.numel, elementsOf(dtype.compute));
    finishRun(out, resultType, k);
  } finally {
    releaseTemporaries(mark);
  }
}

export const elementwise: ElementwiseKernels = {
  unary(kernel, x, out, { compute: dtype }) {
    const rule: UnaryRule = unaryRules[kernel]!;
    const f = choose(rule, Unary, kernel, dtype);
    const mark = markTemporaries();
    const n = out.layout.numel;
    const i = runOf(x, out.layout.dense, dtype);
    const k = startRun(out, dtype);
    const whole = rule.block !== undefined && dtype === float32 ? n & ~15 : 0;
    if (whole > 0) map(rule.block!, null, dtype, i, k, whole);
    map(f, arithmeticOf(dtype), dtype, i + whole, k + whole, n - whole);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  parametric(kernel, x, parameters, out, { compute: dtype }) {
    const f = choose(parametricRules[kernel]!, Parametric, kernel, dtype);
    const mark = markTemporaries();
    const i = runOf(x, out.layout.dense, dtype);
    const k = startRun(out, dtype);
    const arithmetic = arithmeticOf(dtype);
    map((v: number) => f(v, parameters, arithmetic), null, dtype, i, k, out.layout.numel);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  test(kernel, x, out, { compute: dtype }) {
    const f = testRules[kernel]!;
    const mark = markTemporaries();
    const layout = out.layout.dense;
    const i = runOf(x, layout, dtype);
    const k = startRun(out, bool);
    const elements = elementsOf(dtype);
    for (let at = 0; at < layout.numel; at++) u8[k + at] = f(elements[i + at]!) ? 1 : 0;
    finishRun(out, bool, k);
    releaseTemporaries(mark);
  },

  binary(kernel, x, y, out, dtype) {
    const { compute } = dtype;
    const f = choose(binaryRules[kernel]!, Binary, kernel, compute);
    pairs(x, y, out, dtype, compute, (i, j, k, n) => combine(f, dtype, i, 1, j, 1, k, n));
  },

  rare({ name, float }, x, y, out, dtype) {
    if (dtype !== dtype.compute) throw unsupported(`${name}_cpu`, dtype);
    pairs(x, y, out, dtype, dtype, (i, j, k, n) => combine(float, dtype, i, 1, j, 1, k, n));
  },

  scalar(kernel, x, value, out, dtype) {
    const { compute } = dtype;
    const rule: BinaryRule = binaryRules[kernel]!;
    const byNumber = dtype.isFloatingPoint ? rule.floatByNumber : undefined;
    const f = byNumber ?? choose(rule, Binary, kernel, compute);
    const mark = markTemporaries();
    const { numel } = out.layout;
    const i = operandRun(x, out.layout.dense, dtype);
    const j = constant(rule.keepsNumber ? value : beside(value, dtype), compute);
    const k = startRun(out, compute);
    try {
      combine(f, dtype, i, 1, j, 0, k, numel);
      finishRun(out, compute, k);
    } finally {
      releaseTemporaries(mark);
    }
  },

  reversed(kernel, value, x, out, dtype) {
    const { compute } = dtype;
    const f = choose(binaryRules[kernel]!, Binary, kernel, compute);
    const mark = markTemporaries();
    const { numel } = out.layout;
    const i = constant(beside(value, dtype), compute);
    const j = operandRun(x, out.layout.dense, dtype);
    const k = startRun(out, compute);
    try {
      combine(f, dtype, i, 0, j, 1, k, numel);
      finishRun(out, compute, k);
    } finally {
      releaseTemporaries(mark);
    }
  },

  compare(kernel, x, y, out, dtype) {
    const f = compareRules[kernel]!;
    pairs(x, y, out, dtype, bool, (i, j, k, n, elements) => {
      for (let at = 0; at < n; at++) u8[k + at] = f(elements[i + at]!, elements[j + at]!) ? 1 : 0;
    });
  },

  nextafter(x, y, out, dtype) {
    const mark = markTemporaries();
    const layout = out.layout.dense;
    const i = runOf(x, layout, dtype);
    const j = runOf(y, layout, dtype);
    const k = startRun(out, dtype);
    nextafter(dtype, i, j, k, layout.numel);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  ternary(kernel, x, y, z, value, out, { compute: dtype }) {
    const f = choose(ternaryRules[kernel]!, Ternary, kernel, dtype);
    const mark = markTemporaries();
    const layout = out.layout.dense;
    const h = runOf(x, layout, dtype);
    const i = runOf(y, layout, dtype);
    const j = runOf(z, layout, dtype);
    const at = constant(value, dtype);
    const k = startRun(out, dtype);
    const e = elementsOf(dtype) as Float64Array;
    const v = e[at]!;
    const arithmetic = arithmeticOf(dtype);
    for (let n = 0; n < layout.numel; n++) e[k + n] = f(e[h + n]!, e[i + n]!, e[j + n]!, v, arithmetic);
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  select(condition, x, y, out, dtype) {
    const mark = markTemporaries();
    const layout = out.layout.dense;
    const h = runOf(condition, layout, bool);
    const i = runOf(x, layout, dtype);
    const j = runOf(y, layout, dtype);
    const k = startRun(out, dtype);
    const e = elementsOf(dtype);
    for (let n = 0; n < layout.numel; n++) e[k + n] = u8[h + n] === 0 ? e[j + n]! : e[i + n]!;
    finishRun(out, dtype, k);
    releaseTemporaries(mark);
  },

  addScaled(x, y, value, out, dtype) {
    const { compute } = dtype;
    if (dtype === int64) {
      const factor = BigInt(value);
      return pairs(x, y, out, dtype, dtype, (i, j, k, n) => {
        for (let at = 0; at < n; at++) i64[k + at] = i64[i + at]! + factor * i64[j + at]!;
      });
    }
    if (dtype === bool) {
      const factor = Number(value !== 0);
      return pairs(x, y, out, dtype, dtype, (i, j, k, n) => {
        for (let at = 0; at < n; at++) u8[k + at] = u8[i + at]! | (u8[j + at]! & factor);
      });
    }
    if (!dtype.isFloatingPoint) {
      const factor = Number(value);
      return pairs(x, y, out, dtype, dtype, (i, j, k, n, elements) => {
        const e = elements as Int32Array;
        for (let at = 0; at < n; at++) e[k + at] = e[i + at]! + Math.imul(factor, e[j + at]!);
      });
    }
    const factor = compute === float32 ? Math.fround(Number(beside(value, dtype))) : Number(value);
    const round = dtype === compute ? null : roundTo(dtype);
    pairs(x, y, out, dtype, compute, (i, j, k, n, elements) => {
      const e = elements as Float64Array;
      // half types are fused in whole blocks only
      const fused = round === null ? n : n & ~31;
      const fma = compute === float64 ? fma64 : fma32;
      for (let at = 0; at < fused; at++) e[k + at] = fma(e[j + at]!, factor, e[i + at]!);
      for (let at = fused; at < n; at++) e[k + at] = round!(e[j + at]! * factor) + e[i + at]!;
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
    const { dtype, layout } = out;
    if (x.dtype === dtype && layout.isContiguous && isRun(x, layout, dtype)) {
      const { shift } = dtype;
      const start = ownRun(x);
      copyBytes(ownRun(out) << shift, start << shift, layout.numel << shift);
      return;
    }
    const from = placeOf(x, out.layout.dense);
    copyElements(out.layout.shape, from, placeOf(out, out.layout));
  },
};
