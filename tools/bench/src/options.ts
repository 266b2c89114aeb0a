import { parseArgs } from "node:util";

export const usage =
  "usage: npm run bench -- [--only W1,W7.64] [--reps N] [--mint SECONDS] [--threads N] [--engines NODE,NODE] [--json] | --memory [--steps N]";

/** What the command line asks for. */
export interface Options {
  /** Names of workloads, or of families of them; null means all. */
  readonly only: readonly string[] | null;
  readonly repetitions: number;
  /** Seconds that each takes at least. */
  readonly leastTime: number;
  /** How many threads compute; default 1. */
  readonly threads: number;
  /** Programs that run the bundle, one after the other; default is this Node alone. */
  readonly engines: readonly string[];
  /** Print nothing but JSON lines. */
  readonly json: boolean;
  /** Measure memory instead of time. */
  readonly memory: boolean;
  /** Steps of the memory program. */
  readonly steps: number;
}

/** The command line is wrong. */
export class UsageError extends Error {}

/** Reads the command line. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parse(argv);
  return {
    only: values.only === undefined ? null : values.only.split(",").filter(Boolean),
    repetitions: count("--reps", values.reps),
    leastTime: positive("--mint", values.mint),
    threads: count("--threads", values.threads),
    engines: values.engines?.split(",").filter(Boolean) ?? [process.execPath],
    json: values.json,
    memory: values.memory,
    steps: count("--steps", values.steps),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      // a package runner may hand on the `--` that ended its own options
      args: argv[0] === "--" ? argv.slice(1) : [...argv],
      options: {
        only: { type: "string" },
        reps: { type: "string", default: "5" },
        mint: { type: "string", default: "0.15" },
        threads: { type: "string", default: "1" },
        engines: { type: "string" },
        json: { type: "boolean", default: false },
        memory: { type: "boolean", default: false },
        steps: { type: "string", default: "1000000" },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split("\n")[0]}\n${usage}`);
  }
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${option} ${text}: expected a positive number`);
  return value;
}

function count(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new UsageError(`${option} ${text}: expected a positive whole number`);
  return value;
}

/** Whether `only` asks for a workload: by its name or by that of its family. */
export function isWanted(name: string, only: readonly string[] | null): boolean {
  return only === null || only.includes(name) || only.includes(name.split(".")[0]!);
}
