import { camelCase, withoutTorch } from "./names.js";
import { functionalSignatures } from "./signatures/functional.js";
import { moduleSignatures } from "./signatures/modules.js";
import { torchSignatures } from "./signatures/torch.js";
import { trainingSignatures } from "./signatures/training.js";

/**
 * How PyTorch's parameters become ours. One line per function, in PyTorch's order and spelling:
 *
 * - `name` is positional here; names inside `{}` go, as humps, into the one trailing options object;
 * - `a|b` is one parameter with several names in Python;
 * - `*size` gathers Python's further positional arguments into one array, `...tensors` spreads them;
 * - `name#` is a scalar whose kind (Python int or float) decides the dtype;
 * - `name!` is passed over by a positional bool, which means the next one;
 * - `name~` is a list that may hold dicts of options.
 */
export interface Parameter {
  readonly names: readonly string[];
  readonly option: boolean;
  readonly rest: "gather" | "spread" | null;
  readonly scalar: boolean;
  readonly groups: boolean;
  readonly neverBool: boolean;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** How many parameters in front are plainly positional, so that arguments to them stay as they are. */
  readonly plain: number;
}

/** Turns one Python value into ours, told whether the kind of a number counts and whether dicts hold options. */
export type Convert = (value: unknown, scalar: boolean, groups: boolean) => unknown;

const table = new Map<string, string>();
for (const [prefix, lines] of [
  ["", torchSignatures],
  ["nn.functional.", functionalSignatures],
  ["nn.", moduleSignatures],
  ["", trainingSignatures],
] as const) {
  for (const line of lines.trim().split(/\n+/)) {
    const colon = line.indexOf(":");
    table.set(prefix + line.slice(0, colon), line.slice(colon + 1));
  }
}
const functions = new Map<string, Signature | undefined>();
const methods = new Map<string, Signature | undefined>();

/** The signature of a function, class or in-place function, if the table has it. */
export function signatureOf(path: string): Signature | undefined {
  if (!functions.has(path)) {
    const key = withoutTorch(path);
    const line = table.get(key) ?? table.get(key.replace(/_$/, ""));
    functions.set(path, line === undefined ? undefined : parseSignature(line));
  }
  return functions.get(path);
}

/** The signature of a tensor method: that of the function, without the tensor itself. */
export function methodSignatureOf(name: string): Signature | undefined {
  if (!methods.has(name)) {
    const parameters = signatureOf(name)?.parameters.slice(1);
    methods.set(name, parameters === undefined ? undefined : { parameters, plain: plainOf(parameters) });
  }
  return methods.get(name);
}

export function parseSignature(line: string): Signature {
  const parameters: Parameter[] = [];
  let option = false;
  for (const word of line.match(/[{}]|[^\s{}]+/g) ?? []) {
    if (word === "{" || word === "}") {
      option = word === "{";
      continue;
    }
    const rest = word.startsWith("*") ? "gather" : word.startsWith("...") ? "spread" : null;
    parameters.push({
      names: word.replace(/[*#~.!]/g, "").split("|"),
      option,
      rest,
      scalar: word.includes("#"),
      groups: word.includes("~"),
      neverBool: word.includes("!"),
    });
  }
  return { parameters, plain: plainOf(parameters) };
}

function plainOf(parameters: readonly Parameter[]): number {
  const first = parameters.findIndex(({ option, rest, neverBool }) => option || rest !== null || neverBool);
  return first < 0 ? parameters.length : first;
}

/** Arranges Python's arguments as ours. Without a signature all stay in place, and keywords become options. */
export function bind(
  signature: Signature | undefined,
  args: readonly unknown[],
  kwargs: ReadonlyMap<string, unknown>,
  convert: Convert,
): unknown[] {
  const parameters = signature?.parameters ?? [];
  if (kwargs.size === 0 && args.length <= (signature?.plain ?? args.length)) {
    return args.map((value, i) => convert(value, parameters[i]?.scalar ?? false, parameters[i]?.groups ?? false));
  }
  const positional: unknown[] = [];
  const options: Record<string, unknown> = {};
  const remaining = new Map(kwargs);
  let next = 0;
  let given = 0;
  for (const parameter of parameters) {
    const { scalar, groups } = parameter;
    const isPositional = next < args.length && !(parameter.neverBool && typeof args[next] === "boolean");
    const name = isPositional ? undefined : parameter.names.find((candidate) => remaining.has(candidate));
    const isGiven = isPositional || name !== undefined;
    const value = name !== undefined ? remaining.get(name) : restOrOne(parameter, args, next);
    if (name !== undefined) remaining.delete(name);
    else if (isPositional) next = parameter.rest !== null && value !== args[next] ? args.length : next + 1;
    if (parameter.option) {
      if (isGiven) options[camelCase(name ?? (parameter.names[0] as string))] = convert(value, scalar, groups);
      continue;
    }
    if (parameter.rest === "spread" && Array.isArray(value)) {
      positional.push(...value.map((item) => convert(item, scalar, groups)));
    } else positional.push(isGiven ? convert(value, scalar, groups) : undefined);
    if (isGiven) given = positional.length;
  }
  while (next < args.length) {
    positional.push(convert(args[next++], false, false));
    given = positional.length;
  }
  for (const [name, value] of remaining) options[camelCase(name)] = convert(value, false, false);
  return Object.keys(options).length === 0 ? positional.slice(0, given) : [...positional, options];
}

/** Python gathers further numbers or tensors into a tuple; a list, a tuple or a dtype stands for itself. */
function restOrOne(parameter: Parameter, args: readonly unknown[], next: number): unknown {
  const first = args[next];
  if (parameter.rest === null || next >= args.length) return first;
  // one list stands for all; several are what is spread
  if (Array.isArray(first) && !(parameter.rest === "spread" && args.length > next + 1)) return first;
  return parameter.rest === "gather" && args.length === next + 1 && isDtype(first) ? first : args.slice(next);
}

function isDtype(value: unknown): boolean {
  return typeof value === "object" && value !== null && typeof (value as { name?: unknown }).name === "string";
}
