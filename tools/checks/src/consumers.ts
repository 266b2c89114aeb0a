import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openStage } from "./consumers/browser.js";
import { bundlers } from "./consumers/bundlers.js";
import { typeChecks } from "./consumers/compilers.js";
import { type Consumer, installed, runs } from "./consumers/folders.js";
import { checkSizes } from "./consumers/sizes.js";
import { checkThreads } from "./consumers/threads.js";
import { Failure, main, run } from "./run.js";
import { pack } from "./tarballs.js";
import { packages } from "./workspace.js";

// What a stranger gets who installs one package: from its tarball, in an empty folder, under the Nodes, bundlers and compilers that
// are supported. `pnpm build` comes first.

await main(async () => {
  pack();
  const home = mkdtempSync(join(tmpdir(), "flambeau-consumers-"));
  const node24 = run(home, "npx", ["--yes", "--prefer-offline", "node@24", "-p", "process.execPath"]).trim();
  const consumers = packages().map(({ manifest }) => installed(home, manifest));
  const stage = await openStage();
  console.log(`| package | brings | Node ${process.versions.node} | Node 24 | ${Object.keys(bundlers).join(" | ")} |`);
  console.log(`| --- | --- | --- | --- |${" --- |".repeat(Object.keys(bundlers).length)}`);
  for (const consumer of consumers) {
    runs(consumer, process.execPath);
    runs(consumer, node24);
    const weights: string[] = [];
    for (const bundle of Object.values(bundlers)) {
      const file = await bundle(consumer);
      await stage.play(consumer, file);
      weights.push(weightOf(consumer, readFileSync(file, "utf8")));
    }
    console.log(`| ${consumer.name} | ${baggage(consumer)} | runs | runs | ${weights.join(" | ")} |`);
  }
  const core = consumers.find(({ name }) => name === "@flambeau/core")!;
  await checkThreads(core, [process.execPath, node24], stage);
  await stage.close();
  console.log(`the bundles ran in ${stage.title}`);
  console.log(`the same bits on one and three threads, in two Nodes, and in pages and a worker of ${stage.title}`);
  for (const line of typeChecks(home, consumers)) console.log(`${line}: all of them`);
  await checkSizes(consumers);
  rmSync(home, { recursive: true });
});

function baggage({ foreign }: Consumer): string {
  const rest = foreign.length > 4 ? `, and ${foreign.length - 4} more` : "";
  return foreign.length === 0 ? "nothing" : foreign.slice(0, 4).join(", ") + rest;
}

/** Of a bundle, compressed; it holds nothing that its program does not use. */
function weightOf({ name, lacks = [] }: Consumer, bundle: string): string {
  const found = lacks.filter((word) => bundle.includes(word));
  if (found.length > 0) throw new Failure(`a bundle of ${name} holds ${found.join(", ")}`);
  return `${(gzipSync(bundle, { level: 9 }).length / 1000).toFixed(1)} kB`;
}
