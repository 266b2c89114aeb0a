import { expect, test } from "vitest";
import { compile, problemOf } from "./compile.js";

async function problemIn(source: string, modules: Record<string, unknown> = {}) {
  try {
    await compile(source, modules)();
  } catch (reason) {
    return problemOf(reason);
  }
  return null;
}

test("types vanish, imports are looked up, exports come back", async () => {
  const source = `import { twice, type Two } from "numbers";\nexport const four: number = twice(2 as number);`;
  expect(await compile(source, { numbers: { twice: (n: number) => 2 * n } })()).toMatchObject({ four: 4 });
});

test("names are in scope, and the program may wait", async () => {
  const said: unknown[] = [];
  await compile("say(await Promise.resolve(1));", {}, { say: (value: unknown) => said.push(value) })();
  expect(said).toEqual([1]);
});

test("fields are assigned, as the library expects of modules", async () => {
  const source =
    "export class A { b: number; constructor() { this.b = 1; } c = this.b + 1; }\nexport const a = new A();";
  expect((await compile(source, {})()).a).toEqual({ b: 1, c: Number.NaN });
});

test("an error knows its line", async () => {
  expect(await problemIn("const a = 1;\n\nthrow new Error('no more');")).toEqual({ message: "no more", line: 3 });
  expect(await problemIn("let a = 1;\nlet b = ;")).toMatchObject({ line: 2 });
});

test("an unknown module is named, with those there are", async () => {
  const problem = await problemIn('import fs from "node:fs";\nfs.x;', { flambeau: {} });
  expect(problem?.message).toBe('import: there is no module "node:fs" here; there are flambeau');
});
