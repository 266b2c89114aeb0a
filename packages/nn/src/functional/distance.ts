import { broadcastTensors, labelled, noGrad, norm, resultType, type Tensor, vectorNorm } from "@flambeau/core";

/** Option of `pairwiseDistance`. */
export interface KeepdimOption {
  /** Keep the reduced dimension with size 1; default false. */
  readonly keepdim?: boolean;
}

/**
 * The distance of each vector of `x1` from that of `x2`: the norm of their difference over the last dimension.
 *
 * - x1, x2: `[N, D]` or `[D]`; output: `[N]` or 0-d
 *
 * @param p exponent of the norm, default 2
 * @param eps added to each difference, default 1e-6
 * @example
 * functional.pairwiseDistance(tensor([[3.5, 0]]), tensor([[0.5, 4]])) // => tensor([5.])
 */
export function pairwiseDistance(
  x1: Tensor,
  x2: Tensor,
  p = 2,
  eps = 1e-6,
  { keepdim = false }: KeepdimOption = {},
): Tensor {
  const last = Math.max(x1.ndim, x2.ndim) - 1;
  return labelled(norm(x1.sub(x2).add(eps), p, last, { keepdim }), "NormBackward1");
}

/**
 * The cosine of the angle between the vectors of `x1` and `x2` along a dimension.
 *
 * @param dim default 1
 * @param eps least length of a vector, default 1e-8
 * @throws {Error} for integers
 * @example
 * functional.cosineSimilarity(tensor([[1.5, 0]]), tensor([[2, 2.0]])) // => tensor([0.7071])
 */
export function cosineSimilarity(x1: Tensor, x2: Tensor, dim = 1, eps = 1e-8): Tensor {
  const dtype = resultType(x1, x2);
  if (!dtype.isFloatingPoint)
    throw new Error(`expected common dtype to be floating point, yet common dtype is ${dtype.title}`);
  const [a, b] = broadcastTensors(x1.to(dtype), x2.to(dtype)) as [Tensor, Tensor];
  const unit = (x: Tensor): Tensor => {
    const length = vectorNorm(x, 2, dim, { keepdim: true }).clone();
    // the bound has no influence on gradients
    noGrad(() => length.clampMin_(eps));
    return x.div(length);
  };
  return unit(a).mul(unit(b)).sum(dim);
}

/**
 * Vectors of length 1: each divided by its norm.
 *
 * @param p exponent of the norm, default 2
 * @param dim dimension of the vectors, default 1
 * @param eps least norm, default 1e-12
 * @example
 * functional.normalize(tensor([[1.5, 2]])) // => tensor([[0.6000, 0.8000]])
 */
export function normalize(input: Tensor, p = 2, dim = 1, eps = 1e-12): Tensor {
  return input.div(norm(input, p, dim, { keepdim: true }).clampMin(eps).expandAs(input));
}
