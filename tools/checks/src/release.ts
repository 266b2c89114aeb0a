import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure, main, run } from "./run.js";
import { type Manifest, packages, root } from "./workspace.js";

// A whole release in a temporary clone, but for publishing: versions, changelogs, build, tarballs, and a stranger's install.

await main(() => {
  const clone = mkdtempSync(join(tmpdir(), "flambeau-release-"));
  run(root, "git", ["clone", "--quiet", "--depth", "1", `file://${root}`, clone]);
  run(clone, "pnpm", ["install", "--prefer-offline"]);
  run(clone, "pnpm", ["exec", "changeset", "version"]);
  const text = (path: string) => readFileSync(join(clone, path), "utf8");
  const versions = packages().map(({ folder }) => (JSON.parse(text(`${folder}/package.json`)) as Manifest).version);
  if (new Set(versions).size !== 1) throw new Failure(`the packages have the versions ${versions.join(", ")}`);
  console.log(`version ${versions[0]}; the changelog of core begins:\n`);
  console.log(text("packages/core/CHANGELOG.md").split("\n").slice(0, 12).join("\n"));
  run(clone, "pnpm", ["build"]);
  console.log(run(clone, "pnpm", ["check:packed"]).trim());
  rmSync(clone, { recursive: true });
});
