import type { Measurement } from "./measure.js";

/** Rows under a head, in columns; all but the first are set to the right. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ");
  return all.map(line).join("\n");
}

/** Measurements for people. */
export function tableOf(measured: readonly Measurement[]): string {
  return columns(
    ["workload", "median", "best", "unit"],
    measured.map(({ workload, value, best, unit }) => [workload, String(value), String(best), unit]),
  );
}

/** The fastest repetitions, with a column for each engine. */
export function engineTableOf(measured: readonly Measurement[]): string {
  const versions = [...new Set(measured.map(({ version }) => version))];
  const workloads = [...new Set(measured.map(({ workload }) => workload))];
  const rows = workloads.map((name) => {
    const own = measured.filter(({ workload }) => workload === name);
    const cells = versions.map((version) => String(own.find((one) => one.version === version)?.best ?? ""));
    return [name, ...cells, own[0]!.unit];
  });
  return columns(["workload", ...versions, "unit"], rows);
}
