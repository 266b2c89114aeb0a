import type { Tensor } from "@flambeau/core";
import { type Reduction, reduced } from "../reduction.js";

/** Throws unless there is a weight for each element. */
export function checkWeight(weight: Tensor, input: Tensor): void {
  if (!weight.layout.hasShapeOf(input.layout)) throw new Error("Weights and input must have the same size.");
}

/** Losses times weights; their mean is one of weighted numbers. */
export function weightedMean(losses: Tensor, weight: Tensor, reduction: Reduction): Tensor {
  const products = losses.mul(weight);
  return reduction === "mean" ? products.sum().div(weight.sum()) : reduced(products, reduction);
}
