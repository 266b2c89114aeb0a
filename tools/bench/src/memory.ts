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

/** Runs W1 in one synchronous loop, in which the engine never gets to run finalizers. */
export function measureMemory(steps: number): MemoryUse {
  const work = lineFit.prepare();
  const before = peakMegabytes();
  for (let i = 0; i < steps; i++) work();
  return { workload: "W1.memory", peer: "flambeau", steps, peak: peakMegabytes(), before, unit: "MB" };
}
