import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.js";
import { wantedRuns } from "./families.js";
import { type Measurement, median } from "./measure.js";
import { columns } from "./table.js";

// Alternates the library with PyTorch and other libraries, workload by workload and round by round, because only ratios of one
// alternated run hold.

const torchWorkloads = fileURLToPath(new URL("./torch-workloads.py", import.meta.url));

const { values } = parseArgs({
  args: process.argv.slice(process.argv[2] === "--" ? 3 : 2),
  options: {
    only: { type: "string" },
    threads: { type: "string", default: "1" },
    rounds: { type: "string", default: "5" },
    // where others use the machine too: what they take only adds
    fastest: { type: "boolean", default: false },
  },
});

/** How each peer is measured: many short repetitions find moments of quiet. */
const [repetitions, leastTime] = values.fastest ? ["40", "0.01"] : ["3", "0.15"];
const how = ["--reps", repetitions, "--mint", leastTime, "--threads", values.threads] as const;

/** Measures workloads, named with commas between them; those it does not have are missing in what it gives. */
type Peer = (names: string) => Measurement[];

function run(command: string, args: readonly string[]): Measurement[] {
  const { status, stdout } = spawnSync(command, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Measurement)
    .filter(({ value }) => value !== undefined);
}

/** Pythons that have PyTorch: those that FLAMBEAU_PYTHON names, with commas between them, or python3. */
function torchPeers(): Peer[] {
  return (process.env.FLAMBEAU_PYTHON ?? "python3")
    .split(",")
    .filter((python) => spawnSync(python, ["-c", "import torch"]).status === 0)
    .map((python) => (names) => run(python, [torchWorkloads, names, repetitions, leastTime, values.threads]));
}

/** Programs `bench_*.mjs` of the folder FLAMBEAU_PEERS, which take `--only`, `--reps`, `--mint` and `--threads` and print the same lines as we. */
function scriptPeers(): Peer[] {
  const folder = process.env.FLAMBEAU_PEERS;
  if (folder === undefined) return [];
  return readdirSync(folder)
    .filter((file) => /^bench_.*\.mjs$/.test(file))
    .sort()
    .map((file) => (names) => run(process.execPath, [join(folder, file), "--only", names, ...how]));
}

/** The measurements of one workload: a list for each peer. */
interface Row {
  readonly unit: string;
  readonly of: Map<string, number[]>;
}

function typical(measured: readonly number[], unit: string): number {
  if (!values.fastest) return median(measured);
  return unit === "GFLOP/s" ? Math.max(...measured) : Math.min(...measured);
}

/** What a peer needs, and how many times faster the library is. */
function cell(theirs: readonly number[] | undefined, ours: number, unit: string): string {
  if (theirs === undefined) return "-";
  const value = typical(theirs, unit);
  const times = unit === "GFLOP/s" ? ours / value : value / ours;
  return `${Number(value.toPrecision(3))} (${Number(times.toPrecision(2))})`;
}

async function main(): Promise<void> {
  const others = [...torchPeers(), ...scriptPeers()];
  if (others.length === 0) {
    console.error("bench:peers needs a Python with PyTorch: let FLAMBEAU_PYTHON name it");
    process.exitCode = 2;
    return;
  }
  const program = await bundle();
  const peers: Peer[] = [(names) => run(process.execPath, [program, "--only", names, ...how]), ...others];
  const rows = new Map<string, Row>();
  for (let round = 0; round < Number(values.rounds); round++)
    for (const only of wantedRuns(values.only?.split(",") ?? null))
      for (const peer of peers)
        for (const { workload, peer: name, unit, value, best } of peer(only)) {
          const row = rows.get(workload) ?? { unit, of: new Map<string, number[]>() };
          rows.set(workload, row);
          row.of.set(name, [...(row.of.get(name) ?? []), values.fastest ? best : value]);
        }
  const names = [...new Set([...rows.values()].flatMap(({ of }) => [...of.keys()]))].slice(1);
  const table = Array.from(rows, ([workload, { unit, of }]) => {
    const ours = typical(of.get("flambeau")!, unit);
    return [
      workload,
      unit,
      String(Number(ours.toPrecision(3))),
      ...names.map((name) => cell(of.get(name), ours, unit)),
    ];
  });
  console.log(columns(["workload", "unit", "flambeau", ...names.map((name) => `${name} (times)`)], table));
}

await main();
