import type { Tensor } from "@flambeau/core";
import { Module } from "@flambeau/nn";
import { mseLoss } from "./functional/mse.js";
import type { LossOptions, Reduction } from "./reduction.js";

/**
 * Squared errors: their mean, sum, or each. See `functional.mseLoss`.
 *
 * @example
 * new MSELoss().forward(tensor([1.5, 2]), tensor([1, 4])) // => tensor(2.1250)
 */
export class MSELoss extends Module<Tensor> {
  readonly reduction: Reduction;

  constructor({ reduction = "mean" }: LossOptions = {}) {
    super();
    this.reduction = reduction;
  }

  forward(input: Tensor, target: Tensor): Tensor {
    return mseLoss(input, target, this);
  }
}
