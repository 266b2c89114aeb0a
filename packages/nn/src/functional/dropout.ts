import { dropoutFactors, empty, type Tensor } from "@flambeau/core";

/** Options of the functions of the dropout family. */
export interface DropoutOptions {
  /** Whether anything is dropped at all; the default depends on the function. */
  readonly training?: boolean;
  /** Overwrite the input; default false. */
  readonly inplace?: boolean;
}

function checkProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new Error(`dropout probability has to be between 0 and 1, but got ${p}`);
}

function times(input: Tensor, factors: Tensor | number, inplace: boolean): Tensor {
  return inplace ? input.mul_(factors) : input.mul(factors);
}

/** 1 with probability `1 - p`, else 0, drawn in the order in which the elements lie in memory. */
function kept(like: Tensor, p: number): Tensor {
  return like
    .detach()
    .clone()
    .bernoulli_(1 - p);
}

/** One element per channel, which stands for all of the channel's. */
function perChannel(input: Tensor): Tensor {
  if (input.ndim < 2) throw new Error("Feature dropout requires at least 2 dimensions in the input");
  return empty(
    input.shape.map((size, d) => (d < 2 ? size : 1)),
    { dtype: input.dtype },
  );
}

/** Nothing changes, or everything goes; null if it is left to chance. */
function certain(input: Tensor, p: number, training: boolean, inplace: boolean): Tensor | null {
  checkProbability(p);
  if (p === 0 || !training || input.numel() === 0) return input;
  if (p === 1) return times(input, 0, inplace);
  if (!input.dtype.isFloatingPoint)
    throw new TypeError(`result type Float can't be cast to the desired output type ${input.dtype.title}`);
  return null;
}

/**
 * Sets elements to 0 with probability `p`, and divides the others by 1 - `p`.
 *
 * @param p default 0.5
 * @param options `training`: default true
 * @throws {Error} if `p` is outside [0, 1]
 * @example
 * manualSeed(0);
 * functional.dropout(ones([6]), 0.5) // => tensor([0., 0., 2., 0., 0., 0.])
 */
export function dropout(input: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  const { training = true, inplace = false } = options;
  const result = certain(input, p, training, inplace);
  if (result !== null) return result;
  const factors = input.isContiguous() ? dropoutFactors(input, p) : kept(input, p).div_(1 - p);
  return times(input, factors, inplace);
}

function channels(input: Tensor, p: number, { training = true, inplace = false }: DropoutOptions): Tensor {
  const result = certain(input, p, training, inplace);
  return result ?? times(input, dropoutFactors(perChannel(input), p), inplace);
}

const readAsLines =
  "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will change in a future release to interpret the input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d instead.";

function otherDimensions({ ndim }: Tensor, spatial: 2 | 3): string {
  const name = `dropout${spatial}d`;
  return `${name}: Received a ${ndim}-D input to ${name}, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use dropout instead. Note that ${name} exists to provide channel-wise dropout on inputs with ${spatial} spatial dimensions, a channel dimension, and an optional batch dimension (i.e. ${spatial + 1}D or ${spatial + 2}D inputs).`;
}

function unbatched(input: Tensor, whole: number, drop: (batch: Tensor) => Tensor): Tensor {
  return input.ndim === whole ? drop(input) : drop(input.unsqueeze(0)).squeeze(0);
}

/**
 * Drops whole channels.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @param p default 0.5
 * @param options `training`: default true
 * @throws {Error} if `p` is outside [0, 1], or if the input has other dimensions
 * @example
 * manualSeed(0);
 * functional.dropout1d(ones([1, 3, 2])).tolist() // => [[[0, 0], [0, 0], [2, 2]]]
 */
export function dropout1d(input: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  checkProbability(p);
  if (input.ndim !== 2 && input.ndim !== 3)
    throw new Error(
      `dropout1d: Expected 2D or 3D input, but received a ${input.ndim}D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).`,
    );
  return unbatched(input, 3, (batch) => channels(batch, p, options));
}

/**
 * Drops whole channels.
 *
 * - input: `[N, C, H, W]`; `[N, C, L]` is read as in `dropout1d`
 *
 * @param p default 0.5
 * @param options `training`: default true
 * @throws {Error} if `p` is outside [0, 1]
 * @example
 * manualSeed(0);
 * functional.dropout2d(ones([1, 3, 1, 2])).tolist() // => [[[[0, 0]], [[0, 0]], [[2, 2]]]]
 */
export function dropout2d(input: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  if (input.ndim === 3) console.warn(readAsLines);
  else if (input.ndim !== 4) console.warn(otherDimensions(input, 2));
  return channels(input, p, options);
}

/**
 * Drops whole channels.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @param p default 0.5
 * @param options `training`: default true
 * @throws {Error} if `p` is outside [0, 1]
 * @example
 * manualSeed(0);
 * functional.dropout3d(ones([1, 3, 1, 1, 2])).tolist() // => [[[[[0, 0]]], [[[0, 0]]], [[[2, 2]]]]]
 */
export function dropout3d(input: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  checkProbability(p);
  if (input.ndim !== 4 && input.ndim !== 5) console.warn(otherDimensions(input, 3));
  return unbatched(input, 5, (batch) => channels(batch, p, options));
}

/** Drops to the value that SELU saturates at, and keeps mean and variance. */
function alpha(
  input: Tensor,
  p: number,
  { training = false, inplace = false }: DropoutOptions,
  noise: () => Tensor,
): Tensor {
  const result = certain(input, p, training, inplace);
  if (result !== null) return result;
  const saturation = 1.7580993408473766;
  const a = 1 / Math.sqrt((saturation * saturation * p + 1) * (1 - p));
  const factors = noise();
  const shift = factors
    .add(-1)
    .mul_(saturation * a)
    .add_(saturation * a * p);
  return times(input, factors.mul_(a), inplace).add_(shift);
}

/**
 * Dropout that keeps mean and variance of what follows SELU: dropped elements get the value that SELU saturates at.
 *
 * @param p default 0.5
 * @param options `training`: default false
 * @throws {Error} if `p` is outside [0, 1]
 * @example
 * manualSeed(0);
 * functional.alphaDropout(ones([3]), 0.5, { training: true }) // => tensor([-0.7792, -0.7792,  1.6656])
 */
export function alphaDropout(input: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  return alpha(input, p, options, () => kept(input, p));
}

/**
 * `alphaDropout` of whole channels.
 *
 * - input: `[N, C, ...]`
 *
 * @param p default 0.5
 * @param options `training`: default false
 * @throws {Error} if `p` is outside [0, 1], or if the input has fewer than two dimensions
 * @example
 * functional.featureAlphaDropout(ones([1, 2, 2]), 0.5).tolist() // => [[[1, 1], [1, 1]]]
 */
export function featureAlphaDropout(input: Tensor, p = 0.5, options: DropoutOptions = {}): Tensor {
  return alpha(input, p, options, () => perChannel(input).bernoulli_(1 - p));
}
