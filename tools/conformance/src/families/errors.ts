import type { Case } from "../cases.js";
import { describe } from "../compare.js";
import { pythonEvaluator } from "../python/builtins.js";
import { Builtin } from "../python/evaluator.js";
import type { FamilyRunner, Run } from "../run.js";
import { Mismatch, Unsupported } from "../verdict.js";

type Body = Case["body"];

/**
 * What a wrong program raises. The error must be raised and must say what PyTorch's first line says: its words in
 * their order, with names spelled our way and with anything added between. Where the format marks a message as that of
 * the argument parser, raising is enough.
 */
export const runError: FamilyRunner = (body, run) => {
  if (body.warnings !== undefined) return runWarnings(body, run);
  const { error, result } = attempt(run, String(body.program));
  if (body.error_type === null) {
    if (error !== undefined) throw new Mismatch("raised, and PyTorch raises nothing", error.message);
    return;
  }
  if (error === undefined) throw new Mismatch("nothing was raised", describe(result));
  if (body.binding_message === true) return;
  const wanted = String(body.first_line);
  run.note("message to the letter", error.message.includes(wanted));
  if (!saysInOrder(error.message, wanted)) {
    throw new Mismatch("another message", `${JSON.stringify(error.message)}, expected ${JSON.stringify(wanted)}`);
  }
};

function attempt(run: Run, program: string): { error?: Error; result?: unknown } {
  const deepcopy = new Builtin(([value]) => run.caller.function("deepcopy", [value]));
  const evaluator = pythonEvaluator(run.caller, [["copy", new Map([["deepcopy", deepcopy]])]]);
  try {
    return { result: evaluator.run(program) };
  } catch (error) {
    if (error instanceof Unsupported) throw error;
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/**
 * Whether all words of `sentence` occur in `message`, in order. Where the corpus has cut an address, `0x...`, anything
 * may stand; what a Python set holds may stand in any order.
 */
export function saysInOrder(message: string, sentence: string): boolean {
  const words = wordsOf(message);
  let next = 0;
  return wordsOf(sentence.replaceAll("0x...", " ")).every((word) => {
    next = words.indexOf(word, next) + 1;
    return next > 0;
  });
}

/** What Python's types are called here. */
const ourTypes: Record<string, string> = {
  dict: "object",
  float: "number",
  int: "number",
  list: "array",
  none: "null",
  nonetype: "null",
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
  try {
    const { error } = attempt(run, String(body.program));
    if (error !== undefined) throw new Mismatch("raised, and PyTorch only warns", error.message);
  } finally {
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
    if (!saysInOrder(seen[i] as string, sentence)) {
      throw new Mismatch("another warning", `${JSON.stringify(seen[i])}, expected ${JSON.stringify(sentence)}`);
    }
  });
}
