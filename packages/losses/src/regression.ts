import type { Tensor } from "@flambeau/core";
import {
  type HuberLossOptions,
  huberLoss,
  l1Loss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from "./functional/absolute.js";
import { mseLoss } from "./functional/mse.js";
import { LossModule } from "./loss-module.js";

/**
 * Squared errors: their mean, sum, or each. See `functional.mseLoss`.
 *
 * @example
 * new MSELoss().forward(tensor([1.5, 2]), tensor([1, 4])) // => tensor(2.1250)
 */
export class MSELoss extends LossModule {
  forward(input: Tensor, target: Tensor): Tensor {
    return mseLoss(input, target, this);
  }
}

/**
 * Absolute errors: their mean, sum, or each. See `functional.l1Loss`.
 *
 * @example
 * new L1Loss().forward(tensor([1.5, 2]), tensor([1, 4])) // => tensor(1.2500)
 */
export class L1Loss extends LossModule {
  forward(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, this);
  }
}

/**
 * Errors, squared where they are small and absolute where they are large. See `functional.smoothL1Loss`.
 *
 * @example
 * new SmoothL1Loss().forward(tensor([1.5, 2]), tensor([1, 4])) // => tensor(0.8125)
 */
export class SmoothL1Loss extends LossModule {
  /** Where the parabola ends. */
  readonly beta: number;

  constructor({ beta = 1, ...options }: SmoothL1LossOptions = {}) {
    super(options);
    this.beta = beta;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(input, target, this);
  }
}

/**
 * Errors, squared where they are small and absolute where they are large. See `functional.huberLoss`.
 *
 * @example
 * new HuberLoss({ delta: 0.5 }).forward(tensor([1.5, 2]), tensor([1, 4])) // => tensor(0.5000)
 */
export class HuberLoss extends LossModule {
  /** Where the parabola ends. */
  readonly delta: number;

  constructor({ delta = 1, ...options }: HuberLossOptions = {}) {
    super(options);
    this.delta = delta;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return huberLoss(input, target, this);
  }
}
