import { asParameter, type DType, type HookHandle, isParameter, Tensor } from "@flambeau/core";
import { type BackwardModuleHook, type ForwardHook, type ForwardPreHook, hooksOf } from "./module-hooks.js";
import { moduleText } from "./module-text.js";
import type { Parameter } from "./parameter.js";
import {
  emptyStateDict,
  type IncompatibleKeys,
  type LoadOptions,
  loadInto,
  type Slot,
  type StateDict,
} from "./state-dict.js";

/** Options of walks over a module's parts. */
export interface WalkOptions {
  /** Put before every name; default "". */
  readonly prefix?: string;
  /** Include the parts of children; default true. */
  readonly recurse?: boolean;
  /** List what is reachable by several names once; default true. */
  readonly removeDuplicate?: boolean;
}

/** What a property of a module may hold that matters to it. */
type Member = Module | Tensor | null;

/**
 * The base of all layers and models. Assign parameters and other modules to properties in the constructor: the property's name
 * is the key in the state dict. Write `forward`; call it. `Output` is what it returns, for functions that take any module:
 * `train(model: Module<Tensor>)`.
 *
 * @example
 * class Line extends Module {
 *   constructor() {
 *     super();
 *     this.w = new Parameter(ones([1]));
 *   }
 *   forward(x) {
 *     return this.w.mul(x);
 *   }
 * }
 * const line = new Line();
 * line.forward(tensor([3])).tolist() // => [3]
 * Object.keys(line.stateDict()) // => ["w"]
 */
export abstract class Module<Output = unknown> {
  /** Whether layers such as Dropout behave as in training; see `train` and `eval`. */
  training = true;
  /** Names of buffers, with whether they are saved. */
  readonly #buffers = new Map<string, boolean>();

  /** Computes the output; each module declares its own inputs. */
  abstract forward(...inputs: unknown[]): Output;

  /** What stands between the parentheses of the module's text. */
  extraRepr(): string {
    return "";
  }

  /** The name that the module's text begins with; the class name unless overridden. */
  get typeName(): string {
    return this.constructor.name;
  }

  /** Named parts in the order of registration. Containers with keys of their own override it. */
  protected *members(): Iterable<[name: string, member: Member]> {
    for (const name of Object.keys(this)) {
      const value = (this as unknown as Record<string, unknown>)[name];
      if (value instanceof Module || value instanceof Tensor) yield [name, value];
    }
  }

  /** Puts another part in the place of `name`. */
  protected replaceMember(name: string, value: Member): void {
    (this as unknown as Record<string, unknown>)[name] = value;
  }

  /**
   * Adds a parameter under `name`, as assigning it to a property does; null says that the module has none of that name.
   *
   * @throws {TypeError} if it is not a parameter
   * @throws {Error} if the name is taken, empty or has a dot, or if the parameter was computed
   */
  registerParameter(name: string, parameter: Parameter | null): void {
    this.#checkName("parameter", name, isParameter);
    if (parameter !== null && !isParameter(parameter)) throw notA("torch.nn.Parameter", "parameter", name, parameter);
    if (parameter?.isLeaf === false)
      throw new Error(
        `Cannot assign non-leaf Tensor to parameter '${name}'. Model parameters must be created explicitly. To express '${name}' as a function of another Tensor, compute the value in the forward() method.`,
      );
    this.replaceMember(name, parameter);
  }

  /**
   * Adds a buffer: a tensor that is saved and moved with the module but not trained.
   *
   * @param options `persistent`: whether it is part of the state dict, default true
   * @throws {TypeError} if it is not a tensor
   * @throws {Error} if the name is taken, empty or has a dot
   */
  registerBuffer(name: string, buffer: Tensor | null, { persistent = true }: { persistent?: boolean } = {}): void {
    this.#checkName("buffer", name, () => this.#buffers.has(name));
    if (buffer !== null && !(buffer instanceof Tensor)) throw notA("torch Tensor", "buffer", name, buffer);
    this.#buffers.set(name, persistent);
    this.replaceMember(name, buffer);
  }

  /**
   * Adds a child under `name`, as assigning it to a property does.
   *
   * @throws {TypeError} if it is not a module
   * @throws {Error} if the name is taken, empty or has a dot
   */
  registerModule(name: string, module: Module | null): void {
    if (module !== null && !(module instanceof Module))
      throw new TypeError(`${typeof module} is not a Module subclass`);
    this.#checkName("module", name, (value) => value instanceof Module, `, got: ${name}`);
    this.replaceMember(name, module);
  }

  /** The same as `registerModule`. */
  addModule(name: string, module: Module | null): void {
    this.registerModule(name, module);
  }

