export {
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from "./functional/absolute.js";
export { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "./functional/binary-cross-entropy.js";
export { type CrossEntropyOptions, crossEntropy } from "./functional/cross-entropy.js";
export { type KLDivLossOptions, klDiv } from "./functional/kl-divergence.js";
export { mseLoss } from "./functional/mse.js";
export { type NllLossOptions, nllLoss } from "./functional/nll.js";
