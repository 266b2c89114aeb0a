import { reach, regions } from "./heap.js";

// Blocks of any size: classes of at most 25 % slack, a free list each, fresh ones from the top of the heap.

const free = new Map<number, number[]>();
let top: number = regions.blocks;
let used = 0;

/** The size that a request is rounded up to: four steps per doubling, at least 16 bytes. */
export function blockSize(bytes: number): number {
  if (bytes <= 64) return Math.max((bytes + 15) & ~15, 16);
  const step = 2 ** (Math.floor(Math.log2(bytes - 1)) - 2);
  return Math.ceil(bytes / step) * step;
}

/** Address of a block of `size` bytes, a value of `blockSize`. */
export function takeBlock(size: number): number {
  const list = free.get(size);
  const reused = list?.pop();
  if (reused === undefined) {
    reach(top + size);
    top += size;
  }
  used += size;
  return reused ?? top - size;
}

export function freeBlock(address: number, size: number): void {
  used -= size;
  const list = free.get(size);
  if (list === undefined) free.set(size, [address]);
  else list.push(address);
}

/** Bytes in blocks handed out and not freed. */
export function blockBytes(): number {
  return used;
}
