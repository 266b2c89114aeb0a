export {
  adaptiveAvgPool1d,
  avgPool1d,
  conv1d,
  conv2d,
  conv3d,
  convTranspose1d,
  convTranspose2d,
  convTranspose3d,
  hardshrink,
  layerNorm,
  linear,
  maxPool1d,
  maxPool1dWithIndices,
  maxPool2d,
  maxPool3d,
  pdist,
  rmsNorm,
  sigmoid,
  tanh,
} from "@flambeau/core";
export type { InplaceOption } from "./functional/activate.js";
export {
  type AdaptiveMaxPoolOptions,
  adaptiveAvgPool2d,
  adaptiveAvgPool3d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  adaptiveMaxPool3d,
} from "./functional/adaptive-pooling.js";
export { type ScaledDotProductAttentionOptions, scaledDotProductAttention } from "./functional/attention.js";
export {
  avgPool2d,
  avgPool3d,
  type LPPoolOptions,
  lpPool1d,
  lpPool2d,
  lpPool3d,
} from "./functional/average-pooling.js";
export { bilinear } from "./functional/bilinear.js";
export { cosineSimilarity, type KeepdimOption, normalize, pairwiseDistance } from "./functional/distance.js";
export {
  alphaDropout,
  type DropoutOptions,
  dropout,
  dropout1d,
  dropout2d,
  dropout3d,
  featureAlphaDropout,
} from "./functional/dropout.js";
export { celu, elu, selu } from "./functional/elu.js";
export {
  type EmbeddingBagOptions,
  type EmbeddingOptions,
  embedding,
  embeddingBag,
} from "./functional/embedding.js";
export { type FoldOptions, fold, type Pair, unfold } from "./functional/fold.js";
export {
  type FractionalMaxPoolOptions,
  fractionalMaxPool2d,
  fractionalMaxPool3d,
} from "./functional/fractional-pooling.js";
export { type GeluOptions, gelu, glu, logsigmoid, mish, silu, softplus } from "./functional/gate.js";
export { affineGrid, type GridOptions, type GridSampleOptions, gridSample } from "./functional/grid-sample.js";
export { hardsigmoid, hardswish, softshrink, softsign, tanhshrink } from "./functional/hard.js";
export { celu_, elu_, hardtanh_, leakyRelu_, relu_, rrelu_, selu_, threshold_ } from "./functional/in-place.js";
export {
  type InterpolateOptions,
  type InterpolationMode,
  interpolate,
  type TargetSize,
  type UpsampleOptions,
  upsample,
  upsampleBilinear,
  upsampleNearest,
} from "./functional/interpolate.js";
export { type MaxUnpoolOptions, maxUnpool1d, maxUnpool2d, maxUnpool3d } from "./functional/max-unpooling.js";
export { type MultiHeadAttentionForwardOptions, multiHeadAttentionForward } from "./functional/multi-head-attention.js";
export {
  type BatchNormOptions,
  batchNorm,
  groupNorm,
  type InstanceNormOptions,
  instanceNorm,
  type LocalResponseOptions,
  localResponseNorm,
} from "./functional/normalization.js";
export { oneHot } from "./functional/one-hot.js";
export { type PadMode, type PadOptions, pad } from "./functional/pad.js";
export {
  adaptiveMaxPool1dWithIndices,
  adaptiveMaxPool2dWithIndices,
  adaptiveMaxPool3dWithIndices,
  fractionalMaxPool2dWithIndices,
  fractionalMaxPool3dWithIndices,
  maxPool2dWithIndices,
  maxPool3dWithIndices,
} from "./functional/pooling-indices.js";
export {
  hardtanh,
  leakyRelu,
  prelu,
  type RreluOptions,
  relu,
  relu6,
  rrelu,
  threshold,
} from "./functional/rectifier.js";
export { channelShuffle, pixelShuffle, pixelUnshuffle } from "./functional/shuffle.js";
export {
  type GumbelOptions,
  gumbelSoftmax,
  logSoftmax,
  type SoftmaxOptions,
  softmax,
  softmin,
} from "./functional/softmax.js";
