import { allocate, Binary, broadcast, cpu, type NaryOp, naryOp, record, type Tensor } from "@flambeau/core";
import { type LossOptions, optional, reductionOf } from "../reduction.js";
import { differenceLoss, warnOfBroadcast } from "./difference.js";
import { checkWeight, weightedMean } from "./weight.js";

const squaredError = differenceLoss({
  name: "mseLoss",
  kernel: "mse_cpu",
  forward: (k, difference, _, dtype) => k.binary(Binary.mul, difference, difference, difference, dtype),
  // d(x - y)² = 2 (x - y) (dx - dy)
  slope: (grad, x, y, factor) => slope(grad, x, y, 2 * factor),
});

/** factor (x - y) grad, in one tensor. */
function slope(grad: Tensor, x: Tensor, y: Tensor, factor: number): Tensor {
  const out = allocate(broadcast(x.layout, y.layout), grad.dtype);
  cpu.binary(Binary.sub, x, y, out, out.dtype);
  cpu.scalar(Binary.mul, out, factor, out, out.dtype);
  cpu.binary(Binary.mul, out, grad, out, out.dtype);
  return record(slopeOp, [grad, x, y], factor, out);
}

const slopeOp: NaryOp<number> = naryOp<number>({
  name: "mseLossBackward",
  saves: [[1, 2], [0], [0]],
  gradients: [
    (grad, { inputs: [, x, y], attr: factor }) => x!.sub(y!).mul(factor).mul(grad),
    (grad, { inputs: [g], attr: factor }) => g!.mul(factor).mul(grad),
    (grad, { inputs: [g], attr: factor }) => g!.mul(-factor).mul(grad),
  ],
});

/**
 * Squared errors, `(input - target)²`: their mean, sum, or each.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @param weight a factor for each element, default none; the mean is then a weighted mean. It may be left out before the options
 * @throws {Error} if the shapes cannot be broadcast together, or that of the weight is not that of the input
 * @example
 * functional.mseLoss(tensor([1.5, 2]), tensor([1, 4])) // => tensor(2.1250)
 * functional.mseLoss(tensor([1.5, 2]), tensor([1, 4]), { reduction: "none" }) // => tensor([0.2500, 4.0000])
 */
export function mseLoss(input: Tensor, target: Tensor, options?: LossOptions): Tensor;
export function mseLoss(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: LossOptions,
): Tensor;
export function mseLoss(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | LossOptions,
  lastOptions?: LossOptions,
): Tensor {
  const [weight, given] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  warnOfBroadcast(input, target);
  if (weight === null) return squaredError(input, target, undefined, reduction);
  checkWeight(weight, input);
  return weightedMean(input.sub(target).pow(2), weight, reduction);
}
