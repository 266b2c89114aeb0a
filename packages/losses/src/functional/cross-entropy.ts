import { applyUnary, Binary, logSoftmax, type Tensor, type UnaryOp, unaryOp } from "@flambeau/core";
import { checkReduction, optional, type Reduction, reductionOf } from "../reduction.js";
import { type NllLossOptions, nllLoss } from "./nll.js";

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions extends NllLossOptions {
  /** How much of a target is spread evenly over all classes, 0 to 1; default 0. */
  readonly labelSmoothing?: number;
}

/**
 * The cross entropy between the classes that `softmax(input)` expects and those that are true: the mean, sum, or that of each.
 *
 * - input: `[C]`, `[N, C]` or `[N, C, ...]`; target: class numbers without the `C` (int64 or uint8), or probabilities of classes in the
 *   shape of the input; output: 0-d, or the shape without `C` if `reduction` is `"none"`
 *
 * @param weight a factor for each class, default none; the mean is then a weighted mean. It may be left out before the options
 * @throws {Error} if shapes or types do not fit, a target names no class, or `labelSmoothing` is outside [0, 1]
 * @example
 * functional.crossEntropy(tensor([[0.5, 2.5, 0]]), tensor([1])) // => tensor(0.1967)
 * functional.crossEntropy(tensor([[0.5, 2.5, 0]]), tensor([1]), { labelSmoothing: 0.1 }) // => tensor(0.3467)
 */
export function crossEntropy(input: Tensor, target: Tensor, options?: CrossEntropyOptions): Tensor;
export function crossEntropy(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: CrossEntropyOptions,
): Tensor;
export function crossEntropy(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | CrossEntropyOptions,
  lastOptions?: CrossEntropyOptions,
): Tensor {
  const [weight, options] = optional(weightOrOptions, lastOptions);
  const { ignoreIndex = -100, labelSmoothing = 0 } = options;
  const reduction = reductionOf(options);
  checkReduction(reduction);
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1))
    throw new Error(`label_smoothing must be between 0.0 and 1.0. Got: ${labelSmoothing}`);
  if (input.layout.hasShapeOf(target.layout)) {
    checkProbabilities(input, target, weight, ignoreIndex);
    return ofProbabilities(input, target, weight, reduction, labelSmoothing);
  }
  const logs = logSoftmax(input, input.ndim === 1 ? 0 : 1);
  const loss = nllLoss(logs, target, weight, { reduction, ignoreIndex });
  if (labelSmoothing === 0) return loss;
  const even = spread(logs, target, weight, ignoreIndex, reduction);
  return loss.mul(1 - labelSmoothing).add(even.mul(labelSmoothing / classesOf(input)));
}

const classesOf = (input: Tensor): number => input.shape[input.ndim === 1 ? 0 : 1]!;

/** One weight per class, to be broadcast against `[N, C, ...]`. */
function perClass(weight: Tensor, input: Tensor): Tensor {
  return input.ndim === 1 ? weight : weight.reshape(input.shape.map((_, d) => (d === 1 ? -1 : 1)));
}

function checkProbabilities(input: Tensor, target: Tensor, weight: Tensor | null, ignoreIndex: number): void {
  if (!target.dtype.isFloatingPoint)
    throw new Error(`Expected floating point type for target with class probabilities, got ${target.dtype.title}`);
  if (ignoreIndex >= 0) throw new Error("ignore_index is not supported for floating point target");
  if (weight !== null && (weight.ndim !== 1 || weight.shape[0] !== classesOf(input)))
    throw new Error(
      `cross_entropy: weight tensor should be defined either for all ${classesOf(input)} classes or no classes but got weight tensor of shape: [${weight.shape.join(", ")}]`,
    );
}

/** Division as PyTorch names it here. */
const quotientOp: UnaryOp<number> = unaryOp<number>({
  name: "div",
  gradName: "DivBackward1",
  forward: (k, x, divisor, out, dtype) => k.scalar(Binary.div, x, divisor, out, dtype),
  dx: (grad, { attr: divisor }) => grad.div(divisor),
});

function ofProbabilities(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null,
  reduction: Reduction,
  labelSmoothing: number,
): Tensor {
  const dim = input.ndim === 1 ? 0 : 1;
  const classes = classesOf(input);
  const smooth = labelSmoothing > 0 ? target.mul(1 - labelSmoothing).add(labelSmoothing / classes) : target;
  const products = logSoftmax(input, dim).mul(smooth);
  const weighted = weight === null ? products : products.mul(perClass(weight, input));
  if (reduction === "none") return weighted.sum(dim).neg();
  const total = weighted.sum().neg();
  return reduction === "sum" ? total : applyUnary(quotientOp, total, input.numel() / classes);
}

/** The loss if all classes were equally true. */
function spread(
  logs: Tensor,
  target: Tensor,
  weight: Tensor | null,
  ignoreIndex: number,
  reduction: Reduction,
): Tensor {
  const dim = logs.ndim === 1 ? 0 : 1;
  const weighted = weight === null ? logs : logs.mul(perClass(weight, logs));
  const ignored = target.eq(ignoreIndex);
  const losses = weighted.sum(dim).neg().maskedFill(ignored, 0);
  if (reduction === "none") return losses;
  if (reduction === "sum") return losses.sum();
  const counted = target.maskedSelect(ignored.logicalNot());
  return losses.sum().div(weight === null ? counted.numel() : weight.gather(0, counted).sum());
}
