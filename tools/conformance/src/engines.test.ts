import { expect, test } from "vitest";
import { differences } from "./engines.js";

test("a case that differs on one engine, or failed on all, has a line", () => {
  const found = new Map([
    ["relaxed", { a: "passed 1", b: "passed 2", c: "failed 3" }],
    ["plain", { a: "passed 1", b: "passed 9", c: "failed 3" }],
    ["off", { a: "passed 1", b: "failed 2", c: "failed 3" }],
  ]);
  expect(differences(found)).toEqual(["b: plain and off not as relaxed", "c: failed everywhere"]);
});

test("the same everywhere has none", () => {
  expect(
    differences(
      new Map([
        ["relaxed", { a: "passed 1" }],
        ["off", { a: "passed 1" }],
      ]),
    ),
  ).toEqual([]);
});
