import type { FigureLike } from "@flambeau/plot";
import { pythonRepr } from "flambeau";
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
        const text = values.map((value) => (typeof value === "string" ? value : pythonRepr(value))).join(" ");
        happen({ kind: "printed", text, check: unchecked });
      },
    },
    show(figure, name = "figure") {
      happen({ kind: "figure", name, figure });
    },
    *range(total) {
      for (let done = 0; done < total; done++) {
        happen({ kind: "progress", done, total });
        yield done;
      }
      happen({ kind: "progress", done: total, total });
    },
  };
}
