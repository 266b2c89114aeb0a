import { type DType, emptyDict, type HookHandle, isParameter, Tensor } from "@flambeau/core";
import type { BackwardHook, BackwardPreHook } from "./backward-hooks.js";
import { notA, notConstructed, unnamed } from "./member-errors.js";
import { addHook, type ForwardHook, type ForwardPreHook, type HookOptions } from "./module-hooks.js";
import {
  attribute,
  bufferNames,
  checkReplacement,
  childEntries,
  type Member,
  ownBuffers,
  ownParameters,
  persistenceIn,
  type WalkOptions,
  walk,
  walkTensors,
} from "./module-members.js";
import { moduleText } from "./module-text.js";
import type { Parameter } from "./parameter.js";
import {
  type IncompatibleKeys,
  type LoadableState,
  type LoadOptions,
  loadInto,
  ownState,
  type StateDict,
} from "./state-dict.js";
import {
  addStateHook,
  type LoadStateDictPostHook,
  type LoadStateDictPreHook,
  type StateDictPostHook,
  type StateDictPreHook,
  stateHooksOf,
} from "./state-hooks.js";

/** Options of `stateDict`. */
export interface StateDictOptions {
  /** Put before every key; default "". */
  readonly prefix?: string;
  /** List the tensors themselves rather than ones detached from the graph; default false. */
  readonly keepVars?: boolean;
  /** Add to this dict; default: a new one. */
  readonly destination?: StateDict;
}

