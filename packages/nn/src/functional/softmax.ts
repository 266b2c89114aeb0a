import {
  type DType,
  emptyLike,
  type GeneratorOption,
  logSoftmax as logSoftmaxOf,
  softmax as softmaxOf,
  type Tensor,
} from "@flambeau/core";

/** Options of the softmax functions. */
export interface SoftmaxOptions {
  /** The type to convert to first; default that of the input. */
  readonly dtype?: DType;
}

/** The dimension that PyTorch guesses, with a warning. */
function guess(name: string, { ndim }: Tensor): number {
  console.warn(
    `Implicit dimension choice for ${name} has been deprecated. Change the call to include dim=X as an argument.`,
  );
  return ndim === 0 || ndim === 1 || ndim === 3 ? 0 : 1;
}

/**
 * Positive numbers that sum to 1 along a dimension: `exp(x)` over their sum.
 *
 * @param dim the dimension; left out, it is guessed with a warning
 * @example
 * functional.softmax(tensor([1.5, 1.5]), 0) // => tensor([0.5000, 0.5000])
 */
export function softmax(input: Tensor, dim: number | null = null, options: SoftmaxOptions = {}): Tensor {
  return softmaxOf(input, dim ?? guess("softmax", input), options);
}

/**
 * `softmax` of `-x`.
 *
 * @param dim the dimension; left out, it is guessed with a warning
 * @example
 * functional.softmin(tensor([1.5, 1.5]), 0) // => tensor([0.5000, 0.5000])
 */
export function softmin(input: Tensor, dim: number | null = null, options: SoftmaxOptions = {}): Tensor {
  return softmaxOf(input.neg(), dim ?? guess("softmin", input), options);
}

/**
 * The logarithm of `softmax`.
 *
 * @param dim the dimension; left out, it is guessed with a warning
 * @example
 * functional.logSoftmax(tensor([1.5, 1.5]), 0) // => tensor([-0.6931, -0.6931])
 */
export function logSoftmax(input: Tensor, dim: number | null = null, options: SoftmaxOptions = {}): Tensor {
  return logSoftmaxOf(input, dim ?? guess("log_softmax", input), options);
}

/** Options of `gumbelSoftmax`. */
export interface GumbelOptions extends GeneratorOption {
  /** Temperature; default 1. */
  readonly tau?: number;
  /** Give whole choices, whose gradient is that of the soft ones; default false. */
  readonly hard?: boolean;
  /** Has no effect, as in PyTorch, which warns of it. */
  readonly eps?: number;
  /** Dimension of the categories; default the last. */
  readonly dim?: number;
}

/**
 * Draws categories with the probabilities that `softmax` would give, in a way that gradients pass.
 *
 * @example
 * manualSeed(0);
 * functional.gumbelSoftmax(tensor([[0.5, 2, 1]]), { hard: true }).sum() // => tensor(1.)
 */
export function gumbelSoftmax(
  logits: Tensor,
  { tau = 1, hard = false, eps = 1e-10, dim = -1, generator }: GumbelOptions = {},
): Tensor {
  if (eps !== 1e-10) console.warn("`eps` parameter is deprecated and has no effect.");
  const noise = emptyLike(logits.detach()).exponential_(1, { generator }).log().neg();
  const soft = logits.add(noise).div(tau).softmax(dim);
  if (!hard) return soft;
  const { indices } = soft.detach().max(dim, { keepdim: true });
  const choice = soft.detach().mul(0).scatter_(dim, indices, 1);
  return choice.sub(soft.detach()).add(soft);
}
