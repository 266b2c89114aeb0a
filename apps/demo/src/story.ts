import type { ExpectedLine } from "./check.js";
import { type Play, play } from "./play.js";
import type { Knob, Step } from "./steps.js";

/** A place in a story: what a face can show before the program has run. */
export type Place =
  | Extract<Step, { kind: "heading" | "prose" | "code" }>
  | { readonly kind: "figure"; readonly name: string };

/** A walkthrough without its run: what a face needs to show the text at once and to run the program later. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly knobs: Readonly<Record<string, Knob>>;
  readonly source: string;
  readonly expected: readonly ExpectedLine[];
  readonly places: readonly Place[];
}

/** Tells a walkthrough by running it once; where its figures stand is part of the story, what they show is not. */
export function storyOf(one: Play): Story {
  const { id, title, summary, knobs } = one.walkthrough;
  const { source, expected } = one;
  return { id, title, summary, knobs: { ...knobs }, source, expected, places: placesOf(play(one).steps) };
}

function placesOf(steps: readonly Step[]): Place[] {
  return steps.flatMap((step): Place[] => {
    if (step.kind === "printed" || step.kind === "progress") return [];
    return [step.kind === "figure" ? { kind: "figure", name: step.name } : step];
  });
}
