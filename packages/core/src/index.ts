import "./methods/index.js";

export { grad, type BackwardOptions, type GradOptions, type HookHandle } from "./autograd/backward.js";
export { enableGrad, inferenceMode, isGradEnabled, noGrad, setGradEnabled } from "./autograd/grad-mode.js";
export { add, div, mul, neg, pow, rsub, sub } from "./ops/arithmetic.js";
export { empty, full, ones, tensor, zeros } from "./ops/creation.js";
export * from "./dtype.js";
export { float } from "./scalar.js";
export { mean, sum, vectorNorm } from "./ops/reduction.js";
export { mm } from "./ops/linear-algebra.js";
export { Tensor } from "./tensor.js";
