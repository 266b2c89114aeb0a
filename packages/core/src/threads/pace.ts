import { patience } from "./patience.js";

/** The most that gains make up for, in milliseconds. */
const mostCredit = 5;

/**
 * Whether threads pay, which they do while processors are free. On a busy machine a helper may have to wait for its turn in the midst
 * of a task, and keep everybody waiting. So what threads gain and lose is counted, and after a loss one thread computes for some time.
 */
export class Pace {
  #credit = 0;
  #restsUntil = 0;

  /** Whether one thread shall do everything for now. */
  rests(): boolean {
    return this.#restsUntil > 0 && performance.now() < this.#restsUntil;
  }

  /** Counts so many milliseconds that threads have saved, or lost. */
  count(gain: number): void {
    this.#credit = Math.min(this.#credit + gain, mostCredit);
    if (this.#credit >= 0) return;
    this.#restsUntil = performance.now() - patience.rest * this.#credit;
    this.#credit = 0;
  }
}
