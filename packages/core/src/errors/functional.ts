import type { Shape } from "../layout.js";
import { sizeText } from "../printing/torch-text.js";
import { kindOf } from "./kind.js";

// What the functional transforms of autograd say: `autograd.functional` and `func`.

export function notTensors(what: string, name: string, value: unknown, index: number | null): TypeError {
  const seen = index === null ? `the given ${what} has` : `the value at index ${index} has`;
  return new TypeError(
    `The ${what} given to ${name} must be either a Tensor or a tuple of Tensors but ${seen} type ${kindOf(value)}.`,
  );
}

export function vectorNeeded(isOfInput: boolean): Error {
  const where = isOfInput ? "input to the user-provided function is" : "user-provided function returns";
  return new Error(`The vector v can only be None if the ${where} a single Tensor with a single element.`);
}

export function vectorCount(wanted: number, given: number): Error {
  return new Error(`v is a tuple of invalid length: should be ${wanted} but got ${given}.`);
}

export function vectorSize(wanted: Shape, given: Shape, entry: number | null): Error {
  const where = entry === null ? "" : `Entry ${entry} in `;
  return new Error(`${where}v has invalid size: should be ${sizeText(wanted)} but got ${sizeText(given)}.`);
}

export function notOneTensor(name: string): Error {
  return new Error(`The function given to ${name} should return a single Tensor`);
}

export function notOneElement(name: string): Error {
  return new Error(`The Tensor returned by the function given to ${name} should contain a single element`);
}

export function independentOutput(index: number): Error {
  return new Error(
    `Output ${index} of the user-provided function does not require gradients. The outputs must be computed in a differentiable manner from the input when running in strict mode.`,
  );
}

export function independentInput(index: number): Error {
  return new Error(
    `The output of the user-provided function is independent of input ${index}. This is not allowed in strict mode.`,
  );
}

export function notTensorOutput(seen: unknown): Error {
  return new Error(`grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got ${kindOf(seen)}`);
}

export function notScalarOutput(dims: number): Error {
  return new Error(
    `grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with ${dims} dims. Maybe you wanted to use the vjp or jacrev APIs instead?`,
  );
}

const mapped = (name: string, dims: string): string => `vmap(${name}, in_dims=${dims}, ...)(<inputs>)`;

export function nothingToMap(name: string): Error {
  return new Error(
    `vmap(${name})(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function with no inputs. The latter is unsupported.`,
  );
}

export function mapsNoTensor(name: string, dims: string, dim: number, value: unknown): Error {
  return new Error(
    `${mapped(name, dims)}: Got in_dim=${dim} for an input but the input is of type ${kindOf(value)}. We cannot vmap over non-Tensor arguments, please use None as the respective in_dim`,
  );
}

export function mapsNoDimension(name: string, dims: string, dim: number, ndim: number): RangeError {
  return new RangeError(
    `${mapped(name, dims)}: Got in_dim=${dim} for some input, but that input is a Tensor of dimensionality ${ndim} so expected in_dim to satisfy -${ndim} <= in_dim < ${ndim}.`,
  );
}

export function mapsDifferentInputs(name: string, dims: string): Error {
  return new Error(`${mapped(name, dims)}: in_dims is not compatible with the structure of \`inputs\`.`);
}

export function mapsUnevenly(sizes: readonly number[]): RangeError {
  return new RangeError(
    `vmap: Expected all tensors to have the same size in the mapped dimension, got sizes ${JSON.stringify(sizes).replaceAll(",", ", ")} for the mapped dimension`,
  );
}

export function returnsNoTensor(name: string, value: unknown): Error {
  return new Error(
    `vmap(${name}, ...): \`${name}\` must only return Tensors, got type ${kindOf(value)}. Did you mean to set out_dims= to None for output?`,
  );
}

export function mapsDifferentOutputs(name: string, dims: string): Error {
  return new Error(
    `vmap(${name}, ..., out_dims=${dims})(<inputs>): out_dims is not compatible with the structure of \`outputs\`.`,
  );
}

export function randomWhileMapped(): Error {
  return new Error(
    "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness flags on vmap or perform the randomness operation out of vmap",
  );
}

export function readWhileMapped(): Error {
  return new Error(
    "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over calling .item() on a Tensor, please try to rewrite what you're doing with other operations. If error is occurring somewhere inside Flambeau internals, please file a bug report.",
  );
}
