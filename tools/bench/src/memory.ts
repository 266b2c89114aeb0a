import { ones } from "flambeau";
import { lineFit } from "./workloads/line-fit.js";

/** What a long loop needs; memory in MB, times in microseconds a step. */
export interface MemoryUse {
  readonly workload: string;
  readonly peer: string;
  readonly steps: number;
  /** Resident before the loop: the program, and all that stays alive. */
  readonly live: number;
  readonly end: number;
  readonly peak: number;
  readonly unit: string;
  /** The time of a step in the first tenth of the loop. */
  readonly first: number;
  /** The same in the last tenth. */
  readonly last: number;
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** Runs the work in one synchronous loop, in which the engine never gets to run finalizers. */
function measureLoop(workload: string, work: () => void, steps: number): MemoryUse {
  const tenth = Math.ceil(steps / 10);
  const live = megabytes(process.memoryUsage.rss());
  const times = Array.from({ length: 10 }, () => {
    const start = performance.now();
    for (let i = 0; i < tenth; i++) work();
    return Math.round(((performance.now() - start) / tenth) * 1e4) / 10;
  });
  const [end, peak] = [process.memoryUsage.rss(), process.resourceUsage().maxRSS * 1024].map(megabytes);
  const [first, last] = [times[0]!, times[9]!];
  return { workload, peer: "flambeau", steps: 10 * tenth, live, end: end!, peak: peak!, unit: "MB", first, last };
}

/** W1, and temporaries of 100 KB: a million steps make 100 GB of them. */
export function* measureMemory(steps: number): Generator<MemoryUse> {
  yield measureLoop("W1.memory", lineFit.prepare(), steps);
  const x = ones([25_000]);
  yield measureLoop("temporaries.memory", () => x.add(1), steps);
}
