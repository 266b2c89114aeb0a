import { i32, regions } from "../memory/heap.js";

// What threads tell each other, at a fixed place in the memory: a few counters, a table of calls, and the rows where tasks begin, which
// are calls in order. A call is a row of numbers: the address, the length and the index that name a compiled function, how many
// arguments follow, a bit for each that is an address in a thread's own space, and the arguments; its first number is replaced by what
// the function returned.

/** Counters, as indices from the beginning of the board. */
export const Counter = {
  /** Goes up when there is work, which wakes sleepers. */
  round: 0,
  /** Tasks that nobody has taken yet. They are taken from the last to the first, so that whoever comes late finds none. */
  open: 1,
  /** Tasks of this round. */
  tasks: 2,
  done: 3,
  /** Not 0 if a call failed. */
  failed: 4,
  /** How many helpers may take part. */
  helpers: 5,
  /** From here on, for this thread and for each helper, where its own space begins. */
  own: 16,
} as const;

/** Threads that may take part. */
export const maxThreads = 64;
const counterBytes = 64 + 4 * maxThreads;
/** Numbers in a row of the table. */
export const rowLength = 20;
/** Numbers before the arguments. */
export const rowHead = 5;
/** Rows of the table. */
export const maxCalls = 4096;

/** The counters begin here in the heap seen as 32-bit integers, the table in the heap seen as doubles. */
export const countersAt: number = regions.threads >> 2;
export const tableAt: number = (regions.threads + counterBytes) >> 3;
/** The rows where tasks begin, and where the last one ends, as 32-bit integers. */
export const startsAt: number = (tableAt + maxCalls * rowLength) << 1;

export function read(counter: number): number {
  return Atomics.load(i32, countersAt + counter);
}

export function write(counter: number, value: number): void {
  Atomics.store(i32, countersAt + counter, value);
}
