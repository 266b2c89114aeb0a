import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { readReport, reportFile, tally } from "./report.js";

// Runs the whole test suite from the root, or what the arguments select, and prints the figures of vitest's own report.
rmSync(reportFile, { force: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
const { status } = spawnSync("vitest", ["run", ...reporters, ...process.argv.slice(2)], { stdio: "inherit" });
console.log(existsSync(reportFile) ? tally(readReport()) : "vitest left no report");
process.exitCode = status ?? 1;
