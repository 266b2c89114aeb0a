import { broadcastShapes, type NaryOp, naryOp, record, type Tensor } from "@flambeau/core";
import { functional } from "@flambeau/nn";
import {
  checkReduction,
  type LossOptions,
  optional,
  type Reduction,
  reduced,
  reductionOf,
  sizeOf,
} from "../reduction.js";

/** The gradient of each element's loss, given that of the result. */
function each(grad: Tensor, weight: Tensor | null | undefined, reduction: Reduction, numel: number): Tensor {
  const weighted = weight == null ? grad : grad.mul(weight);
  return reduction === "mean" ? weighted.div(numel) : weighted;
}

const bceOp: NaryOp<Reduction> = naryOp<Reduction>({
  name: "binaryCrossEntropy",
  saves: [[0, 1, 2], [0, 2], []],
  gradients: [
    // d(-t log x - (1 - t) log(1 - x)) = (x - t) / (x (1 - x)) dx + (log(1 - x) - log x) dt
    (grad, { inputs: [x, target, weight], attr, layouts }) => {
      const slope = grad.mul(x!.sub(target!)).div(x!.rsub(1).mul(x!).clamp(1e-12));
      return each(slope, weight, attr, layouts[0]!.numel);
    },
    (grad, { inputs: [x, , weight], attr, layouts }) =>
      each(grad.mul(x!.rsub(1).log().sub(x!.log())), weight, attr, layouts[0]!.numel),
    null,
  ],
});

/**
 * The cross entropy of probabilities with targets between 0 and 1: the mean, sum, or that of each element. Logarithms are kept
 * above -100.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @param weight a factor for each element, broadcast, default none. It may be left out before the options
 * @throws {Error} if the shapes differ, or an element is outside [0, 1]
 * @example
 * functional.binaryCrossEntropy(tensor([0.5, 0.25]), tensor([1, 0.5])) // => tensor(0.7651)
 */
export function binaryCrossEntropy(input: Tensor, target: Tensor, options?: LossOptions): Tensor;
export function binaryCrossEntropy(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: LossOptions,
): Tensor;
export function binaryCrossEntropy(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | LossOptions,
  lastOptions?: LossOptions,
): Tensor {
  const [weight, given] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  checkReduction(reduction);
  if (!target.layout.hasShapeOf(input.layout))
    throw new Error(
      `Using a target size (${sizeOf(target)}) that is different to the input size (${sizeOf(input)}) is deprecated. Please ensure they have the same size.`,
    );
  if (target.dtype !== input.dtype)
    throw new Error(`Found dtype ${target.dtype.title} but expected ${input.dtype.title}`);
  const [x, t] = [input.detach(), target.detach()];
  for (const [name, values] of [
    ["input", x],
    ["target", t],
  ] as const) {
    if (values.ge(0).logicalAnd(values.le(1)).all().item()) continue;
    throw new Error(`all elements of ${name} should be between 0 and 1`);
  }
  const losses = t
    .sub(1)
    .mul(x.neg().log1p().clamp(-100))
    .sub(t.mul(x.log().clamp(-100)));
  const factor = weight?.expand(broadcastShapes(target.shape, weight.shape)) ?? null;
  const weighted = factor === null ? losses : losses.mul(factor.detach());
  return record(bceOp, [input, target, factor], reduction, reduced(weighted, reduction));
}

const bceWithLogitsOp: NaryOp<Reduction> = naryOp<Reduction>({
  name: "binaryCrossEntropyWithLogits",
  saves: [[0, 1, 2, 3], [0, 2, 3], [], []],
  gradients: [
    (grad, { inputs: [x, target, weight, positive], attr, layouts }) => {
      const s = x!.sigmoid();
      const slope = positive == null ? s.sub(target!) : biased(s, positive.mul(target!), target!);
      return each(slope.mul(grad), weight, attr, layouts[0]!.numel);
    },
    (grad, { inputs: [x, , weight, positive], attr, layouts }) => {
      const slope =
        positive == null ? x!.neg() : functional.logsigmoid(x!.neg()).sub(positive.mul(functional.logsigmoid(x!)));
      return each(slope.mul(grad), weight, attr, layouts[0]!.numel);
    },
    null,
    null,
  ],
});

/** (p t + 1 - t) σ(x) - p t */
function biased(s: Tensor, positiveTarget: Tensor, target: Tensor): Tensor {
  return positiveTarget.add(1).sub(target).mul(s).sub(positiveTarget);
}

/**
 * `binaryCrossEntropy` of `sigmoid(input)`, computed without its overflow.
 *
 * - input, target: the same shape; output: 0-d, or that shape if `reduction` is `"none"`
 *
 * @param weight a factor for each element, broadcast, default none
 * @param posWeight a factor for the share of positive targets, broadcast, default none. Both may be left out before the options
 * @throws {Error} if the shapes differ
 * @example
 * functional.binaryCrossEntropyWithLogits(tensor([0.5, -2]), tensor([1, 0.5])) // => tensor(0.8005)
 */
export function binaryCrossEntropyWithLogits(input: Tensor, target: Tensor, options?: LossOptions): Tensor;
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: LossOptions,
): Tensor;
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  posWeight: Tensor | null | undefined,
  options?: LossOptions,
): Tensor;
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | LossOptions,
  posWeightOrOptions?: Tensor | null | LossOptions,
  lastOptions?: LossOptions,
): Tensor {
  const [positive, options] = optional(posWeightOrOptions, lastOptions);
  const [weight, given] = optional(weightOrOptions, options);
  const reduction = reductionOf(given);
  checkReduction(reduction);
  if (!target.layout.hasShapeOf(input.layout))
    throw new Error(`Target size (${sizeOf(target)}) must be the same as input size (${sizeOf(input)})`);
  const [x, t] = [input.detach(), target.detach()];
  const log = functional.logsigmoid(x);
  const share = positive === null ? log : log.mul(positive.detach().sub(1).mul(t).add(1));
  const losses = t.rsub(1).mul(x).sub(share);
  const weighted = weight === null ? losses : losses.mul(weight.detach());
  return record(bceWithLogitsOp, [input, target, weight, positive], reduction, reduced(weighted, reduction));
}
