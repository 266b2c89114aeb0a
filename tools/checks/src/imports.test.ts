import { expect, test } from "vitest";
import { wrongArrows } from "./arrows.js";
import { importCycles } from "./cycles.js";
import { longFiles } from "./length.js";
import type { Member } from "./workspace.js";

const member = (folder: string, name: string, dependencies: Record<string, string> = {}): Member => ({
  folder,
  manifest: { name, version: "0.0.0", exports: { ".": "./src/index.ts" }, dependencies },
});
const core = member("packages/core", "@flambeau/core");
const nn = member("packages/nn", "@flambeau/nn", { "@flambeau/core": "workspace:^" });
const plot = member("packages/plot", "@flambeau/plot", { "@flambeau/core": "workspace:^" });
const demo = member("apps/demo", "@flambeau/demo");
const house = [core, nn, plot, demo];

const arrowsOf = (path: string, text: string) => wrongArrows([{ path, text }], house);

test("a cycle of run-time imports is told whole, across files and packages", () => {
  const sources = [
    { path: "packages/core/src/index.ts", text: 'export { a } from "./a.js";' },
    { path: "packages/core/src/a.ts", text: 'import { b } from "@flambeau/nn";' },
    { path: "packages/nn/src/index.ts", text: 'import "@flambeau/core";' },
  ];
  expect(importCycles(sources, house)).toEqual([
    "packages/core/src/index.ts -> packages/core/src/a.ts -> packages/nn/src/index.ts -> packages/core/src/index.ts",
  ]);
});

test("imports of types, and imports inside functions, close no cycle", () => {
  const sources = [
    { path: "packages/core/src/a.ts", text: 'import type { B } from "./b.js";' },
    { path: "packages/core/src/b.ts", text: 'import "./c.js"; export type { A } from "./a.js";' },
    { path: "packages/core/src/c.ts", text: 'export const later = () => import("./b.js");' },
  ];
  expect(importCycles(sources, house)).toEqual([]);
});

test("an inline type specifier still loads its file", () => {
  const sources = [
    { path: "packages/core/src/a.ts", text: 'import { type B } from "./b.js";' },
    { path: "packages/core/src/b.ts", text: 'import { type A } from "./a.js";' },
  ];
  expect(importCycles(sources, house)).toHaveLength(1);
});

test("an arrow against the plan is told", () => {
  expect(arrowsOf("packages/core/src/a.ts", 'import type { Module } from "@flambeau/nn";')).toEqual([
    "packages/core/src/a.ts: @flambeau/core may not depend on @flambeau/nn",
  ]);
  expect(arrowsOf("packages/nn/src/a.ts", 'import { run } from "@flambeau/demo";')).toEqual([
    'packages/nn/src/a.ts: "@flambeau/demo" is an app or a tool',
  ]);
});

test("plot may know the tensor's type and nothing else of core", () => {
  expect(arrowsOf("packages/plot/src/a.ts", 'import type { Tensor } from "@flambeau/core";')).toEqual([]);
  expect(arrowsOf("packages/plot/src/a.ts", 'import { Tensor } from "@flambeau/core";')).toEqual([
    "packages/plot/src/a.ts: @flambeau/plot may import only types of @flambeau/core",
  ]);
});

test("deep imports and paths out of the package are told", () => {
  expect(arrowsOf("packages/nn/src/a.ts", 'import "@flambeau/core/src/tensor.js";')).toEqual([
    'packages/nn/src/a.ts: "@flambeau/core/src/tensor.js" is a deep import',
  ]);
  expect(arrowsOf("packages/nn/src/a.ts", 'import "../../core/src/tensor.js";')).toEqual([
    'packages/nn/src/a.ts: "../../core/src/tensor.js" leaves packages/nn',
  ]);
});

test("what is imported is declared", () => {
  expect(arrowsOf("packages/core/src/a.ts", 'import "node:fs"; import "left/right";')).toEqual([
    'packages/core/src/a.ts: "left" is not among the dependencies of @flambeau/core',
  ]);
  expect(arrowsOf("packages/nn/src/a.ts", 'import { tensor } from "@flambeau/core";')).toEqual([]);
});

test("a file of 400 lines passes and one of 401 does not", () => {
  expect(longFiles([{ path: "a.ts", text: "\n".repeat(400) }])).toEqual([]);
  expect(longFiles([{ path: "a.ts", text: "\n".repeat(401) }])).toEqual(["a.ts has 401 lines; split it by meaning"]);
});
