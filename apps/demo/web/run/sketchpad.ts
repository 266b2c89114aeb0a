import type { FigureLike } from "@flambeau/plot";
import { counted, printedText } from "../../src/effects.js";
import type { Step } from "../../src/steps.js";

/** What a free program finds in scope beside its imports. */
export interface Sketchpad {
  readonly console: { log(...values: unknown[]): void };
  /** Shows a figure; one of the same name takes its place, which makes it move. */
  show(figure: FigureLike, name?: string): void;
  /** Counts from 0 and reports how far it is. */
  range(count: number): Iterable<number>;
}

const unchecked = { expected: null, got: null, source: null, numbers: 0, matching: 0, ok: true };

/** The globals of a free program, whose every effect is a step. */
export function sketchpad(happen: (step: Step) => void): Sketchpad & Record<string, unknown> {
  return {
    console: {
      log(...values) {
        happen({ kind: "printed", text: printedText(values), check: unchecked });
      },
    },
    show(figure, name = "figure") {
      happen({ kind: "figure", name, figure });
    },
    range: (total) => counted(total, (done) => happen({ kind: "progress", done, total })),
  };
}
