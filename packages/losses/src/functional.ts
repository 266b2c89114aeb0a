export {
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from "./functional/absolute.js";
export { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "./functional/binary-cross-entropy.js";
export { type CrossEntropyOptions, crossEntropy } from "./functional/cross-entropy.js";
export { type CTCLossOptions, ctcLoss } from "./functional/ctc.js";
export { type KLDivLossOptions, klDiv } from "./functional/kl-divergence.js";
export {
  type GaussianNLLLossOptions,
  gaussianNllLoss,
  type PoissonNLLLossOptions,
  poissonNllLoss,
} from "./functional/likelihood.js";
export { type LinearCrossEntropyOptions, linearCrossEntropy } from "./functional/linear-cross-entropy.js";
export {
  cosineEmbeddingLoss,
  hingeEmbeddingLoss,
  type MarginOptions,
  type MultiMarginLossOptions,
  marginRankingLoss,
  multilabelMarginLoss,
  multilabelSoftMarginLoss,
  multiMarginLoss,
  softMarginLoss,
} from "./functional/margin.js";
export { mseLoss } from "./functional/mse.js";
export { type NllLossOptions, nllLoss } from "./functional/nll.js";
export {
  type Distance,
  type TripletMarginLossOptions,
  type TripletMarginWithDistanceLossOptions,
  tripletMarginLoss,
  tripletMarginWithDistanceLoss,
} from "./functional/triplet.js";
