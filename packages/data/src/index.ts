export { type Collate, defaultCollate, defaultConvert } from "./collate.js";
export { type Collated, DataLoader, type DataLoaderOptions } from "./data-loader.js";
export { ConcatDataset, Dataset, IterableDataset, randomSplit, Subset, TensorDataset } from "./dataset.js";
export {
  BatchSampler,
  RandomSampler,
  type RandomSamplerOptions,
  Sampler,
  SequentialSampler,
  SubsetRandomSampler,
  WeightedRandomSampler,
} from "./sampler.js";
export { ChainDataset, StackDataset } from "./stack-dataset.js";
