import {
  allocate,
  applyBinary,
  Binary,
  type BinaryOp,
  binaryOp,
  broadcast,
  cpu,
  Layout,
  type NaryOp,
  naryOp,
  Reduction as Reduce,
  record,
  type Tensor,
  UnsupportedKernelError,
} from "@flambeau/core";
import { checkReduction, type LossOptions, optional, reduced, sizeOf } from "../reduction.js";

/** One record for each reduction: they differ in the layout of the result and in the factor of the gradient. */
function squaredError(layout: (x: Layout, y: Layout) => Layout, divisor: (n: number) => number): BinaryOp<void> {
  return binaryOp<void, "x" | "y", "x" | "y">({
    name: "mseLoss",
    layout,
    forward: (k, x, y, out, dtype) => {
      if (!dtype.isFloatingPoint) throw new UnsupportedKernelError("mse_loss", dtype);
      const whole = broadcast(x.layout, y.layout);
      const difference = out.layout === whole ? out : allocate(whole, dtype);
      k.binary(Binary.sub, x, y, difference, dtype);
      k.binary(Binary.mul, difference, difference, difference, dtype);
      if (difference === out) return;
      k.reduce(Reduce.sum, difference, null, out);
      const n = divisor(whole.numel);
      if (n !== 1) k.scalar(Binary.div, out, n, out, dtype);
    },
    // d(x - y)² = 2 (x - y) (dx - dy)
    saves: { dx: ["x", "y"], dy: ["x", "y"] },
    dx: (grad, { x, y }) => slope(grad, x, y, 2 / divisor(broadcast(x.layout, y.layout).numel)),
    dy: (grad, { x, y }) => slope(grad, y, x, 2 / divisor(broadcast(x.layout, y.layout).numel)),
  });
}

const toScalar = (): Layout => Layout.scalar;
const one = (): number => 1;
const records = {
  mean: squaredError(toScalar, (n) => n),
  sum: squaredError(toScalar, one),
  none: squaredError(broadcast, one),
};

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

/** Warns where a target of another size is broadcast, which is rarely what was meant. */
export function warnOfBroadcast(input: Tensor, target: Tensor): void {
  if (target.layout.hasShapeOf(input.layout)) return;
  console.warn(
    `Using a target size (${sizeOf(target)}) that is different to the input size (${sizeOf(input)}). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.`,
  );
}

/** Losses times weights; their mean is weighted too. */
export function weighted(losses: Tensor, weight: Tensor, { reduction = "mean" }: LossOptions): Tensor {
  const products = losses.mul(weight);
  return reduction === "mean" ? products.sum().div(weight.sum()) : reduced(products, reduction);
}

/** Throws unless there is a weight for each element. */
export function checkWeight(weight: Tensor, input: Tensor): void {
  if (!weight.layout.hasShapeOf(input.layout)) throw new Error("Weights and input must have the same size.");
}

/**
 * Squared errors, `(input - target)²`: their mean, sum, or each.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @param weight a factor for each element, default none; the mean is then a weighted mean. It may be left out before the options
 * @throws {Error} if the shapes cannot be broadcast together
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
  const { weight, options } = optional(weightOrOptions, lastOptions);
  warnOfBroadcast(input, target);
  if (weight !== null) {
    checkWeight(weight, input);
    return weighted(input.sub(target).pow(2), weight, options);
  }
  return applyBinary(records[checkReduction(options.reduction ?? "mean")], input, target);
}
