import type { Tensor } from "@flambeau/core";
import { Module, PairwiseDistance } from "@flambeau/nn";
import {
  type Distance,
  type TripletMarginLossOptions,
  type TripletMarginWithDistanceLossOptions,
  tripletMarginLoss,
  tripletMarginWithDistanceLoss,
} from "./functional/triplet.js";
import { LossModule } from "./loss-module.js";

function checkMargin(name: string, margin: number): void {
  if (!(margin > 0)) throw new Error(`${name}: expected margin to be greater than 0, got ${margin} instead`);
}

/**
 * By how much an anchor is not nearer to the positive than to the negative. See `functional.tripletMarginLoss`.
 *
 * @example
 * new TripletMarginLoss().forward(tensor([[0, 0.5]]), tensor([[0, 1.5]]), tensor([[1, 0.5]])) // => tensor(1.)
 */
export class TripletMarginLoss extends LossModule {
  /** By how much it must be nearer. */
  readonly margin: number;
  /** Exponent of the norm of differences. */
  readonly p: number;
  /** Added to differences. */
  readonly eps: number;
  /** Whether the positive may stand for the anchor. */
  readonly swap: boolean;

  constructor({ margin = 1, p = 2, eps = 1e-6, swap = false, ...options }: TripletMarginLossOptions = {}) {
    super(options);
    checkMargin("TripletMarginLoss", margin);
    this.margin = margin;
    this.p = p;
    this.eps = eps;
    this.swap = swap;
  }

  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    return tripletMarginLoss(anchor, positive, negative, this);
  }
}

/**
 * `TripletMarginLoss` with a distance of your own. See `functional.tripletMarginWithDistanceLoss`.
 *
 * @example
 * const distanceFunction = (a: Tensor, b: Tensor) => a.sub(b).abs().sum(1);
 * const loss = new TripletMarginWithDistanceLoss({ distanceFunction });
 * loss.forward(tensor([[0, 0.5]]), tensor([[0, 1.5]]), tensor([[1, 0.5]])) // => tensor(1.)
 */
export class TripletMarginWithDistanceLoss extends LossModule {
  /** How far two tensors are apart, under its name in PyTorch: see `distanceFunction`. */
  declare readonly distance_function: Distance;
  /** By how much the positive must be nearer. */
  readonly margin: number;
  /** Whether the positive may stand for the anchor. */
  readonly swap: boolean;

  constructor({ distanceFunction, margin = 1, swap = false, ...options }: TripletMarginWithDistanceLossOptions = {}) {
    super(options);
    checkMargin("TripletMarginWithDistanceLoss", margin);
    const distance = distanceFunction ?? new PairwiseDistance();
    if (distance instanceof Module) this.registerModule("distance_function", distance);
    else this.distance_function = distance;
    this.margin = margin;
    this.swap = swap;
  }

  /** How far two tensors are apart. */
  get distanceFunction(): Distance {
    return this.distance_function;
  }

  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor {
    return tripletMarginWithDistanceLoss(anchor, positive, negative, this);
  }
}
