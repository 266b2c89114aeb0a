import { join } from "node:path";
import { expect, test } from "vitest";
import { missingDocumentation, missingMemberDocumentation } from "./documentation.js";
import { exportsText } from "./exports.js";
import { createProgram } from "./program.js";
import { anyInSignatures } from "./signatures.js";
import { type Member, root } from "./workspace.js";

const indexes = {
  parameter: "export function f(x: any): void {}",
  result: "export class A { m(): any {} }",
  nested: "export type T = { a: any }[];",
  named: "type Inner = { a: any };\nexport function f(x: Inner): void {}",
  inherited: "class Base { a!: any }\nexport class A extends Base {}",
  queried: "const inner: any = 1;\nexport function f(x: typeof inner): void {}",
  inferred: "export const x = JSON.parse('1');",
  inBody: "export function f(x: unknown): void { const y: any = x; }",
  privately: "export class A { #m: any; private n: any }",
  inInitializer: "const hidden: any = 1; export const x: number = hidden;",
  functions: [
    "export function bare(): void {}",
    "/** Says so. */ export function said(): void {}",
    "/** Says so.\n * @example\n * shown() // => undefined\n */ export function shown(): void {}",
    "/** A number. */ export const known = 1;",
    "export const unknown = 1;",
  ].join("\n"),
  members: "export class A {\n  #own = 1;\n  private kept = 1;\n  bare = 1;\n  /** Says so. */\n  said(): void {}\n}",
  kinds:
    "class Hidden {}\nexport type { Hidden };\nexport class C {}\nexport type T = 1;\nexport const a = 1;\nexport function f(): void {}",
};
const packageOf = (name: string): Member => ({ folder: `packages/${name}`, manifest: { name, version: "0.0.0" } });
const paths = Object.entries(indexes).map(
  ([name, text]) => [join(root, `packages/${name}/src/index.ts`), text] as const,
);
const program = createProgram([], new Map(paths));

test.each(["parameter", "result", "nested", "named", "inherited", "queried", "inferred"])(
  "any is found: %s",
  (name) => {
    expect(anyInSignatures(program, [packageOf(name)])).toHaveLength(1);
  },
);

test.each(["inBody", "privately", "inInitializer"])("any is no part of a signature: %s", (name) => {
  expect(anyInSignatures(program, [packageOf(name)])).toEqual([]);
});

test("a public name lacks its sentence or its example", () => {
  expect(missingDocumentation(program, [packageOf("functions")])).toEqual([
    "packages/functions/src/index.ts:1 function bare lacks a sentence and an example with // =>",
    "packages/functions/src/index.ts:2 function said lacks an example with // =>",
    "packages/functions/src/index.ts:8 const unknown lacks a sentence",
  ]);
});

test("a public member of a class lacks its sentence", () => {
  expect(missingMemberDocumentation(program, [packageOf("members")])).toEqual([
    "packages/members/src/index.ts:4 A.bare lacks a sentence",
  ]);
});

test("exports are listed by name with what they are", () => {
  expect(exportsText(program, packageOf("kinds"))).toBe("class C\ntype Hidden\ntype T\nconst a\nfunction f\n");
});
