import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure, main, run } from "./run.js";
import { markdownExamples } from "./scope.js";
import { pack, tarballOf } from "./tarballs.js";
import { packages, root } from "./workspace.js";

// What users get: packs every built package, inspects each tarball, and uses them all from an empty folder.

const examples = markdownExamples().filter(({ path }) => path.endsWith("README.md"));
const consumer = mkdtempSync(join(tmpdir(), "flambeau-consumer-"));

await main(() => {
  for (const tarball of pack()) {
    run(root, "publint", ["run", tarball, "--strict"]);
    run(root, "attw", [tarball, "--profile", "esm-only", "--no-color"]);
  }
  installTarballs();
  writePrograms();
  run(root, "tsc", ["--project", consumer]);
  importAll();
  runExamples();
  rmSync(consumer, { recursive: true });
});

function installTarballs(): void {
  const files = Object.fromEntries(packages().map(({ manifest }) => [manifest.name, `file:${tarballOf(manifest)}`]));
  const peers = packages().flatMap(({ manifest: { peerDependencies = {}, devDependencies = {} } }) =>
    Object.keys(peerDependencies).map((name) => [name, devDependencies[name]]),
  );
  // The examples use what is optional too.
  const optional = packages().flatMap(({ manifest: { peerDependenciesMeta = {}, devDependencies = {} } }) =>
    Object.keys(peerDependenciesMeta).map((name) => [name, devDependencies[name]]),
  );
  const dependencies = { ...files, ...Object.fromEntries(optional) };
  const manifest = { name: "consumer", private: true, type: "module", dependencies };
  writeFileSync(join(consumer, "package.json"), JSON.stringify(manifest));
  // What a tarball asks of its sisters comes from the other tarballs. JSON is YAML.
  const overrides = { ...files, ...Object.fromEntries(peers) };
  writeFileSync(join(consumer, "pnpm-workspace.yaml"), JSON.stringify({ overrides }));
  run(consumer, "pnpm", ["install", "--prefer-offline", "--no-frozen-lockfile"]);
}

/** A program that imports everything, and the examples of the README files. */
function writePrograms(): void {
  const names = packages().map(({ manifest }) => manifest.name);
  const lines = [
    ...names.map((name, i) => `import * as m${i} from ${JSON.stringify(name)};`),
    `const names = [${names.map((name, i) => `[${JSON.stringify(name)}, Object.keys(m${i})]`).join(", ")}];`,
    "console.log(JSON.stringify(Object.fromEntries(names)));",
  ];
  writeFileSync(join(consumer, "all.ts"), lines.join("\n"));
  for (const [i, { code }] of examples.entries()) writeFileSync(join(consumer, `example-${i}.ts`), code);
  // Without the types of Node: the packages are for browsers too.
  const compilerOptions = { target: "ES2022", lib: ["ES2023", "DOM"], module: "NodeNext", strict: true, types: [] };
  writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
}

function importAll(): void {
  const found: Record<string, string[]> = JSON.parse(run(consumer, "node", ["all.js"]));
  for (const { folder, manifest } of packages()) {
    const expected = valueNames(readFileSync(join(root, folder, "exports.txt"), "utf8"));
    const actual = (found[manifest.name] ?? []).sort().join(" ");
    if (actual !== expected) throw new Failure(`${manifest.name} exports\n  ${actual}\nnot\n  ${expected}`);
    for (const file of ["LICENSE", "dist/NOTICE"]) {
      if (!existsSync(join(consumer, "node_modules", manifest.name, file)))
        throw new Failure(`${manifest.name} lacks ${file}`);
    }
    console.log(`${manifest.name}: installs, compiles and imports; ${found[manifest.name]?.length} exports`);
  }
}

function runExamples(): void {
  for (const i of examples.keys()) run(consumer, "node", [`example-${i}.js`]);
  console.log(`${examples.length} examples of the README files compile and run`);
}

/** The names in an `exports.txt` that exist at run time. */
function valueNames(text: string): string {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("type "));
  return lines
    .map((line) => line.slice(line.indexOf(" ") + 1))
    .sort()
    .join(" ");
}
