import { float32 } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import { Activation, type ActivationKernels, activationBlocks, activationRules } from "../kernels/activation.js";
import { doublePrecision, singlePrecision } from "../kernels/rule.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { floatsOf } from "./fold.js";
import { finishRun, runOf, startRun } from "./run.js";

export const activations: ActivationKernels = {
  activation(kernel, x, parameters, out, { compute: dtype }) {
    if (!dtype.isFloatingPoint) throw new UnsupportedKernelError(Object.keys(Activation)[kernel]!, dtype);
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
    if (block !== undefined && dtype === float32)
      for (; i < (n & ~15); i++) a[to + i] = block(a[from + i]!, rounded, arithmetic);
    for (; i < n; i++) a[to + i] = rule(a[from + i]!, rounded, arithmetic);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};
