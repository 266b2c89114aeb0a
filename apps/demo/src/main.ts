import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pico from "picocolors";
import { catalog } from "./catalog.js";
import { jsonReport } from "./json-report.js";
import { help, type Options, readOptions, UsageError } from "./options.js";
import { openFile, openFolder, writeFigures } from "./outputs.js";
import { type Outcome, type Play, play } from "./play.js";
import { complaints, summary } from "./summary.js";
import { terminalFace } from "./terminal-face.js";

/** Complaints shown per walkthrough; the JSON report has them all. */
const shownComplaints = 5;

/** The terminal face: runs what the arguments ask for. 0: every number is as in PyTorch; 1: some is not; 2: the call is wrong. */
export async function main(
  args: readonly string[],
  stdout: NodeJS.WriteStream,
  stderr: NodeJS.WritableStream,
): Promise<number> {
  try {
    const options = readOptions(
      args,
      catalog.map(({ walkthrough }) => walkthrough.id),
    );
    if (options.help) return say(help);
    if (options.list) return say(list());
    return await run(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`demo: ${error.message}\n`);
    return 2;
  }

  function say(text: string): number {
    stdout.write(`${text}\n`);
    return 0;
  }

  async function run({ ids, quiet, json, out }: Options): Promise<number> {
    writable(`--out ${out}`, () => openFolder(out));
    if (json !== null) writable(`--json ${json}`, () => openFile(json));

    const outcomes = catalog
      .filter(({ walkthrough }) => ids.length === 0 || ids.includes(walkthrough.id))
      .map((one) => perform(one, quiet));
    const files = await writeFigures(out, outcomes);
    if (json !== null) writeFileSync(json, jsonReport(outcomes, files));

    say(`${quiet ? "" : "\n"}${summary(outcomes)}`);
    for (const outcome of outcomes) stderr.write(complaintText(outcome));
    if (!quiet) say(`\nFigures and the whole run as one page: ${join(out, "report.html")}`);
    return outcomes.every((outcome) => outcome.ok) ? 0 : 1;
  }

  function perform(one: Play, quiet: boolean): Outcome {
    if (quiet) return play(one);
    const paint = pico.createColors(colours(stdout));
    const { id, title } = one.walkthrough;
    say(`\n${paint.inverse(` ${id} `)}  ${paint.bold(title)}\n`);
    return play(one, terminalFace(stdout, colours(stdout)));
  }
}

function colours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && pico.isColorSupported;
}

function list(): string {
  const width = Math.max(...catalog.map(({ walkthrough }) => walkthrough.id.length));
  return catalog.map(({ walkthrough: { id, summary } }) => `${id.padEnd(width)}   ${summary}`).join("\n");
}

function complaintText(outcome: Outcome): string {
  const lines = complaints(outcome);
  const more = lines.length - shownComplaints;
  const shown = lines.slice(0, shownComplaints).map((line) => `${outcome.id}: ${line}\n`);
  return shown.join("") + (more > 0 ? `${outcome.id}: and ${more} more; --json FILE writes them all\n` : "");
}

function writable(option: string, open: () => void): void {
  try {
    open();
  } catch (error) {
    throw new UsageError(`${option} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}
