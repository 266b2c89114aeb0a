import { outOfMemory } from "../errors/memory.js";
import { WebAssembly, type WebAssemblyMemory } from "./webassembly.js";

// One WebAssembly memory holds all CPU data. Pages that nobody touches cost nothing, so it starts large and rarely grows.
// Growing replaces the views; importers read them as live bindings and must not keep them across an allocation.

const pageBytes = 1 << 16;
/** Addresses stay below 2 GiB, so that they are small integers and shifts keep them positive. */
const limitBytes = 2 ** 31 - pageBytes;

/** Sizes in pages, which modules that import the memory repeat. */
export const memoryLimits: { readonly initial: number; readonly maximum: number } = {
  initial: (128 << 20) / pageBytes,
  maximum: limitBytes / pageBytes,
};

/** A memory that threads see: there is one in Node, and in pages that are isolated from other origins. */
function sharedMemory(): WebAssemblyMemory | null {
  const { crossOriginIsolated = true } = globalThis as { readonly crossOriginIsolated?: boolean };
  if (typeof SharedArrayBuffer === "undefined" || !crossOriginIsolated) return null;
  try {
    return new WebAssembly.Memory({ ...memoryLimits, shared: true });
  } catch {
    return null; // its addresses are reserved up to the maximum, for which a small device may have no room
  }
}

const shared = sharedMemory();
export const memoryIsShared: boolean = shared !== null;
export const memory: WebAssemblyMemory = shared ?? new WebAssembly.Memory({ ...memoryLimits, shared: false });

export let u8: Uint8Array = new Uint8Array(memory.buffer);
export let i8: Int8Array = new Int8Array(memory.buffer);
export let u16: Uint16Array = new Uint16Array(memory.buffer);
export let i16: Int16Array = new Int16Array(memory.buffer);
export let i32: Int32Array = new Int32Array(memory.buffer);
export let i64: BigInt64Array = new BigInt64Array(memory.buffer);
export let f32: Float32Array = new Float32Array(memory.buffer);
export let f64: Float64Array = new Float64Array(memory.buffer);

/** Makes addresses below `end` usable. */
export function reach(end: number): void {
  const have = memory.buffer.byteLength;
  if (end <= have) return;
  const want = Math.min(Math.max(end, have + (have >> 1)), limitBytes);
  try {
    if (end > limitBytes) throw new RangeError();
    memory.grow(Math.ceil((want - have) / pageBytes));
  } catch {
    throw outOfMemory(end - have, have, limitBytes);
  }
  const { buffer } = memory;
  u8 = new Uint8Array(buffer);
  i8 = new Int8Array(buffer);
  u16 = new Uint16Array(buffer);
  i16 = new Int16Array(buffer);
  i32 = new Int32Array(buffer);
  i64 = new BigInt64Array(buffer);
  f32 = new Float32Array(buffer);
  f64 = new Float64Array(buffer);
}

/** Fixed regions, in bytes; blocks of any size begin at `blocks`. What compiled kernels keep for themselves is first. */
export const regions: {
  readonly kernels: number;
  readonly nursery: number;
  readonly keepsakes: number;
  readonly threads: number;
  readonly temporary: number;
  readonly scratch: number;
  readonly blocks: number;
} = {
  kernels: 1 << 10,
  nursery: 1 << 16,
  keepsakes: 2 << 16,
  threads: 4 << 16,
  temporary: 1 << 20,
  scratch: 2 << 20,
  blocks: 4 << 20,
};
