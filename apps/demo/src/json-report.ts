import type { Outcome } from "./play.js";

/** A run as data: per walkthrough every printed line, and every check with what was expected, what came, and who says so. */
export function jsonReport(outcomes: readonly Outcome[], figures: ReadonlyMap<string, readonly string[]>): string {
  const walkthroughs = outcomes.map((outcome) => ({
    id: outcome.id,
    title: outcome.title,
    ok: outcome.ok,
    ...(outcome.error === undefined ? {} : { error: outcome.error.message }),
    numbersChecked: outcome.numbers,
    numbersMatching: outcome.matching,
    seconds: outcome.seconds,
    printed: outcome.steps.flatMap((step) => (step.kind === "printed" ? [step.text] : [])),
    checks: outcome.checks.map(({ expected, got, source, numbers, matching, ok }) => ({
      expected,
      got,
      source,
      ok,
      numbersChecked: numbers,
      numbersMatching: matching,
    })),
    figures: figures.get(outcome.id) ?? [],
  }));
  return `${JSON.stringify({ ok: outcomes.every((outcome) => outcome.ok), walkthroughs }, null, 2)}\n`;
}
