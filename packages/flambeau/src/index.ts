// Everything, in the shape of `torch`. What core exports is `torch` itself, so it is not listed a second time here;
// `exports.txt` shows the names.

export * from "@flambeau/core";
export {
  type AsyncSource,
  type CheckpointParts,
  encode,
  encodeNpy,
  encodeNpz,
  encodeSafetensors,
  FileFormatError,
  load,
  loadNpy,
  loadNpz,
  loadSafetensors,
  openSafetensors,
  type PlaceInEpoch,
  type Progress,
  type ReadOptions,
  type Resumable,
  type ResumableOptions,
  resumable,
  resumeCheckpoint,
  type SafetensorsOptions,
  type SaveOptions,
  type ShardOptions,
  type Stateful,
  type StatefulParts,
  type SyncSource,
  save,
  saveCheckpoint,
  saveSafetensors,
  saveSharded,
  type TensorInfo,
  type Tensors,
} from "@flambeau/io";
export * as nn from "./nn.js";
export * as optim from "./optim.js";
export {
  bilinear,
  celu_,
  channelShuffle,
  cosineSimilarity,
  pairwiseDistance,
  pixelShuffle,
  pixelUnshuffle,
  prelu,
  relu_,
  rrelu_,
  selu_,
  threshold_,
} from "./torch-functions.js";
export * as utils from "./torch-utils.js";
