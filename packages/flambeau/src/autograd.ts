export {
  detectAnomaly,
  enableGrad,
  Function,
  grad,
  gradcheck,
  gradgradcheck,
  inferenceMode,
  noGrad,
  setDetectAnomaly,
  setGradEnabled,
} from "@flambeau/core";
