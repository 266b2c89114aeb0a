import { join } from "node:path";
import { expect, test } from "vitest";
import { missingDocumentation } from "./documentation.js";
import { exportsText } from "./exports.js";
import { createProgram } from "./program.js";
import { anyInSignatures } from "./signatures.js";
import { type Member, root } from "./workspace.js";

const made: Member = { folder: "packages/made", manifest: { name: "made", version: "0.0.0" } };
const programOf = (text: string) => createProgram([], new Map([[join(root, made.folder, "src/index.ts"), text]]));

test.for([
  ["export function f(x: any): void {}", 1],
  ["export class A { m(): any {} }", 1],
  ["export type T = { a: any }[];", 1],
  ["type Inner = { a: any };\nexport function f(x: Inner): void {}", 1],
  ["class Base { a!: any }\nexport class A extends Base {}", 1],
  ["const inner: any = 1;\nexport function f(x: typeof inner): void {}", 1],
  ["export const x = JSON.parse('1');", 1],
  ["export function f(x: unknown): void { const y: any = x; }", 0],
  ["export class A { #m: any; private n: any }", 0],
  ["const hidden: any = 1; export const x: number = hidden;", 0],
] as const)("any in a signature: %s", ([text, count]) => {
  expect(anyInSignatures(programOf(text), [made])).toHaveLength(count);
});

test("a public name lacks its sentence or its example", () => {
  const text = [
    "export function bare(): void {}",
    "/** Says so. */ export function said(): void {}",
    "/** Says so.\n * @example\n * shown() // => undefined\n */ export function shown(): void {}",
    "/** A number. */ export const known = 1;",
    "export const unknown = 1;",
  ].join("\n");
  expect(missingDocumentation(programOf(text), [made])).toEqual([
    "packages/made/src/index.ts:1 function bare lacks a sentence and an example with // =>",
    "packages/made/src/index.ts:2 function said lacks an example with // =>",
    "packages/made/src/index.ts:8 const unknown lacks a sentence",
  ]);
});

test("exports are listed by name with what they are", () => {
  const text = "export class C {}\nexport type T = 1;\nexport const a = 1;\nexport function f(): void {}";
  expect(exportsText(programOf(text), made)).toBe("class C\ntype T\nconst a\nfunction f\n");
});
