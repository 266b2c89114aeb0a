import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Case, CorpusError, readCases } from "./cases.js";
import { groupedReasons, isClean, notesOf, summarize, tableOf } from "./report.js";
import type { Outcome } from "./runner.js";

const usage =
  "usage: npm run conformance -- DIR [--json FILE] [--family F] [--id ID] [--verbose], or --engines DIR to compare the bits of all sets of instructions, or --compatibility to write COMPATIBILITY.md";

interface Options {
  readonly folder: string;
  readonly json: string | undefined;
  readonly family: string | undefined;
  readonly id: string | undefined;
  readonly verbose: boolean;
}

class UsageError extends Error {}

/** Where the command writes, and what runs cases. */
export interface Surroundings {
  readonly run: (cases: readonly Case[]) => Promise<readonly Outcome[]>;
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
}

/** Runs the command; gives the exit code: 0 all passed, 1 something did not, 2 bad arguments or an unreadable folder. */
export function runCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return orComplaint(() => runCases(argv, surroundings), surroundings.complain);
}

/** The exit code that `action` gives; for bad input one line and 2. */
export async function orComplaint(
  action: () => number | Promise<number>,
  complain: (line: string) => void,
): Promise<number> {
  try {
    return await action();
  } catch (error) {
    if (!isBadInput(error)) throw error;
    complain(error.message.split("\n")[0] as string);
    return 2;
  }
}

async function runCases(argv: readonly string[], { run, print }: Surroundings): Promise<number> {
  const options = readOptions(argv);
  const outcomes = await run(selectCases(options));
  const report = summarize(outcomes);
  if (options.verbose) print([groupedReasons(outcomes), notesOf(outcomes)].filter(Boolean).join("\n\n"));
  else if (options.id !== undefined) for (const { id, reason } of report.failures) print(`${id}: ${reason}`);
  print(tableOf(report));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  return isClean(report) ? 0 : 1;
}

function readOptions(argv: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    // A package runner may hand on the `--` that ended its own options.
    args: argv[0] === "--" ? argv.slice(1) : [...argv],
    allowPositionals: true,
    options: {
      json: { type: "string" },
      family: { type: "string" },
      id: { type: "string" },
      verbose: { type: "boolean", default: false },
    },
  });
  const [folder, ...rest] = positionals;
  if (folder === undefined || rest.length > 0) throw new UsageError(usage);
  return { folder, json: values.json, family: values.family, id: values.id, verbose: values.verbose };
}

function selectCases({ folder, family, id }: Options): Case[] {
  const cases = readCases(folder).filter(
    (one) => (family === undefined || one.family === family) && (id === undefined || one.id === id),
  );
  if (cases.length > 0) return cases;
  throw new UsageError(`${folder}: no case of family ${family ?? "any"} with id ${id ?? "any"}`);
}

const unusablePaths = ["ENOENT", "EACCES", "EISDIR", "ENOTDIR"];

function isBadInput(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof CorpusError) return true;
  const code = String((error as { code?: unknown } | null)?.code);
  return code.startsWith("ERR_PARSE_ARGS") || unusablePaths.includes(code);
}
