import { Activation, type Tensor } from "@flambeau/core";
import { type LossOptions, optional, reduced, reductionOf } from "../reduction.js";
import { differenceLoss, warnOfBroadcast } from "./difference.js";
import { checkWeight, weightedMean } from "./weight.js";

/**
 * Absolute errors, `|input - target|`: their mean, sum, or each.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @param weight a factor for each element, default none; the mean is then a weighted mean. It may be left out before the options
 * @throws {Error} if the shapes cannot be broadcast together, or that of the weight is not that of the input
 * @example
 * functional.l1Loss(tensor([1.5, 2]), tensor([1, 4])) // => tensor(1.2500)
 */
export function l1Loss(input: Tensor, target: Tensor, options?: LossOptions): Tensor;
export function l1Loss(input: Tensor, target: Tensor, weight: Tensor | null | undefined, options?: LossOptions): Tensor;
export function l1Loss(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | LossOptions,
  lastOptions?: LossOptions,
): Tensor {
  const [weight, given] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  warnOfBroadcast(input, target);
  const errors = input.sub(target).abs();
  if (weight === null) return reduced(errors, reduction);
  checkWeight(weight, input);
  return weightedMean(errors, weight, reduction);
}

const smoothL1 = differenceLoss<number>({
  name: "smoothL1Loss",
  kernel: "smooth_l1_cpu",
  forward: (k, difference, beta, dtype) => k.activation(Activation.smoothL1, difference, [beta], difference, dtype),
  slope: (grad, x, y, factor, beta) => x.sub(y).clamp(-beta, beta).mul(factor).mul(grad).div(beta),
});

/** Options of `smoothL1Loss`. */
export interface SmoothL1LossOptions extends LossOptions {
  /** Where the parabola ends and the straight line begins; 0 gives `l1Loss`; default 1. */
  readonly beta?: number;
}

/**
 * Errors e as e² / (2 beta) below `beta`, and as e - beta / 2 from there on: their mean, sum, or each.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @throws {Error} if `beta` is negative
 * @example
 * functional.smoothL1Loss(tensor([1.5, 2]), tensor([1, 4])) // => tensor(0.8125)
 */
export function smoothL1Loss(input: Tensor, target: Tensor, { beta = 1, ...given }: SmoothL1LossOptions = {}): Tensor {
  const reduction = reductionOf(given);
  if (beta === 0) return l1Loss(input, target, { reduction });
  warnOfBroadcast(input, target);
  if (!(beta > 0)) throw new Error("smooth_l1_loss does not support negative values for beta.");
  return smoothL1(input, target, beta, reduction);
}

const huber = differenceLoss<number>({
  name: "huberLoss",
  kernel: "huber_cpu",
  forward: (k, difference, delta, dtype) => k.activation(Activation.huber, difference, [delta], difference, dtype),
  slope: (grad, x, y, factor, delta) => x.sub(y).clamp(-delta, delta).mul(factor).mul(grad),
});

/** Options of `huberLoss`. */
export interface HuberLossOptions extends LossOptions {
  /** Where the parabola ends and the straight line begins; default 1. */
  readonly delta?: number;
}

/**
 * Errors e as e² / 2 up to `delta`, and as delta (e - delta / 2) beyond: their mean, sum, or each.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @param weight a factor for each element, default none. It may be left out before the options
 * @throws {Error} if `delta` is not positive, or the shape of the weight is not that of the input
 * @example
 * functional.huberLoss(tensor([1.5, 2]), tensor([1, 4]), { delta: 0.5 }) // => tensor(0.5000)
 */
export function huberLoss(input: Tensor, target: Tensor, options?: HuberLossOptions): Tensor;
export function huberLoss(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: HuberLossOptions,
): Tensor;
export function huberLoss(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | HuberLossOptions,
  lastOptions?: HuberLossOptions,
): Tensor {
  const [weight, { delta = 1, ...given }] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  warnOfBroadcast(input, target);
  if (!(delta > 0)) throw new Error("huber_loss does not support non-positive values for delta.");
  if (weight === null) return huber(input, target, delta, reduction);
  checkWeight(weight, input);
  return reduced(huber(input, target, delta, "none").mul(weight), reduction);
}
