import { erf } from "../numeric/erf.js";
import { expf } from "../numeric/expf.js";
import { exp, pow } from "../numeric/exponential.js";
import { fma32, fma64 } from "../numeric/fma.js";
import { cos32, sin32 } from "../numeric/sine.js";
import {
  erfWide,
  expm1Wide,
  expWide,
  log1pWide,
  logWide,
  powByNumberWide,
  powWide,
  tanhWide,
} from "../numeric/wide.js";

// What an element-wise kernel does to one element. That is its meaning on every backend: the CPU's plain kernels run these functions
// as they are, any other kernel must give their bits.

/** What depends on the float type that is computed in. */
export interface Arithmetic {
  /** For functions that round more than once; storing a result rounds it anyway. */
  readonly round: (value: number) => number;
  /** `a * b + c`, rounded once. */
  readonly fma: (a: number, b: number, c: number) => number;
  /** `e ** x`, good enough to be rounded to the type. */
  readonly exp: (x: number) => number;
  /** `e ** x` with the last bit of the C library. */
  readonly libraryExp: (x: number) => number;
  readonly expm1: (x: number) => number;
  readonly log: (x: number) => number;
  readonly log2: (x: number) => number;
  readonly log10: (x: number) => number;
  readonly log1p: (x: number) => number;
  readonly sin: (x: number) => number;
  readonly cos: (x: number) => number;
  readonly tanh: (x: number) => number;
  readonly erf: (x: number) => number;
  readonly pow: (x: number, y: number) => number;
  readonly powByNumber: (x: number, y: number) => number;
}
export const singlePrecision: Arithmetic = {
  round: Math.fround,
  fma: fma32,
  exp: expWide,
  libraryExp: expf,
  expm1: expm1Wide,
  log: logWide,
  log2: (x) => logWide(x) * Math.LOG2E,
  log10: (x) => logWide(x) * Math.LOG10E,
  log1p: log1pWide,
  sin: sin32,
  cos: cos32,
  tanh: tanhWide,
  erf: erfWide,
  pow: powWide,
  powByNumber: powByNumberWide,
};
export const doublePrecision: Arithmetic = {
  round: (value) => value,
  fma: fma64,
  exp,
  libraryExp: exp,
  expm1: Math.expm1,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tanh: Math.tanh,
  erf,
  pow,
  powByNumber: pow,
};

/** One function for each kind of element; where there is none, the kernel does not exist for it. */
export interface Rule<F, I, B> {
  /** On floats. */
  readonly float?: F;
  /** On integers of up to 32 bits; storing wraps. */
  readonly integer?: I;
  /** On int64; storing wraps. */
  readonly big?: B;
  /** On 0 and 1. */
  readonly bool?: I;
}

/** What a table tells of each kernel, in the order of the kernels' numbers. */
export function inOrder<R>(
  kernels: Readonly<Record<string, number>>,
  table: Readonly<Record<string, R>>,
): readonly R[] {
  return Object.keys(kernels)
    .sort((a, b) => kernels[a]! - kernels[b]!)
    .map((name) => table[name]!);
}
