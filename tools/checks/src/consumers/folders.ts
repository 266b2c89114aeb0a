import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { Failure, run } from "../run.js";
import { tarballOf } from "../tarballs.js";
import { type Manifest, packages } from "../workspace.js";
import { type Program, programs } from "./programs.js";

/** An empty folder into which one package was installed, with a program that uses it, as TypeScript and as JavaScript. */
export interface Consumer extends Program {
  readonly name: string;
  readonly folder: string;
  /** Packages of others that came along. */
  readonly foreign: readonly string[];
}

const manifests = new Map(packages().map(({ manifest }) => [manifest.name, manifest]));

/** Installs one package from the tarballs, with npm. Where nothing foreign is declared, without a network and from an empty cache. */
export function installed(home: string, manifest: Manifest): Consumer {
  const { name } = manifest;
  const program = programs[name];
  if (!program) throw new Failure(`${name} has no program in tools/checks/src/consumers/programs.ts`);
  const folder = join(home, name.replace("@", "").replace("/", "-"));
  mkdirSync(folder);
  const own = [name, ...sistersOf(manifest)];
  const tarballs = Object.fromEntries(own.map((each) => [each, `file:${tarballOf(manifests.get(each)!)}`]));
  write(folder, "package.json", JSON.stringify({ private: true, type: "module", dependencies: tarballs }));
  const declared = own.flatMap((each) => foreignOf(manifests.get(each)!));
  const alone = declared.length === 0 ? ["--offline", "--cache", join(home, "empty-cache")] : ["--prefer-offline"];
  run(folder, "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...alone]);
  const foreign = namesIn(folder).filter((each) => !own.includes(each));
  refuseBaggage(manifest, declared, foreign);
  write(folder, "program.ts", program.code);
  write(folder, "program.js", javaScript(program.code));
  write(folder, "index.html", '<!doctype html><script type="module" src="./program.js"></script>');
  return { ...program, name, folder, foreign };
}

/** Large libraries, which only those get who install what draws with them. */
const heavy = /^(vega|plotly|@resvg|koffi)/;

function refuseBaggage({ name, peerDependencies = {} }: Manifest, declared: string[], foreign: string[]): void {
  const missing = declared.filter((each) => !foreign.includes(each));
  const mayDraw = "vega" in peerDependencies ? /^vega/ : /^$/;
  const unasked = foreign.filter(
    (each) => declared.length === 0 || manifests.has(each) || (heavy.test(each) && !mayDraw.test(each)),
  );
  if (missing.length > 0) throw new Failure(`${name} lacks ${missing.join(", ")}`);
  if (unasked.length > 0) throw new Failure(`${name} brings ${unasked.join(", ")}`);
}

/** Every package that npm installed. */
function namesIn(folder: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(folder, "node_modules/.package-lock.json"), "utf8"));
  return Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
}

/** Runs the program under some Node. */
export function runs({ name, folder, prints }: Consumer, node: string, file = "program.js"): void {
  // pnpm, which runs this script, shows its own packages to every Node below it.
  const printed = run(folder, node, [file], { NODE_PATH: "" }).trim();
  if (printed !== prints) throw new Failure(`${name}: ${file} prints ${printed}, not ${prints}`);
}

/** The packages of Flambeau that come along. */
function sistersOf({ dependencies = {}, peerDependencies = {} }: Manifest): string[] {
  const direct = Object.keys({ ...dependencies, ...peerDependencies }).filter((each) => manifests.has(each));
  return [...new Set(direct.flatMap((each) => [each, ...sistersOf(manifests.get(each)!)]))];
}

/** What comes along of others: everything but the peers that only those install who want them. */
function foreignOf(manifest: Manifest): string[] {
  const { dependencies, peerDependencies, peerDependenciesMeta = {}, optionalDependencies } = manifest;
  const all = { ...dependencies, ...peerDependencies, ...optionalDependencies };
  return Object.keys(all).filter((each) => !manifests.has(each) && !peerDependenciesMeta[each]?.optional);
}

function javaScript(code: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

function write(folder: string, file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}
