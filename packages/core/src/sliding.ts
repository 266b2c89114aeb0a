// Windows that slide over lines, images and volumes: convolution and pooling.

export type { Windows } from "./kernels/pooling.js";
export {
  conv1d,
  conv2d,
  conv3d,
  convTranspose1d,
  convTranspose2d,
  convTranspose3d,
} from "./ops/convolution.js";
export type {
  ConvOptions,
  ConvTransposeOptions,
  PerDimension,
} from "./ops/convolution-sizes.js";
export { type MaxPoolOp, maxOverWindows, maxPoolOp } from "./ops/pooling.js";
export {
  type AdaptiveSizes,
  adaptiveAvgPool1d,
  adaptiveAvgPoolNd,
  adaptiveMaxPool1d,
  adaptiveMaxPoolNd,
} from "./ops/pooling-adaptive.js";
export { type AvgPool1dOptions, type AvgPoolOptions, avgPool1d, avgPoolNd } from "./ops/pooling-average.js";
export {
  type MaxPooled,
  type MaxPoolOptions,
  maxPool1d,
  maxPool1dWithIndices,
  maxPool2d,
  maxPool3d,
  maxPooledAs,
} from "./ops/pooling-max.js";
export type { PlaneDims, SlidingOptions } from "./ops/pooling-windows.js";
