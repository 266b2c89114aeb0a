import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.js";
import { type Manifest, packages, root } from "./workspace.js";

const folder = join(root, "out/tarballs");

/** Packs every built package, and returns the files. */
export function pack(): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run(root, "pnpm", ["--filter", "./packages/*", "pack", "--pack-destination", folder]);
  return packages().map(({ manifest }) => tarballOf(manifest));
}

/** The file that a package is packed into. */
export function tarballOf({ name, version }: Manifest): string {
  return join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
}
