import { expect, test } from "vitest";
import { check } from "./check.js";
import type { Outcome } from "./play.js";
import { complaints, summary } from "./summary.js";

const outcome = (id: string, checks: Outcome["checks"]): Outcome => ({
  id,
  title: id,
  steps: [],
  checks,
  numbers: 3,
  matching: 2,
  seconds: 0.125,
  ok: false,
});

test("a row for each, and one for all", () => {
  expect(summary([outcome("one", []), outcome("another", [])])).toBe(
    [
      "walkthrough   numbers checked   numbers matching   seconds",
      "one                         3                  2      0.13",
      "another                     3                  2      0.13",
      "all                         6                  4      0.25",
    ].join("\n"),
  );
});

test("what went wrong, a line each", () => {
  const line = { text: "a 1", source: "pytorch" as const };
  const checks = [check("a 2", line), check("a 1", line), check(null, line), check("b", null)];
  expect(complaints({ ...outcome("one", checks), error: new Error("out of luck") })).toEqual([
    "stopped: out of luck",
    'printed "a 2", PyTorch prints "a 1"',
    'nothing was printed where PyTorch prints "a 1"',
    'printed "b", where PyTorch prints nothing',
  ]);
});
