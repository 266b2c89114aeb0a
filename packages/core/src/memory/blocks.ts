import { reach, regions } from "./heap.js";

// Blocks of any size: classes of at most 25 % slack, a free list each, fresh ones from the top of the heap.

const free = new Map<number, number[]>();
let top: number = regions.blocks;
let used = 0;

/** The size that a request is rounded up to: four steps per doubling, at least 16 bytes. */
export function blockSize(bytes: number): number {
  if (bytes <= 64) return Math.max((bytes + 15) & ~15, 16);
  const step = 2 ** (29 - Math.clz32(bytes - 1));
  return Math.ceil(bytes / step) * step;
}

/** Address of a block of `size` bytes, a value of `blockSize`. */
export function takeBlock(size: number): number {
  const address = free.get(size)?.pop() ?? takeFresh(size);
  used += size;
  return address;
}

/** From the top of the heap; what is free lies there for sizes that were used before, so a heap that is full puts it together. */
function takeFresh(size: number): number {
  try {
    reach(top + size);
  } catch (error) {
    const address = takeJoined(size);
    if (address === null) throw error;
    return address;
  }
  top += size;
  return top - size;
}

/** Joins free neighbours, and takes the block from the smallest run that holds it; null if none does. */
function takeJoined(size: number): number | null {
  let best: Run | null = null;
  const runs = joined();
  for (const run of runs) if (run.size >= size && (best === null || run.size < best.size)) best = run;
  free.clear();
  for (const run of runs) {
    if (run === best) run.size -= size;
    if (run.size > 0) list(run.address, run.size);
  }
  return best === null ? null : best.address + best.size;
}

interface Run {
  readonly address: number;
  size: number;
}

function joined(): Run[] {
  const blocks = [...free].flatMap(([size, addresses]) => addresses.map((address) => ({ address, size })));
  const runs: Run[] = [];
  for (const block of blocks.sort((a, b) => a.address - b.address)) {
    const last = runs.at(-1);
    if (last !== undefined && last.address + last.size === block.address) last.size += block.size;
    else runs.push(block);
  }
  return runs;
}

export function freeBlock(address: number, size: number): void {
  used -= size;
  list(address, size);
}

function list(address: number, size: number): void {
  const addresses = free.get(size);
  if (addresses === undefined) free.set(size, [address]);
  else addresses.push(address);
}

/** Bytes in blocks handed out and not freed. */
export function blockBytes(): number {
  return used;
}
