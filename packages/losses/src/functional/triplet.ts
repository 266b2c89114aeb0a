import type { Tensor } from "@flambeau/core";
import { functional, Module } from "@flambeau/nn";
import { checkReduction, reduced, reductionOf } from "../reduction.js";
import type { MarginOptions } from "./margin.js";

/** Options of both triplet losses. */
interface SwapOptions extends MarginOptions {
  /** Take the distance of the negative from the positive where that is less; default false. */
  readonly swap?: boolean;
}

/** Options of `tripletMarginLoss`. */
export interface TripletMarginLossOptions extends SwapOptions {
  /** Exponent of the norm of differences; default 2. */
  readonly p?: number;
  /** Added to differences; default 1e-6. */
  readonly eps?: number;
}

/**
 * By how much an anchor is not nearer to the positive than to the negative by the margin: the mean, sum, or that of each.
 *
 * - anchor, positive, negative: `[N, D]` or `[D]`
 *
 * @param options `margin`: default 1
 * @throws {Error} if the margin is not positive, or the dimensions differ
 * @example
 * functional.tripletMarginLoss(tensor([[0, 0.5]]), tensor([[0, 1.5]]), tensor([[1, 0.5]])) // => tensor(1.)
 */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  { p = 2, eps = 1e-6, ...options }: TripletMarginLossOptions = {},
): Tensor {
  const distance = (a: Tensor, b: Tensor): Tensor => functional.pairwiseDistance(a, b, p, eps);
  return triplet(anchor, positive, negative, distance, options);
}

/** How far two tensors are apart, for each pair of rows: a function or a module. */
export type Distance = ((a: Tensor, b: Tensor) => Tensor) | Module<Tensor>;

/** Options of `tripletMarginWithDistanceLoss`. */
export interface TripletMarginWithDistanceLossOptions extends SwapOptions {
  /** How far two tensors are apart, for each pair of rows; default `pairwiseDistance`. */
  readonly distanceFunction?: Distance | null;
}

/**
 * `tripletMarginLoss` with a distance of your own.
 *
 * @throws {Error} if the margin is not positive, or the dimensions differ
 * @example
 * const distanceFunction = (a: Tensor, b: Tensor) => a.sub(b).abs().sum(1);
 * const [anchor, positive, negative] = [tensor([[0, 0.5]]), tensor([[0, 1.5]]), tensor([[1, 0.5]])];
 * functional.tripletMarginWithDistanceLoss(anchor, positive, negative, { distanceFunction }) // => tensor(1.)
 */
export function tripletMarginWithDistanceLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  { distanceFunction, ...options }: TripletMarginWithDistanceLossOptions = {},
): Tensor {
  const given = distanceFunction ?? functional.pairwiseDistance;
  const distance = (a: Tensor, b: Tensor): Tensor => (given instanceof Module ? given.forward(a, b) : given(a, b));
  return triplet(anchor, positive, negative, distance, options);
}

function triplet(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  distance: (a: Tensor, b: Tensor) => Tensor,
  { margin = 1, swap = false, ...given }: SwapOptions,
): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  if (!(margin > 0)) throw new Error(`margin must be greater than 0, got ${margin}`);
  if (anchor.ndim !== positive.ndim || anchor.ndim !== negative.ndim)
    throw new Error(
      `The anchor, positive, and negative tensors are expected to have the same number of dimensions, but got: anchor ${anchor.ndim}D, positive ${positive.ndim}D, and negative ${negative.ndim}D inputs`,
    );
  const near = distance(anchor, positive);
  const far = distance(anchor, negative);
  const apart = swap ? far.minimum(distance(positive, negative)) : far;
  return reduced(near.add(margin).sub(apart).clampMin(0), reduction);
}
