import * as functional from "./functional.js";
import * as init from "./init.js";
import * as utils from "./nn-utils.js";

export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveAvgPool3d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AdaptiveMaxPool3d,
} from "./adaptive-pooling.js";
export { type AttentionOptions, MultiheadAttention, type MultiheadAttentionOptions } from "./attention.js";
export { AvgPool1d, AvgPool2d, AvgPool3d, LPPool1d, LPPool2d, LPPool3d } from "./average-pooling.js";
export {
  AveragedModel,
  type AveragedModelOptions,
  type AverageFunction,
  getEmaAvgFn,
  getEmaMultiAvgFn,
  getSwaAvgFn,
  getSwaMultiAvgFn,
  type MultiAverageFunction,
  updateBn,
} from "./averaging.js";
export type { BackwardHook, BackwardPreHook, Gradients } from "./backward-hooks.js";
export { Buffer } from "./buffer.js";
// modules
export {
  BatchNorm1d,
  BatchNorm2d,
  BatchNorm3d,
  type ChannelNormOptions,
  InstanceNorm1d,
  InstanceNorm2d,
  InstanceNorm3d,
} from "./channel-norm.js";
export { Conv1d, Conv2d, Conv3d, type ConvLayerOptions, type PaddingMode } from "./convolution.js";
export {
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  type ConvTransposeLayerOptions,
  type OutputSizeOption,
} from "./convolution-transpose.js";
export { CosineSimilarity, PairwiseDistance } from "./distance.js";
// layers and containers
export {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  FeatureAlphaDropout,
} from "./dropout.js";
// activations
export { CELU, ELU, SELU } from "./elu.js";
export {
  Embedding,
  EmbeddingBag,
  type EmbeddingBagLayerOptions,
  type EmbeddingLayerOptions,
} from "./embedding.js";
export { Flatten, Unflatten } from "./flatten.js";
export { Fold, Unfold } from "./fold.js";
export { FractionalMaxPool2d, FractionalMaxPool3d } from "./fractional-pooling.js";
export { GELU, GLU, LogSigmoid, Mish, Sigmoid, SiLU, Softplus, Tanh } from "./gate.js";
export { Hardshrink, Hardsigmoid, Hardswish, Softshrink, Softsign, Tanhshrink } from "./hard.js";
export type { InplaceOptions } from "./inplace-layer.js";
export { Bilinear, type FactoryOptions, Identity, Linear, type LinearOptions } from "./linear.js";
export {
  MaxPool1d,
  MaxPool2d,
  MaxPool3d,
  MaxUnpool1d,
  MaxUnpool2d,
  MaxUnpool3d,
  type MaxUnpoolLayerOptions,
} from "./max-pooling.js";
export { Module, type StateDictOptions } from "./module.js";
export { ModuleDict } from "./module-dict.js";
export type { ForwardHook, ForwardPreHook, HookOptions } from "./module-hooks.js";
export { ModuleList } from "./module-list.js";
export type { WalkOptions } from "./module-members.js";
export {
  GroupNorm,
  type GroupNormOptions,
  LayerNorm,
  type LayerNormOptions,
  LocalResponseNorm,
  type LocalResponseNormOptions,
  RMSNorm,
  type RMSNormLayerOptions,
} from "./normalization.js";
export { PackedSequence } from "./packed-sequence.js";
export type { BatchOptions, PadPackedOptions, PadSequenceOptions, SortOptions } from "./packing.js";
export {
  CircularPad1d,
  CircularPad2d,
  CircularPad3d,
  ConstantPad1d,
  ConstantPad2d,
  ConstantPad3d,
  ReflectionPad1d,
  ReflectionPad2d,
  ReflectionPad3d,
  ReplicationPad1d,
  ReplicationPad2d,
  ReplicationPad3d,
  ZeroPad1d,
  ZeroPad2d,
  ZeroPad3d,
} from "./padding.js";
export { Parameter } from "./parameter.js";
export { ParameterDict } from "./parameter-dict.js";
export { ParameterList } from "./parameter-list.js";
export { Hardtanh, LeakyReLU, PReLU, ReLU, ReLU6, RReLU, Threshold } from "./rectifier.js";
export { GRU, LSTM, type LSTMOptions, RNN, type RNNOptions } from "./recurrent.js";
export { RNNBase, type RNNBaseOptions } from "./recurrent-base.js";
export { GRUCell, LSTMCell, RNNCell, RNNCellBase, type RNNCellOptions } from "./recurrent-cell.js";
export { Sequential } from "./sequential.js";
export { ChannelShuffle, PixelShuffle, PixelUnshuffle } from "./shuffle.js";
export { LogSoftmax, Softmax, Softmax2d, Softmin } from "./softmax.js";
export type { IncompatibleKeys, LoadableState, LoadOptions, StateDict } from "./state-dict.js";
export type {
  LoadStateDictPostHook,
  LoadStateDictPreHook,
  StateDictPostHook,
  StateDictPreHook,
} from "./state-hooks.js";
export { Transformer, type TransformerMasks, type TransformerOptions } from "./transformer.js";
export {
  type DecoderLayerMasks,
  type EncoderLayerMasks,
  type TransformerActivation,
  TransformerDecoderLayer,
  TransformerEncoderLayer,
  type TransformerLayerOptions,
} from "./transformer-layer.js";
export {
  type DecoderMasks,
  type EncoderMasks,
  TransformerDecoder,
  type TransformerDecoderOptions,
  TransformerEncoder,
  type TransformerEncoderOptions,
} from "./transformer-stack.js";
export { Upsample, type UpsampleLayerOptions, UpsamplingBilinear2d, UpsamplingNearest2d } from "./upsampling.js";
export { functional, init, utils };
