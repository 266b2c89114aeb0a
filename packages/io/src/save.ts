import { Tensor } from "@flambeau/core";
import { joined } from "./byte-sink.js";
import { npyParts, npzParts } from "./numpy/write.js";
import { platform } from "./platform.js";
import { type SafetensorsOptions, safetensorsParts, type Tensors } from "./safetensors/write.js";
import { notTensor, unknownTarget } from "./save-errors.js";
import type { Progress } from "./source.js";
import { torchParts } from "./torch/write.js";

/** Options of saving. */
export interface SaveOptions {
  /** Told, as writing goes on, how many bytes are written and how many there are. */
  readonly progress?: Progress;
}

/**
 * Saves a value as `torch.save` does, for PyTorch to load, weights only or not; a target that ends in `.safetensors`, `.npy` or
 * `.npz` gets that format.
 *
 * To a path (in Node) at once: the file is replaced as a whole, so that a crash leaves the old one or the new one. To a stream in a
 * promise.
 *
 * Tensors keep dtype, strides and shared storages. A plain object or `Map` is a dict, an array a list, a frozen array a tuple;
 * numbers are ints if they are whole, and `float(1)` is a float.
 *
 * @throws {TypeError} if the value holds anything but tensors and plain data
 * @example
 * const { readable, writable } = new TransformStream<Uint8Array>();
 * const [, value] = await Promise.all([save({ epoch: 3 }, writable), load(readable)]);
 * value // => {'epoch': 3}
 */
export function save(value: unknown, target: string, options?: SaveOptions): void;
export function save(value: unknown, target: WritableStream<Uint8Array>, options?: SaveOptions): Promise<void>;
export function save(
  value: unknown,
  target: string | WritableStream<Uint8Array>,
  options: SaveOptions = {},
): void | Promise<void> {
  if (typeof target === "string") return writePath(target, partsFor(value, target), options);
  if (!(target instanceof WritableStream)) throw unknownTarget(target);
  return writeStream(target, torchParts(value, "archive"), options.progress);
}

/** The format that the name of a file asks for. */
function partsFor(value: unknown, path: string): Uint8Array[] {
  if (path.endsWith(".safetensors")) return safetensorsParts(value as Tensors, {});
  if (path.endsWith(".npy")) return npyParts(tensorIn(value));
  if (path.endsWith(".npz")) return npzParts(value as Tensors);
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return torchParts(value, name.replace(/\.[^.]*$/, "") || "archive");
}

function tensorIn(value: unknown): Tensor {
  if (!(value instanceof Tensor)) throw notTensor("saveNpy", "the value", value);
  return value;
}

/** Tensors move in memory when others are made, as `progress` may do: then copies are written. */
function writePath(path: string, parts: readonly Uint8Array[], { progress }: SaveOptions): void {
  const still = progress === undefined ? parts : parts.map((part) => part.slice());
  platform.writeFile(path, still, progress);
}

async function writeStream(
  target: WritableStream<Uint8Array>,
  parts: readonly Uint8Array[],
  progress: Progress = () => {},
): Promise<void> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const writer = target.getWriter();
  let done = 0;
  // copies, because tensors may move or be written to while the stream waits
  for (const part of parts.map((one) => one.slice())) {
    await writer.write(part);
    done += part.length;
    progress(done, total);
  }
  await writer.close();
}

/**
 * The bytes of the file that `save` would write.
 *
 * @throws {TypeError} if the value holds anything but tensors and plain data
 * @example
 * load(encode([1, 2.5, "three", null])) // => [ 1, 2.5, 'three', null ]
 */
export function encode(value: unknown): Uint8Array {
  return joined(torchParts(value, "archive"));
}

/**
 * Saves tensors by their names as a safetensors file, byte for byte as the reference implementation writes it.
 *
 * @throws {Error} if two tensors share memory, which the format cannot say
 * @example
 * const x = arange(2);
 * saveSafetensors({ x, y: x.view([2, 1]) }, "x.safetensors")
 * // throws saveSafetensors: x and y share memory, which the format cannot say; save one of them, or clone
 */
export function saveSafetensors(tensors: Tensors, path: string, options: SafetensorsOptions & SaveOptions = {}): void {
  writePath(path, safetensorsParts(tensors, options), options);
}

/**
 * The bytes of a safetensors file.
 *
 * @throws {Error} if two tensors share memory, which the format cannot say
 * @example
 * loadSafetensors(encodeSafetensors({ x: arange(2), y: ones([1]) })) // => {'x': tensor([0, 1]), 'y': tensor([1.])}
 */
export function encodeSafetensors(tensors: Tensors, options: SafetensorsOptions = {}): Uint8Array {
  return joined(safetensorsParts(tensors, options));
}

/**
 * The bytes of an npy file, as numpy writes it.
 *
 * @throws {TypeError} if numpy has no such type of elements
 * @example
 * loadNpy(encodeNpy(ones([2]))) // => tensor([1., 1.])
 */
export function encodeNpy(x: Tensor): Uint8Array {
  return joined(npyParts(tensorIn(x)));
}

/**
 * The bytes of an npz file, as `numpy.savez` writes it.
 *
 * @throws {TypeError} if numpy has no such type of elements
 * @example
 * Object.keys(loadNpz(encodeNpz({ x: arange(2), y: ones([1]) }))) // => ["x", "y"]
 */
export function encodeNpz(arrays: Tensors): Uint8Array {
  return joined(npzParts(arrays));
}
