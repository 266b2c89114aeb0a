import { enableGrad } from "../autograd/grad-mode.js";
import {
  independentOutput,
  notOneElement,
  notOneTensor,
  vectorCount,
  vectorNeeded,
  vectorSize,
} from "../errors/functional.js";
import { onesLike, zerosLike } from "../ops/likeness.js";
import { isTracked, type Tensor } from "../tensor.js";
import { jacobianOf } from "./jacobian.js";
import { alongVectors, gradientsOf } from "./products.js";
import { filledIn, inFormOf, listOf, type TensorFunction, type Tensors } from "./tensors.js";

// Derivatives of functions, as `torch.autograd.functional` has them: the inputs are given with the function.

/** Options of `jacobian`, `hessian` and products with them. */
export interface DifferentialOptions {
  /** Record the computation, so that the result can be differentiated; default false. */
  readonly createGraph?: boolean;
  /** Throw where an output does not depend on an input, instead of giving zeros; default false. */
  readonly strict?: boolean;
}

/** The inputs as leaves of their own, connected to what they come from only if a graph is wanted. */
function asLeaves(inputs: readonly Tensor[], createGraph: boolean): Tensor[] {
  return inputs.map((x) => (createGraph && isTracked(x) ? x.viewAs(x) : x.detach().requiresGrad_()));
}

/** What is finished: apart from the graph unless one is wanted. */
function finished(results: readonly Tensor[], createGraph: boolean): readonly Tensor[] {
  return createGraph ? results : results.map((x) => x.detach());
}

interface Evaluation {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** What the function returned. */
  readonly result: Tensors;
}

function evaluate(
  name: string,
  fn: TensorFunction,
  inputs: Tensors,
  { createGraph = false, strict = false }: DifferentialOptions,
): Evaluation {
  const leaves = asLeaves(listOf(inputs, "inputs", name), createGraph);
  const result = fn(...leaves);
  const outputs = listOf(result, "outputs of the user-provided function", name);
  const loose = strict ? outputs.findIndex((output) => !isTracked(output)) : -1;
  if (loose >= 0) throw independentOutput(loose);
  return { inputs: leaves, outputs, result };
}

/** A function whose value is one number. */
function evaluateScalar(
  name: string,
  fn: TensorFunction,
  inputs: Tensors,
  options: DifferentialOptions,
): Evaluation & { readonly output: Tensor } {
  const evaluation = evaluate(name, fn, inputs, options);
  if (Array.isArray(evaluation.result)) throw notOneTensor(name);
  const output = evaluation.outputs[0]!;
  if (output.numel() !== 1) throw notOneElement(name);
  return { ...evaluation, output };
}

/** The vectors of a product, checked against what they are multiplied with; null stands for 1. */
function vectorsFor(
  v: Tensors | null,
  name: string,
  like: readonly Tensor[],
  form: Tensors,
  isOfInput: boolean,
): readonly Tensor[] {
  if (v === null) {
    if (like.length !== 1 || like[0]!.numel() !== 1) throw vectorNeeded(isOfInput);
    return [onesLike(like[0]!.detach())];
  }
  const vectors = listOf(v, "v", name);
  if (vectors.length !== like.length) throw vectorCount(like.length, vectors.length);
  vectors.forEach((vector, i) => {
    if (!vector.layout.hasShapeOf(like[i]!.layout))
      throw vectorSize(like[i]!.shape, vector.shape, Array.isArray(form) ? i : null);
  });
  return vectors;
}

/**
 * The Jacobian of `fn` at `inputs`: per output and per input a tensor with the shape of both.
 *
 * @returns one tensor; a list per input if `inputs` is a list; a list of those per output if `fn` returns one
 * @throws {Error} with `strict`, if an output does not depend on an input
 * @example
 * autograd.functional.jacobian((x) => x.mul(x), tensor([1, 2.5])).tolist() // => [[2, 0], [0, 5]]
 */
export function jacobian(fn: (...inputs: Tensor[]) => Tensor, inputs: Tensor, options?: DifferentialOptions): Tensor;
export function jacobian(
  fn: TensorFunction,
  inputs: Tensors,
  options?: DifferentialOptions,
): Tensors | readonly (readonly Tensor[])[];
export function jacobian(
  fn: TensorFunction,
  inputs: Tensors,
  options: DifferentialOptions = {},
): Tensors | readonly (readonly Tensor[])[] {
  const { createGraph = false, strict = false } = options;
  return enableGrad(() => {
    const evaluation = evaluate("jacobian", fn, inputs, options);
    const perOutput = evaluation.outputs.map((output) => {
      const derivatives = jacobianOf(output, evaluation.inputs, createGraph, strict);
      return inFormOf(inputs, finished(derivatives, createGraph));
    });
    return inFormOf(evaluation.result, perOutput) as Tensors;
  });
}

/**
 * The second derivatives of `fn`, whose value is one number.
 *
 * @returns one tensor, or a list per input of lists per input if `inputs` is a list
 * @throws {Error} if the function does not return one tensor with one element
 * @example
 * autograd.functional.hessian((x) => x.pow(3).sum(), tensor([1, 2.5])).tolist() // => [[6, 0], [0, 15]]
 */
