import { isParameter, persistenceOf, Tensor } from "@flambeau/core";
import { notReplaceable } from "./member-errors.js";
import type { Module } from "./module.js";
import type { Parameter } from "./parameter.js";

/** What a module may hold under a name that matters to it. */
export type Member = Module | Tensor | null;

const buffers: unique symbol = Symbol("buffers");

/** Names of a module's buffers, with whether they are saved. */
export function bufferNames(module: Module & { [buffers]?: Map<string, boolean> }): Map<string, boolean> {
  return (module[buffers] ??= new Map());
}

/** Whether what stands under a name is a saved buffer, a transient one, or none at all. */
export function persistenceIn(module: Module, name: string): boolean | undefined {
  const registered = bufferNames(module).get(name);
  if (registered !== undefined) return registered;
  const value = (module as unknown as Record<string, unknown>)[name];
  const persistent = value instanceof Tensor ? persistenceOf(value) : undefined;
  // what was a buffer once stays one, whatever tensor is put in its place
  if (persistent !== undefined) bufferNames(module).set(name, persistent);
  return persistent;
}

/** Options of walks over a module's parts. */
export interface WalkOptions {
  /** Put before every name; default "". */
  readonly prefix?: string;
  /** Include the parts of children; default true. */
  readonly recurse?: boolean;
  /** List what is reachable by several names once; default true. */
  readonly removeDuplicate?: boolean;
}

/** Every name that leads to a child. */
export function childEntries(module: Module): [string, Module][] {
  return [...module.namedMembers()].filter(
    (entry): entry is [string, Module] => entry[1] !== null && !(entry[1] instanceof Tensor),
  );
}

/** Parameters of the module itself. */
export function ownParameters(module: Module): [string, Parameter][] {
  return [...module.namedMembers()].filter(
    (entry): entry is [string, Parameter] => isParameter(entry[1]) && persistenceIn(module, entry[0]) === undefined,
  );
}

/** Buffers of the module itself. */
export function ownBuffers(module: Module): [string, Tensor][] {
  return [...module.namedMembers()].filter(
    (entry): entry is [string, Tensor] => entry[1] instanceof Tensor && persistenceIn(module, entry[0]) !== undefined,
  );
}

/** The module and all below it with dotted names. */
export function walk(module: Module, { prefix = "", removeDuplicate = true }: WalkOptions = {}): [string, Module][] {
  const seen = new Set<Module>();
  const found: [string, Module][] = [];
  const visit = (name: string, current: Module): void => {
    if (removeDuplicate && seen.has(current)) return;
    seen.add(current);
    found.push([name, current]);
    for (const [key, child] of childEntries(current)) visit(joined(name, key), child);
  };
  visit(prefix, module);
  return found;
}

/** What `own` lists of the module and of all below it, with dotted names. */
export function walkTensors<T extends Tensor>(
  module: Module,
  options: WalkOptions,
  own: (module: Module) => [string, T][],
): [string, T][] {
  const { prefix = "", recurse = true, removeDuplicate = true } = options;
  const modules: [string, Module][] = recurse ? walk(module, options) : [[prefix, module]];
  const seen = new Set<T>();
  return modules.flatMap(([path, current]) =>
    own(current).flatMap(([name, value]): [string, T][] => {
      if (removeDuplicate && seen.has(value)) return [];
      seen.add(value);
      return [[joined(path, name), value]];
    }),
  );
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Position of `index`, which may be negative, in a list. */
export function position(index: number, length: number, limit: number = length): number {
  if (!(Number.isInteger(index) && index >= -length && index < limit))
    throw new RangeError(`index ${index} is out of range`);
  return index < 0 ? index + length : index;
}

/** What a name of a module leads to, `undefined` if nothing has it. */
export function named(module: Module, name: string): unknown {
  const member = [...module.namedMembers()].find(([key]) => key === name);
  return member === undefined ? (module as unknown as Record<string, unknown>)[name] : member[1];
}

/** What a name of a module leads to; there must be something. */
export function attribute(module: Module, name: string): unknown {
  const value = named(module, name);
  if (value === undefined) throw new Error(`${module.typeName} has no attribute \`${name}\``);
  return value;
}

/** A value that is neither a parameter nor a module takes the place of neither. */
export function checkReplacement(module: Module, name: string, value: unknown): void {
  const present = [...module.namedMembers()].find(([key]) => key === name)?.[1];
  if (present == null) return;
  if (!(present instanceof Tensor)) throw notReplaceable("child module", name, value, "torch.nn.Module");
  if (persistenceIn(module, name) !== undefined) {
    if (!(value instanceof Tensor)) throw notReplaceable("buffer", name, value, "torch.nn.Buffer, torch.Tensor");
  } else if (isParameter(present)) throw notReplaceable("parameter", name, value, "torch.nn.Parameter");
}
