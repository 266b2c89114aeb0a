import { asParameter, isParameter, noGrad, pythonRepr, Tensor } from "@flambeau/core";
import { kindOf } from "./member-errors.js";
import type { Module } from "./module.js";
import { childEntries, ownBuffers, ownParameters, persistenceIn } from "./module-members.js";
import { stateHooksOf } from "./state-hooks.js";

/** Parameters and buffers by their keys, in PyTorch's order; prints as PyTorch prints it. */
export type StateDict = Record<string, Tensor>;

/** What `loadStateDict` found, when it is not strict; prints as PyTorch prints it. */
export interface IncompatibleKeys {
  readonly missingKeys: string[];
  readonly unexpectedKeys: string[];
}

/** What a module itself saves: parameters, then buffers that are not transient. */
export function ownState(module: Module): [string, Tensor][] {
  const saved = ownBuffers(module).filter(([name]) => persistenceIn(module, name) === true);
  return [...ownParameters(module), ...saved];
}

/** Options of `loadStateDict`. */
export interface LoadOptions {
  /** Throw unless the keys are exactly those of the module; default true. */
  readonly strict?: boolean;
  /** Use the given tensors themselves rather than copy their elements; default false. */
  readonly assign?: boolean;
}

/** A tensor that fits, and where it goes. */
interface Arrival {
  readonly module: Module;
  readonly name: string;
  readonly target: Tensor;
  readonly value: Tensor;
}

/** Tensors by their keys: an object, or the `Map` that a file with keys in another order than objects have is loaded as. */
export type LoadableState = Readonly<Record<string, Tensor>> | ReadonlyMap<string, Tensor>;

/** Copies the tensors of `given` into a module and those below it; reports everything that does not fit at once. */
export function loadInto(
  module: Module,
  given: LoadableState,
  { strict = true, assign = false }: LoadOptions,
): IncompatibleKeys {
  if (typeof given !== "object" || given === null || Array.isArray(given) || given instanceof Tensor)
    throw new TypeError(`Expected state_dict to be dict-like, got ${kindOf(given)}.`);
  const load = new Load(given instanceof Map ? Object.fromEntries(given) : { ...given });
  load.visit(module, "");
  const { missingKeys, unexpectedKeys, problems, arrivals } = load;
  if (strict && unexpectedKeys.length > 0)
    problems.unshift(`Unexpected key(s) in state_dict: ${quoted(unexpectedKeys)}. `);
  if (strict && missingKeys.length > 0) problems.unshift(`Missing key(s) in state_dict: ${quoted(missingKeys)}. `);
  if (problems.length > 0)
    throw new Error(`Error(s) in loading state_dict for ${module.typeName}:\n\t${problems.join("\n\t")}`);
  noGrad(() => {
    for (const { module, name, target, value } of arrivals) {
      if (!assign) target.copy_(value);
      else module.setMember(name, isParameter(target) ? asParameter(value, target) : value);
    }
  });
  return Object.assign(Object.create(printed) as object, { missingKeys, unexpectedKeys });
}

const text = {
  value(this: IncompatibleKeys): string {
    if (this.missingKeys.length + this.unexpectedKeys.length === 0) return "<All keys matched successfully>";
    return `_IncompatibleKeys(missing_keys=${pythonRepr(this.missingKeys)}, unexpected_keys=${pythonRepr(this.unexpectedKeys)})`;
  },
};
const printed = Object.create(null, { toString: text, [Symbol.for("nodejs.util.inspect.custom")]: text });

/** What a walk over the modules finds out about a state dict, before anything is copied. */
class Load implements IncompatibleKeys {
  readonly missingKeys: string[] = [];
  readonly unexpectedKeys: string[] = [];
  readonly problems: string[] = [];
  readonly arrivals: Arrival[] = [];

  constructor(readonly state: Record<string, unknown>) {}

  visit(module: Module, prefix: string): void {
    const hooks = stateHooksOf(module);
    for (const hook of hooks?.beforeLoad ?? []) hook(module, this.state as StateDict, prefix);
    const own = ownState(module);
    for (const [name, target] of own) this.#expect(module, name, target, prefix + name);
    const children = childEntries(module);
    this.#refuse(prefix, new Set(own.map(([name]) => name)), new Set(children.map(([name]) => name)));
    for (const [name, child] of children) this.visit(child, `${prefix}${name}.`);
    for (const hook of hooks?.afterLoad ?? []) hook(module, this);
  }

  #expect(module: Module, name: string, target: Tensor, key: string): void {
    const value = this.state[key];
    if (value === undefined) this.missingKeys.push(key);
    else if (!(value instanceof Tensor))
      this.problems.push(
        `While copying the parameter named "${key}", expected torch.Tensor or Tensor-like object from checkpoint but received ${typeof value}`,
      );
    else if (value.layout.hasShapeOf(target.layout)) this.arrivals.push({ module, name, target, value });
    // old checkpoints hold numbers as vectors of one
    else if (target.ndim === 0 && value.ndim === 1 && value.shape[0] === 1)
      this.arrivals.push({ module, name, target, value: value.select(0, 0) });
    else
      this.problems.push(
        `size mismatch for ${key}: copying a param with shape ${sizeText(value)} from checkpoint, the shape in current model is ${sizeText(target)}.`,
      );
  }

  /** Notes keys that begin with `prefix` and lead to nothing here or in a child. */
  #refuse(prefix: string, tensors: ReadonlySet<string>, children: ReadonlySet<string>): void {
    for (const key of Object.keys(this.state)) {
      if (!key.startsWith(prefix)) continue;
      const rest = key.slice(prefix.length);
      const dot = rest.indexOf(".");
      if (dot < 0 ? !tensors.has(rest) : !children.has(rest.slice(0, dot))) this.unexpectedKeys.push(key);
    }
  }
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(", ");
}

function sizeText(x: Tensor): string {
  return `torch.Size([${x.shape.join(", ")}])`;
}
