/**
 * How long to wait for another thread where nobody can know whether it is still there. A task takes a fraction of a second; a thread
 * that needs so many naps for one is dead. Naps are counted, not time, because a computer may have slept meanwhile.
 */
export const patience: { readonly naps: number; readonly milliseconds: number } = { naps: 200, milliseconds: 50 };
