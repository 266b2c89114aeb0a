export {
  type CheckpointParts,
  resumeCheckpoint,
  type Stateful,
  type StatefulParts,
  saveCheckpoint,
} from "./checkpoint.js";
export { FileFormatError } from "./errors.js";
export { load, loadNpy, loadNpz, loadSafetensors } from "./load.js";
export type { AsyncSource, ReadOptions, SyncSource } from "./open.js";
export {
  type PlaceInEpoch,
  type Resumable,
  type ResumableOptions,
  resumable,
  type SeekableGenerator,
} from "./resumable.js";
export { openSafetensors, RemoteSafetensorsFile, SafetensorsFile, type TensorInfo } from "./safetensors/file.js";
export { type ShardOptions, saveSharded } from "./safetensors/sharded.js";
export type { SafetensorsOptions, Tensors } from "./safetensors/write.js";
export { encode, encodeNpy, encodeNpz, encodeSafetensors, type SaveOptions, save, saveSafetensors } from "./save.js";
export type { Progress } from "./source.js";
export type { DrawableModule } from "./tensorboard/graph.js";
export type { HistogramBins } from "./tensorboard/histogram.js";
export {
  type EventOptions,
  type HistogramOptions,
  type ScalarOptions,
  SummaryWriter,
  type SummaryWriterOptions,
} from "./tensorboard/summary-writer.js";
