import { blockSize, freeBlock, takeBlock } from "./blocks.js";
import { regions } from "./heap.js";

// Working space of kernels: a stack that a kernel call unwinds when it ends. What does not fit the region gets a block.

let limit: number = regions.scratch;
/** More than the top ever is, so that a mark tells both heights. */
const step: number = regions.scratch + 16;
let top: number = regions.temporary;
const overflow: { address: number; size: number }[] = [];

/** Address of `bytes` bytes until `releaseTemporaries` with an earlier mark. */
export function takeTemporary(bytes: number): number {
  const size = (bytes + 15) & ~15;
  if (top + size <= limit) {
    top += size;
    return top - size;
  }
  const block = blockSize(bytes);
  const address = takeBlock(block);
  overflow.push({ address, size: block });
  return address;
}

/** A point to unwind to; one number holds the height of both stacks. */
export function markTemporaries(): number {
  return top + overflow.length * step;
}

export function releaseTemporaries(mark: number): void {
  if (top < 0) {
    ownMost = Math.max(ownMost, top - ownStart);
    top = mark - overflow.length * step;
    return;
  }
  top = mark % step;
  const keep = (mark - top) / step;
  while (overflow.length > keep) {
    const { address, size } = overflow.pop()!;
    freeBlock(address, size);
  }
}

// While work for threads is noted, temporaries have addresses from -2³¹ on: those that a thread counts from its own space.

const ownStart = -(2 ** 31);
let ownMost = 0;

/** From now on temporaries are those of whichever thread does the work; gives what `endOwnTemporaries` wants. */
export function beginOwnTemporaries(): number {
  const outside = top;
  top = ownStart;
  limit = ownStart / 2;
  ownMost = 0;
  return outside;
}

/** Goes on as before; gives how many bytes a thread needs. */
export function endOwnTemporaries(outside: number): number {
  ownMost = Math.max(ownMost, top - ownStart);
  top = outside;
  limit = regions.scratch;
  return ownMost;
}
