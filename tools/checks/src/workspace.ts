import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root: string = fileURLToPath(new URL("../../../", import.meta.url));

/** A package, an app or a tool: a folder with a manifest. */
export type Member = {
  /** From the root, with slashes: `packages/nn`. */
  folder: string;
  manifest: Manifest;
};

/** The fields of a package.json that are read here. */
export type Manifest = {
  name: string;
  version: string;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
};

/** A source file and its text; the path is from the root, with slashes. */
export type Source = { path: string; text: string };

/** Every member of the workspace. */
export function members(): Member[] {
  return ["packages", "apps", "tools"].flatMap((room) =>
    readdirSync(join(root, room))
      .map((name) => `${room}/${name}`)
      .filter((folder) => existsSync(join(root, folder, "package.json")))
      .map((folder) => ({
        folder,
        manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest,
      })),
  );
}

/** The members that are published. */
export function packages(): Member[] {
  return members().filter(({ folder }) => folder.startsWith("packages/"));
}

/** Every file below a folder whose name ends so, build outputs and dependencies left out. */
export function sources(folder: string, ending: RegExp = /\.(ts|mts|js|mjs)$/): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): Source[] => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return /^(node_modules|dist|out|\..*)$/.test(entry.name) ? [] : sources(path, ending);
    }
    return ending.test(entry.name) ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
  });
}
