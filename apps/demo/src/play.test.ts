import { expect, test } from "vitest";
import { play } from "./play.js";
import { code, prose, type Stage, type Step } from "./steps.js";

const source = "// #region sum\nconsole.log(1 + 1);\n// #endregion\n";
const line = (text: string) => ({ text, source: "pytorch" as const });

function of(program: (stage: Stage) => Generator<ReturnType<typeof prose>, void>) {
  return { id: "it", title: "It", summary: "it", knobs: {}, program };
}

test("steps come in the order in which they happen, and printed lines know their check", () => {
  const shown: Step[] = [];
  const walkthrough = of(function* ({ console, range }) {
    yield prose("First.");
    yield code("sum");
    for (const i of range(2)) console.log("sum", i, [true, null]);
  });
  const expected = [line("sum 0 [True, None]"), line("sum 7 [True, None]")];
  const outcome = play({ walkthrough, source, expected }, (step) => shown.push(step));
  expect(shown.map((step) => step.kind)).toEqual([
    "prose",
    "code",
    "progress",
    "printed",
    "progress",
    "printed",
    "progress",
  ]);
  expect(shown[1]).toEqual({ kind: "code", region: "sum", task: null, text: "console.log(1 + 1);" });
  expect(outcome.checks.map((check) => check.ok)).toEqual([true, false]);
  expect(outcome).toMatchObject({ numbers: 2, matching: 1, ok: false });
  expect(outcome.steps.some((step) => step.kind === "progress")).toBe(false);
});

test("what is expected and never printed counts as wrong", () => {
  const walkthrough = of(function* () {
    yield prose("That is all.");
  });
  expect(play({ walkthrough, source, expected: [line("1 2")] })).toMatchObject({ numbers: 2, matching: 0, ok: false });
});

test("a program that stops has not passed, whatever it printed before", () => {
  const walkthrough = of(function* ({ console }) {
    console.log("1");
    yield prose("And then");
    throw new Error("no more");
  });
  const outcome = play({ walkthrough, source, expected: [line("1")] });
  expect(outcome).toMatchObject({ error: new Error("no more"), matching: 1, ok: false });
});
