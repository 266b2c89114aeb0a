import { type Caller, Reference } from "../caller.js";
import { listOf } from "../compare.js";
import { type Callable, isClass } from "../library.js";
import { camelCase } from "../names.js";
import { PythonFloat, PythonTuple } from "../values.js";
import { Unsupported } from "../verdict.js";
import { Builtin, Evaluator, KeywordMark } from "./evaluator.js";
import { repr } from "./repr.js";

/** An evaluator that knows Python's built-in functions and what a program of the cases has imported. */
export function pythonEvaluator(
  caller: Caller,
  names: Iterable<readonly [string, unknown]> = [],
  replaced: ReadonlyMap<string, Builtin> = new Map(),
): Evaluator {
  const unknown = (name: string): unknown => {
    for (const path of [name, `autograd.${name}`, `nn.functional.${name}`, `nn.${name}`, `optim.${name}`]) {
      if (caller.library.find(path) !== undefined) return new Reference(path);
    }
    throw new Unsupported(`torch.${/^[A-Z]/.test(name) ? "nn." : ""}${name} is not there`);
  };
  const evaluator = new Evaluator(caller, { names: new Map([...modules, ...names]), unknown, replaced });
  for (const [name, builtin] of Object.entries(functionsOf(evaluator))) {
    if (!evaluator.scope.names.has(name)) evaluator.scope.names.set(name, new Builtin(builtin));
  }
  return evaluator;
}

const number = (value: unknown): number => (value instanceof PythonFloat ? value.value : Number(value));
const mathFunction = (f: (x: number) => number): Builtin => new Builtin(([x]) => new PythonFloat(f(number(x))));

const modules: [string, unknown][] = [
  ["torch", new Reference("torch")],
  ["nn", new Reference("nn")],
  ["F", new Reference("nn.functional")],
  ["optim", new Reference("optim")],
  ["rg", new KeywordMark("requires_grad", true)],
  [
    "math",
    new Map<string, unknown>([
      ["inf", new PythonFloat(Number.POSITIVE_INFINITY)],
      ["nan", new PythonFloat(Number.NaN)],
      ["pi", new PythonFloat(Math.PI)],
      ["e", new PythonFloat(Math.E)],
      ["sqrt", mathFunction(Math.sqrt)],
      ["exp", mathFunction(Math.exp)],
      ["log", mathFunction(Math.log)],
      ["cos", mathFunction(Math.cos)],
      ["sin", mathFunction(Math.sin)],
    ]),
  ],
];

function functionsOf(evaluator: Evaluator): Record<string, Builtin["invoke"]> {
  const { caller } = evaluator;
  const { library } = caller;
  const list = (value: unknown): unknown[] => {
    if (library.isTensor(value)) return [...(value as unknown as Iterable<unknown>)];
    const items = value instanceof Map ? [...value.keys()] : typeof value === "string" ? [...value] : listOf(value);
    if (items === undefined) throw new Unsupported("Python: list() of this value");
    return items;
  };
  const dict = ([entries]: unknown[], kwargs: Map<string, unknown>): Map<unknown, unknown> =>
    new Map([
      ...(entries instanceof Map ? entries : entries === undefined ? [] : (list(entries) as [unknown, unknown][])),
      ...kwargs,
    ]);
  return {
    list: ([value]) => (value === undefined ? [] : list(value)),
    tuple: ([value]) => PythonTuple.from(value === undefined ? [] : list(value)),
    dict,
    OrderedDict: dict,
    len: ([value]) => lengthOf(library.isTensor(value) ? library.attribute(value, "length") : value),
    float: ([value]) => new PythonFloat(value === "inf" ? Number.POSITIVE_INFINITY : evaluator.scalar(value)),
    int: ([value]) => Math.trunc(evaluator.scalar(value)),
    bool: ([value]) => evaluator.truth(value),
    abs: ([value]) => (library.isTensor(value) ? caller.method(value, "abs") : Math.abs(number(value))),
    max: (values) => extreme(values.length === 1 ? list(values[0]) : values, 1),
    min: (values) => extreme(values.length === 1 ? list(values[0]) : values, -1),
    range: (bounds) => range(bounds.map(number)),
    enumerate: ([value]) => list(value).map((item, i) => PythonTuple.from([i, item])),
    zip: (lists) => list(lists[0]).map((_, i) => PythonTuple.from(lists, (items) => list(items)[i])),
    iter: ([value]) => (value as Iterable<unknown>)[Symbol.iterator](),
    next: ([value]) => (value as Iterator<unknown>).next().value,
    repr: ([value]) => repr(caller, value),
    str: ([value]) => (typeof value === "string" ? value : repr(caller, value)),
    print: () => null,
    isinstance: ([value, type]) => isInstance(caller, value, type),
    setattr: ([object, name, value]) => {
      if (library.isInstance(object, "nn.Module")) return caller.method(object as object, "set_member", [name, value]);
      (object as Record<string, unknown>)[camelCase(String(name))] = caller.convert(value);
      return null;
    },
    getattr: ([object, name]) => library.attribute(object as object, String(name)),
    type: ([name, bases, members]) =>
      makeClass(caller, String(name), bases as unknown[], members as Map<string, unknown>),
  };
}

/** The first of the largest numbers, or of the smallest for sign -1. */
function extreme(values: unknown[], sign: 1 | -1): unknown {
  return values.reduce((best, value) => (sign * number(value) > sign * number(best) ? value : best));
}

function lengthOf(value: unknown): number {
  if (typeof value === "number") return value;
  const length = value instanceof Map ? value.size : (value as { length?: unknown }).length;
  if (typeof length !== "number") throw new Unsupported("Python: len() of this value");
  return length;
}

function range(bounds: number[]): number[] {
  const [start, stop, step] =
    bounds.length === 1 ? [0, bounds[0] as number, 1] : [bounds[0], bounds[1], bounds[2] ?? 1];
  const count = Math.max(0, Math.ceil(((stop as number) - (start as number)) / (step as number)));
  return Array.from({ length: count }, (_, i) => (start as number) + i * (step as number));
}

function isInstance(caller: Caller, value: unknown, type: unknown): boolean {
  if (!(type instanceof Reference)) throw new Unsupported("Python: isinstance of this class");
  return caller.library.isInstance(value, type.path);
}

/** `type(name, bases, members)`: a subclass. As in Python, an `__init__` of its own replaces that of the base. */
function makeClass(
  caller: Caller,
  name: string,
  bases: unknown[],
  members: Map<string, unknown> | undefined,
): Callable {
  const base = bases?.[0] === undefined ? undefined : caller.convert(bases[0]);
  if (!isClass(base) || members === undefined) throw new Unsupported("Python: type() with these arguments");
  const made = class extends base {};
  Object.defineProperty(made, "name", { value: name });
  for (const [member, value] of members) {
    if (typeof value !== "function" || member === "__init__") continue;
    const method = function (this: unknown, ...args: unknown[]): unknown {
      return value(this, ...args);
    };
    Object.defineProperty(made.prototype, camelCase(member), { value: method });
  }
  const init = members.get("__init__") as Callable | undefined;
  if (init === undefined) return made as unknown as Callable;
  return (...args) => {
    const self = Object.create(made.prototype);
    init(self, ...args);
    return self;
  };
}
