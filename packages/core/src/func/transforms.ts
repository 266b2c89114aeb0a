import { grad as gradientOf } from "../autograd/backward.js";
import { enableGrad } from "../autograd/grad-mode.js";
import { leavesOf } from "../autograd/leaves.js";
import { notScalarOutput, notTensorOutput, vectorCount } from "../errors/functional.js";
import { zerosLike } from "../ops/likeness.js";
import { isTracked, Tensor } from "../tensor.js";
import { jacobianOf } from "./jacobian.js";
import { alongVectors, gradientsOf } from "./products.js";
import { filledIn, inFormOf, listOf, type TensorFunction, type Tensors } from "./tensors.js";

// Transforms of functions, as `torch.func` has them: a function goes in, and another comes out. They nest.

/** Which arguments are differentiated by: one by its position, or several. */
export type Argnums = number | readonly number[];

/** The arguments with those that are differentiated by as leaves or views of their own. */
function opened<A extends readonly unknown[]>(given: A, argnums: Argnums): { args: A; chosen: Tensor[] } {
  const args = [...given];
  const chosen = [argnums].flat().map((place) => {
    const x = given.at(place) as Tensor;
    const own = isTracked(x) ? x.viewAs(x) : x.detach().requiresGrad_();
    args[place < 0 ? place + args.length : place] = own;
    return own;
  });
  return { args: args as unknown as A, chosen };
}

/** A result apart from the graph, unless gradients could reach something besides the transform's own leaves. */
function closed(x: Tensor, own: readonly Tensor[]): Tensor {
  if (!isTracked(x)) return x;
  for (const leaf of leavesOf(x)) if (!own.includes(leaf)) return x;
  return x.detach();
}

const allClosed = (list: readonly Tensor[], own: readonly Tensor[]): readonly Tensor[] =>
  list.map((x) => closed(x, own));

/** Options of transforms that differentiate. */
export interface TransformOptions<N extends Argnums = Argnums> {
  /** The arguments to differentiate by; default the first. */
  readonly argnums?: N;
}

/** Options for functions that return something besides their value, which is passed on. */
export interface AuxOptions<N extends Argnums = Argnums> extends TransformOptions<N> {
  readonly hasAux: true;
}

/** One tensor for one argument, a list for a list of them. */
type By<N extends Argnums> = N extends number ? Tensor : readonly Tensor[];

/**
 * The function that gives the gradient of `fn`, whose value is one number, and that value; with `hasAux` the value comes in a pair with
 * what else `fn` returns.
 *
 * @throws {Error} if the value is no 0-d tensor
 * @example
 * func.gradAndValue((x: Tensor) => x.mul(x).sum())(tensor([1, 2.5])) // => [tensor([2., 5.]), tensor(7.2500)]
 */
export function gradAndValue<A extends unknown[], N extends Argnums = number>(
  fn: (...args: A) => Tensor,
  options?: TransformOptions<N>,
): (...args: A) => readonly [gradient: By<N>, value: Tensor];
export function gradAndValue<A extends unknown[], X, N extends Argnums = number>(
  fn: (...args: A) => readonly [Tensor, X],
  options: AuxOptions<N>,
): (...args: A) => readonly [gradient: By<N>, value: readonly [Tensor, X]];
export function gradAndValue<A extends unknown[]>(
  fn: (...args: A) => Tensor | readonly [Tensor, unknown],
  options: TransformOptions | AuxOptions = {},
): (...args: A) => readonly [gradient: Tensors, value: unknown] {
  const { argnums = 0 } = options;
  return (...given) =>
    enableGrad(() => {
      const { args, chosen } = opened(given, argnums);
      const result = fn(...args);
      const [value, ...aux] = "hasAux" in options ? (result as readonly [Tensor, unknown]) : [result as Tensor];
      if (!(value instanceof Tensor)) throw notTensorOutput(value);
      if (value.ndim > 0) throw notScalarOutput(value.ndim);
      const found = isTracked(value)
        ? gradientOf(value, chosen, { createGraph: true, allowUnused: true })
        : chosen.map(() => null);
      const gradients = allClosed(filledIn(found, chosen), chosen);
      const outcome = closed(value, chosen);
      return [inFormOf(argnums, gradients), aux.length === 0 ? outcome : [outcome, ...aux]] as const;
    });
}

/**
 * The function that gives the gradient of `fn`, whose value is one number; with `hasAux` in a pair with what else `fn` returns.
 *
 * @throws {Error} if the value is no 0-d tensor
 * @example
 * const cube = (x: Tensor): Tensor => x.pow(3);
 * func.grad(func.grad(cube))(tensor(2.5)).item() // => 15
 */
