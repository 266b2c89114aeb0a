import { readFileSync } from "node:fs";

/** What `goldens.py` wrote, by the Python that made it. */
export function goldens<T>(name: string): Record<string, T> {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")) as Record<string, T>;
}

/** The largest difference, relative to the numbers themselves or, near zero, to 1. */
export function largestError(got: readonly number[], want: readonly number[]): number {
  return Math.max(...want.map((x, i) => Math.abs(got[i]! - x) / Math.max(Math.abs(x), 1)));
}
