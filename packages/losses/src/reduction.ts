import { Tensor } from "@flambeau/core";

/** What becomes of the losses of single elements: their mean, their sum, or all of them. */
export type Reduction = "mean" | "sum" | "none";

/** The option that every loss has. */
export interface LossOptions {
  /** What becomes of the losses of single elements; default `"mean"`. */
  readonly reduction?: Reduction;
  /** PyTorch's older word: false for `reduction: "sum"`. It warns. */
  readonly sizeAverage?: boolean | null;
  /** PyTorch's older word: false for `reduction: "none"`. It warns. */
  readonly reduce?: boolean | null;
}

/** The reduction that options ask for, where PyTorch's older words for it, which it warns of, come first. */
export function reductionOf<R extends string = Reduction>(
  options: Omit<LossOptions, "reduction"> & { readonly reduction?: R },
): R | Reduction {
  const { reduction = "mean", sizeAverage = null, reduce = null } = options;
  if (sizeAverage === null && reduce === null) return reduction;
  const old = reduce === false ? "none" : sizeAverage === false ? "sum" : "mean";
  console.warn(`size_average and reduce args will be deprecated, please use reduction='${old}' instead.`);
  return old;
}

/** Throws what PyTorch throws for a word that is none of them. */
export function checkReduction(reduction: Reduction): Reduction {
  if (reduction !== "mean" && reduction !== "sum" && reduction !== "none")
    throw new Error(`${reduction satisfies never} is not a valid value for reduction`);
  return reduction;
}

/** The losses of single elements, reduced. */
export function reduced(losses: Tensor, reduction: Reduction): Tensor {
  if (checkReduction(reduction) === "mean") return losses.mean();
  return reduction === "sum" ? losses.sum() : losses;
}

/** `torch.Size([2, 3])` */
export function sizeOf(x: Tensor): string {
  return `torch.Size([${x.shape.join(", ")}])`;
}

const noOptions = {};

/** The weight may be left out before the options: finds both. */
export function optional<O extends object>(
  weight: Tensor | null | undefined | O,
  options: O = noOptions as O,
): readonly [weight: Tensor | null, options: O] {
  if (weight === null || weight === undefined) return [null, options];
  return weight instanceof Tensor ? [weight, options] : [null, weight];
}
