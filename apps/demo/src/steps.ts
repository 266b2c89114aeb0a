import type { FigureLike } from "@flambeau/plot";
import type { Check } from "./check.js";

/** One thing that happens in a walkthrough, in the order in which it happens. A face is a function of these. */
export type Step =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "code"; readonly region: string; readonly text: string }
  | { readonly kind: "printed"; readonly text: string; readonly check: Check }
  | { readonly kind: "figure"; readonly name: string; readonly figure: FigureLike }
  | { readonly kind: "progress"; readonly done: number; readonly total: number };

/** What a program yields between two pieces of itself: what to show there. */
export type Direction =
  | { readonly kind: "heading" | "prose"; readonly text: string }
  | { readonly kind: "code"; readonly region: string }
  | { readonly kind: "figure"; readonly name: string; readonly figure: FigureLike };

/** What a program finds on stage: the console whose lines are shown and checked, and a `range` that reports how far it is. */
export interface Stage {
  readonly console: { log(...values: unknown[]): void };
  range(count: number): Iterable<number>;
}

/** A tutorial as a program that tells its own story. `settings` are the numbers that a reader may want to turn. */
export interface Walkthrough<Settings extends object = object> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  program(stage: Stage, settings?: Partial<Settings>): Generator<Direction, void>;
}

/** Opens a section. */
export function heading(text: string): Direction {
  return { kind: "heading", text };
}

/** Says something: paragraphs separated by empty lines, `code`, **bold**, and items after "- ". */
export function prose(text: string): Direction {
  return { kind: "prose", text: text.trim().replace(/\n[ \t]+/g, "\n") };
}

/** Shows a region of the walkthrough's own source, which lies between `// #region name` and `// #endregion`. */
export function code(region: string): Direction {
  return { kind: "code", region };
}

/** Shows a figure; `name` becomes the name of its file. */
export function draw(name: string, figure: FigureLike): Direction {
  return { kind: "figure", name, figure };
}
