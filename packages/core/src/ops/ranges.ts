import { elementsOf, encoder } from "../cpu/elements.js";
import { cpu } from "../cpu/index.js";
import { Category, type DType, float32, float64, getDefaultDtype, int64 } from "../dtype.js";
import { fractionalDimension, unboundedRange, wrongStepSign, zeroStep } from "../errors/creation.js";
import { notAnInteger } from "../errors/kind.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Layout } from "../layout.js";
import { writeInt64 } from "../memory/int64.js";
import { fma32, fma64 } from "../numeric/fma.js";
import { categoryOf, isScalar, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { asAsked, make, type TensorOptions } from "./creation.js";
import { item } from "./reading.js";

// Vectors that follow a rule, in the orders of rounding that PyTorch has.

const { fround } = Math;

/** A vector of `rule(i)`, given as doubles and rounded to `dtype`. */
function sequence(n: number, dtype: DType, options: TensorOptions, rule: (i: number) => number | bigint): Tensor {
  const out = make(Layout.of([n]), dtype, options);
  const start = (out.storage.address() >>> dtype.shift) + out.offset;
  const elements = elementsOf(dtype);
  const encode = encoder(float64, dtype) as ((value: number) => number | bigint) | null;
  for (let i = 0; i < n; i++) {
    const value = rule(i);
    if (typeof value === "number" && dtype === int64) writeInt64(start + i, value);
    else elements[start + i] = (encode === null || typeof value === "bigint" ? value : encode(value)) as never;
  }
  return asAsked(out, options);
}

/**
 * Numbers from `start` (default 0) to before `end` by `step` (default 1); int64 unless a number is fractional.
 *
 * @throws {Error} if the step is 0 or leads away from `end`
 * @example
 * arange(3).tolist() // => [0, 1, 2]
 * arange(1, 2, 0.5).tolist() // => [1, 1.5]
 */
export function arange(end: Scalar, options?: TensorOptions): Tensor;
export function arange(start: Scalar, end: Scalar, options?: TensorOptions): Tensor;
export function arange(start: Scalar, end: Scalar, step: Scalar, options?: TensorOptions): Tensor;
export function arange(...args: readonly (Scalar | TensorOptions | undefined)[]): Tensor {
  const numbers = args.filter(isScalar);
  const options = (args.find((arg) => arg !== undefined && !isScalar(arg)) ?? {}) as TensorOptions;
  const [start, end, step = 1] = numbers.length === 1 ? [0, numbers[0]!] : (numbers as [Scalar, Scalar, Scalar?]);
  const isFloat = [start, end, step].some((value) => categoryOf(value) === Category.float);
  const dtype = options.dtype ?? (isFloat ? getDefaultDtype() : int64);
  if (dtype.category === Category.bool) throw new UnsupportedKernelError("arange_cpu", dtype);
  if (dtype === int64) return integerRange(exact(start), exact(end), exact(step), options);
  return floatRange(Number(start), Number(end), Number(step), dtype, options);
}

const exact = (value: Scalar): bigint | number => {
  if (typeof value === "bigint") return value;
  return Number.isFinite(Number(value)) ? BigInt(Math.trunc(Number(value))) : Number(value);
};

function checkRange(start: number, end: number, step: number): void {
  if (step === 0) throw zeroStep();
  if (!Number.isFinite(start) || !Number.isFinite(end)) throw unboundedRange(start, end);
  if (step > 0 ? end < start : end > start) throw wrongStepSign();
}

function integerRange(
  start: bigint | number,
  end: bigint | number,
  step: bigint | number,
  options: TensorOptions,
): Tensor {
  checkRange(Number(start), Number(end), Number(step));
  const [from, to, by] = [BigInt(start), BigInt(end), BigInt(step)];
  const last = by > 0n ? 1n : -1n;
  const n = Number((to - from + by - last) / by);
  const [first, stride] = [Number(start), Number(step)];
  const isExact = Number.isSafeInteger(first) && Number.isSafeInteger(first + n * stride);
  return sequence(n, int64, options, isExact ? (i) => first + i * stride : (i) => from + BigInt(i) * by);
}

function floatRange(start: number, end: number, step: number, dtype: DType, options: TensorOptions): Tensor {
  checkRange(start, end, step);
  const n = Math.ceil((end - start) / step);
  if (!dtype.isFloatingPoint) {
    const by = Math.trunc(step);
    return sequence(n, dtype, options, (i) => Math.trunc(start) + by * i);
  }
  if (dtype === float64) {
    const whole = n - (n % 8);
    return sequence(n, dtype, options, (i) =>
      i < whole ? fma64(step, i % 4, fma64(step, i - (i % 4), start)) : fma64(step, i, start),
    );
  }
  const whole = dtype === float32 ? n - (n % 16) : 0;
  return sequence(n, dtype, options, (i) => {
    if (i >= whole) return fma64(step, i, start);
    const k = i % 8;
    return fma64(step, k, fround(fma64(step, i - k, start)));
  });
}

/** Integer types take steps in double; floats are fused in their own precision. */
function evenly(start: number, end: number, steps: number, dtype: DType): (i: number) => number {
  if (!dtype.isFloatingPoint) {
    const [a, b] = [Math.trunc(start), Math.trunc(end)];
    const step = (b - a) / (steps - 1);
    return (i) => Math.trunc(i < steps >> 1 ? fma64(step, i, a) : fma64(-step, steps - 1 - i, b));
  }
  const round = dtype === float64 ? (value: number): number => value : fround;
  const fma = dtype === float64 ? fma64 : fma32;
  const [a, b] = [round(start), round(end)];
  const step = round(round(b - a) / (steps - 1));
  return (i) => (i < steps >> 1 ? fma(step, i, a) : fma(-step, steps - 1 - i, b));
}

/** An end of a range: a number, or a tensor with one element. */
type Bound = Scalar | Tensor;

function numberAt(bound: Bound): number {
  return isScalar(bound) ? Number(bound) : Number(item(bound));
}

/** Throws unless ends that are tensors have no dimensions. */
function checkEnds(op: string, start: Bound, end: Bound): void {
  const given = Object.entries({ start, end }).flatMap(([name, bound]) =>
    bound instanceof Tensor ? [{ name, ndim: bound.layout.ndim }] : [],
  );
  if (given.every(({ ndim }) => ndim === 0)) return;
  const seen = given.map(({ name, ndim }) => `${name} with ${ndim} dimension(s)`).join(" and ");
  throw new Error(`${op} only supports 0-dimensional start and end tensors, but got ${seen}.`);
}

function checkSteps(steps: number, name: string, dtype: DType): void {
  if (!(steps >= 0)) throw new Error("number of steps must be non-negative");
  if (!Number.isInteger(steps)) throw new TypeError(`${name}: the number of steps must be whole, got ${steps}`);
  if (dtype.category === Category.bool) throw new UnsupportedKernelError(`${name}_cpu`, dtype);
}

/**
 * `steps` numbers from `start` to `end`, both included, evenly spaced; default type float32.
 *
 * @throws {Error} if `steps` is negative
 * @example
 * linspace(0, 1, 5).tolist() // => [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace(start: Bound, end: Bound, steps: number, options: TensorOptions = {}): Tensor {
  const dtype = options.dtype ?? getDefaultDtype();
  checkEnds("linspace", start, end);
  checkSteps(steps, "linspace", dtype);
  const [first, last] = [numberAt(start), numberAt(end)];
  const rule = steps === 1 ? () => first : evenly(first, last, steps, dtype);
  return sequence(steps, dtype, options, rule);
}

/**
 * `steps` powers of `base` (default 10) whose exponents go evenly from `start` to `end`; default type float32.
 *
 * @throws {Error} if `steps` is negative
 * @example
 * logspace(0, 2, 3).tolist() // => [1, 10, 100]
 */
export function logspace(
  start: Bound,
  end: Bound,
  steps: number,
  base: number | TensorOptions = 10,
  options: TensorOptions = {},
): Tensor {
  if (typeof base !== "number") return logspace(start, end, steps, 10, base);
  const dtype = options.dtype ?? getDefaultDtype();
  checkEnds("logspace", start, end);
  checkSteps(steps, "logspace", dtype);
  const [first, last] = [numberAt(start), numberAt(end)];
  if (steps === 1) return sequence(1, dtype, options, () => base ** first);
  const rule = exponents(first, last, steps, dtype);
  return sequence(steps, dtype, options, (i) => base ** rule(i));
}

/** Unlike the numbers of `linspace`, exponents are neither fused nor rounded before the power is taken. */
function exponents(start: number, end: number, steps: number, dtype: DType): (i: number) => number {
  const round = dtype === float64 ? (value: number) => value : dtype.isFloatingPoint ? fround : Math.trunc;
  const [a, b] = [round(start), round(end)];
  const step = (b - a) / (steps - 1);
  return (i) => (i < steps >> 1 ? a + step * i : b - step * (steps - 1 - i));
}

/**
 * The identity: ones on the diagonal of a matrix of zeros with `n` rows and `m` (default `n`) columns; default type float32.
 *
 * @throws {Error} if a size is negative
 * @example
 * eye(2).tolist() // => [[1, 0], [0, 1]]
 */
export function eye(n: number, m: number | TensorOptions = n, options: TensorOptions = {}): Tensor {
  if (typeof n !== "number") throw notAnInteger("eye", "n", n);
  if (typeof m !== "number") return eye(n, n, m);
  if (!(n >= 0)) throw new Error(`n must be greater or equal to 0, got ${n}`);
  if (!(m >= 0)) throw new Error(`m must be greater or equal to 0, got ${m}`);
  for (const size of [n, m]) if (!Number.isInteger(size)) throw fractionalDimension([n, m], size);
  const dtype = options.dtype ?? getDefaultDtype();
  const out = make(Layout.of([n, m]), dtype, options);
  cpu.fill(out, 0);
  const diagonal = Layout.strided([Math.min(n, m)], [m + 1]);
  cpu.fill({ storage: out.storage, offset: out.offset, layout: diagonal, dtype }, 1);
  return asAsked(out, options);
}
