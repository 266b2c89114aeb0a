import { emptyDict, type Tensor } from "@flambeau/core";
import { tensorOf } from "../fresh.js";
import type { Source } from "../source.js";
import { type Entry, readHeader } from "./header.js";

/** Every tensor of a file, in the order of their bytes, as the reference implementation gives them. */
export function readSafetensors(source: Source): Record<string, Tensor> {
  const tensors = emptyDict<Tensor>();
  for (const [name, entry] of readHeader(source).entries) tensors[name] = readTensor(source, entry);
  return tensors;
}

export function readTensor(source: Source, { dtype, shape, start, end }: Entry): Tensor {
  return tensorOf(source.take(start, end), shape, dtype);
}
