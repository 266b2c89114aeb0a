import type { Tensor } from "@flambeau/core";
import { type CTCLossOptions, ctcLoss } from "./functional/ctc.js";
import {
  type GaussianNLLLossOptions,
  gaussianNllLoss,
  type PoissonNLLLossOptions,
  poissonNllLoss,
} from "./functional/likelihood.js";
import { LossModule } from "./loss-module.js";

/**
 * How unlikely counts are, given their rates. See `functional.poissonNllLoss`.
 *
 * @example
 * new PoissonNLLLoss().forward(tensor([0.5, 1]), tensor([1, 2])) // => tensor(0.9335)
 */
export class PoissonNLLLoss extends LossModule {
  /** Whether the input are logarithms of the rates. */
  readonly logInput: boolean;
  /** Whether the target's factorials are approximated. */
  readonly full: boolean;
  /** Added to rates before their logarithm is taken. */
  readonly eps: number;

  constructor({ logInput = true, full = false, eps = 1e-8, ...options }: PoissonNLLLossOptions = {}) {
    super(options);
    this.logInput = logInput;
    this.full = full;
    this.eps = eps;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return poissonNllLoss(input, target, this);
  }
}

/**
 * How unlikely targets are that are normal around the input. See `functional.gaussianNllLoss`.
 *
 * @example
 * new GaussianNLLLoss().forward(tensor([0.5, 1]), tensor([1, 2]), tensor([0.5, 4])) // => tensor(0.3608)
 */
export class GaussianNLLLoss extends LossModule {
  /** Whether the constant is added. */
  readonly full: boolean;
  /** Least variance. */
  readonly eps: number;

  constructor({ full = false, eps = 1e-6, ...options }: GaussianNLLLossOptions = {}) {
    super(options);
    this.full = full;
    this.eps = eps;
  }

  forward(input: Tensor, target: Tensor, variance: Tensor | number): Tensor {
    return gaussianNllLoss(input, target, variance, this);
  }
}

/**
 * How unlikely it is to read labels from a longer sequence of probabilities. See `functional.ctcLoss`.
 *
 * @example
 * const logProbs = zeros([4, 1, 3]).logSoftmax(2);
 * new CTCLoss().forward(logProbs, tensor([[1, 2]]), [4], [2]) // => tensor(0.8432)
 */
export class CTCLoss extends LossModule {
  /** The class that stands for nothing. */
  readonly blank: number;
  /** Whether infinite losses count as 0. */
  readonly zeroInfinity: boolean;

  constructor({ blank = 0, zeroInfinity = false, ...options }: CTCLossOptions = {}) {
    super(options);
    this.blank = blank;
    this.zeroInfinity = zeroInfinity;
  }

  forward(
    logProbs: Tensor,
    targets: Tensor,
    inputLengths: Tensor | readonly number[],
    targetLengths: Tensor | readonly number[],
  ): Tensor {
    return ctcLoss(logProbs, targets, inputLengths, targetLengths, this);
  }
}
