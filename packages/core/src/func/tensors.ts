import { independentInput, notTensors } from "../errors/functional.js";
import { Tensor } from "../tensor.js";

/** One tensor or several. */
export type Tensors = Tensor | readonly Tensor[];

/** A function of tensors that can be differentiated. */
export type TensorFunction = (...inputs: Tensor[]) => Tensors;

/** One or several as a list; `what` and `name` say who gave them to whom. */
export function listOf(value: unknown, what: string, name: string): readonly Tensor[] {
  if (value instanceof Tensor) return [value];
  if (!Array.isArray(value)) throw notTensors(what, name, value, null);
  const odd = value.findIndex((one) => !(one instanceof Tensor));
  if (odd >= 0) throw notTensors(what, name, value[odd], odd);
  return value;
}

/** In the form of `like`: the one value, or all. */
export function inFormOf<T>(like: unknown, values: readonly T[]): T | readonly T[] {
  return Array.isArray(like) ? values : values[0]!;
}

/** Zeros where there is no gradient, because the output does not depend on that input. */
export function filledIn(
  gradients: readonly (Tensor | null)[],
  like: readonly Tensor[],
  isStrict = false,
): readonly Tensor[] {
  return gradients.map((gradient, i) => {
    if (gradient === null && isStrict) throw independentInput(i);
    return gradient ?? like[i]!.detach().newZeros(like[i]!.shape);
  });
}
