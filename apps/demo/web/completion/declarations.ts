import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isolatedDeclarationSync } from "rolldown/experimental";
import type { Plugin } from "vite";

const packages = fileURLToPath(new URL("../../../../packages", import.meta.url));
const language = dirname(createRequire(import.meta.url).resolve("typescript"));
const name = "virtual:declarations";

/** What a program of the playground may import, beside the language itself. */
const folders = ["core", "nn", "losses", "optim", "data", "io", "plot", "flambeau"];

/** Lets a module import `virtual:declarations`: every declaration that a program of the playground sees, by the path of its file. */
export function declarations(): Plugin {
  return {
    name: "flambeau:declarations",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) =>
      id === `\0${name}`
        ? `export const declarations = JSON.parse(${JSON.stringify(JSON.stringify(allDeclarations()))});`
        : null,
  };
}

/** The declarations of the packages, made from their sources, of the language, and of what a program finds in scope. */
export function allDeclarations(): Record<string, string> {
  const files: Record<string, string> = {
    "/sketch.d.ts": readFileSync(new URL("../examples/sketch.d.ts", import.meta.url), "utf8"),
    "/console.d.ts":
      "declare const console: {\n  /** Prints as PyTorch does. */\n  log(...values: unknown[]): void;\n};\n",
  };
  for (const folder of folders) {
    const from = join(packages, folder, "src");
    const to = `/node_modules/${folder === "flambeau" ? "" : "@flambeau/"}${folder}`;
    files[`${to}/package.json`] = JSON.stringify({ types: "index.d.ts" });
    for (const file of readdirSync(from, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || /\.(test|bench)\.ts$/.test(file)) continue;
      const source = readFileSync(join(from, file), "utf8");
      files[`${to}/${file.replace(/\.ts$/, ".d.ts")}`] = isolatedDeclarationSync(file, source).code;
    }
  }
  addLibrary("es2023", files);
  addLibrary("esnext.disposable", files);
  return files;
}

/** A library of the language, and those it refers to. */
function addLibrary(library: string, files: Record<string, string>): void {
  const file = `lib.${library}.d.ts`;
  if (`/${file}` in files || !existsSync(join(language, file))) return;
  const text = readFileSync(join(language, file), "utf8");
  files[`/${file}`] = text;
  for (const [, needed] of text.matchAll(/<reference lib="([^"]+)"/g)) addLibrary(needed as string, files);
}
