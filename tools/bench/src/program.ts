import { setNumThreads } from "flambeau";
import { measure } from "./measure.js";
import { measureMemory } from "./memory.js";
import { isWanted, readOptions } from "./options.js";
import { MissingLayer } from "./workload.js";
import { workloads } from "./workloads/index.js";

// What runs inside the bundle: measures what it is asked for and prints a JSON line each.

const { only, repetitions, leastTime, threads, memory, steps } = readOptions(process.argv.slice(2));
setNumThreads(threads);
if (memory) for (const use of measureMemory(steps)) console.log(JSON.stringify(use));
else {
  for (const workload of workloads) {
    if (!isWanted(workload.name, only)) continue;
    try {
      console.log(JSON.stringify(measure(workload, repetitions, leastTime)));
    } catch (error) {
      if (!(error instanceof MissingLayer)) throw error;
      console.error(`${workload.name}: skipped, ${error.message}`);
    }
  }
}
