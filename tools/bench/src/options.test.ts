import { expect, test } from "vitest";
import { unknownNames, wantedRuns } from "./families.js";
import { isWanted, readOptions } from "./options.js";

test("the command line", () => {
  expect(readOptions([])).toEqual({
    only: null,
    repetitions: 5,
    leastTime: 0.15,
    threads: 1,
    engines: [process.execPath],
    json: false,
    memory: false,
    steps: 1_000_000,
  });
  expect(
    readOptions(["--", "--only", "W1,W7.64", "--reps", "2", "--threads", "2", "--json", "--engines", "a,b"]),
  ).toMatchObject({
    only: ["W1", "W7.64"],
    repetitions: 2,
    threads: 2,
    engines: ["a", "b"],
    json: true,
  });
});

test.each([
  [["--threads", "none"], "--threads none: expected a positive whole number"],
  [["--reps", "0"], "--reps 0: expected a positive whole number"],
  [["--mint", "soon"], "--mint soon: expected a positive number"],
  [["--fast"], "Unknown option '--fast'"],
])("%j is refused", (argv, message) => {
  expect(() => readOptions(argv)).toThrow(message);
});

test("workloads are chosen by name or family", () => {
  expect(isWanted("W7.64", ["W7"])).toBe(true);
  expect(isWanted("W7.64", ["W7.128"])).toBe(false);
  expect(wantedRuns(["W7.64", "W1", "W7.128"])).toEqual(["W1", "W7.64,W7.128"]);
  expect(wantedRuns(["K.exp"])).toEqual(["K.exp"]);
  expect(wantedRuns(null)).not.toContain("K");
  expect(unknownNames(["W1", "X1"])).toEqual(["X1"]);
});
