import type { DType } from "../dtype.js";
import { gelu32 } from "../numeric/gelu.js";
import type { Operand } from "../tensor.js";
import { type Arithmetic, inOrder } from "./rule.js";

/**
 * Activation functions of neural networks, and losses of a difference, with the numbers they take. A kernel is a number here and its
 * rule below.
 */
export const Activation = {
  leakyRelu: 0,
  hardsigmoid: 1,
  hardswish: 2,
  softshrink: 3,
  hardshrink: 4,
  elu: 5,
  softplus: 6,
  logSigmoid: 7,
  silu: 8,
  mish: 9,
  gelu: 10,
  geluTanh: 11,
  smoothL1: 12,
  huber: 13,
  geluPiecewise: 14,
} as const;
export type Activation = (typeof Activation)[keyof typeof Activation];

/** Floats only. `x` is converted to `dtype`, and `parameters` are rounded to it. */
export interface ActivationKernels {
  activation(kernel: Activation, x: Operand, parameters: readonly number[], out: Operand, dtype: DType): void;
}

export type ActivationRule = (x: number, parameters: readonly number[], arithmetic: Arithmetic) => number;

/** PyTorch's vector kernels take two vectors of 32 bytes at a time, and what is left of a tensor element by element. */
const bytesOfBlock = 64;

/** How many of `count` elements lie in whole blocks of PyTorch's vector kernels. */
export function inWholeBlocks(count: number, { bytes }: DType): number {
  return count - (count % (bytesOfBlock / bytes));
}

/** The zero that PyTorch gives is positive in whole blocks, and has the sign of `x` in the rest. */
const shrink = (x: number, lambda: number, zero: number): number =>
  x > lambda ? x - lambda : x < -lambda ? x + lambda : zero;

/** Instead of its rule, for what lies in whole blocks of PyTorch's vector kernels. */
export const activationBlocks: Partial<Record<Activation, ActivationRule>> = {
  [Activation.softshrink]: (x, [lambda]) => shrink(x, lambda!, x === x ? 0 : x),
};

const rules = {
  leakyRelu: (x, [slope]) => (x > 0 ? x : x * slope!),
  hardsigmoid: (x, _, { round }) => clamp6(round(x + 3)) / 6,
  hardswish: (x, _, { round }) => round(x * clamp6(round(x + 3))) / 6,
  softshrink: (x, [lambda]) => shrink(x, lambda!, x * 0),
  hardshrink: (x, [lambda]) => (x >= -lambda! && x <= lambda! ? 0 : x),
  // parameters: of the negative side, of the positive side, of the exponent
  elu: (x, [negative, positive, inner], { expm1, round }) =>
    x <= 0 ? round(expm1(round(x * inner!))) * negative! : x * positive!,
  softplus: (x, [beta, threshold], { exp, log1p, round }) => {
    const scaled = round(x * beta!);
    return scaled > threshold! ? x : round(log1p(round(exp(scaled)))) / beta!;
  },
  logSigmoid: (x, _, { exp, log1p, round }) => Math.min(0, x) - round(log1p(round(exp(-Math.abs(x))))),
  silu: (x, _, { exp, round }) => x / round(1 + round(exp(-x))),
  // tanh(log(1 + e)) = n / (n + 2) where n = e (e + 2); beyond 40 it rounds to 1
  mish: (x, _, { exp, round }) => {
    const e = round(exp(Math.min(x, 40)));
    const n = e * (e + 2);
    return x * (n / (n + 2));
  },
  gelu: (x, _, { erf, round }) => round(x * 0.5) * round(1 + round(erf(round(x * round(Math.SQRT1_2))))),
  geluPiecewise: gelu32,
  geluTanh: (x, _, { fma, round, tanh }) => {
    const inner = round(round(GELU_SLOPE) * fma(round(GELU_CUBE), round(round(x * x) * x), x));
    return 0.5 * x * round(1 + round(tanh(inner)));
  },
  smoothL1: (x, [beta], { round }) => {
    const size = Math.abs(x);
    return size < beta! ? round(round(0.5 * size) * size) / beta! : size - round(0.5 * beta!);
  },
  huber: (x, [delta], { round }) => {
    const size = Math.abs(x);
    return size <= delta! ? round(0.5 * size) * size : delta! * round(size - round(0.5 * delta!));
  },
} satisfies Record<keyof typeof Activation, ActivationRule>;

/** `gelu` is nearly x (1 + tanh(slope (x + cube x³))) / 2. */
export const GELU_SLOPE: number = Math.sqrt(2 / Math.PI);
export const GELU_CUBE = 0.044715;

function clamp6(x: number): number {
  return x < 0 ? 0 : x > 6 ? 6 : x;
}

/** By number. */
export const activationRules: readonly ActivationRule[] = inOrder(Activation, rules);
