import type { Case } from "../cases.js";
import { compareValue, exact } from "../compare.js";
import { type FamilyRunner, type Run, toleranceOf } from "../run.js";
import { Mismatch, Unsupported, within } from "../verdict.js";
import { runLineByHand, runQuadratic, runTwoParameters } from "./tutorials/by-hand.js";
import { runMiniBatches, runRegressionModule } from "./tutorials/modules.js";

/** A value seen while a tutorial runs, and what it should be. */
export type Check = (what: string, got: unknown, want: unknown) => void;

/** The programs of the five walkthroughs, by the words their `kind` begins with. */
const programs: Record<string, (body: Case["body"], run: Run, check: Check) => void> = {
  "custom-training-loop": runQuadratic,
  "linear regression 1D mini-batch": runMiniBatches,
  "two-parameter linear model": runTwoParameters,
  "regression by hand": runLineByHand,
  "regression with nn.Module + optimizer": runRegressionModule,
};

/** A walkthrough: values within the case's tolerance, texts to the letter; whether all bits agree is counted apart. */
export const runTutorial: FamilyRunner = (body, run) => {
  const kind = String(body.kind);
  const program = Object.entries(programs).find(([start]) => kind.startsWith(start))?.[1];
  if (program === undefined) throw new Unsupported(`tutorial ${kind} is not known`);
  const tolerance = toleranceOf(body);
  let isExact = true;
  program(body, run, (what, got, decimal) => {
    const want = single(decimal);
    within(what, () => {
      compareValue(run.library, got, want, tolerance);
      try {
        compareValue(run.library, got, want, exact);
      } catch (error) {
        if (!(error instanceof Mismatch)) throw error;
        isExact = false;
      }
    });
  });
  if (body.bit_exact_goal === true) run.note("bit for bit", isExact);
};

/** The plain numbers of a trace are float32, written as their shortest decimals. */
function single(value: unknown): unknown {
  if (typeof value === "number") return Math.fround(value);
  return Array.isArray(value) ? value.map(single) : value;
}
