import { join } from "node:path";
import { wrongArrows } from "./arrows.js";
import { importCycles } from "./cycles.js";
import { missingDocumentation, missingMemberDocumentation } from "./documentation.js";
import { untrueTypes } from "./example-types.js";
import { longFiles } from "./length.js";
import { createProgram } from "./program.js";
import { anyInSignatures } from "./signatures.js";
import { members, packages, root, sources } from "./workspace.js";

const program = () => createProgram(packages().map(({ folder }) => join(root, folder, "src/index.ts")));
const allSources = () => members().flatMap(({ folder }) => sources(folder, /\.ts$/));
const importing = () => allSources().filter(({ path }) => /^\w+\/[\w-]+\/(src|test|walkthroughs)\//.test(path));

/** Each rule, as a function that lists what breaks it. */
const rules: Record<string, () => string[]> = {
  cycles: () => importCycles(importing(), members()),
  arrows: () => wrongArrows(importing(), members()),
  length: () => longFiles(sources("")),
  any: () => anyInSignatures(program(), packages()),
  examples: () => untrueTypes(packages()),
  documentation: () => missingDocumentation(program(), packages()),
  members: () => missingMemberDocumentation(program(), packages()),
};

/** Rules that are only counted until every package keeps them; `pnpm check documentation` lists what breaks one. */
const pending = new Set(["documentation", "members"]);

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(rules)) {
  const rule = rules[name];
  if (!rule) throw new Error(`no rule "${name}"; there are ${Object.keys(rules).join(", ")}`);
  const broken = rule();
  console.log(`${name}: ${broken.length === 0 ? "kept" : `broken ${broken.length} times`}`);
  if (asked.length === 0 && pending.has(name)) continue;
  for (const line of broken) console.log(`  ${line}`);
  if (broken.length > 0) process.exitCode = 1;
}
