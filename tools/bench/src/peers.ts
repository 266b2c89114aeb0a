import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.js";
import { wantedRuns } from "./families.js";
import { type Measurement, median } from "./measure.js";
import { columns } from "./table.js";

// Alternates the library with PyTorch, workload by workload and round by round, because only ratios of one alternated run hold.

const torchWorkloads = fileURLToPath(new URL("./torch-workloads.py", import.meta.url));

const { values } = parseArgs({
  args: process.argv.slice(process.argv[2] === "--" ? 3 : 2),
  options: { only: { type: "string" }, rounds: { type: "string", default: "5" } },
});

/** A Python that has PyTorch: the one that FLAMBEAU_PYTHON names, or python3. */
function findPython(): string | null {
  for (const python of [process.env.FLAMBEAU_PYTHON, "python3"]) {
    if (python !== undefined && spawnSync(python, ["-c", "import torch"]).status === 0) return python;
  }
  return null;
}

function run(command: string, args: readonly string[]): Measurement[] {
  const { status, stdout } = spawnSync(command, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Measurement);
}

/** PyTorch's cost divided by ours: above 1 where the library is faster. */
function ratio(ours: number, theirs: number, unit: string): number {
  return unit === "GFLOP/s" ? ours / theirs : theirs / ours;
}

async function main(): Promise<void> {
  const python = findPython();
  if (python === null) {
    console.error("bench:peers needs a Python with PyTorch: let FLAMBEAU_PYTHON name it");
    process.exitCode = 2;
    return;
  }
  const program = await bundle();
  const found = new Map<string, { unit: string; peer: string; ours: number[]; theirs: number[] }>();
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const only of wantedRuns(values.only?.split(",") ?? null)) {
      const ours = run(process.execPath, [program, "--only", only, "--reps", "3"]);
      if (ours.length === 0) continue;
      const theirs = run(python, [torchWorkloads, ours.map(({ workload }) => workload).join(","), "3"]);
      for (const { workload, unit, value } of ours) {
        const peer = theirs.find((one) => one.workload === workload)!;
        const row = found.get(workload) ?? { unit, peer: peer.peer, ours: [], theirs: [] };
        row.ours.push(value);
        row.theirs.push(peer.value);
        found.set(workload, row);
      }
    }
  }
  const rows = Array.from(found, ([workload, { unit, ours, theirs }]) => {
    const times = ratio(median(ours), median(theirs), unit).toFixed(2);
    return [workload, String(median(ours)), String(median(theirs)), unit, times];
  });
  const peer = found.values().next().value?.peer ?? "torch";
  console.log(columns(["workload", "flambeau", peer, "unit", "times faster"], rows));
}

await main();
