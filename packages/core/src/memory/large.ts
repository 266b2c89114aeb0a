import { Storage } from "../storage.js";
import { blockSize, freeBlock, takeBlock } from "./blocks.js";
import { Slab } from "./slab.js";
import { settle } from "./tenured.js";

// Results too large for a ring: a block each, queued by age. Beyond the budget the oldest are evicted and their blocks, which the
// caches still hold, are used again. Within an op that brings operands back they rest until it ends, because an address of theirs
// may have been taken.

/** Little enough that temporaries die young; what is needed again makes it grow. */
const leastBudget = 16 << 20;
const largestBudget = 512 << 20;
let budget = leastBudget;
/** The newest that stay: results of an op that has not computed them yet. Fewer where they are huge, and when memory is short. */
const spared = 4;
const sparedAtLeast = 2;
const hugeBytes = leastBudget / spared;

const gone = new Slab(-1, 0);
const queue: Slab[] = [];
let head = 0;
const resting: { readonly base: number; readonly bytes: number }[] = [];

/** Bytes of results that have not been evicted. */
export let largeBytes = 0;

/** For the result of an op, which has not taken any address: what rested is free. */
export function allocateLarge(bytes: number): Storage {
  return enqueue(bytes, true);
}

function enqueue(bytes: number, opBegins: boolean): Storage {
  const size = blockSize(bytes);
  evictBeyond(budget - size, size > hugeBytes ? sparedAtLeast : spared);
  if (opBegins) freeResting();
  const slab = new Slab(takeBlockOrMakeRoom(size, opBegins), size, bytes);
  append(slab);
  return new Storage(slab, 0, bytes);
}

/** Takes in a block that was somebody else's. */
export function adoptLarge(slab: Slab): void {
  evictBeyond(budget - slab.bytes, spared);
  append(slab);
}

function append(slab: Slab): void {
  largeBytes += slab.bytes;
  queue.push(slab);
}

/**
 * A place for bytes that were evicted and are needed. What is in use at a time does not fit the budget, then; and what comes back
 * again and again, as an operand of a loop does, stays.
 */
export function readmit(storage: Storage): void {
  const returns = storage.slab.returns + 1;
  if (returns > 2) return settle(storage);
  const { slab } = enqueue(storage.bytes, false);
  budget = Math.min(budget + slab.bytes, largestBudget);
  slab.returns = returns;
  storage.slab = slab;
  storage.start = 0;
}

/** Evicts the oldest until at most `bytes` are left, sparing the newest few. */
function evictBeyond(bytes: number, spare: number): void {
  while (largeBytes > bytes && queue.length - head > spare) {
    const oldest = queue[head]!;
    queue[head++] = gone; // the queue must not keep the copy alive
    largeBytes -= oldest.bytes;
    if (oldest.base < 0) continue;
    resting.push({ base: oldest.base, bytes: oldest.bytes });
    oldest.evict();
    budget = Math.max(budget - (oldest.bytes >> 4), leastBudget);
  }
  if (head > 1024) {
    queue.splice(0, head);
    head = 0;
  }
}

function freeResting(): void {
  for (const { base, bytes } of resting) freeBlock(base, bytes);
  resting.length = 0;
}

function takeBlockOrMakeRoom(size: number, opBegins: boolean): number {
  try {
    return takeBlock(size);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    evictBeyond(0, sparedAtLeast);
    if (opBegins) freeResting();
    return takeBlock(size);
  }
}
