import { float, int64, labelled, type Tensor, zerosLike } from "@flambeau/core";
import { functional } from "@flambeau/nn";
import { checkReduction, type LossOptions, optional, reduced, reductionOf, sizeOf } from "../reduction.js";

/** Options of losses with a margin. */
export interface MarginOptions extends LossOptions {
  /** What a right answer must be ahead of a wrong one; the default depends on the loss. */
  readonly margin?: number;
}

/**
 * For targets 1 the input itself, for targets -1 what it lacks to the margin: the mean, sum, or that of each.
 *
 * @param options `margin`: default 1
 * @example
 * functional.hingeEmbeddingLoss(tensor([0.5, 0.25]), tensor([1, -1])) // => tensor(0.6250)
 */
export function hingeEmbeddingLoss(
  input: Tensor,
  target: Tensor,
  { margin = 1, ...given }: MarginOptions = {},
): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  const lacking = input.rsub(float(margin)).clampMin(0);
  return reduced(lacking.where(target.ne(1), 0).add(input.where(target.ne(-1), 0)), reduction);
}

/**
 * What the first input lacks to be ahead of the second by the margin where the target is 1, and the other way round where it is -1.
 *
 * - inputs, target: shapes of as many dimensions that broadcast together
 *
 * @param options `margin`: default 0
 * @throws {Error} if the dimensions differ
 * @example
 * functional.marginRankingLoss(tensor([0.5, 2]), tensor([1, 1.5]), tensor([1, 1])) // => tensor(0.2500)
 */
export function marginRankingLoss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  { margin = 0, ...given }: MarginOptions = {},
): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  if (input1.ndim !== input2.ndim || input1.ndim !== target.ndim)
    throw new Error(
      `margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: ${sizeOf(input1)}, input2: ${sizeOf(input2)}, target: ${sizeOf(target)} `,
    );
  return reduced(target.neg().mul(input1.sub(input2)).add(float(margin)).clampMin(0), reduction);
}

/**
 * For targets 1, how far the cosine of two vectors is from 1; for targets -1, by how much it is above the margin.
 *
 * - inputs: `[N, D]` or `[D]`; target: `[N]` or 0-d
 *
 * @param options `margin`: default 0
 * @throws {Error} if the dimensions do not fit
 * @example
 * functional.cosineEmbeddingLoss(tensor([[1.5, 0]]), tensor([[2, 2.0]]), tensor([1])) // => tensor(0.2929)
 */
export function cosineEmbeddingLoss(
  input1: Tensor,
  input2: Tensor,
  target: Tensor,
  { margin = 0, ...given }: MarginOptions = {},
): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  const dim = target.ndim;
  if (dim > 1) throw new Error("0D or 1D target tensor expected, multi-target not supported");
  if (input1.ndim !== dim + 1 || input2.ndim !== dim + 1)
    throw new Error(
      `${dim}D target tensor expects ${dim + 1}D input tensors, but found inputs with sizes [${input1.shape.join(", ")}] and [${input2.shape.join(", ")}].`,
    );
  const square = (x: Tensor): Tensor => x.mul(x).sum(dim).add(1e-12);
  const cosine = input1
    .mul(input2)
    .sum(dim)
    .div(square(input1).mul(square(input2)).sqrt());
  const zeros = zerosLike(cosine);
  const near = cosine.rsub(1).where(target.eq(1), zeros);
  const far = cosine.sub(float(margin)).clampMin(0).where(target.eq(-1), zeros);
  return reduced(near.add(far), reduction);
}

/**
 * `log(1 + exp(-target input))` for targets 1 and -1: the mean, sum, or that of each.
 *
 * @example
 * functional.softMarginLoss(tensor([0.5, -1]), tensor([1, -1])) // => tensor(0.3937)
 */
export function softMarginLoss(input: Tensor, target: Tensor, given: LossOptions = {}): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  const losses = input.mul(target).neg().exp().log1p();
  return labelled(reduced(losses, reduction), "SoftMarginLossBackward0");
}

/** Options of `multiMarginLoss`. */
export interface MultiMarginLossOptions extends MarginOptions {
  /** Exponent of what a class is too high, 1 or 2; default 1. */
  readonly p?: number;
}

/**
 * By how much wrong classes are not behind the right one by the margin, summed over the classes and divided by their number.
 *
 * - input: `[N, C]` or `[C]`; target: class numbers `[N]` or 0-d
 *
 * @param weight a factor for each right class, default none. It may be left out before the options
 * @param options `margin`: default 1
 * @throws {Error} if shapes do not fit, `p` is neither 1 nor 2, or a target names no class
 * @example
 * functional.multiMarginLoss(tensor([[0.5, 1, 0]]), tensor([1])) // => tensor(0.1667)
 */
