import { freedTemporary } from "../errors/memory.js";
import { u8 } from "./heap.js";

/**
 * A run of bytes that lives and moves as a whole. Storages point at their slab and not at memory, so evicting hundreds of tiny
 * tensors is one copy and one assignment; nobody keeps a list of them, and they die young.
 */
export class Slab {
  /** Address in the heap, or -1 when evicted or freed. */
  base: number;
  readonly bytes: number;
  /** After eviction: the bytes, owned by the garbage collector. */
  copy: Uint8Array | null = null;

  constructor(base: number, bytes: number) {
    this.base = base;
    this.bytes = bytes;
  }

  /** Moves the bytes out of the heap. Until the region is handed out again, old addresses still read right. */
  evict(): void {
    if (this.base < 0) return;
    this.copy = u8.slice(this.base, this.base + this.bytes);
    this.base = -1;
  }

  /** The bytes are gone; any later use is a bug of ours and says so. */
  free(): void {
    this.base = -1;
  }

  evictedBytes(start: number, bytes: number): Uint8Array {
    if (this.copy === null) throw freedTemporary();
    return this.copy.subarray(start, start + bytes);
  }
}
