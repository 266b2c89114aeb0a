import type { Tensor } from "@flambeau/core";
import { binaryCrossEntropy, binaryCrossEntropyWithLogits } from "./functional/binary-cross-entropy.js";
import { type CrossEntropyOptions, crossEntropy } from "./functional/cross-entropy.js";
import { type KLDivLossOptions, klDiv } from "./functional/kl-divergence.js";
import { type NllLossOptions, nllLoss } from "./functional/nll.js";
import { LossModule, WeightedLossModule, type WeightedLossOptions } from "./loss-module.js";
import type { Reduction } from "./reduction.js";

/**
 * The cross entropy between the classes that a softmax expects and those that are true. See `functional.crossEntropy`.
 *
 * - input: `[C]`, `[N, C]` or `[N, C, ...]`; target: class numbers without the `C`, or probabilities in the shape of the input
 *
 * @example
 * new CrossEntropyLoss().forward(tensor([[0.5, 2.5, 0]]), tensor([1])) // => tensor(0.1967)
 */
export class CrossEntropyLoss extends WeightedLossModule {
  /** A target that counts for nothing. */
  readonly ignoreIndex: number;
  /** How much of a target is spread evenly over all classes. */
  readonly labelSmoothing: number;

  constructor({ ignoreIndex = -100, labelSmoothing = 0, ...options }: WeightedLossOptions & CrossEntropyOptions = {}) {
    super(options);
    this.ignoreIndex = ignoreIndex;
    this.labelSmoothing = labelSmoothing;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return crossEntropy(input, target, this.weight, this);
  }
}

/**
 * What logarithms of probabilities lack for the true classes. See `functional.nllLoss`.
 *
 * - input: `[C]`, `[N, C]` or `[N, C, ...]`; target: class numbers without the `C`
 *
 * @example
 * new NLLLoss().forward(tensor([[-0.5, -1.5], [-2.5, -0.25]]), tensor([0, 1])) // => tensor(0.3750)
 */
export class NLLLoss extends WeightedLossModule {
  /** A target that counts for nothing. */
  readonly ignoreIndex: number;

  constructor({ ignoreIndex = -100, ...options }: WeightedLossOptions & NllLossOptions = {}) {
    super(options);
    this.ignoreIndex = ignoreIndex;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return nllLoss(input, target, this.weight, this);
  }
}

/**
 * The cross entropy of probabilities with targets between 0 and 1. See `functional.binaryCrossEntropy`.
 *
 * @example
 * new BCELoss().forward(tensor([0.5, 0.25]), tensor([1, 0.5])) // => tensor(0.7651)
 */
export class BCELoss extends WeightedLossModule {
  forward(input: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropy(input, target, this.weight, this);
  }
}

/** Options of `BCEWithLogitsLoss`. */
export interface BCEWithLogitsLossOptions extends WeightedLossOptions {
  /** A factor for the share of positive targets, default none. */
  readonly posWeight?: Tensor | null;
}

/**
 * `BCELoss` of a sigmoid, computed without its overflow. See `functional.binaryCrossEntropyWithLogits`.
 *
 * @example
 * new BCEWithLogitsLoss().forward(tensor([0.5, -2]), tensor([1, 0.5])) // => tensor(0.8005)
 */
export class BCEWithLogitsLoss extends WeightedLossModule {
  /** The buffer, under its key in the state dict: see `posWeight`. */
  declare pos_weight: Tensor | null;

  constructor({ posWeight = null, ...options }: BCEWithLogitsLossOptions = {}) {
    super(options);
    this.registerBuffer("pos_weight", posWeight);
  }

  /** A factor for the share of positive targets. */
  get posWeight(): Tensor | null {
    return this.pos_weight;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropyWithLogits(input, target, this.weight, this.posWeight, this);
  }
}

/**
 * The Kullback-Leibler divergence of two distributions, the first in logarithms. See `functional.klDiv`.
 *
 * @example
 * new KLDivLoss({ reduction: "batchmean" }).forward(tensor([-0.5, -1.5]), tensor([0.5, 0.5])) // => tensor(0.1534)
 */
export class KLDivLoss extends LossModule<Reduction | "batchmean"> {
  /** Whether the target too are logarithms. */
  readonly logTarget: boolean;

  constructor({ logTarget = false, ...options }: KLDivLossOptions = {}) {
    super(options);
    this.logTarget = logTarget;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return klDiv(input, target, this);
  }
}
