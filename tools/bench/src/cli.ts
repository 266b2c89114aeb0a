import { spawnSync } from "node:child_process";
import { bundle } from "./bundle.js";
import { families, unknownNames, wantedRuns } from "./families.js";
import type { Measurement } from "./measure.js";
import { readOptions, UsageError } from "./options.js";
import { engineTableOf, tableOf } from "./table.js";

/** Runs the program; its JSON lines are both printed and returned. */
function run(program: string, args: readonly string[], engine: string = process.execPath): Measurement[] {
  const { status, stdout, error } = spawnSync(engine, [program, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (error !== undefined) throw new UsageError(`--engines ${engine}: ${error.message}`);
  process.stdout.write(stdout);
  if (status !== 0) process.exitCode = 1;
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Measurement);
}

try {
  const options = readOptions(process.argv.slice(2));
  const unknown = unknownNames(options.only);
  if (unknown.length > 0) throw new UsageError(`no workload ${unknown.join(", ")}; there are ${families.join(", ")}`);
  const program = await bundle();
  if (options.memory) run(program, ["--memory", "--steps", String(options.steps)]);
  else {
    const { repetitions, leastTime, threads, engines } = options;
    const how = ["--reps", String(repetitions), "--mint", String(leastTime), "--threads", String(threads)];
    const measured = wantedRuns(options.only).flatMap((only) =>
      engines.flatMap((engine) => run(program, ["--only", only, ...how], engine)),
    );
    if (!options.json) console.error(engines.length > 1 ? engineTableOf(measured) : tableOf(measured));
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
