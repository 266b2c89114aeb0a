import { getNumThreads } from "flambeau";
import type { Workload } from "./workload.js";

/** What a workload costs; one line of JSON. */
export interface Measurement {
  readonly workload: string;
  readonly peer: string;
  /** Of the engine. */
  readonly version: string;
  readonly threads: number;
  /** The median of the repetitions. */
  readonly value: number;
  readonly unit: string;
  /** The fastest repetition. */
  readonly best: number;
  /** How often the work ran in each repetition. */
  readonly n: number;
}

const warmup = 0.5;

function seconds(): number {
  return performance.now() / 1e3;
}

/** Times a workload: warm up, then run it for at least `leastTime` seconds, `repetitions` times. */
export function measure(workload: Workload, repetitions: number, leastTime: number): Measurement {
  const { name, unit, convert, prepare } = workload;
  const work = prepare();
  const n = calibrate(work, leastTime);
  const durations = Array.from({ length: repetitions }, () => {
    const start = seconds();
    for (let i = 0; i < n; i++) work();
    return (seconds() - start) / n;
  });
  const value = rounded(convert(median(durations)));
  const best = rounded(convert(Math.min(...durations)));
  return { workload: name, peer: "flambeau", version: process.version, threads: getNumThreads(), value, unit, best, n };
}

/** How many runs fill that time, once the engine has seen enough of them to compile the work. */
function calibrate(work: () => void, leastTime: number): number {
  const start = seconds();
  for (let n = 1; ; n *= 2) {
    const before = seconds();
    for (let i = 0; i < n; i++) work();
    const duration = seconds() - before;
    if (seconds() - start > warmup && duration > leastTime / 8)
      return Math.max(1, Math.round((n * leastTime) / duration));
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
