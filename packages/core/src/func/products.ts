import { grad } from "../autograd/backward.js";
import { isTracked, type Tensor } from "../tensor.js";
import { filledIn } from "./tensors.js";

/** The gradients of those outputs that have any, null where there is none. */
export function gradientsOf(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  vectors: readonly Tensor[],
  createGraph: boolean,
): readonly (Tensor | null)[] {
  const live = outputs.flatMap((output, i) => (isTracked(output) ? [i] : []));
  if (live.length === 0) return inputs.map(() => null);
  const gradOutputs = live.map((i) => vectors[i]!);
  return grad(
    live.map((i) => outputs[i]!),
    inputs,
    { gradOutputs, createGraph, allowUnused: true },
  );
}

/**
 * J v from two passes back: the product wᵀJ is linear in w, and its derivative by w along v is J v.
 *
 * `products` are wᵀJ.
 */
export function alongVectors(
  products: readonly (Tensor | null)[],
  w: readonly Tensor[],
  vectors: readonly Tensor[],
  createGraph: boolean,
): readonly Tensor[] {
  const live = products.flatMap((product, i) => (product !== null && isTracked(product) ? [i] : []));
  const found = gradientsOf(
    live.map((i) => products[i]!),
    w,
    live.map((i) => vectors[i]!),
    createGraph,
  );
  return filledIn(found, w);
}
