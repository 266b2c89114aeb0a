import { Float, Tensor } from "@flambeau/core";
import {
  groupWithoutParams,
  missingNames,
  nonLeafParameter,
  noParameters,
  notGroup,
  notTensor,
  paramsNotIterable,
  unknownOption,
  unorderedParameters,
} from "./errors.js";

/** A number option. `float(1)` prints as `1.0`, the number 1 as `1`. */
export type Real = number | Float;

/** A learning rate: a number, or a tensor of one element, which is read at each step. */
export type Rate = Real | Tensor;

/** Options that choose an implementation in PyTorch; they are kept for state dicts only. */
export interface ImplementationOptions {
  readonly foreach?: boolean | null;
  readonly capturable?: boolean;
  readonly differentiable?: boolean;
  readonly fused?: boolean | null;
}

/** Parameters with the options that they are updated with; options may be changed between steps. */
export interface ParamGroup {
  params: Tensor[];
  /** Learning rate; at run time a tensor, if it was given as one. */
  lr: number;
  /** The names of the parameters, if they were given with names. */
  paramNames?: string[];
  /** Where a scheduler began. */
  initialLr?: number;
}

/** The group that the options `O` of an optimizer make. */
export type GroupOf<O> = ParamGroup & { -readonly [K in keyof O]-?: Exclude<O[K], Float | Tensor | undefined> };

/** A parameter with its name, as `model.namedParameters()` lists it. */
export type NamedTensor = readonly [name: string, tensor: Tensor];

/** A group as an optimizer takes it: parameters, and options of their own. */
export type ParamGroupInput<O> = Partial<O> & {
  readonly params: Tensor | Iterable<Tensor> | Iterable<NamedTensor>;
};

/** What an optimizer may be given to optimize. */
export type Params<O> = Iterable<Tensor> | Iterable<NamedTensor> | Iterable<ParamGroupInput<O>>;

/** `options` with what it leaves out, in the order of `defaults`. */
export function withDefaults<O extends object>(optimizer: string, defaults: Required<O>, options: O): Required<O> {
  const result = { ...defaults };
  for (const key of Object.keys(options) as (keyof O & string)[]) {
    if (!Object.hasOwn(defaults, key)) throw unknownOption(optimizer, key, Object.keys(defaults));
    if (options[key] !== undefined) result[key] = options[key] as Required<O>[typeof key];
  }
  return result;
}

/** The groups that the first argument of an optimizer means. */
export function groupInputs<O>(params: Params<O>): ParamGroupInput<O>[] {
  // Python goes through the keys of a dict
  if (Object.getPrototypeOf(params ?? 0) === Object.prototype) throw notTensor("key");
  if (params instanceof Tensor || !isIterable(params)) throw paramsNotIterable(params);
  const list: unknown[] = [...params];
  if (list.length === 0) throw noParameters();
  if (!isGroup(list[0])) return [{ params: list } as unknown as ParamGroupInput<O>];
  const stranger = list.find((item) => !isGroup(item));
  if (stranger !== undefined) throw notGroup(stranger);
  return list as ParamGroupInput<O>[];
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof (value as Iterable<unknown> | null)?.[Symbol.iterator] === "function";
}

export function isGroup(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Tensor) &&
    !Array.isArray(value) &&
    !(value instanceof Float)
  );
}

/** The tensors of a group, and their names if they have any. */
export function readParams(params: unknown): { readonly tensors: Tensor[]; readonly names: string[] | null } {
  if (params instanceof Set) throw unorderedParameters();
  if (params === undefined) throw groupWithoutParams();
  if (!(params instanceof Tensor) && !isIterable(params)) throw paramsNotIterable(params);
  const list = params instanceof Tensor ? [params] : [...(params as Iterable<unknown>)];
  const stranger = list.find((item) => Array.isArray(item) && typeof item[0] !== "string");
  if (stranger !== undefined) throw notTensor(stranger);
  const names = list.filter(Array.isArray).map(([name]) => name as string);
  if (names.length > 0 && names.length < list.length) throw missingNames();
  const tensors = list.map((item) => (Array.isArray(item) ? item[1] : item));
  for (const tensor of tensors) {
    if (!(tensor instanceof Tensor)) throw notTensor(tensor);
    if (!tensor.isLeaf) throw nonLeafParameter();
  }
  return { tensors, names: names.length > 0 ? names : null };
}
