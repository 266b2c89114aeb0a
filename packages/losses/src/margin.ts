import type { Tensor } from "@flambeau/core";
import {
  cosineEmbeddingLoss,
  hingeEmbeddingLoss,
  type MarginOptions,
  type MultiMarginLossOptions,
  marginRankingLoss,
  multilabelMarginLoss,
  multilabelSoftMarginLoss,
  multiMarginLoss,
  softMarginLoss,
} from "./functional/margin.js";
import { LossModule, WeightedLossModule, type WeightedLossOptions } from "./loss-module.js";

/**
 * For targets 1 the input itself, for targets -1 what it lacks to the margin. See `functional.hingeEmbeddingLoss`.
 *
 * @example
 * new HingeEmbeddingLoss().forward(tensor([0.5, 0.25]), tensor([1, -1])) // => tensor(0.6250)
 */
export class HingeEmbeddingLoss extends LossModule {
  /** What inputs of targets -1 must reach. */
  readonly margin: number;

  constructor({ margin = 1, ...options }: MarginOptions = {}) {
    super(options);
    this.margin = margin;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return hingeEmbeddingLoss(input, target, this);
  }
}

/**
 * What one input lacks to be ahead of the other. See `functional.marginRankingLoss`.
 *
 * @example
 * new MarginRankingLoss().forward(tensor([0.5, 2]), tensor([1, 1.5]), tensor([1, 1])) // => tensor(0.2500)
 */
export class MarginRankingLoss extends LossModule {
  /** By how much the one must be ahead. */
  readonly margin: number;

  constructor({ margin = 0, ...options }: MarginOptions = {}) {
    super(options);
    this.margin = margin;
  }

  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return marginRankingLoss(input1, input2, target, this);
  }
}

/**
 * How far two vectors point in different directions, or in the same one. See `functional.cosineEmbeddingLoss`.
 *
 * @example
 * new CosineEmbeddingLoss().forward(tensor([[1.5, 0]]), tensor([[2, 2.0]]), tensor([1])) // => tensor(0.2929)
 */
export class CosineEmbeddingLoss extends LossModule {
  /** The cosine that vectors of targets -1 may have. */
  readonly margin: number;

  constructor({ margin = 0, ...options }: MarginOptions = {}) {
    super(options);
    this.margin = margin;
  }

  forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return cosineEmbeddingLoss(input1, input2, target, this);
  }
}

/**
 * `log(1 + exp(-target input))` for targets 1 and -1. See `functional.softMarginLoss`.
 *
 * @example
 * new SoftMarginLoss().forward(tensor([0.5, -1]), tensor([1, -1])) // => tensor(0.3937)
 */
export class SoftMarginLoss extends LossModule {
  forward(input: Tensor, target: Tensor): Tensor {
    return softMarginLoss(input, target, this);
  }
}

/**
 * By how much wrong classes are not behind the right one. See `functional.multiMarginLoss`.
 *
 * @example
 * new MultiMarginLoss().forward(tensor([[0.5, 1, 0]]), tensor([1])) // => tensor(0.1667)
 */
export class MultiMarginLoss extends WeightedLossModule {
  /** Exponent of what a class is too high. */
  readonly p: number;
  /** By how much wrong classes must be behind. */
  readonly margin: number;

  constructor({ p = 1, margin = 1, ...options }: WeightedLossOptions & MultiMarginLossOptions = {}) {
    super(options);
    if (p !== 1 && p !== 2) throw new Error("only p == 1 and p == 2 supported");
    if (this.weight !== null && this.weight.ndim !== 1)
      throw new Error(`MultiMarginLoss: expected weight to be null or 1D tensor, got ${this.weight.ndim}D instead`);
    this.p = p;
    this.margin = margin;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return multiMarginLoss(input, target, this.weight, this);
  }
}

/**
 * By how much classes that are not right are not behind those that are. See `functional.multilabelMarginLoss`.
 *
 * @example
 * new MultiLabelMarginLoss().forward(tensor([[0.5, 1, 0]]), tensor([[1, -1, 0]])) // => tensor(0.1667)
 */
export class MultiLabelMarginLoss extends LossModule {
  forward(input: Tensor, target: Tensor): Tensor {
    return multilabelMarginLoss(input, target, this);
  }
}

/**
 * A binary cross entropy for each class, averaged over them. See `functional.multilabelSoftMarginLoss`.
 *
 * @example
 * new MultiLabelSoftMarginLoss().forward(tensor([[0.5, -2]]), tensor([[1, 0]])) // => tensor(0.3005)
 */
export class MultiLabelSoftMarginLoss extends WeightedLossModule {
  forward(input: Tensor, target: Tensor): Tensor {
    return multilabelSoftMarginLoss(input, target, this.weight, this);
  }
}