export function grad<A extends unknown[], N extends Argnums = number>(
  fn: (...args: A) => Tensor,
  options?: TransformOptions<N>,
): (...args: A) => By<N>;
export function grad<A extends unknown[], X, N extends Argnums = number>(
  fn: (...args: A) => readonly [Tensor, X],
  options: AuxOptions<N>,
): (...args: A) => readonly [gradient: By<N>, aux: X];
export function grad<A extends unknown[]>(
  fn: (...args: A) => Tensor | readonly [Tensor, unknown],
  options: TransformOptions | AuxOptions = {},
): (...args: A) => unknown {
  const both = gradAndValue(fn as (...args: A) => readonly [Tensor, unknown], options as AuxOptions);
  return (...args) => {
    const [gradient, value] = both(...args);
    return "hasAux" in options ? [gradient, value[1]] : gradient;
  };
}

/**
 * The value of `fn`, and the function that gives the gradients by all inputs for gradients of the outputs.
 *
 * @example
 * const [y, pullback] = func.vjp((x: Tensor) => x.mul(x), tensor([1, 2.5]));
 * pullback(tensor([1, 10])) // => [tensor([ 2., 50.])]
 */
export function vjp(
  fn: TensorFunction,
  ...primals: Tensor[]
): readonly [outputs: Tensors, pullback: (...cotangents: Tensor[]) => readonly Tensor[]] {
  const { args, chosen } = opened(
    primals,
    primals.map((_, i) => i),
  );
  const result = enableGrad(() => fn(...args));
  const outputs = listOf(result, "outputs of the user-provided function", "vjp");
  const pullback = (...cotangents: Tensor[]): readonly Tensor[] =>
    enableGrad(() => {
      if (cotangents.length !== outputs.length) throw vectorCount(outputs.length, cotangents.length);
      return allClosed(filledIn(gradientsOf(outputs, chosen, cotangents, true), chosen), chosen);
    });
  return [inFormOf(result, allClosed(outputs, chosen)), pullback];
}

/**
 * The value of `fn`, and how its outputs change when the inputs move along `tangents`.
 *
 * @example
 * func.jvp((x: Tensor) => x.mul(x), [tensor([1, 2.5])], [tensor([1, 10])]) // => [tensor([1.0000, 6.2500]), tensor([ 2., 50.])]
 */
export function jvp(
  fn: TensorFunction,
  primals: readonly Tensor[],
  tangents: readonly Tensor[],
): readonly [outputs: Tensors, tangents: Tensors] {
  if (primals.length !== tangents.length) throw vectorCount(primals.length, tangents.length);
  return enableGrad(() => {
    const { args, chosen } = opened(
      [...primals],
      primals.map((_, i) => i),
    );
    const result = fn(...args);
    const outputs = listOf(result, "outputs of the user-provided function", "jvp");
    const w = outputs.map((output) => zerosLike(output.detach()).requiresGrad_());
    const products = gradientsOf(outputs, chosen, w, true);
    const own = [...chosen, ...w];
    const directions = allClosed(alongVectors(products, w, tangents, true), own);
    return [inFormOf(result, allClosed(outputs, own)), inFormOf(result, directions)] as const;
  });
}

/**
 * The function that gives the Jacobian of `fn`: the derivatives of each element of its value by each element of an argument.
 *
 * @returns per call a tensor with the shape of the value and then that of the argument
 * @example
 * func.jacrev((x: Tensor) => x.mul(x))(tensor([1, 2.5])).tolist() // => [[2, 0], [0, 5]]
 */
export function jacrev<A extends unknown[], N extends Argnums = number>(
  fn: (...args: A) => Tensor,
  options: TransformOptions<N> = {},
): (...args: A) => By<N> {
  const argnums = options.argnums ?? 0;
  return (...given) =>
    enableGrad(() => {
      const { args, chosen } = opened(given, argnums);
      const derivatives = jacobianOf(fn(...args), chosen, true);
      return inFormOf(argnums, allClosed(derivatives, chosen)) as By<N>;
    });
}

/**
 * The same numbers as `jacrev` gives, which PyTorch finds by forward differentiation.
 *
 * @example
 * func.jacfwd((x: Tensor) => x.mul(x))(tensor([1, 2.5])).tolist() // => [[2, 0], [0, 5]]
 */
export function jacfwd<A extends unknown[], N extends Argnums = number>(
  fn: (...args: A) => Tensor,
  options: TransformOptions<N> = {},
): (...args: A) => By<N> {
  return jacrev(fn, options);
}

/**
 * The function that gives the second derivatives of `fn` by one argument.
 *
 * @example
 * func.hessian((x: Tensor) => x.pow(3).sum())(tensor([1, 2.5])).tolist() // => [[6, 0], [0, 15]]
 */
export function hessian<A extends unknown[]>(
  fn: (...args: A) => Tensor,
  options: TransformOptions<number> = {},
): (...args: A) => Tensor {
  return jacrev(jacrev(fn, options), options);
}
