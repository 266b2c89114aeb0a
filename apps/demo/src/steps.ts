import type { FigureLike } from "@flambeau/plot";
import type { Check } from "./check.js";

/** One thing that happens in a walkthrough, in the order in which it happens. A face is a function of these. */
export type Step =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "prose"; readonly text: string }
  | { readonly kind: "code"; readonly region: string; readonly text: string; readonly task: string | null }
  | { readonly kind: "printed"; readonly text: string; readonly check: Check }
  | ({ readonly kind: "figure"; readonly name: string; readonly figure: FigureLike } & FigureOptions)
  | { readonly kind: "progress"; readonly done: number; readonly total: number };

/** What a program yields between two pieces of itself: what to show there. */
export type Direction =
  | { readonly kind: "heading" | "prose"; readonly text: string }
  | { readonly kind: "code"; readonly region: string; readonly task: string | null }
  | ({ readonly kind: "figure"; readonly name: string; readonly figure: FigureLike } & FigureOptions);

/** What a face that can move things may do with a figure. */
export interface FigureOptions {
  /** The figures that led to this one. */
  readonly replay?: () => readonly FigureLike[];
  /** A point that a reader may move: the two knobs that are its coordinates. */
  readonly handle?: readonly [x: string, y: string];
}

/** What a program finds on stage: the console whose lines are shown and checked, and a `range` that reports how far it is. */
export interface Stage {
  readonly console: { log(...values: unknown[]): void };
  range(count: number): Iterable<number>;
}

/** A number that a reader may turn: its name, where it stands in the tutorial, and how far it goes. */
export interface Knob {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** Where knobs stand in the tutorial itself. */
export function asInTutorial<Settings extends object>(knobs: { readonly [Name in keyof Settings]: Knob }): Settings {
  return Object.fromEntries(Object.entries<Knob>(knobs).map(([name, { value }]) => [name, value])) as Settings;
}

/** A tutorial as a program that tells its own story. `settings` are where its knobs stand. */
export interface Walkthrough<Settings extends object = object> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly knobs: { readonly [Name in keyof Settings]: Knob };
  program(stage: Stage, settings: Settings): Generator<Direction, void>;
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
  return { kind: "code", region, task: null };
}

/** The same of a region that readers write themselves where they can: such a face shows the task, and the region when asked. */
export function exercise(region: string, task: string): Direction {
  return { kind: "code", region, task };
}

/** Shows a figure; `name` becomes the name of its file. */
export function draw(name: string, figure: FigureLike, options: FigureOptions = {}): Direction {
  return { kind: "figure", name, figure, ...options };
}
