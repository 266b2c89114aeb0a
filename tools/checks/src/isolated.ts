import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Failure, main, run } from "./run.js";
import { packages, root } from "./workspace.js";

// Whether a newcomer can work on one package: a fresh clone, an install of this package and what it needs, and its tests, types and
// style from its own folder, within a minute of a machine that does nothing else. Arguments name packages; without them, every package.

const limit = (): number => 60 * Math.max(1, loadavg()[0]! / cpus().length);
const steps = ["test", "typecheck", "test:types", "lint"];
const asked = process.argv.slice(2);

await main(() => {
  const slow: string[] = [];
  console.log(`| package | install | ${steps.join(" | ")} | together |`);
  console.log(`| --- | --- |${" --- |".repeat(steps.length + 1)}`);
  for (const { folder, manifest } of packages()) {
    if (asked.length > 0 && !asked.includes(manifest.name)) continue;
    const times = timesOf(folder, manifest.name);
    const together = times.reduce((sum, time) => sum + time, 0);
    console.log(`| ${manifest.name} | ${[...times, together].map((time) => `${time.toFixed(1)} s`).join(" | ")} |`);
    if (together > limit())
      slow.push(`${manifest.name} takes ${together.toFixed(0)} s, more than ${limit().toFixed(0)} s`);
  }
  if (slow.length > 0) throw new Failure(slow.join("\n"));
});

function timesOf(folder: string, name: string): number[] {
  const clone = mkdtempSync(join(tmpdir(), "flambeau-clone-"));
  run(root, "git", ["clone", "--quiet", "--depth", "1", `file://${root}`, clone]);
  const times = [seconds(() => run(clone, "pnpm", ["--filter", `${name}...`, "install", "--prefer-offline"]))];
  for (const step of steps) times.push(seconds(() => run(join(clone, folder), "pnpm", ["run", step])));
  rmSync(clone, { recursive: true });
  return times;
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
