import { linear, type Tensor } from "@flambeau/core";
import { type CrossEntropyOptions, crossEntropy } from "./cross-entropy.js";

/** Options of `linearCrossEntropy`. */
export interface LinearCrossEntropyOptions extends CrossEntropyOptions {
  /** Added to the products, `[C, ...]`; default none. */
  readonly linearBias?: Tensor | null;
  /** A factor for each class, default none. */
  readonly weight?: Tensor | null;
}

/**
 * `crossEntropy` of `linear(input, linearWeight)`.
 *
 * - input: `[N, D]` or `[D]`; linearWeight: `[C, ..., D]`; target: as that of `crossEntropy` for logits of shape `[N, C, ...]`
 *
 * @throws {Error} if shapes do not fit
 * @example
 * functional.linearCrossEntropy(tensor([[0.5, 1]]), tensor([[1, 0.5], [0, 1]]), tensor([1])) // => tensor(0.6931)
 */
export function linearCrossEntropy(
  input: Tensor,
  linearWeight: Tensor,
  target: Tensor,
  { linearBias = null, weight = null, ...options }: LinearCrossEntropyOptions = {},
): Tensor {
  if (input.ndim < 1 || input.ndim > 2) throw new Error(`expected input with dimensionality 1 or 2, got ${input.ndim}`);
  if (linearWeight.ndim < 2)
    throw new Error(`expected linear_weight with dimensionality at least 2, got ${linearWeight.ndim}`);
  const [x, w] = [input.shape, linearWeight.shape];
  const features = x.at(-1)!;
  if (features !== w.at(-1))
    throw new Error(
      `expected equal input and linear_weight last dimensions (in_features), got ${features} and ${w.at(-1)}, respectively`,
    );
  const outer = w.slice(0, -1);
  if (outer.length > 1 && x.length === 1)
    throw new Error(
      `K-dimensional loss defined by linear_weight shape (${w.join(", ")}) requires batched input, (N, ${features}), got unbatched input with shape (${features},)`,
    );
  const bias = linearBias?.reshape([-1]) ?? null;
  const logits = linear(input, linearWeight.flatten(0, -2), bias).reshape([...x.slice(0, -1), ...outer]);
  return crossEntropy(logits, target, weight, options);
}
