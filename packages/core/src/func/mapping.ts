import { readWhileMapped } from "../errors/functional.js";

let depth = 0;

/** Runs the samples of a `vmap`, in which users cannot read numbers. */
export function whileMapped<T>(body: () => T): T {
  depth++;
  try {
    return body();
  } finally {
    depth--;
  }
}

/** Throws inside of `vmap`. */
export function refuseWhileMapped(): void {
  if (depth > 0) throw readWhileMapped();
}
