import { expect, test } from "vitest";
import { runExample } from "./claims.js";
import { examplesInMarkdown, examplesInSource } from "./examples.js";

const names = {
  add: (a: number, b: number) => a + b,
  fail: () => {
    throw new Error("add: no, never");
  },
  pair: [1, [2.5, Number.NaN]],
  text: "a line",
};
const run = (code: string, output?: string) =>
  runExample({ code, ...(output !== undefined && { output }) }, names, () => ({ two: 2 }));

test.for([
  "add(1, 2) // => 3",
  "const x = add(1, 2); // => 3",
  "pair // => [1, [2.5, NaN]]",
  "({ a: 1, b: 'c' }) // => { a: 1, b: \"c\" }",
  "text // => a line",
  'text // => "a line"',
  "await Promise.resolve(4) // => 4",
  "add(\n  1,\n  2,\n); // => 3",
  "const add = 5;\nadd // => 5",
  'import { two } from "somewhere";\ntwo // => 2',
  "console.log(1, 'b') // => 1 b",
  "for (const x of [1, 2]) console.log(x);\n// => 1\n// => 2\n// any other comment",
  "pair\n// => [1,\n//      [2.5, NaN]]",
  "fail() // throws add: no, never",
  "const x: number = 1;\nx satisfies number // => 1",
])("true: %s", (code) => run(code));

test.for([
  ["add(1, 2) // => 4", "claimed: 4\n       is: 3"],
  ["const x = add(1, 2); // => 4", "claimed: 4\n       is: 3"],
  ["pair // => [1, [2.5]]", "is: [ 1, [ 2.5, NaN ] ]"],
  ["for (const x of [1, 2]) console.log(x);\n// => 1", "is: 1\n2"],
  ["console.log('unsaid')", "printed and not claimed: unsaid"],
  ["add(1, 2) // throws no", "nothing was thrown"],
  ["fail() // => 1", "add: no, never"],
  ["for (const x of [1]) {\n  add(x, x) // => 2\n}", "a claim must follow a whole statement"],
])("false: %s", async ([code, message]) => {
  await expect(run(code!)).rejects.toThrow(message!);
});

test("a fence prints what the fence below says, to the letter", async () => {
  await run("console.log(1);\nconsole.log('b');", "1\nb\n");
  await expect(run("console.log(1)", "2\n")).rejects.toThrow("claimed:\n2\n\nis:\n1");
  await expect(run("console.log('a  b')", "a b\n")).rejects.toThrow("is:\na  b");
});

test("examples are found in comments, with their lines", () => {
  const text = [
    "/**",
    " * Adds.",
    " *",
    " * @param a - one",
    " * @example",
    " * if (true) {",
    " *   add(1, 2); // => 3",
    " * }",
    " * @returns their sum",
    " */",
    "/** No example. */",
    "/** @example add(1, 2) // => 3 */",
  ].join("\n");
  const examples = examplesInSource({ path: "a.ts", text });
  expect(examples.map(({ place }) => place)).toEqual(["a.ts:5", "a.ts:12"]);
  expect(examples[0]!.code.trim()).toBe("if (true) {\n  add(1, 2); // => 3\n}");
  expect(examples[1]!.code.trim()).toBe("add(1, 2) // => 3");
});

test("fences marked ts are found, others are not", () => {
  const text =
    "# Title\n```ts\nadd(1, 2)\n```\n```sh\nnpm test\n```\n```ts no-run\nadd(\n```\n```ts\nadd(3, 4)\n```\n\n```output\n7\n```\n";
  expect(examplesInMarkdown({ path: "README.md", text })).toEqual([
    { path: "README.md", place: "README.md:2", code: "add(1, 2)\n" },
    { path: "README.md", place: "README.md:11", code: "add(3, 4)\n", output: "7\n" },
  ]);
});
