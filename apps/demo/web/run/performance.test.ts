import { expect, test } from "vitest";
import type { Place } from "../../src/story.js";
import type { Event } from "./messages.js";
import { begun, extended, waiting } from "./performance.js";

const places: Place[] = [
  { kind: "heading", text: "One" },
  { kind: "code", region: "a", text: "a", task: null },
  { kind: "figure", name: "f" },
];
const check = { expected: "1", got: "1", source: "pytorch" as const, numbers: 1, matching: 1, ok: true };
const printed: Event = { kind: "printed", text: "1", check };
const figure = { width: 1, height: 1, title: null, rows: 1, columns: 1, axes: [] };
const ending = { numbers: 1, matching: 1, seconds: 1, ok: true, problem: null };

test("what is printed goes to the place before it, and a figure to its own", () => {
  let run = begun(waiting(places));
  run = extended(run, { events: [{ kind: "heading", text: "One" }], ending: null }, 0);
  run = extended(run, { events: [{ kind: "code", region: "a", text: "a", task: null }, printed], ending: null }, 1);
  run = extended(run, { events: [{ kind: "figure", name: "f", figure, replay: [], handle: null }], ending }, 2);
  expect(run.printed.map((lines) => lines.length)).toEqual([0, 1, 0]);
  expect(run.figures.map((drawn) => drawn?.name ?? null)).toEqual([null, null, "f"]);
  expect(run.state).toBe("finished");
});

test("a new run keeps the figures of the last until it has its own", () => {
  const first = extended(
    begun(waiting(places)),
    { events: [], ending: { ...ending, problem: { message: "no", line: 1 } } },
    0,
  );
  expect(first.state).toBe("failed");
  expect(
    begun({ ...first, figures: [null, null, { kind: "figure", name: "f", figure, replay: [], handle: null }] })
      .figures[2]?.name,
  ).toBe("f");
});

test("speed is measured from the beginning of a loop", () => {
  let run = begun(waiting(places));
  run = extended(run, { events: [{ kind: "progress", done: 0, total: 100 }], ending: null }, 1000);
  run = extended(run, { events: [{ kind: "progress", done: 50, total: 100 }], ending: null }, 2000);
  expect(run.progress).toMatchObject({ done: 50, total: 100, stepsPerSecond: 50 });
});
