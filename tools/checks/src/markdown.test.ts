import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { guides } from "./scope.js";
import { members, root } from "./workspace.js";

// What the guides name is there.

const manifests = ["package.json", ...members().map(({ folder }) => `${folder}/package.json`)];
const scripts = new Set(
  manifests.flatMap((path) => Object.keys(JSON.parse(readFileSync(join(root, path), "utf8")).scripts ?? {})),
);
const ofPnpm = ["install", "exec", "pack"];

describe.each(guides())("$path", ({ path, text }) => {
  test("links to files that exist", () => {
    const links = [...text.matchAll(/\]\(([^):#]+)(#[^)]*)?\)/g)].map(([, link]) => link!);
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  test("names scripts that exist", () => {
    const named = [...text.matchAll(/\b(?:pnpm|npm run)(?: --filter \S+)? ([a-z][a-z:]*)/g)].map(
      ([, script]) => script!,
    );
    expect(named.filter((script) => !scripts.has(script) && !ofPnpm.includes(script))).toEqual([]);
  });

  test("names files of the repository that exist", () => {
    const named = [...text.matchAll(/`((?:packages|apps|tools|docs|\.github|\.ci)\/[\w./-]+)`/g)].map(
      ([, file]) => file!,
    );
    // what a build writes is there after it
    const sources = named.map((file) => file.replace(/\/dist$/, ""));
    expect(sources.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
