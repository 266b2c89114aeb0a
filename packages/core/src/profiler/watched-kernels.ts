import { cpu } from "../cpu/index.js";
import { Activation } from "../kernels/activation.js";
import { Binary, Compare, Parametric, Ternary, Test, Unary } from "../kernels/elementwise.js";
import { Extreme } from "../kernels/extrema.js";
import { Reduction } from "../kernels/reduction.js";
import type { Kernels } from "../kernels.js";
import type { Operand } from "../tensor.js";
import type { Recorder } from "./recorder.js";

type Kernel = (...args: never[]) => unknown;

/** Of entries that compute one of several functions: their names, by the first argument. */
const functions: { readonly [K in keyof Kernels]?: readonly string[] } = {
  unary: Object.keys(Unary),
  parametric: Object.keys(Parametric),
  test: Object.keys(Test),
  binary: Object.keys(Binary),
  scalar: Object.keys(Binary),
  reversed: Object.keys(Binary),
  compare: Object.keys(Compare),
  ternary: Object.keys(Ternary),
  activation: Object.keys(Activation),
  reduce: Object.keys(Reduction),
  scan: ["cumsum", "cumprod", "logcumsumexp"],
  extremum: Object.keys(Extreme),
  cumulativeExtremum: ["cummax", "cummin"],
};

/** Runs `body` with a table of kernels that notes every call: the same road, other kernels. */
export function withWatchedKernels<T>(recorder: Recorder, body: () => T): T {
  const plain = { ...cpu };
  const watched = Object.entries(plain).map(([name, kernel]) => [name, watchedKernel(recorder, name, kernel)]);
  Object.assign(cpu, Object.fromEntries(watched));
  try {
    return body();
  } finally {
    Object.assign(cpu, plain);
  }
}

function watchedKernel(recorder: Recorder, entry: string, kernel: Kernel): Kernel {
  const names = functions[entry as keyof Kernels];
  return (...args) => {
    const name = names === undefined ? entry : names[Number(args[0])]!;
    return recorder.run(name, bytesOf(args), () => kernel.apply(cpu, args));
  };
}

function bytesOf(args: readonly unknown[]): number {
  let bytes = 0;
  for (const arg of args) if (isOperand(arg)) bytes += arg.layout.numel * arg.dtype.bytes;
  return bytes;
}

function isOperand(value: unknown): value is Operand {
  return typeof value === "object" && value !== null && "layout" in value && "dtype" in value;
}
