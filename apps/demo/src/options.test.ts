import { expect, test } from "vitest";
import { readOptions, UsageError } from "./options.js";

const read = (...args: string[]) => readOptions(args, ["one", "two"]);

test("nothing means everything, into out", () => {
  expect(read()).toEqual({ ids: [], quiet: false, json: null, out: "out", list: false, help: false });
});

test("ids and options in any order", () => {
  expect(read("--quiet", "two", "--json", "a.json", "--out=b")).toMatchObject({
    ids: ["two"],
    quiet: true,
    json: "a.json",
    out: "b",
  });
});

test.each([
  [["three"], 'there is no walkthrough "three"; there are one, two'],
  [["--loud"], "Unknown option '--loud'; --help lists the options"],
  [["--json"], "Option '--json <value>' argument missing; --help lists the options"],
  [["--out="], "--out DIR needs a name"],
])("%j is told in one line", (args, message) => {
  expect(() => read(...args)).toThrow(new UsageError(message));
});
