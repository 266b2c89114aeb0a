import { readFileSync } from "node:fs";
import { customTrainingLoop } from "../walkthroughs/custom-training-loop.js";
import { pytorchWay } from "../walkthroughs/pytorch-way.js";
import { questionsOnEd } from "../walkthroughs/questions-on-ed.js";
import { regressionByHand } from "../walkthroughs/regression-by-hand.js";
import { regressionWithModules } from "../walkthroughs/regression-with-modules.js";
import type { Play } from "./play.js";
import type { Walkthrough } from "./steps.js";

/** Every walkthrough with its source and its expected lines, read from the folder they lie in. */
export const catalog: readonly Play[] = [
  bound(customTrainingLoop),
  bound(pytorchWay),
  bound(questionsOnEd),
  bound(regressionByHand),
  bound(regressionWithModules),
];

/** The walkthrough as a play; a bundler does the same with `?raw` for the source and a plain import for the lines. */
export function bound<Settings extends object>(walkthrough: Walkthrough<Settings>): Play<Settings> {
  const read = (path: string): string => readFileSync(new URL(`../walkthroughs/${path}`, import.meta.url), "utf8");
  return {
    walkthrough,
    source: read(`${walkthrough.id}.ts`),
    expected: JSON.parse(read(`goldens/${walkthrough.id}.json`)).lines,
  };
}
