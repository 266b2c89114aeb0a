import type { Caller } from "./caller.js";
import { isClass, type Library } from "./library.js";
import { pythonEvaluator } from "./python/builtins.js";
import { KeywordMark } from "./python/evaluator.js";
import { Unsupported } from "./verdict.js";

/** A user's module: children, parameters and buffers by name, and what `forward` does with the input. */
export interface ModuleParts {
  readonly name: string;
  readonly children?: readonly (readonly [string, object])[];
  readonly parameters?: readonly (readonly [string, unknown])[];
  readonly buffers?: readonly (readonly [string, unknown])[];
  readonly forward?: (input: unknown) => unknown;
}

/** Writes a user's subclass of `nn.Module` and makes one. */
export function makeModule(library: Library, parts: ModuleParts): object {
  const base = library.need("nn.Module");
  if (!isClass(base)) throw new Unsupported("torch.nn.Module is not a class");
  const Described = class extends base {
    constructor() {
      super();
      const self = this as Record<string, unknown>;
      for (const [name, parameter] of parts.parameters ?? []) self[name] = parameter;
      for (const [name, buffer] of parts.buffers ?? []) library.method(this, "register_buffer", [name, buffer]);
      for (const [name, child] of parts.children ?? []) self[name] = child;
    }

    forward(input: unknown): unknown {
      return parts.forward?.(input);
    }
  };
  Object.defineProperty(Described, "name", { value: parts.name });
  return new Described();
}

type Layer = (input: unknown) => unknown;

/** Reads `Sequential(...)`, `Linear(3,1)`, or `Name: fc1=Linear(2,10), ReLU, out=Linear(10,3) on last step`. */
export function readModel(caller: Caller, text: string): object {
  const evaluator = pythonEvaluator(caller, [["batch_first", new KeywordMark("batch_first", true)]]);
  const described = /^(\w+): (.*)$/.exec(text);
  if (described === null) return evaluator.evaluate(text) as object;
  const [, name, list] = described as unknown as [string, string, string];
  const children: [string, object][] = [];
  const layers = splitTopLevel(list).map((part): Layer => {
    if (part === "mean over time") return (x) => caller.method(x as object, "mean", [1]);
    const [, key, source, rest = ""] = /^(?:(\w+)=)?(\w+(?:\(.*\))?)( on last step)?$/.exec(part) ?? [];
    if (source === undefined) throw new Unsupported(`the layer ${part} is not understood`);
    const layer = evaluator.evaluate(source.endsWith(")") ? source : `${source}()`) as object;
    if (key !== undefined) children.push([key, layer]);
    return (x) => {
      const input = rest === "" ? x : caller.method(x as object, "at", [":", -1]);
      const result = caller.method(layer, "forward", [input]);
      return caller.library.isTensor(result) ? result : (result as unknown[])[0];
    };
  });
  return makeModule(caller.library, {
    name,
    children,
    forward: (x) => layers.reduce((value, layer) => layer(value), x),
  });
}

/** Splits at the commas outside of brackets. */
export function splitTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  [...text].forEach((character, i) => {
    depth += "([{".includes(character) ? 1 : ")]}".includes(character) ? -1 : 0;
    if (character !== "," || depth > 0) return;
    parts.push(text.slice(start, i).trim());
    start = i + 1;
  });
  return [...parts, text.slice(start).trim()];
}