export function hessian(fn: (...inputs: Tensor[]) => Tensor, inputs: Tensor, options?: DifferentialOptions): Tensor;
export function hessian(
  fn: TensorFunction,
  inputs: Tensors,
  options?: DifferentialOptions,
): Tensor | readonly (readonly Tensor[])[];
export function hessian(
  fn: TensorFunction,
  inputs: Tensors,
  options: DifferentialOptions = {},
): Tensor | readonly (readonly Tensor[])[] {
  const { createGraph = false, strict = false } = options;
  return enableGrad(() => {
    const { output, inputs: leaves } = evaluateScalar("hessian", fn, inputs, options);
    const first = filledIn(gradientsOf([output], leaves, [onesLike(output.detach())], true), leaves, strict);
    const second = first.map((gradient) => {
      const derivatives = jacobianOf(gradient, leaves, createGraph, strict);
      return inFormOf(inputs, finished(derivatives, createGraph));
    });
    return inFormOf(inputs, second) as Tensor;
  });
}

/**
 * The value of `fn`, and vᵀJ: the gradients of its outputs weighted with `v`.
 *
 * @param v a weight for each element of each output; may be left out if there is one element
 * @throws {Error} if `v` has other shapes than the outputs
 * @example
 * autograd.functional.vjp((x) => x.mul(x), tensor([1, 2.5]), tensor([1, 10])) // => [tensor([1.0000, 6.2500]), tensor([ 2., 50.])]
 */
export function vjp(
  fn: TensorFunction,
  inputs: Tensors,
  v: Tensors | null = null,
  options: DifferentialOptions = {},
): readonly [outputs: Tensors, products: Tensors] {
  const { createGraph = false, strict = false } = options;
  return enableGrad(() => {
    const evaluation = evaluate("vjp", fn, inputs, options);
    const vectors = vectorsFor(v, "vjp", evaluation.outputs, evaluation.result, false);
    const gradients = gradientsOf(evaluation.outputs, evaluation.inputs, vectors, createGraph);
    const products = finished(filledIn(gradients, evaluation.inputs, strict), createGraph);
    return [
      inFormOf(evaluation.result, finished(evaluation.outputs, createGraph)),
      inFormOf(inputs, products),
    ] as const;
  });
}

/**
 * The value of `fn`, and J v: how its outputs change when the inputs move along `v`.
 *
 * @param v a direction for each input; may be left out if there is one element
 * @throws {Error} if `v` has other shapes than the inputs
 * @example
 * autograd.functional.jvp((x) => x.mul(x).sum(), tensor([1, 2.5]), tensor([1, 1])) // => [tensor(7.2500), tensor(7.)]
 */
export function jvp(
  fn: TensorFunction,
  inputs: Tensors,
  v: Tensors | null = null,
  options: DifferentialOptions = {},
): readonly [outputs: Tensors, products: Tensors] {
  const { createGraph = false } = options;
  return enableGrad(() => {
    const evaluation = evaluate("jvp", fn, inputs, options);
    const vectors = vectorsFor(v, "jvp", evaluation.inputs, inputs, true);
    const w = evaluation.outputs.map((output) => zerosLike(output.detach()).requiresGrad_());
    const products = gradientsOf(evaluation.outputs, evaluation.inputs, w, true);
    const directions = finished(alongVectors(products, w, vectors, createGraph), createGraph);
    return [
      inFormOf(evaluation.result, finished(evaluation.outputs, createGraph)),
      inFormOf(evaluation.result, directions),
    ] as const;
  });
}

/**
 * The value of `fn`, which is one number, and vᵀH, the second derivatives along `v`.
 *
 * @example
 * autograd.functional.vhp((x) => x.pow(3).sum(), tensor([0.5, 2]), tensor([1, 1])) // => [tensor(8.1250), tensor([ 3., 12.])]
 */
export function vhp(
  fn: TensorFunction,
  inputs: Tensors,
  v: Tensors | null = null,
  options: DifferentialOptions = {},
): readonly [output: Tensor, products: Tensors] {
  const { createGraph = false, strict = false } = options;
  return enableGrad(() => {
    const { output, inputs: leaves } = evaluateScalar("vhp", fn, inputs, options);
    const vectors = vectorsFor(v, "vhp", leaves, inputs, true);
    const first = filledIn(gradientsOf([output], leaves, [onesLike(output.detach())], true), leaves, strict);
    const products = filledIn(gradientsOf(first, leaves, vectors, createGraph), leaves, strict);
    return [finished([output], createGraph)[0]!, inFormOf(inputs, finished(products, createGraph))] as const;
  });
}

/**
 * The value of `fn`, which is one number, and H v; `vhp` gives the same numbers with less work.
 *
 * @example
 * autograd.functional.hvp((x) => x.pow(3).sum(), tensor([0.5, 2]), tensor([1, 1])) // => [tensor(8.1250), tensor([ 3., 12.])]
 */
export function hvp(
  fn: TensorFunction,
  inputs: Tensors,
  v: Tensors | null = null,
  options: DifferentialOptions = {},
): readonly [output: Tensor, products: Tensors] {
  const { createGraph = false, strict = false } = options;
  return enableGrad(() => {
    const { output, inputs: leaves } = evaluateScalar("hvp", fn, inputs, options);
    const vectors = vectorsFor(v, "hvp", leaves, inputs, true);
    const first = filledIn(gradientsOf([output], leaves, [onesLike(output.detach())], true), leaves, strict);
    const w = leaves.map((leaf) => zerosLike(leaf.detach()).requiresGrad_());
    const products = gradientsOf(first, leaves, w, true);
    const directions = finished(alongVectors(products, w, vectors, createGraph), createGraph);
    return [finished([output], createGraph)[0]!, inFormOf(inputs, directions)] as const;
  });
}
