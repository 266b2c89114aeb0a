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

/**
 * Tells a walkthrough by running it once, as short as its knobs allow: where its figures stand is part of the story, what they
 * show is not.
 */
export function storyOf(one: Play): Story {
  const { id, title, summary } = one.walkthrough;
  const { source, expected } = one;
  const knobs: Story["knobs"] = { ...one.walkthrough.knobs };
  const least = Object.fromEntries(Object.entries(knobs).map(([name, { min }]) => [name, min]));
  const { steps, error } = play(one, undefined, least);
  if (error !== undefined) throw error;
  return { id, title, summary, knobs, source, expected, places: placesOf(steps) };
}

function placesOf(steps: readonly Step[]): Place[] {
  return steps.flatMap((step): Place[] => {
    if (step.kind === "printed" || step.kind === "progress") return [];
    return [step.kind === "figure" ? { kind: "figure", name: step.name } : step];
  });
}
