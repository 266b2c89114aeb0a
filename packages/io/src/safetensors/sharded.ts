import { emptyDict, type Tensor } from "@flambeau/core";
import { encodeText } from "../byte-sink.js";
import { decodeText } from "../bytes.js";
import { quote, refuse } from "../errors.js";
import { type ReadOptions, withSource } from "../open.js";
import { platform } from "../platform.js";
import { notTensor } from "../save-errors.js";
import type { Source } from "../source.js";
import { readHeader } from "./header.js";
import { parseHeader } from "./json.js";
import { readTensor } from "./read.js";
import { type SafetensorsOptions, safetensorsParts, type Tensors } from "./write.js";

/** How the name of an index ends; the shards are beside it. */
export const indexEnding = ".safetensors.index.json";

/** Reads the tensors that an index speaks of from the shards beside it, in the order of the index. */
export function readSharded(path: string, options: ReadOptions): Record<string, Tensor> {
  const shards = new Shards(withSource(path, {}, readIndex) as Index);
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  for (const file of shards.files) withSource(folder + file, options, (source) => shards.read(source, file));
  return shards.tensors();
}

/** The same of an index and shards that are fetched. */
export async function fetchSharded(url: URL, options: ReadOptions): Promise<Record<string, Tensor>> {
  const shards = new Shards(await withSource(url, {}, readIndex));
  for (const file of shards.files)
    await withSource(new URL(encodeURIComponent(file), url), options, (source) => shards.read(source, file));
  return shards.tensors();
}

/** In which file each tensor is. */
type Index = ReadonlyMap<string, string>;

/** The shards of an index, as they are read. */
class Shards {
  readonly #found = new Map<string, Tensor>();

  constructor(readonly index: Index) {}

  get files(): Iterable<string> {
    return new Set(this.index.values());
  }

  read(source: Source, file: string): void {
    const { entries } = readHeader(source);
    for (const [name, place] of this.index) {
      if (place !== file) continue;
      const entry =
        entries.get(name) ?? refuse("the header", `there is no tensor ${quote(name)}, and the index says so`);
      this.#found.set(name, readTensor(source, entry));
    }
  }

  tensors(): Record<string, Tensor> {
    const tensors = emptyDict<Tensor>();
    for (const name of this.index.keys()) tensors[name] = this.#found.get(name)!;
    return tensors;
  }
}

/** `{"metadata": ..., "weight_map": {name: file}}` */
function readIndex(source: Source): Index {
  const index = parseHeader(decodeText(source.peek(0, source.size), "the index"), "the index");
  const map = (index as { weight_map?: unknown } | null)?.weight_map;
  if (typeof map !== "object" || map === null) return refuse("the index", "has no weight_map");
  const entries: [string, unknown][] = Object.entries(map);
  for (const [name, file] of entries) {
    const isBeside = typeof file === "string" && /^[^/\\:\0]+\.safetensors$/.test(file);
    if (!isBeside)
      refuse(`the index, tensor ${quote(name)}`, `${quote(String(file))} is no safetensors file beside the index`);
  }
  return new Map(entries as [string, string][]);
}

/** Options of `saveSharded`. */
export interface ShardOptions extends SafetensorsOptions {
  /** The most bytes of tensors in a file; default 5 GB. A larger tensor gets a file of its own. */
  readonly maxShardBytes?: number;
}

/**
 * Saves tensors in several safetensors files, with an index beside them that `load` reads: `model.safetensors.index.json` speaks of
 * `model-00001-of-00002.safetensors` and so on. The index is replaced last.
 *
 * @throws {Error} if the path does not end as an index does, or two tensors share memory
 * @example
 * saveSharded({ x: ones([2]) }, "model.safetensors")
 * // throws saveSharded: the index "model.safetensors" must end in ".safetensors.index.json"
 */
export function saveSharded(tensors: Tensors, path: string, options: ShardOptions = {}): void {
  if (!path.endsWith(indexEnding))
    throw new Error(`saveSharded: the index ${quote(path)} must end in "${indexEnding}"`);
  const { maxShardBytes = 5e9, ...rest } = options;
  const stem = path.slice(0, -indexEnding.length);
  const shards = sharded(tensors, maxShardBytes);
  const map: Record<string, string> = emptyDict<string>();
  let total = 0;
  const digits = (n: number) => String(n).padStart(5, "0");
  for (const [i, shard] of shards.entries()) {
    const file = `${stem}-${digits(i + 1)}-of-${digits(shards.length)}.safetensors`;
    platform.writeFile(file, safetensorsParts(Object.fromEntries(shard), rest));
    for (const [name, x] of shard) {
      map[name] = file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
      total += bytesOfTensor(x);
    }
  }
  const index = { metadata: { total_size: total }, weight_map: map };
  platform.writeFile(path, [encodeText(`${JSON.stringify(index, null, 2)}\n`)]);
}

/** Tensors in their order, as many to a shard as fit. */
function sharded(tensors: Tensors, most: number): [string, Tensor][][] {
  const shards: [string, Tensor][][] = [[]];
  let bytes = 0;
  for (const [name, x] of Object.entries(tensors)) {
    if (typeof x?.dtype?.bytes !== "number") throw notTensor("saveSharded", name, x);
    const size = bytesOfTensor(x);
    bytes += size;
    if (bytes > most && size > 0 && shards.at(-1)!.length > 0) {
      shards.push([]);
      bytes = size;
    }
    shards.at(-1)!.push([name, x]);
  }
  return shards;
}

function bytesOfTensor(x: Tensor): number {
  return x.layout.numel * x.dtype.bytes;
}