export function multiMarginLoss(input: Tensor, target: Tensor, options?: MultiMarginLossOptions): Tensor;
export function multiMarginLoss(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: MultiMarginLossOptions,
): Tensor;
export function multiMarginLoss(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | MultiMarginLossOptions,
  lastOptions?: MultiMarginLossOptions,
): Tensor {
  const [weight, { p = 1, margin = 1, ...given }] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  checkReduction(reduction);
  if (p !== 1 && p !== 2) throw new Error("only p == 1 and p == 2 supported");
  if (weight !== null && weight.ndim !== 1) throw new Error("weight must be one-dimensional");
  checkRows(input);
  const rows = input.ndim < 2 ? input.reshape([1, -1]) : input;
  const classes = rows.shape[1]!;
  if (target.numel() !== rows.shape[0])
    throw new Error(
      `multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch size). Expected target size [${rows.shape[0]}], but got [${target.shape.join(", ")}]. Input has shape [${input.shape.join(", ")}].`,
    );
  if (weight !== null && weight.numel() !== classes)
    throw new Error(`inconsistent weight size, expected ${classes} but got [${weight.shape.join(", ")}]`);
  checkLong(target);
  if (target.lt(0).logicalOr(target.ge(classes)).any().item()) throw new Error("target out of range");
  const right = target.reshape([-1, 1]);
  const excess = rows.sub(rows.gather(1, right)).add(margin).clampMin(0).pow(p);
  const weighted = weight === null ? excess : excess.mul(weight.gather(0, right.reshape([-1])).unsqueeze(1));
  const losses = weighted.scatter(1, right, 0).sum(1).div(classes);
  const shaped = input.ndim < 2 ? losses.reshape([]) : losses;
  return labelled(reduced(shaped, reduction), "MultiMarginLossBackward0");
}

/** Throws unless `input` is scores of classes, one row of them or several; the rows may be none. */
function checkRows({ ndim, shape }: Tensor): void {
  if (ndim > 2 || (ndim > 0 && shape[ndim - 1] === 0))
    throw new Error(
      `Expected non-empty vector or matrix with optional 0-dim batch size, but got: [${shape.join(", ")}]`,
    );
}

function checkLong({ dtype }: Tensor): void {
  if (dtype !== int64) throw new TypeError(`expected scalar type Long but found ${dtype.title}`);
}

/**
 * By how much the classes that are not right are not behind each right one by 1, summed and divided by the number of classes.
 *
 * - input: `[N, C]` or `[C]`; target: int64 in the same shape, the right classes of each row, then -1
 *
 * @throws {Error} if the shapes differ or a target names no class
 * @example
 * functional.multilabelMarginLoss(tensor([[0.5, 1, 0]]), tensor([[1, -1, 0]])) // => tensor(0.1667)
 */
export function multilabelMarginLoss(input: Tensor, target: Tensor, given: LossOptions = {}): Tensor {
  const reduction = reductionOf(given);
  checkReduction(reduction);
  checkRows(input);
  if (!target.layout.hasShapeOf(input.layout))
    throw new Error(
      `inconsistent target size: [${target.shape.join(", ")}] for input of size: [${input.shape.join(", ")}]`,
    );
  checkLong(target);
  const classes = input.shape.at(-1) ?? 1;
  const rows = input.reshape([-1, classes]);
  const right = target.reshape([-1, classes]);
  if (right.lt(-1).logicalOr(right.ge(classes)).any().item()) throw new Error("argument #2 'target' is out of range");
  const counts = right.ge(0).to(right.dtype).cumprod(1).to(rows.dtype);
  const places = right.clampMin(0);
  const isRight = zerosLike(rows.detach()).scatterAdd(1, places, counts).gt(0);
  // [row, right class, other class]
  const excess = rows.unsqueeze(1).sub(rows.gather(1, places).unsqueeze(2)).add(1).clampMin(0);
  const others = excess.mul(counts.unsqueeze(2)).mul(isRight.logicalNot().unsqueeze(1));
  const losses = others.sum([1, 2]).div(classes);
  const shaped = input.ndim < 2 ? losses.reshape([]) : losses;
  return labelled(reduced(shaped, reduction), "MultilabelMarginLossBackward0");
}

/**
 * `binaryCrossEntropyWithLogits`, averaged over the classes.
 *
 * - input, target: `[N, C]`
 *
 * @param weight a factor for each class, default none. It may be left out before the options
 * @example
 * functional.multilabelSoftMarginLoss(tensor([[0.5, -2]]), tensor([[1, 0]])) // => tensor(0.3005)
 */
export function multilabelSoftMarginLoss(input: Tensor, target: Tensor, options?: LossOptions): Tensor;
export function multilabelSoftMarginLoss(
  input: Tensor,
  target: Tensor,
  weight: Tensor | null | undefined,
  options?: LossOptions,
): Tensor;
export function multilabelSoftMarginLoss(
  input: Tensor,
  target: Tensor,
  weightOrOptions?: Tensor | null | LossOptions,
  lastOptions?: LossOptions,
): Tensor {
  const [weight, given] = optional(weightOrOptions, lastOptions);
  const reduction = reductionOf(given);
  const { logsigmoid } = functional;
  const losses = target
    .mul(logsigmoid(input))
    .add(target.rsub(1).mul(logsigmoid(input.neg())))
    .neg();
  const weighted = weight === null ? losses : losses.mul(weight);
  return reduced(weighted.sum(-1).div(input.shape.at(-1)!), reduction);
}
