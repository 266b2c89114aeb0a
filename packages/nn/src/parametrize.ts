import { isParameter, noGrad, Tensor } from "@flambeau/core";
import { Module } from "./module.js";
import { ModuleDict } from "./module-dict.js";
import { named } from "./module-members.js";
import { Parameter } from "./parameter.js";

// A parametrized tensor is computed from others whenever it is read; those are what is trained and saved.

/** A module that makes a tensor of others, and may know of what to make a given one. */
export interface Parametrization extends Module<Tensor> {
  /** What `forward` makes `value` of; default: `value` itself. */
  rightInverse?(value: Tensor): Tensor | readonly Tensor[];
}

type Properties = Record<string, unknown>;

function register(module: Module, name: string, tensor: Tensor): void {
  if (isParameter(tensor)) module.registerParameter(name, tensor);
  else module.registerBuffer(name, tensor);
}

/** The parametrizations of one tensor, first to last, and what they begin with: `original`, or `original0`, `original1`, ... */
class ParametrizationList extends Module<Tensor> {
  readonly steps: Parametrization[] = [];
  /** Names of the tensors to begin with. */
  readonly originals: readonly string[];

  constructor(first: Parametrization, tensor: Tensor) {
    super();
    this.append(first);
    const made = noGrad(() => first.rightInverse?.(tensor) ?? tensor);
    if (made instanceof Tensor) {
      if (made !== tensor) tensor.data = made.detach();
      this.originals = ["original"];
      register(this, "original", tensor);
      return;
    }
    this.originals = made.map((_, i) => `original${i}`);
    made.forEach((part, i) => {
      const own = part.detach();
      const { requiresGrad } = tensor;
      register(this, this.originals[i]!, isParameter(tensor) ? new Parameter(own, { requiresGrad }) : own);
    });
  }

  append(step: Parametrization): void {
    this.registerModule(String(this.steps.length), step);
    this.steps.push(step);
  }

  tensors(): Tensor[] {
    return this.originals.map((name) => (this as unknown as Properties)[name] as Tensor);
  }

  forward(): Tensor {
    const [first, ...rest] = this.steps as [Parametrization, ...Parametrization[]];
    return rest.reduce((x, step) => step.forward(x), first.forward(...this.tensors()));
  }

  /** Sets what to begin with so that the result is `value`. */
  assign(value: Tensor): void {
    noGrad(() => {
      let parts: Tensor | readonly Tensor[] = value;
      for (const step of [...this.steps].reverse()) {
        if (step.rightInverse === undefined)
          throw new Error(`parametrization ${step.typeName} does not implement rightInverse.`);
        parts = step.rightInverse(parts as Tensor);
      }
      const made = parts instanceof Tensor ? [parts] : parts;
      this.tensors().forEach((tensor, i) => {
        tensor.data = made[i]!.detach();
      });
    });
  }
}

interface Parametrized extends Module {
  parametrizations: ModuleDict<ParametrizationList>;
}

/** Gives a module a prototype of its own, as PyTorch gives it a class: for the accessors and the name. */
function specialize(module: Module): Parametrized {
  const { typeName } = module;
  const prototype: object = Object.create(Object.getPrototypeOf(module));
  Object.defineProperty(prototype, "typeName", { value: `Parametrized${typeName}`, configurable: true });
  Object.setPrototypeOf(module, prototype);
  module.registerModule("parametrizations", new ModuleDict());
  return module as Parametrized;
}

/**
 * Whether a module, or one of its tensors, is parametrized.
 *
 * @example
 * utils.parametrize.isParametrized(utils.parametrizations.weightNorm(new Linear(2, 3)), "weight") // => true
 */
export function isParametrized(module: Module, tensorName?: string): module is Parametrized {
  const lists = (module as Partial<Parametrized>).parametrizations;
  if (!(lists instanceof ModuleDict)) return false;
  return tensorName === undefined ? lists.length > 0 : lists.has(tensorName);
}

