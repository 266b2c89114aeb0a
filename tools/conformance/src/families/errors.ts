import type { Case } from "../cases.js";
import { describe } from "../compare.js";
import { MissingAttribute } from "../library.js";
import { pythonEvaluator } from "../python/builtins.js";
import { Builtin } from "../python/evaluator.js";
import type { FamilyRunner, Run } from "../run.js";
import { isCrash, Mismatch, Unsupported } from "../verdict.js";

type Body = Case["body"];

/**
 * What a wrong program raises. The error must be raised and must contain what PyTorch's first line says word for word;
 * only names may be spelled our way. Where the format marks a message as that of the argument parser, raising is enough.
 */
export const runError: FamilyRunner = (body, run) => {
  if (body.warnings !== undefined) return runWarnings(body, run);
  const { error, result } = attempt(run, body);
  if (body.error_type === null) {
    if (error !== undefined) throw new Mismatch("raised, and PyTorch raises nothing", error.message);
    return;
  }
  if (error === undefined) throw new Mismatch("nothing was raised", describe(result));
  if (isCrash(error)) throw new Mismatch("crashed", error.message);
  if (body.binding_message === true) return;
  const wanted = String(body.first_line);
  run.note("message to the letter", error.message.includes(wanted));
  if (!says(error.message, wanted)) {
    throw new Mismatch("another message", `${JSON.stringify(error.message)}, expected ${JSON.stringify(wanted)}`);
  }
};

function attempt(run: Run, body: Body): { error?: Error; result?: unknown } {
  const deepcopy = new Builtin(([value]) => run.caller.function("deepcopy", [value]));
  const evaluator = pythonEvaluator(run.caller, [["copy", new Map([["deepcopy", deepcopy]])]]);
  try {
    return { result: evaluator.run(String(body.program)) };
  } catch (error) {
    const raised =
      body.error_type === "AttributeError" && error instanceof MissingAttribute ? asked(run, error) : error;
    if (raised instanceof Unsupported) throw raised;
    return { error: raised instanceof Error ? raised : new Error(String(raised)) };
  }
}

/**
 * What the library says of an attribute that is not there. TypeScript refuses such a program and JavaScript reads undefined; who has
 * a name as data asks with `attribute`, as Python does with `__getattr__`.
 */
function asked(run: Run, { target, attribute }: MissingAttribute): unknown {
  try {
    return new Mismatch(
      "an attribute is not there and is",
      describe(run.caller.method(target, "attribute", [attribute])),
    );
  } catch (error) {
    return error;
  }
}

/**
 * Whether `message` contains the words of `sentence` without a gap. Where the corpus has cut an address, `0x...`, anything may stand;
 * what a Python set holds may stand in any order.
 */
export function says(message: string, sentence: string): boolean {
  const words = wordsOf(message);
  let from = 0;
  return sentence.split("0x...").every((part) => {
    const wanted = wordsOf(part);
    const at = indexOfRun(words, wanted, from);
    from = at + wanted.length;
    return at >= 0;
  });
}

/** Where `run` stands in `words`, at `from` or later. */
function indexOfRun(words: readonly string[], run: readonly string[], from: number): number {
  for (let at = from; at + run.length <= words.length; at++) {
    if (run.every((word, i) => words[at + i] === word)) return at;
  }
  return -1;
}

/** What Python's types and the library itself are called here. */
const ourTypes: Record<string, string> = {
  dict: "object",
  float: "number",
  int: "number",
  list: "array",
  none: "null",
  nonetype: "null",
  pytorch: "flambeau",
  str: "string",
  tuple: "array",
};

/** Words and numbers, where `weight_decay` and `torch.weightDecay` are one word, `NoneType` is null and `1.0` is 1. */
function wordsOf(text: string): string[] {
  const plain = text
    .replace(/\{[^{}]*\}/g, (set) => set.slice(1, -1).split(/,\s*/).sort().join(" "))
    .replace(/torch\.Size\((\[[^\]]*\])\)/g, "$1")
    .replace(/<class '(\w+)'>/g, "$1");
  return (plain.match(/-?\d+(?:\.\d+)?|[\p{L}_]+/gu) ?? [])
    .map((word) => (/\d/.test(word) ? String(Number(word)) : word.replaceAll("_", "").toLowerCase()))
    .filter((word) => word !== "torch")
    .map((word) => (Object.hasOwn(ourTypes, word) ? (ourTypes[word] as string) : word));
}

/** Warnings are what the library writes with `console.warn` or `process.emitWarning`. */
function runWarnings(body: Body, run: Run): void {
  const seen: string[] = [];
  const { warn } = console;
  const { emitWarning } = process;
  const record = (...parts: unknown[]): void => {
    seen.push(parts.map(String).join(" "));
  };
  console.warn = record;
  process.emitWarning = record as typeof emitWarning;
  // the corpus has what a program says that is the first to say it
  run.caller.function("set_warn_always", [true]);
  try {
    const { error } = attempt(run, body);
    if (error !== undefined) throw new Mismatch("raised, and PyTorch only warns", error.message);
  } finally {
    run.caller.function("set_warn_always", [false]);
    console.warn = warn;
    process.emitWarning = emitWarning;
  }
  const wanted = (body.warnings as { message: string }[]).map(({ message }) => message.split("\n")[0] as string);
  if (seen.length !== wanted.length) {
    throw new Mismatch(
      "number of warnings",
      `${seen.length} ${JSON.stringify(seen)}, expected ${JSON.stringify(wanted)}`,
    );
  }
  wanted.forEach((sentence, i) => {
    if (!says(seen[i] as string, sentence)) {
      throw new Mismatch("another warning", `${JSON.stringify(seen[i])}, expected ${JSON.stringify(sentence)}`);
    }
  });
}