  #checkName(kind: string, name: string, replaceable: (value: unknown) => boolean, got = ""): void {
    if (name.includes(".")) throw new Error(`${kind} name can't contain "."${got}`);
    if (name === "") throw new Error(`${kind} name can't be empty string ""`);
    const present = (this as unknown as Record<string, unknown>)[name];
    if (present != null && !replaceable(present)) throw new Error(`attribute '${name}' already exists`);
  }

  /** Every name that leads to a child. */
  #childEntries(): [string, Module][] {
    return [...this.members()].filter((entry): entry is [string, Module] => entry[1] instanceof Module);
  }

  /** Children with their names; one with several names is listed once. */
  namedChildren(): [string, Module][] {
    const seen = new Set<Module>();
    return this.#childEntries().filter(([, child]) => !seen.has(child) && seen.add(child));
  }

  /** Children, each once. */
  children(): Module[] {
    return this.namedChildren().map(([, child]) => child);
  }

  /** This module and all below it, each once, with dotted names. */
  namedModules({ prefix = "", removeDuplicate = true }: WalkOptions = {}): [string, Module][] {
    const seen = new Set<Module>();
    const found: [string, Module][] = [];
    const visit = (name: string, module: Module): void => {
      if (removeDuplicate && seen.has(module)) return;
      seen.add(module);
      found.push([name, module]);
      for (const [key, child] of module.#childEntries()) visit(joined(name, key), child);
    };
    visit(prefix, this);
    return found;
  }

  /** This module and all below it, each once. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** Tensors of this module and those below it that `accept` accepts. */
  #namedTensors(
    options: WalkOptions,
    accept: (module: Module, name: string, value: Tensor) => boolean,
  ): [string, Tensor][] {
    const { prefix = "", recurse = true, removeDuplicate = true } = options;
    const modules: [string, Module][] = recurse ? this.namedModules({ prefix, removeDuplicate }) : [[prefix, this]];
    const seen = new Set<Tensor>();
    const found: [string, Tensor][] = [];
    for (const [path, module] of modules) {
      for (const [name, value] of module.members()) {
        if (!(value instanceof Tensor) || !accept(module, name, value) || (removeDuplicate && seen.has(value)))
          continue;
        seen.add(value);
        found.push([joined(path, name), value]);
      }
    }
    return found;
  }

  /** Parameters with dotted names, own ones first. */
  namedParameters(options: WalkOptions = {}): [string, Parameter][] {
    return this.#namedTensors(options, (module, name, value) => isParameter(value) && !module.#buffers.has(name));
  }

  /** Parameters of this module and those below it, each once. */
  parameters(options: WalkOptions = {}): Parameter[] {
    return this.namedParameters(options).map(([, parameter]) => parameter);
  }

  /** Buffers with dotted names. */
  namedBuffers(options: WalkOptions = {}): [string, Tensor][] {
    return this.#namedTensors(options, (module, name) => module.#buffers.has(name));
  }

  /** Buffers of this module and those below it, each once. */
  buffers(options: WalkOptions = {}): Tensor[] {
    return this.namedBuffers(options).map(([, buffer]) => buffer);
  }

  /**
   * The module at a dotted path; "" is this one.
   *
   * @throws {Error} naming the part that is missing or is something else
   */
  getSubmodule(target: string): Module {
    let module: Module = this;
    for (const name of target === "" ? [] : target.split(".")) {
      const child = module.#attribute(name);
      if (!(child instanceof Module)) throw new Error(`\`${name}\` is not an nn.Module`);
      module = child;
    }
    return module;
  }

  /**
   * The parameter at a dotted path.
   *
   * @throws {Error} naming the part that is missing or is something else
   */
  getParameter(target: string): Parameter {
    const [module, name] = this.#holderOf(target);
    const parameter = module.#attribute(name);
    if (!isParameter(parameter)) throw new Error(`\`${name}\` is not an nn.Parameter`);
    return parameter;
  }

  /**
   * The buffer at a dotted path.
   *
   * @throws {Error} naming the part that is missing or is something else
   */
  getBuffer(target: string): Tensor {
    const [module, name] = this.#holderOf(target);
    const buffer = module.#attribute(name);
    if (!module.#buffers.has(name) || !(buffer instanceof Tensor)) throw new Error(`\`${name}\` is not a buffer`);
    return buffer;
  }

  #holderOf(target: string): [Module, string] {
    const dot = target.lastIndexOf(".");
    return [this.getSubmodule(target.slice(0, Math.max(dot, 0))), target.slice(dot + 1)];
  }

  #attribute(name: string): unknown {
    const member = [...this.members()].find(([key]) => key === name);
    if (member !== undefined) return member[1];
    const value = (this as unknown as Record<string, unknown>)[name];
    if (value === undefined) throw new Error(`${this.typeName} has no attribute \`${name}\``);
    return value;
  }

  /** Everything that is saved: parameters and persistent buffers, under PyTorch's keys, sharing memory with the module. */
  stateDict({ prefix = "" }: { readonly prefix?: string } = {}): StateDict {
    const dict = emptyStateDict();
    for (const { key, target } of this.#slots(prefix)) dict[key] = target.detach();
    return dict;
  }

  /**
   * Copies saved tensors into the module.
   *
   * @throws {Error} listing all missing and unexpected keys and all wrong sizes
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>, options: LoadOptions = {}): IncompatibleKeys {
    return loadInto(this.typeName, this.#slots(""), state, options);
  }

  #slots(prefix: string): Slot[] {
    const slots: Slot[] = [];
    const visit = (module: Module, path: string): void => {
      const members = [...module.members()];
      const add = (name: string, target: Tensor): void => {
        slots.push({
          key: path + name,
          target,
          replace: (value) =>
            module.replaceMember(
              name,
              isParameter(target) ? asParameter(value, { requiresGrad: target.requiresGrad }) : value,
            ),
        });
      };
      for (const [name, value] of members) if (isParameter(value) && !module.#buffers.has(name)) add(name, value);
      for (const [name, value] of members)
        if (value instanceof Tensor && module.#buffers.get(name) === true) add(name, value);
      for (const [name, value] of members) if (value instanceof Module) visit(value, `${path}${name}.`);
    };
    visit(this, prefix);
    return slots;
  }

  /** Switches this module and all below it to training mode, or out of it. */
  train(mode = true): this {
    this.training = mode;
    for (const child of this.children()) child.train(mode);
    return this;
  }

  /** Switches to evaluation mode. */
  eval(): this {
    return this.train(false);
  }

  /** Calls `fn` with every module below this one, children first, and then with this one. */
  apply(fn: (module: Module) => void): this {
    for (const child of this.children()) child.apply(fn);
    fn(this);
    return this;
  }

  /** Converts floating-point parameters and buffers to a type, in place. */
  to(target: DType | "cpu"): this {
    if (target === "cpu") return this;
    if (!target.isFloatingPoint)
      throw new TypeError(
        `nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=${target}`,
      );
    for (const tensor of [...this.parameters(), ...this.buffers()]) {
      if (!tensor.dtype.isFloatingPoint || tensor.dtype === target) continue;
      tensor.data = tensor.detach().to(target);
      if (tensor.grad !== null) tensor.grad = tensor.grad.to(target);
    }
    return this;
  }

  /** Asks for gradients of all parameters, or no longer. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Forgets the gradients of all parameters, or sets them to zero. */
  zeroGrad({ setToNone = true }: { readonly setToNone?: boolean } = {}): void {
    for (const parameter of this.parameters()) {
      if (parameter.grad === null) continue;
      if (setToNone) parameter.grad = null;
      else parameter.grad.detach().zero_();
    }
  }

  /** Calls `hook(module, inputs)` before each `forward`; what it returns becomes the inputs. */
  registerForwardPreHook(hook: ForwardPreHook): HookHandle {
    return hooksOf(this).add("pre", hook);
  }

  /** Calls `hook(module, inputs, output)` after each `forward`; what it returns becomes the output. */
  registerForwardHook(hook: ForwardHook): HookHandle {
    return hooksOf(this).add("post", hook);
  }

  /** Calls `hook(module, gradInputs, gradOutputs)` when the gradients of the inputs are known; what it returns replaces them. */
  registerFullBackwardHook(hook: BackwardModuleHook): HookHandle {
    return hooksOf(this).add("backward", hook);
  }

  /** PyTorch's text of the module. */
  toString(): string {
    return moduleText(this.typeName, this.extraRepr(), this.#childEntries());
  }
}

// Abstract for TypeScript; a container that nobody calls needs none, and in JavaScript a call says what is missing.
Object.defineProperty(Module.prototype, "forward", {
  value(this: Module): never {
    throw new Error(`Module [${this.typeName}] is missing the required "forward" function`);
  },
  configurable: true,
  writable: true,
});
Object.defineProperty(Module.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value(this: Module): string {
    return this.toString();
  },
  configurable: true,
  writable: true,
});

function notA(what: string, kind: string, name: string, value: unknown): TypeError {
  const seen = value instanceof Tensor ? `torch.${value.dtype.title}Tensor` : typeof value;
  return new TypeError(`cannot assign '${seen}' object to ${kind} '${name}' (${what} or None required)`);
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
