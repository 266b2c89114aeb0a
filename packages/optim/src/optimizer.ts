import { enableGrad, type HookHandle, noGrad, type Tensor, takeFloats, withFloats } from "@flambeau/core";
import {
  mixedNames,
  notGroup,
  notOptimizerState,
  noUpdateRule,
  otherGroupCount,
  otherGroupSize,
  sharedParameters,
} from "./errors.js";
import { addPostHook, addPreHook, type StepPostHook, type StepPreHook } from "./hooks.js";
import {
  groupInputs,
  isGroup,
  type ParamGroup,
  type ParamGroupInput,
  type Params,
  type Real,
  readParams,
} from "./param-group.js";
import {
  groupNames,
  type Names,
  type OptimizerStateDict,
  optimizerText,
  printable,
  renamed,
  restored,
  reversed,
} from "./state-dict.js";

/** Options that a group may be given. */
type OptionsOf<G> = { readonly [K in Exclude<keyof G, "params" | "paramNames">]?: G[K] extends number ? Real : G[K] };

/**
 * The base of all optimizers. Extend it with `updateParameter`, which is called without gradient recording for every parameter
 * that has a gradient, or override `step`.
 *
 * @example
 * class SignDescent extends Optimizer {
 *   constructor(params: Iterable<Tensor>, lr: number) {
 *     super(params, { lr });
 *   }
 *   protected override updateParameter(p: Tensor, grad: Tensor, { lr }: { lr: number }): void {
 *     p.sub_(grad.sign().mul(lr));
 *   }
 * }
 * const w = tensor([1.0, -2.5], { requiresGrad: true });
 * w.mul(w).sum().backward();
 * new SignDescent([w], 0.5).step();
 * w // => tensor([ 0.5000, -2.0000], requires_grad=True)
 */
export abstract class Optimizer<G extends ParamGroup = ParamGroup, S extends object = object> {
  /** Parameters with their options. */
  paramGroups: G[];
  /** What is remembered of each parameter from step to step. */
  readonly state: Map<Tensor, S>;
  /** Options of groups that do not say otherwise. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly #names: Names;
  readonly #updateAll: () => void;

  /**
   * @param names PyTorch's names of options and states, where they differ from ours
   * @throws {TypeError} if there is anything but tensors to optimize
   * @throws {Error} if there is nothing to optimize, or a tensor is the result of an operation
   */
  constructor(params: Params<object>, defaults: object, names: Names = {}) {
    this.defaults = defaults as Record<string, unknown>;
    this.#names = { ...groupNames, ...names };
    // made once, so that a step allocates nothing
    this.#updateAll = () => this.updateParameters();
    this.state = new Map();
    this.paramGroups = [];
    for (const group of groupInputs(params)) this.addParamGroup(group as ParamGroupInput<OptionsOf<G>>);
  }

