/** How long to wait for other threads. */
export interface Patience {
  /**
   * Where nobody can know whether a thread is still there: a task takes a fraction of a second, so one that needs so many naps is dead.
   * Naps are counted, not time, because a computer may have slept meanwhile.
   */
  readonly naps: number;
  readonly milliseconds: number;
  /** How long one thread computes after threads lost a millisecond, in milliseconds. */
  readonly rest: number;
}

export const patience: Patience = { naps: 200, milliseconds: 50, rest: 10 };
