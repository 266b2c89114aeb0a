import type { Tensor } from "@flambeau/core";
import { readAny } from "./format.js";
import { readNpy } from "./numpy/npy.js";
import { readNpz } from "./numpy/npz.js";
import { type AsyncSource, type ReadOptions, type SyncSource, withSource } from "./open.js";
import { readSafetensors } from "./safetensors/read.js";
import { fetchSharded, indexEnding, readSharded } from "./safetensors/sharded.js";
import { ZipArchive } from "./zip/reader.js";

/**
 * Reads what `torch.save` wrote, a safetensors file, or arrays of numpy; which of them it is, the content says. The path or the URL of an
 * index, `model.safetensors.index.json`, gives the tensors of all its shards.
 *
 * A path or bytes are read at once; a Blob, a stream, a response or a URL in a promise. Nothing in a file is ever executed:
 * anything but tensors and plain data is refused by its name.
 *
 * - tensors keep dtype, strides and shared storages; parameters are parameters
 * - dict: an object without inherited keys (a `Map` where keys are no strings); list: array; tuple: frozen array; None: null;
 *   int: number, or bigint beyond 2^53; bytes: `Uint8Array`
 *
 * @throws {FileFormatError} if the file is broken, hostile or of an unknown kind
 * @example
 * const bytes = encode({ weight: ones([2]), epoch: 3 });
 * load(bytes) // => {'weight': tensor([1., 1.]), 'epoch': 3}
 */
export function load<T = unknown>(source: SyncSource, options?: ReadOptions): T;
export function load<T = unknown>(source: AsyncSource, options?: ReadOptions): Promise<T>;
export function load(source: SyncSource | AsyncSource, options: ReadOptions = {}): unknown {
  if (typeof source === "string" && source.endsWith(indexEnding)) return readSharded(source, options);
  if (source instanceof URL && source.pathname.endsWith(indexEnding)) return fetchSharded(source, options);
  return withSource(source, options, readAny);
}

/**
 * Reads every tensor of a safetensors file, in the order of their bytes.
 *
 * @throws {FileFormatError} if the file is broken
 * @example
 * const bytes = encodeSafetensors({ weight: ones([2]) });
 * loadSafetensors(bytes) // => {'weight': tensor([1., 1.])}
 */
export function loadSafetensors(source: SyncSource, options?: ReadOptions): Record<string, Tensor>;
export function loadSafetensors(source: AsyncSource, options?: ReadOptions): Promise<Record<string, Tensor>>;
export function loadSafetensors(source: SyncSource | AsyncSource, options: ReadOptions = {}): unknown {
  return withSource(source, options, readSafetensors);
}

/**
 * Reads an array that numpy saved. One in Fortran order gets the order of rows that tensors have.
 *
 * @throws {FileFormatError} if the file is broken, or holds objects or other elements that tensors have not
 * @example
 * loadNpy(encodeNpy(arange(3))) // => tensor([0, 1, 2])
 */
export function loadNpy(source: SyncSource, options?: ReadOptions): Tensor;
export function loadNpy(source: AsyncSource, options?: ReadOptions): Promise<Tensor>;
export function loadNpy(source: SyncSource | AsyncSource, options: ReadOptions = {}): unknown {
  return withSource(source, options, (file) => readNpy(file));
}

/**
 * Reads the arrays that numpy saved together, by their names.
 *
 * @throws {FileFormatError} if the file is broken, or holds anything but arrays
 * @example
 * loadNpz(encodeNpz({ x: arange(3) })).x // => tensor([0, 1, 2])
 */
export function loadNpz(source: SyncSource, options?: ReadOptions): Record<string, Tensor>;
export function loadNpz(source: AsyncSource, options?: ReadOptions): Promise<Record<string, Tensor>>;
export function loadNpz(source: SyncSource | AsyncSource, options: ReadOptions = {}): unknown {
  return withSource(source, options, (file) => readNpz(new ZipArchive(file)));
}