  /**
   * Updates every parameter that has a gradient.
   *
   * @param closure computes the loss anew and its gradients
   * @returns the loss of `closure`, or null
   */
  step(): null;
  step<L>(closure: () => L): L;
  step<L>(closure?: () => L): L | null;
  step<L>(closure?: () => L): L | null {
    const loss = closure === undefined ? null : enableGrad(closure);
    noGrad(this.#updateAll);
    return loss;
  }

  /** Calls `updateParameter` for every parameter that has a gradient. */
  protected updateParameters(): void {
    for (const group of this.paramGroups) {
      for (const p of group.params) {
        const grad = this.keepsGradients ? p.grad : p.gradient;
        if (grad !== null) this.updateParameter(p, grad, group);
      }
    }
  }

  /**
   * Whether `updateParameter` keeps gradients beyond a step, which is assumed. Where neither it nor anybody else does, `zeroGrad` gives
   * their memory back at once.
   */
  protected get keepsGradients(): boolean {
    return true;
  }

  /** Changes `p` by its gradient and the options of its group. */
  protected updateParameter(_p: Tensor, _grad: Tensor, _group: G): void {
    throw noUpdateRule(this.constructor.name);
  }

  /** Forgets the gradients of all parameters, or sets them to zero. */
  zeroGrad({ setToNone = true }: { readonly setToNone?: boolean } = {}): void {
    for (const { params } of this.paramGroups) {
      for (const p of params) {
        if (setToNone) p.grad = null;
        else if (p.grad !== null) {
          p.grad = p.grad.detach();
          p.grad.zero_();
        }
      }
    }
  }

  /**
   * Adds parameters, with options of their own.
   *
   * @throws {Error} if a parameter is in another group already, or only some parameters have names
   */
  addParamGroup(input: ParamGroupInput<OptionsOf<G>>): void {
    if (!isGroup(input)) throw notGroup(input);
    const { params, ...options } = input;
    const { tensors, names } = readParams(params);
    if (new Set(tensors).size < tensors.length)
      console.warn(
        "optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; see github.com/pytorch/pytorch/issues/40967 for more information",
      );
    for (const other of this.paramGroups) {
      if ((names === null) !== (other.paramNames === undefined)) throw mixedNames(names !== null);
      if (other.params.some((p) => tensors.includes(p))) throw sharedParameters();
    }
    this.paramGroups.push(this.#groupOf(tensors, options, names));
  }

  /** A group with the defaults of what `options` leave out, as those of an older version may. */
  #groupOf(params: Tensor[], options: object, names: string[] | null): G {
    const group = takeFloats(completed(options, this.defaults)) as unknown as G;
    group.params = params;
    if (names !== null) group.paramNames = names;
    return group;
  }

  /**
   * Options and states in PyTorch's layout, with PyTorch's names. Tensors are those of the optimizer, not copies.
   *
   * @example
   * const w = zeros([1], { requiresGrad: true });
   * new SGD([w], { lr: 0.1 }).stateDict().param_groups[0].weight_decay // => 0
   */
  stateDict(): OptimizerStateDict {
    const numbers = new Map<Tensor, number>();
    let start = 0;
    const groups = this.paramGroups.map((group) => {
      group.params.forEach((p, i) => {
        if (!numbers.has(p)) numbers.set(p, start + i);
      });
      start += group.params.length;
      const packed = takeFloats(this.#optionsOf(group)) as Record<string, unknown> & { params: number[] };
      if (group.paramNames !== undefined) packed.param_names = [...group.paramNames];
      packed.params = group.params.map((p) => numbers.get(p)!);
      return printable(packed, withFloats);
    });
    const state: Record<number, Record<string, unknown>> = {};
    for (const [p, values] of this.state) state[numbers.get(p)!] = renamed(values, this.#names);
    return printable({ state, param_groups: groups });
  }

  /** The options of a group with PyTorch's names. */
  #optionsOf(group: G): Record<string, unknown> {
    const { params: _, paramNames: __, ...options } = withFloats(group);
    return renamed(options, this.#names);
  }

  /**
   * Takes over saved options and states. Parameters are matched by their order.
   *
   * @throws {Error} if the groups are not as many or as long as those of the optimizer
   */
  loadStateDict(dict: OptimizerStateDict): void {
    const saved = dict?.param_groups;
    if (!Array.isArray(saved)) throw notOptimizerState(dict);
    if (saved.length !== this.paramGroups.length) throw otherGroupCount();
    if (saved.some(({ params }, i) => params.length !== this.paramGroups[i]!.params.length)) throw otherGroupSize();
    const ours = reversed(this.#names);
    const byNumber = new Map<number, Tensor>();
    saved.forEach(({ params }, i) => {
      params.forEach((number, j) => byNumber.set(Number(number), this.paramGroups[i]!.params[j]!));
    });
    this.state.clear();
    for (const [number, values] of entries(dict.state)) {
      const p = byNumber.get(Number(number));
      if (p === undefined) continue;
      const state = Object.entries(renamed(values, ours)).map(([key, value]) => [key, restored(value, key, p)]);
      this.state.set(p, Object.fromEntries(state));
    }
    this.paramGroups = saved.map((savedGroup, i) => {
      const { params, paramNames } = this.paramGroups[i]!;
      const { params: _, param_names: names = paramNames, ...options } = withFloats(savedGroup);
      // an older version may have saved fewer options
      return this.#groupOf(
        params,
        { ...this.defaults, ...renamed(options, ours) },
        (names as string[] | undefined) ?? null,
      );
    });
  }

  /** Calls `hook(optimizer, args)` before each step; an array that it returns replaces the arguments of `step`. */
  registerStepPreHook(hook: StepPreHook): HookHandle {
    return addPreHook(this, hook);
  }

  /** Calls `hook(optimizer, args)` after each step. */
  registerStepPostHook(hook: StepPostHook): HookHandle {
    return addPostHook(this, hook);
  }

  /** PyTorch's text of the optimizer. */
  toString(): string {
    return optimizerText(
      this.constructor.name,
      this.paramGroups.map((group) => this.#optionsOf(group)),
    );
  }
}
Object.defineProperty(Optimizer.prototype, Symbol.for("nodejs.util.inspect.custom"), {
  value: Optimizer.prototype.toString,
  configurable: true,
  writable: true,
});

function entries<V>(values: Readonly<Record<number, V>> | ReadonlyMap<unknown, V>): [unknown, V][] {
  return values instanceof Map ? [...values] : Object.entries(values);
}

function completed(options: object, defaults: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all: Record<string, unknown> = { ...options };
  for (const [key, value] of Object.entries(defaults)) if (all[key] === undefined) all[key] = value;
  return all;
}
