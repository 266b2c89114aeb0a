import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { toSvg } from "@flambeau/plot-vega";
import { htmlReport } from "./html-report.js";
import type { Outcome } from "./play.js";

/** Makes the folder if there is none, and throws now, not after the run, if nothing can be written in it. */
export function openFolder(folder: string): void {
  makeFolder(resolve(folder));
  const probe = join(folder, ".writable");
  writeFileSync(probe, "");
  rmSync(probe);
}

/** Node's own `recursive` never returns where a file system refuses new folders, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Throws now, not after the run, if the file cannot be written; what it holds stays. */
export function openFile(file: string): void {
  closeSync(openSync(file, "a"));
}

/** Writes each figure as SVG and all of them into one page; gives the names of the files by walkthrough. */
export async function writeFigures(folder: string, outcomes: readonly Outcome[]): Promise<Map<string, string[]>> {
  const pictures = new Map<string, Map<string, string>>();
  const files = new Map<string, string[]>();
  for (const { id, steps } of outcomes) {
    const drawn = new Map<string, string>();
    for (const step of steps) {
      if (step.kind === "figure") drawn.set(step.name, await toSvg(step.figure));
    }
    for (const [name, svg] of drawn) writeFileSync(join(folder, `${id}-${name}.svg`), svg);
    pictures.set(id, drawn);
    files.set(
      id,
      [...drawn.keys()].map((name) => `${id}-${name}.svg`),
    );
  }
  writeFileSync(join(folder, "report.html"), htmlReport(outcomes, pictures));
  return files;
}
