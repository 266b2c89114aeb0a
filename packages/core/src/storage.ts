import type { Slab } from "./memory/slab.js";

/** Brings the evicted bytes of a storage back into the heap; the allocator says how. */
let rehome: (storage: Storage) => number;
export function onEvictedUse(bringBack: (storage: Storage) => number): void {
  rehome = bringBack;
}

/** Bytes shared by a tensor and its views, and the count of writes to them. */
export class Storage {
  slab: Slab;
  /** Byte offset within the slab. */
  start: number;
  readonly bytes: number;
  version: number;
  /** Stays where it is until nobody refers to it. */
  tenured: boolean;

  constructor(slab: Slab, start: number, bytes: number) {
    this.slab = slab;
    this.start = start;
    this.bytes = bytes;
    this.version = 0;
    this.tenured = false;
  }

  /** Address in the heap; brings evicted bytes back. */
  address(): number {
    const base = this.slab.base;
    return base >= 0 ? base + this.start : rehome(this);
  }
}
