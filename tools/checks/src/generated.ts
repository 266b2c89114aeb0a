import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main, run } from "./run.js";
import { root } from "./workspace.js";

// Whether the package that `pnpm new:package` makes passes every check, in a fresh clone.

await main(() => {
  const clone = mkdtempSync(join(tmpdir(), "flambeau-clone-"));
  run(root, "git", ["clone", "--quiet", "--depth", "1", `file://${root}`, clone]);
  run(clone, "pnpm", ["install", "--prefer-offline"]);
  run(clone, "pnpm", ["new:package", "sample"]);
  const folder = join(clone, "packages/sample");
  for (const script of ["test", "typecheck", "test:types", "lint"]) run(folder, "pnpm", ["run", script]);
  run(clone, "pnpm", ["--filter", "@flambeau/sample...", "build"]);
  run(clone, "pnpm", ["check"]);
  run(clone, "pnpm", ["lint"]);
  run(clone, "pnpm", ["exec", "vitest", "run", "--project", "@flambeau/checks", "exports", "examples"]);
  rmSync(clone, { recursive: true });
  console.log("a new package passes its tests and the checks");
});
