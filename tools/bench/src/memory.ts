import { ones } from "flambeau";
import { lineFit } from "./workloads/line-fit.js";

/** What a long loop needs. */
export interface MemoryUse {
  readonly workload: string;
  readonly peer: string;
  readonly steps: number;
  /** Resident memory at its peak, in MB. */
  readonly peak: number;
  /** The same before the loop. */
  readonly before: number;
  readonly unit: string;
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 102.4) / 10;
}

/** Runs the work in one synchronous loop, in which the engine never gets to run finalizers. */
function measureLoop(workload: string, work: () => void, steps: number): MemoryUse {
  const before = peakMegabytes();
  for (let i = 0; i < steps; i++) work();
  return { workload, peer: "flambeau", steps, peak: peakMegabytes(), before, unit: "MB" };
}

/** W1, and temporaries of 100 KB: a million steps make 100 GB of them. */
export function* measureMemory(steps: number): Generator<MemoryUse> {
  yield measureLoop("W1.memory", lineFit.prepare(), steps);
  const x = ones([25_000]);
  yield measureLoop("temporaries.memory", () => x.add(1), steps);
}
