import { blockSize, freeBlock, takeBlock } from "./blocks.js";
import { regions } from "./heap.js";

// Working space of kernels: a stack that a kernel call unwinds when it ends. What does not fit the region gets a block.

const limit: number = regions.scratch;
/** More than the top ever is, so that a mark tells both heights. */
const step: number = limit + 16;
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
  top = mark % step;
  const keep = (mark - top) / step;
  while (overflow.length > keep) {
    const { address, size } = overflow.pop()!;
    freeBlock(address, size);
  }
}
