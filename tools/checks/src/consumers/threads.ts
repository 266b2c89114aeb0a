import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Stage } from "./browser.js";
import { type Consumer, runs } from "./folders.js";

// Results have the same bits on any number of threads, and programs end: in every Node, and in pages and workers of a browser,
// isolated from other origins or not. Pauses let a browser start the threads.

const code = `
import { getNumThreads, manualSeed, randn, setNumThreads } from "@flambeau/core";

manualSeed(0);
const [a, b, c] = [randn([200, 300]), randn([300, 200]), randn([100_003])];
const bits = (threads) => {
  setNumThreads(threads);
  return \`\${new Uint32Array(a.matmul(b).toTypedArray().buffer)} \${new Uint32Array(c.exp().toTypedArray().buffer)}\`;
};
const expected = bits(1);
let same = 0;
for (let i = 0; i < 4; i++) {
  same += Number(bits(3) === expected);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
console.log(\`\${same} of 4 as on one thread; threads: \${getNumThreads()}\`);
`;
const shared = "4 of 4 as on one thread; threads: 3";
/** Where threads share no memory. */
const alone = "4 of 4 as on one thread; threads: 1";

/** Tries threads with the package alone. */
export async function checkThreads(core: Consumer, nodes: readonly string[], stage: Stage): Promise<void> {
  const file = join(core.folder, "threads.js");
  writeFileSync(file, code);
  const consumer = { ...core, prints: shared };
  for (const node of nodes) runs(consumer, node, "threads.js");
  const outfile = join(core.folder, "threads-bundle.js");
  await build({ entryPoints: [file], outfile, bundle: true, minify: true, format: "esm", logLevel: "error" });
  const bundle = readFileSync(outfile, "utf8");
  await stage.play({ ...core, prints: alone }, outfile);
  await stage.playIsolated(consumer, bundle, "page");
  await stage.playIsolated(consumer, bundle, "worker");
}
