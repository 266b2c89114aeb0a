import type { Report } from "./messages.js";
import { type Drawn, moved, type Printed, type Run, stateOf } from "./performance.js";

/** What has come of a free program so far: its lines, and its figures by name. */
export interface Sketch extends Run {
  readonly lines: readonly Printed[];
  readonly figures: ReadonlyMap<string, Drawn>;
}

/** Lines that are kept; a program may print for ever. */
const most = 1000;

/** Before anything has run. */
export const blank: Sketch = { state: "waiting", progress: null, ending: null, lines: [], figures: new Map() };

/** What a report adds; `now` is a time in milliseconds. */
export function sketched(before: Sketch, { events, ending }: Report, now: number): Sketch {
  const lines = [...before.lines];
  const figures = new Map(before.figures);
  let { progress } = before;
  for (const event of events) {
    if (event.kind === "progress") progress = moved(progress, event, now);
    else if (event.kind === "printed") lines.push(event);
    else if (event.kind === "figure") figures.set(event.name, event);
  }
  return { state: stateOf(ending), progress, ending, lines: lines.slice(-most), figures };
}
