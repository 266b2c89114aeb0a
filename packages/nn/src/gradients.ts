export {
  clipGradNorm,
  clipGradNorm_,
  clipGradsWithNorm_,
  clipGradValue_,
  getTotalNorm,
  type NormOptions,
} from "./gradients/clipping.js";
export { parametersToVector, vectorToParameters } from "./gradients/vector.js";
