import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure, main, run } from "./run.js";
import { type Manifest, root } from "./workspace.js";

// Makes a package with the files that every package has, and one small function to be replaced: `pnpm new:package audio`.

const [word = ""] = process.argv.slice(2);
const name = `@flambeau/${word}`;
const folder = `packages/${word}`;

/** Files that are the same in every package. */
const alike = ["tsconfig.json", "tsconfig.build.json", "rolldown.config.ts", "vitest.config.ts"];

/** The manifest of a package with the same needs, under the new name. */
function manifest(): string {
  const optim: Manifest & { description?: string } = JSON.parse(read("packages/optim/package.json"));
  return `${JSON.stringify({ ...optim, name, description: "Twice of everything" }, null, 2)}\n`;
}

const files = {
  "README.md": `# ${name}

Twice of everything.

\`\`\`sh
npm i ${name} @flambeau/core
\`\`\`

\`\`\`ts
import { tensor } from "@flambeau/core";
import { twice } from "${name}";

console.log(twice(tensor([1, 2]))); // => tensor([2, 4])
\`\`\`
`,
  "exports.txt": "function twice\n",
  "src/index.ts": 'export { twice } from "./twice.js";\n',
  "src/twice.ts": `import type { Tensor } from "@flambeau/core";

/**
 * Twice the elements.
 *
 * @example
 * twice(tensor([1, 2])).tolist() // => [2, 4]
 */
export function twice(x: Tensor): Tensor {
  return x.mul(2);
}
`,
  "src/twice.test.ts": `import { tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { twice } from "./twice.js";

test("elements are doubled", () => {
  expect(twice(tensor([1, -2])).tolist()).toEqual([2, -4]);
});
`,
};

const program = `  "${name}": {
    code: \`
import { tensor } from "@flambeau/core";
import { twice } from "${name}";

console.log(String(twice(tensor([1, 2]))));
\`,
    prints: "tensor([2, 4])",
  },
`;

await main(() => {
  if (!/^[a-z]+(-[a-z]+)*$/.test(word)) throw new Failure(`a name is lower-case words joined by "-", not "${word}"`);
  if (existsSync(join(root, folder))) throw new Failure(`${folder} is there already`);
  for (const [file, text] of Object.entries(files)) write(`${folder}/${file}`, text);
  write(`${folder}/package.json`, manifest());
  for (const file of alike) write(`${folder}/${file}`, read(`packages/optim/${file}`));
  change("tools/checks/src/arrows.ts", "  flambeau: {", `  "${name}": { "@flambeau/core": "code" },\n  flambeau: {`);
  change("tools/checks/package.json", '    "flambeau":', `    "${name}": "workspace:^",\n    "flambeau":`);
  change("tools/checks/src/consumers/programs.ts", "  flambeau: {", `${program}  flambeau: {`);
  run(root, "pnpm", ["install", "--no-frozen-lockfile", "--prefer-offline"]);
  console.log(
    `${folder} is there, and passes its checks. Next, by hand: its description in package.json and README.md,`,
  );
  console.log(
    "its row in the README of the repository, its weight in tools/checks/src/consumers/ceilings.ts, a changeset.",
  );
});

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Replaces what stands once in a file. */
function change(path: string, from: string, to: string): void {
  const parts = read(path).split(from);
  if (parts.length !== 2) throw new Failure(`${path} has "${from}" ${parts.length - 1} times`);
  write(path, parts.join(to));
}
