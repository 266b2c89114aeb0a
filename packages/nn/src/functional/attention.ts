import { bfloat16, bool, float16, float32, nameInC, type Tensor } from "@flambeau/core";
import { causalMask, exclusion } from "./attention-mask.js";
import { dropout } from "./dropout.js";

/** Options of `scaledDotProductAttention`. */
export interface ScaledDotProductAttentionOptions {
  /** Probability of dropping a weight, whether anything is trained or not; default 0. */
  readonly dropoutP?: number;
  /** Let each query look only at keys that are not later; default false. */
  readonly isCausal?: boolean;
  /** Factor of the scores; default 1 / √E. */
  readonly scale?: number | null;
  /** Let several query heads share a key and value head; default false. */
  readonly enableGqa?: boolean;
}

/**
 * Means of values, weighted by how well their keys fit a query: `softmax(query keyᵀ scale + mask) value`. A query that may look at
 * nothing gets zeros.
 *
 * - query: `[..., L, E]`, key: `[..., S, E]`, value: `[..., S, V]`, output: `[..., L, V]`
 *
 * @param attnMask what broadcasts to `[..., L, S]`: bool, where true lets a key take part, or numbers to add to the scores; default none
 * @throws {Error} if types or sizes do not fit
 * @example
 * const x = tensor([[0.5, 1], [2, 0]]);
 * functional.scaledDotProductAttention(x, x, x, null, { isCausal: true }).select(0, 0).tolist() // => [0.5, 1]
 */
export function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  attnMask: Tensor | null = null,
  options: ScaledDotProductAttentionOptions = {},
): Tensor {
  const { dropoutP = 0, isCausal = false, scale = null, enableGqa = false } = options;
  checkInputs(query, key, value, attnMask);
  // PyTorch's fused kernel takes both
  if (isCausal && attnMask !== null && (query.ndim !== 4 || dropoutP > 0))
    throw new Error("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True");
  if (query.dtype === float16 || query.dtype === bfloat16) {
    const mask = attnMask?.dtype === query.dtype ? attnMask.to(float32) : attnMask;
    const wide = [query, key, value].map((x) => x.to(float32)) as [Tensor, Tensor, Tensor];
    return scaledDotProductAttention(...wide, mask, options).to(query.dtype);
  }
  const scores = query
    .mul(scale ?? 1 / Math.sqrt(query.shape.at(-1)!))
    .matmul((enableGqa ? repeatHeads(key, query) : key).transpose(-2, -1));
  if (isCausal) scores.add_(causalMask(query.shape.at(-2)!, key.shape.at(-2)!, query.dtype));
  const weights = attnMask === null ? scores.softmax(-1) : maskedSoftmax(scores, attnMask);
  const kept = dropoutP > 0 ? dropout(weights, dropoutP) : weights;
  return kept.matmul(enableGqa ? repeatHeads(value, query) : value);
}

/** Rows that leave out everything are zeros, and so are their gradients. */
function maskedSoftmax(scores: Tensor, mask: Tensor): Tensor {
  const bias = mask.dtype === bool ? exclusion(mask.logicalNot(), scores.dtype) : mask;
  const blind = bias.detach().eq(Number.NEGATIVE_INFINITY).all(-1, { keepdim: true });
  scores.add_(bias);
  if (!blind.any().item()) return scores.softmax(-1);
  return scores.maskedFill(blind, 0).softmax(-1).maskedFill(blind, 0);
}

function repeatHeads(x: Tensor, query: Tensor): Tensor {
  const [heads, queryHeads] = [x, query].map(({ shape, ndim }) => {
    if (ndim < 3)
      throw new RangeError(`Dimension out of range (expected to be in range of [-${ndim}, ${ndim - 1}], but got -3)`);
    return shape.at(-3)!;
  }) as [number, number];
  if (queryHeads % heads !== 0)
    throw new Error("Number of heads in key and value must divide the number of heads in query");
  return x.repeatInterleave(queryHeads / heads, -3);
}

function checkInputs(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | null): void {
  if (query.dtype !== key.dtype || query.dtype !== value.dtype)
    throw new Error(
      `Expected query, key, and value to have the same dtype, but got query.dtype: ${nameInC(query.dtype)} key.dtype: ${nameInC(key.dtype)} and value.dtype: ${nameInC(value.dtype)} instead.`,
    );
  if (query.ndim < 2 || key.ndim < 2 || value.ndim < 2)
    throw new Error(
      `Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: ${query.ndim} key.dim: ${key.ndim} and value.dim: ${value.ndim} instead.`,
    );
  if (mask !== null && mask.dtype !== bool && mask.dtype !== float32 && mask.dtype !== query.dtype)
    throw new Error(
      `Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: ${nameInC(mask.dtype)} and  query.dtype: ${nameInC(query.dtype)} instead.`,
    );
}
