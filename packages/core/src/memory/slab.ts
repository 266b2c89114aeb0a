import { disposedTensor, freedTemporary } from "../errors/memory.js";
import { copyOut, joined } from "./garbage.js";

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
  /** After eviction: the bytes, owned by the garbage collector, in one piece or several. */
  copy: readonly Uint8Array[] | null = null;
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
    this.copy = copyOut(this.base, this.used);
    this.base = -1;
    evictedBytes += this.used;
  }

  /** The bytes are gone; any later use is a bug of ours and says so. */
  free(): void {
    this.base = -1;
  }

  /** Evicted bytes; where they lie in several pieces, all of them. */
  evicted(start: number, bytes: number): readonly Uint8Array[] {
    const { copy } = this;
    if (this === disposed) throw disposedTensor();
    if (copy === null) throw freedTemporary();
    return copy.length === 1 ? [copy[0]!.subarray(start, start + bytes)] : copy;
  }

  /** The same in one piece. */
  evictedBytes(start: number, bytes: number): Uint8Array {
    const pieces = this.evicted(start, bytes);
    if (pieces.length === 1) return pieces[0]!;
    this.copy = [joined(pieces)];
    return this.evictedBytes(start, bytes);
  }
}

/** Where tensors lie whose memory was given back. */
export const disposed: Slab = new Slab(-1, 0);

/** All that was ever evicted, in bytes. */
export let evictedBytes = 0;
