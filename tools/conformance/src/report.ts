import type { Outcome } from "./runner.js";

export interface Totals {
  passed: number;
  failed: number;
  unsupported: number;
  total: number;
}

export interface Report {
  readonly families: Record<string, Totals>;
  readonly failures: { readonly id: string; readonly reason: string }[];
}

/** Sums outcomes up as the JSON file has them. */
export function summarize(outcomes: readonly Outcome[]): Report {
  const families: Record<string, Totals> = {};
  const failures: Report["failures"] = [];
  for (const { id, family, verdict } of outcomes) {
    families[family] ??= { passed: 0, failed: 0, unsupported: 0, total: 0 };
    families[family][verdict.status]++;
    families[family].total++;
    if (verdict.status !== "passed") failures.push({ id, reason: reasonOf(verdict) });
  }
  return { families, failures };
}

function reasonOf(verdict: Exclude<Outcome["verdict"], { status: "passed" }>): string {
  const prefix = verdict.status === "unsupported" ? "unsupported: " : "";
  return prefix + (verdict.detail === "" ? verdict.kind : `${verdict.kind}: ${verdict.detail}`);
}

export function isClean({ families }: Report): boolean {
  return Object.values(families).every(({ passed, total }) => passed === total);
}

/** The table of families and the total line. */
export function tableOf({ families }: Report): string {
  const header = ["family", "passed", "failed", "unsupported", "total"];
  const rows = Object.entries(families).map(([name, totals]) => [name, ...columns(totals)]);
  const sum = Object.values(families).reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      unsupported: all.unsupported + one.unsupported,
      total: all.total + one.total,
    }),
    { passed: 0, failed: 0, unsupported: 0, total: 0 },
  );
  const lines = [header, ...rows, ["total", ...columns(sum)]];
  const widths = header.map((_, i) => Math.max(...lines.map((line) => (line[i] as string).length)));
  return lines
    .map((line) =>
      line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))),
    )
    .map((cells) => cells.join("  "))
    .join("\n");
}

function columns({ passed, failed, unsupported, total }: Totals): string[] {
  return [passed, failed, unsupported, total].map(String);
}

/** Reasons grouped by what they are about, the most frequent first; each with one case as an example. */
export function groupedReasons(outcomes: readonly Outcome[]): string {
  const groups = new Map<string, { family: string; reason: string; examples: string[] }>();
  for (const { id, family, verdict } of outcomes) {
    if (verdict.status === "passed") continue;
    const isMissing = verdict.status === "unsupported";
    const reason = isMissing ? `unsupported: ${verdict.kind}` : `${verdict.subject}: ${verdict.kind}`;
    const key = `${family} ${reason}`;
    const group = groups.get(key) ?? { family, reason, examples: [] };
    group.examples.push(verdict.detail === "" ? id : `${id}: ${verdict.detail}`);
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((a, b) => b.examples.length - a.examples.length);
  return sorted
    .map(({ family, reason, examples }) => {
      return `${String(examples.length).padStart(5)}  ${family}  ${reason}\n         e.g. ${shorten(examples[0] as string)}`;
    })
    .join("\n");
}

function shorten(text: string): string {
  const line = text.replaceAll("\n", "\\n");
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}

/** How often what was noted holds, per family. */
export function notesOf(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, { holds: number; total: number }>();
  for (const { family, notes } of outcomes) {
    for (const [what, holds] of notes) {
      const count = counts.get(`${family}, ${what}`) ?? { holds: 0, total: 0 };
      counts.set(`${family}, ${what}`, { holds: count.holds + Number(holds), total: count.total + 1 });
    }
  }
  return [...counts].map(([what, { holds, total }]) => `${what}: ${holds} of ${total}`).join("\n");
}
