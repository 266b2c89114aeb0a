import { patience } from "./patience.js";

// Threads pay while processors are free. On a busy machine a helper may have to wait for its turn in the midst of a task, and keep
// everybody waiting. So what threads gain and lose is counted, and after a loss one thread computes for some time.

/** The most that gains make up for, in milliseconds. */
const mostCredit = 5;
let credit = 0;
let restsUntil = 0;

/** Whether one thread shall do everything for now. */
export function rests(): boolean {
  return restsUntil > 0 && performance.now() < restsUntil;
}

/** Counts so many milliseconds that threads have saved, or lost. */
export function count(gain: number): void {
  credit = Math.min(credit + gain, mostCredit);
  if (credit >= 0) return;
  restsUntil = performance.now() - patience.rest * credit;
  credit = 0;
}
