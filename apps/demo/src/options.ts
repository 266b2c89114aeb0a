import { parseArgs } from "node:util";

/** What the command line asks for. */
export interface Options {
  /** The walkthroughs to run; none means all. */
  readonly ids: readonly string[];
  readonly quiet: boolean;
  readonly json: string | null;
  readonly out: string;
  readonly list: boolean;
  readonly help: boolean;
}

/** A call that cannot be carried out; the message is one line. */
export class UsageError extends Error {}

/** What `--help` says. */
export const help: string = `npm run demo -- [id ...] [options]

Runs the walkthroughs, all or those named, and compares each number they print with the one that PyTorch prints.

  --list        list the walkthroughs
  --quiet       show only the table at the end
  --json FILE   write every printed line and every check into FILE
  --out DIR     put the figures (SVG) and the report (HTML) into DIR, by default out
  --help        show this

Exit code: 0 if every number is right, 1 if one is not, 2 if the call is wrong.`;

/** Reads the arguments; an unknown walkthrough or option, or an option without its value, is a `UsageError`. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const { values, positionals: ids } = parsed(args);
  for (const id of ids) {
    if (!known.includes(id)) throw new UsageError(`there is no walkthrough "${id}"; there are ${known.join(", ")}`);
  }
  const { quiet = false, json = null, out = "out", list = false, help = false } = values;
  if (json === "" || out === "") throw new UsageError(`${json === "" ? "--json FILE" : "--out DIR"} needs a name`);
  return { ids, quiet, json, out, list, help };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quiet: { type: "boolean" },
        json: { type: "string" },
        out: { type: "string" },
        list: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new UsageError(`${sentence.replace(/\.$/, "")}; --help lists the options`);
  }
}
