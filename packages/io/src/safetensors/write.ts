import { bytesOf, Tensor } from "@flambeau/core";
import { ByteSink, encodeText } from "../byte-sink.js";
import { notTensor, sharedMemory } from "../save-errors.js";
import { nameByType, safetensorsTypes } from "./types.js";

/** Tensors by their names. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** Options of writing safetensors. */
export interface SafetensorsOptions {
  /** Texts kept with the tensors, such as `{ format: "pt" }`. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A file as the reference implementation writes it, in parts: wide types first, names in the order of their UTF-8. */
export function safetensorsParts(tensors: Tensors, { metadata }: SafetensorsOptions): Uint8Array[] {
  const rank = new Map(safetensorsTypes.map(([, dtype], i) => [dtype, i]));
  const entries = Object.entries(tensors);
  for (const [name, x] of entries) if (!(x instanceof Tensor)) throw notTensor("saveSafetensors", name, x);
  checkSharing(entries);
  const inOrder = entries
    .map(([name, x]) => ({ name, x, key: encodeText(name) }))
    .sort((a, b) => rank.get(b.x.dtype)! - rank.get(a.x.dtype)! || compareBytes(a.key, b.key));
  const dense = inOrder.map(({ x }) => (x.layout.isContiguous ? x : x.contiguous()));
  const fields = metadata === undefined ? [] : [`"__metadata__":${JSON.stringify(metadata)}`];
  let end = 0;
  for (const { name, x } of inOrder) {
    const begin = end;
    end += x.layout.numel * x.dtype.bytes;
    const entry = { dtype: nameByType.get(x.dtype), shape: x.shape, data_offsets: [begin, end] };
    fields.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  }
  const header = encodeText(`{${fields.join(",")}}`);
  const length = (header.length + 7) & ~7;
  const start = new ByteSink()
    .u64(length)
    .bytes(header)
    .text(" ".repeat(length - header.length));
  return [start.done(), ...dense.map(elementBytes)];
}

/** The bytes of a contiguous tensor's elements. */
export function elementBytes(x: Tensor): Uint8Array {
  const start = x.offset * x.dtype.bytes;
  return bytesOf(x.storage).subarray(start, start + x.layout.numel * x.dtype.bytes);
}

function checkSharing(entries: readonly (readonly [string, Tensor])[]): void {
  const owners = new Map<unknown, string>();
  for (const [name, { storage, layout }] of entries) {
    if (layout.numel === 0) continue;
    const owner = owners.get(storage);
    if (owner !== undefined) throw sharedMemory([owner, name]);
    owners.set(storage, name);
  }
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
