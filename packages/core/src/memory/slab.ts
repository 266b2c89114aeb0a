import { disposedTensor, freedTemporary } from "../errors/memory.js";
import { u8 } from "./heap.js";

/**
 * A run of bytes that lives and moves as a whole. Storages point at their slab and not at memory, so evicting hundreds of tiny
 * tensors is one copy and one assignment; nobody keeps a list of them, and they die young.
 */
export class Slab {
  /** Address in the heap, or -1 when evicted or freed. */
  base: number;
  readonly bytes: number;
  /** How many of them hold something. */
  readonly used: number;
  /** After eviction: the bytes, owned by the garbage collector. */
  copy: Uint8Array | null = null;
  /** How many gradients in flight lie here. */
  holders = 0;
  /** How often the bytes were evicted and then needed. */
  returns = 0;

  constructor(base: number, bytes: number, used: number = bytes) {
    this.base = base;
    this.bytes = bytes;
    this.used = used;
  }

  /** Moves the bytes out of the heap. Until the region is handed out again, old addresses still read right. */
  evict(): void {
    if (this.base < 0) return;
    this.copy = unfilled(this.used);
    this.copy.set(u8.subarray(this.base, this.base + this.used));
    this.base = -1;
    evictedBytes += this.used;
  }

  /** The bytes are gone; any later use is a bug of ours and says so. */
  free(): void {
    this.base = -1;
  }

  evictedBytes(start: number, bytes: number): Uint8Array {
    if (this === disposed) throw disposedTensor();
    if (this.copy === null) throw freedTemporary();
    return this.copy.subarray(start, start + bytes);
  }
}

/** Where tensors lie whose memory was given back. */
export const disposed: Slab = new Slab(-1, 0);

/** All that was ever evicted, in bytes. */
export let evictedBytes = 0;

interface UnfilledBuffers {
  allocUnsafeSlow(bytes: number): { readonly buffer: ArrayBuffer };
}
const { Buffer } = globalThis as { Buffer?: UnfilledBuffers };

/**
 * glibc gives large pieces of memory back to the system as soon as they are freed, and every page of the next piece costs a fault, all
 * together more than the copy; until it sees a larger piece freed, which teaches it what to take for large. This is the largest that
 * it learns from. Nothing is written to it, so it takes no memory.
 */
const lessonBytes = (32 << 20) - (8 << 10);
let isLessonGiven = false;

/** Bytes of any content, because filling large ones with zeros costs as much as the copy itself; where that is offered. */
function unfilled(bytes: number): Uint8Array {
  if (Buffer === undefined || bytes <= 1 << 14) return new Uint8Array(bytes);
  if (!isLessonGiven) {
    isLessonGiven = true;
    Buffer.allocUnsafeSlow(lessonBytes);
  }
  return new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer);
}