/**
 * The base of all layers and models. Assign parameters and other modules to properties in the constructor: the property's name
 * is the key in the state dict. Write `forward`; call it. `Output` is what it returns, for functions that take any module:
 * `train(model: Module<Tensor>)`.
 *
 * @example
 * class Line extends Module {
 *   w = new Parameter(ones([1]));
 *
 *   forward(x: Tensor): Tensor {
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

  /** What the module holds, in the order of registration: modules and tensors. Containers with keys of their own override it. */
  *namedMembers(): Iterable<readonly [name: string, member: Member]> {
    for (const name of Object.keys(this)) {
      const value = (this as unknown as Record<string, unknown>)[name];
      if (value instanceof Module || value instanceof Tensor) yield [name, value];
    }
  }

  /**
   * Puts something else under a name. Containers with keys of their own override it.
   *
   * @throws {Error} before the constructor of `Module` has run, as in a class that extends it without `class`
   * @throws {TypeError} if a parameter, buffer or module stands there and the value is of no such kind
   */
  setMember(name: string, value: Member): void {
    if (!Object.hasOwn(this, "training")) throw notConstructed(value);
    if (value !== null && !isParameter(value) && !(value instanceof Module)) checkReplacement(this, name, value);
    (this as unknown as Record<string, unknown>)[name] = value;
  }

  /**
   * Adds a parameter under `name`, as assigning it to a property does; null says that the module has none of that name.
   *
   * @throws {TypeError} if it is not a parameter
   * @throws {Error} if the name is taken, empty or has a dot, or if the parameter was computed
   */
  registerParameter(name: string, parameter: Parameter | null): void {
    checkName(this, "parameter", name, isParameter);
    if (parameter !== null && !isParameter(parameter)) throw notA("torch.nn.Parameter", "parameter", name, parameter);
    if (parameter?.isLeaf === false)
      throw new Error(
        `Cannot assign non-leaf Tensor to parameter '${name}'. Model parameters must be created explicitly. To express '${name}' as a function of another Tensor, compute the value in the forward() method.`,
      );
    this.setMember(name, parameter);
  }

  /**
   * Adds a buffer: a tensor that is saved and moved with the module but not trained.
   *
   * @param options `persistent`: whether it is part of the state dict, default true
   * @throws {TypeError} if it is not a tensor
   * @throws {Error} if the name is taken, empty or has a dot
   */
  registerBuffer(name: string, buffer: Tensor | null, { persistent = true }: { persistent?: boolean } = {}): void {
    checkName(this, "buffer", name, () => persistenceIn(this, name) !== undefined);
    if (buffer !== null && !(buffer instanceof Tensor)) throw notA("torch Tensor", "buffer", name, buffer);
    bufferNames(this).set(name, persistent);
    this.setMember(name, buffer);
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
    checkName(this, "module", name, (value) => value instanceof Module, `, got: ${name}`);
    this.setMember(name, module);
  }

  /** The same as `registerModule`. */
  addModule(name: string, module: Module | null): void {
    this.registerModule(name, module);
  }

  /** Children with their names; one with several names is listed once. */
  namedChildren(): [string, Module][] {
    const seen = new Set<Module>();
    return childEntries(this).filter(([, child]) => !seen.has(child) && seen.add(child));
  }

  /** Children, each once. */
  children(): Module[] {
    return this.namedChildren().map(([, child]) => child);
  }

  /** This module and all below it with dotted names. */
  namedModules(options: WalkOptions = {}): [string, Module][] {
    return walk(this, options);
  }

  /** This module and all below it, each once. */
  modules(): Module[] {
    return walk(this).map(([, module]) => module);
  }

  /** Parameters with dotted names, own ones first. */
  namedParameters(options: WalkOptions = {}): [string, Parameter][] {
    return walkTensors(this, options, ownParameters);
  }

  /** Parameters of this module and those below it, each once. */
  parameters(options: WalkOptions = {}): Parameter[] {
    return this.namedParameters(options).map(([, parameter]) => parameter);
  }

  /** Buffers with dotted names, own ones first. */
  namedBuffers(options: WalkOptions = {}): [string, Tensor][] {
    return walkTensors(this, options, ownBuffers);
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
      const child = attribute(module, name);
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
    const [module, name] = holderOf(this, target);
    const parameter = attribute(module, name);
    if (!isParameter(parameter)) throw new Error(`\`${name}\` is not an nn.Parameter`);
    return parameter;
  }

  /**
   * The buffer at a dotted path.
   *
   * @throws {Error} naming the part that is missing or is something else
   */
  getBuffer(target: string): Tensor {
    const [module, name] = holderOf(this, target);
    const buffer = attribute(module, name);
    if (persistenceIn(module, name) === undefined || !(buffer instanceof Tensor))
      throw new Error(`\`${name}\` is not a buffer`);
    return buffer;
  }

  /**
   * What stands under a name that is data: a parameter, buffer, child or other property.
   *
   * @throws {Error} if there is nothing
   */
  attribute(name: string): unknown {
    const value =
      [...this.namedMembers()].find(([key]) => key === name)?.[1] ?? (this as unknown as Record<string, unknown>)[name];
    if (value === undefined) throw new Error(`'${this.typeName}' object has no attribute '${name}'`);
    return value;
  }

  /**
   * Everything that is saved: parameters and persistent buffers, under PyTorch's keys, sharing memory with the module.
   *
   * @example
   * Object.keys(new Sequential(new Linear(1, 2)).stateDict()) // => ["0.weight", "0.bias"]
   */
  stateDict(options: StateDictOptions = {}): StateDict {
    const { prefix = "", keepVars = false, destination = emptyDict({ ordered: true }) } = options;
    const hooks = stateHooksOf(this);
    for (const hook of hooks?.beforeSave ?? []) hook(this, prefix, keepVars);
    for (const [name, value] of ownState(this)) destination[prefix + name] = keepVars ? value : value.detach();
    for (const [name, child] of childEntries(this))
      child.stateDict({ prefix: `${prefix}${name}.`, keepVars, destination });
    for (const hook of hooks?.afterSave ?? []) hook(this, destination, prefix);
    return destination;
  }

  /**
   * Copies saved tensors into the module, all or none.
   *
   * @throws {Error} listing all missing and unexpected keys and all wrong sizes
   * @throws {TypeError} if `state` is no object
   */
  loadStateDict(state: LoadableState, options: LoadOptions = {}): IncompatibleKeys {
    return loadInto(this, state, options);
  }

  /** Switches this module and all below it to training mode, or out of it. */
  train(mode = true): this {
    if (typeof mode !== "boolean") throw new Error("training mode is expected to be boolean");
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
      if (setToNone) parameter.grad = null;
      else parameter.grad?.detach().zero_();
    }
  }

  /** Calls `hook(module, inputs)` before each `forward`; what it returns becomes the inputs. */
  registerForwardPreHook(hook: ForwardPreHook, options: HookOptions = {}): HookHandle {
    return addHook(this, "forwardPre", hook, options);
  }

  /** Calls `hook(module, inputs, output)` after each `forward`; what it returns becomes the output. */
  registerForwardHook(hook: ForwardHook, options: HookOptions = {}): HookHandle {
    return addHook(this, "forward", hook, options);
  }

  /** Calls `hook(module, gradOutputs)` when the gradients of the outputs are known; what it returns replaces them. */
  registerFullBackwardPreHook(hook: BackwardPreHook, options: HookOptions = {}): HookHandle {
    return addHook(this, "backwardPre", hook, options);
  }

  /** Calls `hook(module, gradInputs, gradOutputs)` when the gradients of the inputs are known; what it returns replaces them. */
  registerFullBackwardHook(hook: BackwardHook, options: HookOptions = {}): HookHandle {
    return addHook(this, "backward", hook, options);
  }

  /** Calls `hook(module, prefix, keepVars)` before the module writes its state. */
  registerStateDictPreHook(hook: StateDictPreHook): HookHandle {
    return addStateHook(this, "beforeSave", hook);
  }

  /** Calls `hook(module, stateDict, prefix)` after the module has written its state; it may change the dict. */
  registerStateDictPostHook(hook: StateDictPostHook): HookHandle {
    return addStateHook(this, "afterSave", hook);
  }

  /** Calls `hook(module, stateDict, prefix)` before the module reads its state; it may change the dict, which is a copy. */
  registerLoadStateDictPreHook(hook: LoadStateDictPreHook): HookHandle {
    return addStateHook(this, "beforeLoad", hook);
  }

  /** Calls `hook(module, incompatibleKeys)` when the keys have been compared; it may change the lists. */
  registerLoadStateDictPostHook(hook: LoadStateDictPostHook): HookHandle {
    return addStateHook(this, "afterLoad", hook);
  }

  /** PyTorch's text of the module. */
  toString(): string {
    return moduleText(this.typeName, this.extraRepr(), childEntries(this));
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

function checkName(
  module: Module,
  kind: string,
  name: string,
  replaceable: (value: unknown) => boolean,
  got = "",
): void {
  if (typeof name !== "string") throw unnamed(kind, name);
  if (name.includes(".")) throw new Error(`${kind} name can't contain "."${got}`);
  if (name === "") throw new Error(`${kind} name can't be empty string ""`);
  const present = (module as unknown as Record<string, unknown>)[name];
  if (present != null && !replaceable(present)) throw new Error(`attribute '${name}' already exists`);
}

function holderOf(module: Module, target: string): [Module, string] {
  const dot = target.lastIndexOf(".");
  return [module.getSubmodule(target.slice(0, Math.max(dot, 0))), target.slice(dot + 1)];
}
