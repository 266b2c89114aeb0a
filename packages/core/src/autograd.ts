export { detectAnomaly, setDetectAnomaly } from "./autograd/anomaly.js";
export { backwardAll as backward, grad } from "./autograd/backward.js";
export { Function } from "./autograd/function.js";
export * as functional from "./autograd/functional.js";
export { enableGrad, inferenceMode, noGrad, setGradEnabled } from "./autograd/grad-mode.js";
export { gradcheck, gradgradcheck } from "./autograd/gradcheck.js";
