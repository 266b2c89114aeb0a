import type { FigureDescription } from "@flambeau/plot";
import type { ExpectedLine } from "../../src/check.js";
import type { Step } from "../../src/steps.js";
import type { Problem } from "./compile.js";

/** What the page asks the worker to run: the text of a walkthrough, or any program. */
export type Request =
  | {
      readonly kind: "walkthrough";
      readonly source: string;
      readonly expected: readonly ExpectedLine[];
      readonly settings: Readonly<Record<string, number>>;
    }
  | { readonly kind: "program"; readonly source: string };

/** A step that can travel: a figure is its description. */
export type Event =
  | Exclude<Step, { kind: "figure" }>
  | {
      readonly kind: "figure";
      readonly name: string;
      readonly figure: FigureDescription;
      readonly replay: readonly FigureDescription[];
      readonly handle: readonly [x: string, y: string] | null;
    };

/** How a run ended. */
export interface Ending {
  readonly numbers: number;
  readonly matching: number;
  readonly seconds: number;
  /** Every line is as expected. */
  readonly ok: boolean;
  /** Why it stopped before its end. */
  readonly problem: Problem | null;
}

/** What the worker reports: what happened since its last report, and in the end how it ended. */
export interface Report {
  readonly events: readonly Event[];
  readonly ending: Ending | null;
}
