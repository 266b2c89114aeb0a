import * as functional from "./functional.js";

export {
  AdaptiveLogSoftmaxWithLoss,
  type AdaptiveSoftmaxOptions,
  type AdaptiveSoftmaxOutput,
} from "./adaptive-softmax.js";
export {
  BCELoss,
  BCEWithLogitsLoss,
  type BCEWithLogitsLossOptions,
  CrossEntropyLoss,
  KLDivLoss,
  NLLLoss,
} from "./classification.js";
export { CTCLoss, GaussianNLLLoss, PoissonNLLLoss } from "./likelihood.js";
export { LinearCrossEntropyLoss, type LinearCrossEntropyLossOptions } from "./linear-cross-entropy.js";
export type { WeightedLossOptions } from "./loss-module.js";
export {
  CosineEmbeddingLoss,
  HingeEmbeddingLoss,
  MarginRankingLoss,
  MultiLabelMarginLoss,
  MultiLabelSoftMarginLoss,
  MultiMarginLoss,
  SoftMarginLoss,
} from "./margin.js";
export type { LossOptions, Reduction } from "./reduction.js";
export { HuberLoss, L1Loss, MSELoss, SmoothL1Loss } from "./regression.js";
export { TripletMarginLoss, TripletMarginWithDistanceLoss } from "./triplet.js";
export { functional };
