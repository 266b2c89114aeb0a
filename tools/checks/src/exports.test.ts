import { join } from "node:path";
import { expect, test } from "vitest";
import { exportsText } from "./exports.js";
import { packagesProgram } from "./program.js";
import { packages, root } from "./workspace.js";

const program = packagesProgram();

// `pnpm exports:update` writes the files anew.
test.each(packages())("$folder exports what its exports.txt lists", async (member) => {
  await expect(exportsText(program, member)).toMatchFileSnapshot(join(root, member.folder, "exports.txt"));
});
