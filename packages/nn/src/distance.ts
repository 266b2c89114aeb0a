import type { Tensor } from "@flambeau/core";
import { cosineSimilarity, type KeepdimOption, pairwiseDistance } from "./functional/distance.js";
import { Module } from "./module.js";

/**
 * The cosine of the angle between the vectors of two tensors. See `functional.cosineSimilarity`.
 *
 * @example
 * new CosineSimilarity().forward(tensor([[1.5, 0]]), tensor([[2, 2.0]])) // => tensor([0.7071])
 */
export class CosineSimilarity extends Module<Tensor> {
  constructor(
    /** Dimension of the vectors; default 1. */
    readonly dim = 1,
    /** Least length of a vector; default 1e-8. */
    readonly eps = 1e-8,
  ) {
    super();
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    return cosineSimilarity(x1, x2, this.dim, this.eps);
  }
}

/**
 * The distance of each vector of one tensor from that of another. See `functional.pairwiseDistance`.
 *
 * @example
 * new PairwiseDistance().forward(tensor([[3.5, 0]]), tensor([[0.5, 4]])) // => tensor([5.])
 */
export class PairwiseDistance extends Module<Tensor> {
  /** Whether the reduced dimension stays. */
  readonly keepdim: boolean;

  constructor(
    /** Exponent of the norm; default 2. */
    readonly norm = 2,
    /** Added to each difference; default 1e-6. */
    readonly eps = 1e-6,
    { keepdim = false }: KeepdimOption = {},
  ) {
    super();
    this.keepdim = keepdim;
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    return pairwiseDistance(x1, x2, this.norm, this.eps, this);
  }
}
