import type { Outcome } from "./play.js";

/** The table at the end of a run: a row per walkthrough and, if there are several, a row for all of them. */
export function summary(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map((outcome) => [
    outcome.id,
    String(outcome.numbers),
    String(outcome.matching),
    outcome.seconds.toFixed(2),
  ]);
  if (outcomes.length > 1) {
    const total = (figure: (outcome: Outcome) => number): number => outcomes.reduce((sum, one) => sum + figure(one), 0);
    const seconds = total((outcome) => outcome.seconds).toFixed(2);
    rows.push(["all", String(total((one) => one.numbers)), String(total((one) => one.matching)), seconds]);
  }
  const table = [["walkthrough", "numbers checked", "numbers matching", "seconds"], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  return table
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("   "),
    )
    .join("\n");
}

/** What went wrong in a walkthrough, a line each; nothing if nothing did. */
export function complaints(outcome: Outcome): string[] {
  const lines = outcome.checks
    .filter((check) => !check.ok)
    .map((check) => {
      if (check.got === null) return `nothing was printed where PyTorch prints ${JSON.stringify(check.expected)}`;
      if (check.expected === null) return `printed ${JSON.stringify(check.got)}, where PyTorch prints nothing`;
      return `printed ${JSON.stringify(check.got)}, PyTorch prints ${JSON.stringify(check.expected)}`;
    });
  return outcome.error === undefined ? lines : [`stopped: ${outcome.error.message}`, ...lines];
}
