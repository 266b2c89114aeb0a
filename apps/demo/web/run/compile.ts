import { transform } from "sucrase";

/** What a program may import, by name. */
export type Modules = Readonly<Record<string, unknown>>;

/** The name that a program has in the stacks of its errors. */
const fileName = "program.ts";
/** Lines that `Function` puts before a body. */
const preamble = 2;

/** A program that cannot be run, or stopped: what went wrong, and in which line, counted from 1, where that is known. */
export interface Problem {
  readonly message: string;
  readonly line: number | null;
}

/**
 * Turns a TypeScript module into a function that runs it: types are removed, imports are looked up in `modules`, and `names` are in
 * scope as globals. Lines stay where they are. The function returns what the module exports.
 */
export function compile(
  source: string,
  modules: Modules,
  names: Readonly<Record<string, unknown>> = {},
): () => Promise<Record<string, unknown>> {
  const { code } = transform(source, { transforms: ["typescript", "imports"], production: true });
  const load = (name: string): unknown => {
    if (!(name in modules)) throw new Error(`import: there is no module "${name}" here; there are ${named(modules)}`);
    return modules[name];
  };
  const body = `${code}\n//# sourceURL=${fileName}`;
  const program = new AsyncFunction("require", "exports", ...Object.keys(names), body);
  return async () => {
    const exported: Record<string, unknown> = {};
    await program(load, exported, ...Object.values(names));
    return exported;
  };
}

/** The modules that have names of their own; the others are for walkthroughs. */
function named(modules: Modules): string {
  return Object.keys(modules)
    .filter((name) => !name.startsWith("."))
    .join(", ");
}

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (...args: unknown[]) => Promise<void>;

/** What to tell a reader about an error that `compile` or the program raised. */
export function problemOf(reason: unknown): Problem {
  if (!(reason instanceof Error)) return { message: String(reason), line: null };
  const place = /^(?:Error transforming [^:]*: )?(.*) \((\d+):\d+\)$/s.exec(reason.message);
  if (place !== null) return { message: place[1] as string, line: Number(place[2]) };
  const frame = new RegExp(`${fileName}:(\\d+)`).exec(reason.stack ?? "");
  return { message: reason.message, line: frame === null ? null : Number(frame[1]) - preamble };
}
