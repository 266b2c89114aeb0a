import { float32 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import {
  Activation,
  type ActivationKernels,
  activationBlocks,
  activationRules,
  inWholeBlocks,
} from "../kernels/activation.js";
import { doublePrecision, singlePrecision } from "../kernels/rule.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { floatsOf } from "./fold.js";
import { finishRun, runOf, startRun } from "./run.js";

/** What messages call them. */
const names: Readonly<Record<Activation, string>> = {
  [Activation.leakyRelu]: "leaky_relu_cpu",
  [Activation.hardsigmoid]: "hardsigmoid_cpu",
  [Activation.hardswish]: "hardswish_cpu",
  [Activation.softshrink]: "softshrink_check",
  [Activation.hardshrink]: "hardshrink_cpu",
  [Activation.elu]: "elu_cpu",
  [Activation.softplus]: "softplus_cpu",
  [Activation.logSigmoid]: "log_sigmoid_cpu",
  [Activation.silu]: "silu_cpu",
  [Activation.mish]: "mish_cpu",
  [Activation.gelu]: "GeluKernelImpl",
  [Activation.geluTanh]: "GeluKernelImpl",
  [Activation.smoothL1]: "smooth_l1_cpu",
  [Activation.huber]: "huber_cpu",
  [Activation.geluPiecewise]: "GeluKernelImpl",
};

export const activations: ActivationKernels = {
  activation(kernel, x, parameters, out, type) {
    const { compute: dtype } = type;
    if (!dtype.isFloatingPoint) throw new UnsupportedKernelError(names[kernel], dtype);
    const rule = activationRules[kernel]!;
    const arithmetic = dtype === float32 ? singlePrecision : doublePrecision;
    const rounded = parameters.map(arithmetic.round);
    const mark = markTemporaries();
    const from = runOf(x, out.layout.dense, dtype);
    const to = startRun(out, dtype);
    const a = floatsOf(dtype)!;
    const n = out.layout.numel;
    const block = activationBlocks[kernel];
    let i = 0;
    if (block !== undefined)
      for (const whole = inWholeBlocks(n, type); i < whole; i++) a[to + i] = block(a[from + i]!, rounded, arithmetic);
    for (; i < n; i++) a[to + i] = rule(a[from + i]!, rounded, arithmetic);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
