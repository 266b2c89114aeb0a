import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { markdownExamples } from "./scope.js";
import { packages, root } from "./workspace.js";

// What users get: packs every built package, inspects each tarball, and uses them all from an empty folder.

const tarballs = join(root, "out/tarballs");
const examples = markdownExamples(packages());
const consumer = mkdtempSync(join(tmpdir(), "flambeau-consumer-"));

pack();
for (const tarball of readdirSync(tarballs)) {
  run(root, "publint", ["run", join(tarballs, tarball), "--strict"]);
  run(root, "attw", [join(tarballs, tarball), "--profile", "esm-only", "--no-color"]);
}
installTarballs();
writePrograms();
run(root, "tsc", ["--project", consumer]);
importAll();
runExamples();
rmSync(consumer, { recursive: true });

function pack(): void {
  rmSync(tarballs, { recursive: true, force: true });
  mkdirSync(tarballs, { recursive: true });
  run(root, "pnpm", ["--filter", "./packages/*", "pack", "--pack-destination", tarballs]);
}

function installTarballs(): void {
  const files = Object.fromEntries(packages().map(({ manifest }) => [manifest.name, `file:${tarballOf(manifest)}`]));
  const peers = packages().flatMap(({ manifest: { peerDependencies = {}, devDependencies = {} } }) =>
    Object.keys(peerDependencies).map((name) => [name, devDependencies[name]]),
  );
  const manifest = { name: "consumer", private: true, type: "module", dependencies: files };
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
    if (actual !== expected) fail(`${manifest.name} exports\n  ${actual}\nand its exports.txt says\n  ${expected}`);
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

function tarballOf({ name, version }: { name: string; version: string }): string {
  return join(tarballs, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
}

/** Runs a command that must succeed, and returns what it prints. */
function run(cwd: string, command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) fail(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

function fail(message: string): never {
  console.log(message);
  process.exit(1);
}
