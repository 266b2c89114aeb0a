import type ts from "typescript";
import { wrongArrows } from "./arrows.js";
import { importCycles } from "./cycles.js";
import { missingDocumentation, missingMemberDocumentation } from "./documentation.js";
import { untrueTypes } from "./example-types.js";
import { longFiles } from "./length.js";
import { packagesProgram } from "./program.js";
import { anyInSignatures } from "./signatures.js";
import { members, packages, sources } from "./workspace.js";

let made: ts.Program | undefined;
const program = () => {
  made ??= packagesProgram();
  return made;
};
const allSources = () => members().flatMap(({ folder }) => sources(folder, /\.ts$/));
const importing = () => allSources().filter(({ path }) => /^\w+\/[\w-]+\/(src|test|walkthroughs)\//.test(path));

/** Each rule, as a function that lists what breaks it. */
const rules: Record<string, () => string[]> = {
  cycles: () => importCycles(importing(), members()),
  arrows: () => wrongArrows(importing(), members()),
  length: () => longFiles(sources("")),
  any: () => anyInSignatures(program(), packages()),
  examples: () => untrueTypes(program(), packages()),
  documentation: () => missingDocumentation(program(), packages()),
  members: () => missingMemberDocumentation(program(), packages()),
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(rules)) {
  const rule = rules[name];
  if (!rule) throw new Error(`no rule "${name}"; there are ${Object.keys(rules).join(", ")}`);
  const broken = rule();
  console.log(`${name}: ${broken.length === 0 ? "kept" : `broken ${broken.length} times`}`);
  for (const line of broken) console.log(`  ${line}`);
  if (broken.length > 0) process.exitCode = 1;
}
