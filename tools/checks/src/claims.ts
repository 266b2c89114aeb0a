import { format, inspect } from "node:util";
import { type Example, instrument } from "./examples.js";

/** Runs an example with these names in scope; throws where a claim of it is not true, or where it prints something else. */
export async function runExample(
  { code, output }: Pick<Example, "code" | "output">,
  names: Readonly<Record<string, unknown>>,
  importModule: (specifier: string) => unknown,
): Promise<void> {
  let printed: string[] = [];
  const print = (...values: unknown[]) => void printed.push(format(...values));

  const claim = async (run: () => Promise<unknown>, kind: string, text: string) => {
    let shown: string;
    try {
      const value = await run();
      shown = value === undefined && printed.length > 0 ? printed.join("\n") : show(value);
      if (kind === "throws") shown = "nothing was thrown";
    } catch (error) {
      if (kind !== "throws") throw error;
      shown = (error as Error).message;
    }
    printed = [];
    if (canonical(shown) !== canonical(text)) throw new Error(`claimed: ${text}\n       is: ${shown}`);
  };

  const scope = {
    require: importModule,
    exports: {},
    console: { log: print, info: print, warn: print, error: print },
    $claim: claim,
    ...Object.fromEntries(Object.entries(names).filter(([name]) => isDeclarable(name))),
  };
  // The block lets an example declare a name that is also in scope.
  const run = new AsyncFunction(...Object.keys(scope), `"use strict"; {\n${instrument(code)}\n}`);
  await run(...Object.values(scope));
  const rest = printed.join("\n");
  if (output === undefined && printed.length > 0) throw new Error(`printed and not claimed: ${rest}`);
  if (output !== undefined && rest !== output.trimEnd()) throw new Error(`claimed:\n${output}\nis:\n${rest}`);
}

const AsyncFunction = (async () => {}).constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => Promise<void>;

function isDeclarable(name: string): boolean {
  try {
    new AsyncFunction(name, '"use strict"');
    return true;
  } catch {
    return false;
  }
}

/** What `console.log` would print, whole. */
function show(value: unknown): string {
  if (typeof value === "string") return value;
  return inspect(value, { depth: null, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: null });
}

/** Spacing beside brackets and commas, line breaks, and the style of quotes do not count. */
function canonical(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .replaceAll("'", '"')
    .replace(/\s+/g, " ")
    .replace(/ ?([[\](){},:]) ?/g, "$1");
}