/**
 * Makes a tensor of a module the result of another module, which is asked for it whenever it is read. A second parametrization is
 * given the result of the first.
 *
 * @param tensorName the name of a parameter or buffer
 * @throws {Error} if the module has no such tensor, or the result has another shape or type
 * @example
 * class Symmetric extends Module<Tensor> {
 *   forward(x: Tensor): Tensor {
 *     return x.triu().add(x.triu(1).t());
 *   }
 * }
 * const layer = utils.parametrize.registerParametrization(new Linear(3, 3), "weight", new Symmetric());
 * layer.weight.equal(layer.weight.t()) // => true
 * Object.keys(layer.stateDict()) // => ["bias", "parametrizations.weight.original"]
 */
export function registerParametrization<M extends Module>(
  module: M,
  tensorName: string,
  parametrization: Parametrization,
): M {
  parametrization.train(module.training);
  const tensor = named(module, tensorName);
  if (!(tensor instanceof Tensor))
    throw new Error(
      `Module '${module}' does not have a parameter, a buffer, or a parametrized element with name '${tensorName}'`,
    );
  if (isParametrized(module, tensorName)) {
    checkResult(parametrization.forward(tensor), tensor);
    module.parametrizations.get(tensorName).append(parametrization);
    return module;
  }
  const { shape, dtype } = tensor;
  const list = new ParametrizationList(parametrization, tensor);
  checkResult(list.forward(), { shape, dtype });
  const owner = isParametrized(module) ? module : specialize(module);
  delete (module as unknown as Properties)[tensorName];
  owner.parametrizations.set(tensorName, list);
  Object.defineProperty(Object.getPrototypeOf(module), tensorName, {
    get(this: Parametrized): Tensor {
      return this.parametrizations.get(tensorName).forward();
    },
    set(this: Parametrized, value: Tensor) {
      this.parametrizations.get(tensorName).assign(value);
    },
    configurable: true,
  });
  return module;
}

function checkResult(result: Tensor, { shape, dtype }: Pick<Tensor, "shape" | "dtype">): void {
  const rule = (what: string): string => `Registering a parametrization may not change the ${what} of the tensor`;
  if (result.dtype !== dtype)
    throw new TypeError(`${rule("dtype")}. unparametrized dtype: ${dtype}, parametrized dtype: ${result.dtype}`);
  if (String(result.shape) !== String(shape))
    throw new Error(
      `${rule("shape")}. unparametrized shape: [${shape.join(", ")}], parametrized shape: [${result.shape.join(", ")}]`,
    );
}

/** Options of `removeParametrizations`. */
export interface RemoveParametrizationsOptions {
  /** Keep the tensor as it was computed last, rather than what it was computed from; default true. */
  readonly leaveParametrized?: boolean;
}

/**
 * Makes a parametrized tensor an ordinary one again.
 *
 * @throws {Error} if it is not parametrized, or was computed from several tensors that it cannot be left as
 * @example
 * const layer = utils.parametrizations.weightNorm(new Linear(2, 3));
 * Object.keys(utils.parametrize.removeParametrizations(layer, "weight").stateDict()) // => ["bias", "weight"]
 */
export function removeParametrizations<M extends Module>(
  module: M,
  tensorName: string,
  { leaveParametrized = true }: RemoveParametrizationsOptions = {},
): M {
  if (!isParametrized(module, tensorName))
    throw new Error(`Module ${module} does not have a parametrization on ${tensorName}`);
  const list = module.parametrizations.get(tensorName);
  const [first, ...others] = list.tensors() as [Tensor, ...Tensor[]];
  if (others.length > 0 && !leaveParametrized)
    throw new Error(
      "Cannot leave unparametrized (`leaveParametrized: false`) a tensor that is parametrized in terms of a sequence of tensors.",
    );
  const result = list.forward().detach();
  let tensor = first;
  if (others.length > 0)
    tensor = isParameter(first) ? new Parameter(result, { requiresGrad: first.requiresGrad }) : result;
  else if (leaveParametrized) first.data = result;
  const prototype = Object.getPrototypeOf(module) as Properties;
  delete prototype[tensorName];
  module.parametrizations.pop(tensorName);
  if (module.parametrizations.length === 0) {
    Object.setPrototypeOf(module, Object.getPrototypeOf(prototype));
    delete (module as unknown as Properties).parametrizations;
  }
  register(module, tensorName, tensor);
  return module;
}
