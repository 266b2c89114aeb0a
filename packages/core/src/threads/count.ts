import { invalidThreadCount } from "../errors/threads.js";
import { memoryIsShared } from "../memory/heap.js";
import { processors } from "./helper.js";

const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };

/** What PyTorch's pool starts with: OMP_NUM_THREADS, or a thread for each processor. */
function initialCount(): number {
  const asked = Number.parseInt(process?.env?.OMP_NUM_THREADS ?? "", 10);
  return asked > 0 ? asked : processors();
}

/** How many threads compute; 0 until somebody wants to know. */
let count = 0;

/**
 * How many threads compute, this one among them: what `setNumThreads` said, else the environment variable `OMP_NUM_THREADS`,
 * else one for each processor. One in a page that is not isolated from other origins, whose threads cannot share memory.
 *
 * @example
 * getNumThreads() >= 1 // => true
 */
export function getNumThreads(): number {
  if (count === 0) count = memoryIsShared ? initialCount() : 1;
  return count;
}

/**
 * Sets how many threads compute, this one among them. Results have the same bits for every number. Threads are started when a
 * large operation first has work for them, and none keeps a program from ending.
 *
 * @throws {RangeError} if `threads` is not a positive integer
 * @example
 * setNumThreads(1);
 * getNumThreads() // => 1
 */
export function setNumThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1) throw invalidThreadCount("set_num_threads", threads);
  count = memoryIsShared ? threads : 1;
}

/** 0 until somebody sets it. */
let interopCount = 0;

/**
 * How many threads PyTorch would give to operations that run side by side. Ours run one after another; the number is for programs
 * that ask.
 *
 * @example
 * getNumInteropThreads() >= 1 // => true
 */
export function getNumInteropThreads(): number {
  return interopCount || initialCount();
}

/**
 * Sets the number that `getNumInteropThreads` gives, which has no other effect.
 *
 * @throws {RangeError} if `threads` is not a positive integer
 * @example
 * setNumInteropThreads(2);
 * getNumInteropThreads() // => 2
 */
export function setNumInteropThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1) throw invalidThreadCount("set_num_interop_threads", threads);
  interopCount = threads;
}
