import { i32, regions } from "../memory/heap.js";

// What threads tell each other, at a fixed place in the memory: a few counters, and a table of calls. A call is a row of numbers: the
// address, the length and the index that name a compiled function, how many arguments follow, and the arguments; its first
// number is replaced by what the function returned.

/** Counters, as indices from the beginning of the board. */
export const Counter = {
  /** Goes up when there is work, which wakes sleepers. */
  round: 0,
  /** Calls that nobody has taken yet. They are taken from the last to the first, so that whoever comes late finds none. */
  open: 1,
  /** Calls of this round. */
  calls: 2,
  done: 3,
  /** Not 0 if a call failed. */
  failed: 4,
  /** How many helpers may take part. */
  helpers: 5,
} as const;

const counterBytes = 64;
/** Numbers in a row of the table. */
export const rowLength = 20;
/** Rows of the table. */
export const maxCalls = 512;

/** The counters begin here in the heap seen as 32-bit integers, the table in the heap seen as doubles. */
export const countersAt: number = regions.threads >> 2;
export const tableAt: number = (regions.threads + counterBytes) >> 3;

export function read(counter: number): number {
  return Atomics.load(i32, countersAt + counter);
}

export function write(counter: number, value: number): void {
  Atomics.store(i32, countersAt + counter, value);
}
