import type { Place } from "../../src/story.js";
import type { Ending, Event, Report } from "./messages.js";

export type Printed = Extract<Event, { kind: "printed" }>;
export type Drawn = Extract<Event, { kind: "figure" }>;

/** How a run stands. */
export type State = "waiting" | "running" | "finished" | "stopped" | "failed";

/** Where a run stands, as its bar shows it. */
export interface Run {
  readonly state: State;
  readonly progress: Progress | null;
  readonly ending: Ending | null;
}

/** What has come of a run so far: per place of its story the lines printed after it and, where it is a figure, the figure. */
export interface Performance extends Run {
  readonly printed: readonly (readonly Printed[])[];
  readonly figures: readonly (Drawn | null)[];
  /** The last place that the program has reached; -1 before the first. */
  readonly at: number;
}

/** How far the innermost loop is, and how fast. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly stepsPerSecond: number;
  readonly since: number;
}

/** Before anything has run. */
export function waiting(places: readonly Place[]): Performance {
  const printed = places.map(() => []);
  return { state: "waiting", printed, figures: places.map(() => null), at: -1, progress: null, ending: null };
}

/** As `waiting`, but begun. What was drawn before stays until the new figure is there, so that a figure changes and never blinks. */
export function begun(before: Performance): Performance {
  const printed = before.printed.map(() => []);
  return { ...before, state: "running", printed, at: -1, progress: null, ending: null };
}

/** What a report adds; `now` is a time in milliseconds. */
export function extended(before: Performance, { events, ending }: Report, now: number): Performance {
  const printed = [...before.printed];
  const figures = [...before.figures];
  let { at, progress } = before;
  for (const event of events) {
    if (event.kind === "progress") progress = moved(progress, event, now);
    else if (event.kind === "printed") printed[Math.max(0, at)] = [...(printed[Math.max(0, at)] ?? []), event];
    else if (++at >= 0 && event.kind === "figure") figures[at] = event;
  }
  return { state: stateOf(ending), printed, figures, at, progress, ending };
}

/** Where a run stands, given how it ended. */
export function stateOf(ending: Ending | null): State {
  if (ending === null) return "running";
  return ending.problem === null ? "finished" : "failed";
}

/** How far a loop is after another report. */
export function moved(
  before: Progress | null,
  { done, total }: { done: number; total: number },
  now: number,
): Progress {
  if (before === null || done < before.done || total !== before.total)
    return { done, total, stepsPerSecond: 0, since: now };
  const seconds = (now - before.since) / 1000;
  return { ...before, done, stepsPerSecond: seconds > 0 ? done / seconds : 0 };
}
