import {
  cat,
  type EpsOption,
  float,
  groupNorm as groupNormOf,
  labelled,
  noGrad,
  type Shape,
  scaledAndShifted,
  standardized,
  type Tensor,
  UnsupportedKernelError,
  varMean,
  zerosLike,
} from "@flambeau/core";

/** A variance needs more than one value. */
function checkCount(what: string, count: number, size: string): void {
  if (count === 1) throw new Error(`Expected more than 1 ${what} when training, got input size ${size}`);
}

const product = (sizes: Shape): number => sizes.reduce((n, size) => n * size, 1);
const sizeText = (shape: Shape): string => `torch.Size([${shape.join(", ")}])`;

/**
 * Gives each group of channels mean 0 and variance 1, then scales and shifts each channel.
 *
 * - input: `[N, C, ...]`; weight, bias: `[C]` or none
 *
 * @param options `eps`: added to the variance, default 1e-5
 * @throws {Error} if `numGroups` does not divide the channels, or the shapes do not fit
 * @example
 * functional.groupNorm(tensor([[0.5, 1.5]]), 1, null, null, { eps: 0 }).tolist() // => [[-1, 1]]
 */
export function groupNorm(
  input: Tensor,
  numGroups: number,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  options: EpsOption = {},
): Tensor {
  if (input.ndim < 2) throw new Error(`Expected at least 2 dimensions for input tensor but received ${input.ndim}`);
  const [n, channels] = input.shape as [number, number];
  const sizes = [Math.floor((n * channels) / numGroups), numGroups, ...input.shape.slice(2)];
  checkCount("value per channel", product(sizes) / numGroups, `[${sizes.join(", ")}]`);
  return groupNormOf(input, numGroups, weight, bias, options);
}

/** Options of `batchNorm`. */
export interface BatchNormOptions extends EpsOption {
  /** Normalise with the means and variances of this batch, and let the running ones follow; default false. */
  readonly training?: boolean;
  /** How far running means and variances follow; default 0.1. */
  readonly momentum?: number;
}

/**
 * Gives each channel mean 0 and variance 1, then scales and shifts it: by the numbers of this batch in training, else by the running
 * ones.
 *
 * - input: `[N, C, ...]`; all others: `[C]` or none
 *
 * @throws {Error} if the shapes do not fit, if running numbers are needed and missing, or if a channel has but one value in training
 * @example
 * const options = { training: true, eps: 1e-12 };
 * functional.batchNorm(tensor([[0.5], [1.5]]), null, null, null, null, options) // => tensor([[-1.], [1.]])
 */
export function batchNorm(
  input: Tensor,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  { training = false, momentum = 0.1, eps = 1e-5 }: BatchNormOptions = {},
): Tensor {
  if (training) {
    const { shape } = input;
    checkCount("value per channel", shape[0]! * product(shape.slice(2)), sizeText(shape));
    if (eps <= 0) throw new Error(`batch_norm eps must be positive during training, but got ${eps}`);
  } else if (eps < 0) throw new Error(`batch_norm eps must be non-negative, but got ${eps}`);
  if (input.ndim < 2 && input.numel() > 0)
    throw new RangeError(
      `Dimension out of range (expected to be in range of [-${input.ndim}, ${input.ndim - 1}], but got 1)`,
    );
  return labelled(
    normalizeChannels(input, { runningMean, runningVar, weight, bias, training, momentum, eps }),
    "NativeBatchNormBackward0",
  );
}

interface Channels {
  readonly runningMean: Tensor | null;
  readonly runningVar: Tensor | null;
  readonly weight: Tensor | null;
  readonly bias: Tensor | null;
  readonly training: boolean;
  readonly momentum: number;
  readonly eps: number;
}

function normalizeChannels(input: Tensor, channels: Channels): Tensor {
  const { runningMean, runningVar, weight, bias, training, momentum, eps } = channels;
  if (!input.dtype.isFloatingPoint) throw new UnsupportedKernelError("batch_norm", input.dtype);
  if (input.numel() === 0)
    return scaledAndShifted(input.clone(), weight?.select(0, 0) ?? null, bias?.select(0, 0) ?? null);
  const size = input.shape[1]!;
  for (const [name, x] of Object.entries({ running_mean: runningMean, running_var: runningVar, weight, bias }))
    if (x !== null && x.numel() !== size) throw new Error(`${name} should contain ${size} elements not ${x.numel()}`);
  const dims = input.shape.map((_, d) => d).filter((d) => d !== 1);
  const perChannel = (x: Tensor): Tensor => x.reshape(input.shape.map((_, d) => (d === 1 ? -1 : 1)));
  if (training) {
    noGrad(() => {
      if (runningMean === null && runningVar === null) return;
      const [variance, mean] = varMean(input, dims);
      if (runningMean !== null) follow(runningMean, mean, momentum);
      if (runningVar !== null) follow(runningVar, variance, momentum);
    });
    const parts = { outer: input.shape[0]!, parts: size, inner: product(input.shape.slice(2)), eps };
    return scaledAndShifted(standardized(input, parts), weight && perChannel(weight), bias && perChannel(bias));
  }
  if (runningMean === null) throw new Error("running_mean must be defined in evaluation mode");
  if (runningVar === null) throw new Error("running_var must be defined in evaluation mode");
  const inverse = runningVar.add(eps).rsqrt();
  const factor = weight === null ? inverse : inverse.mul(weight);
  return scaledAndShifted(input.sub(perChannel(runningMean)), perChannel(factor), bias && perChannel(bias));
}

function follow(running: Tensor, current: Tensor, momentum: number): void {
  running.copy_(current.mul(momentum).add(running.mul(1 - momentum)));
}

/** Options of `instanceNorm`. */
export interface InstanceNormOptions extends EpsOption {
  /** Normalise with the means and variances of each input rather than with the running ones; default true. */
  readonly useInputStats?: boolean;
  /** How far running means and variances follow; default 0.1. */
  readonly momentum?: number;
}

/**
 * Gives each channel of each input mean 0 and variance 1, then scales and shifts it.
 *
 * - input: `[N, C, ...]`; all others: `[C]` or none
 *
 * @throws {Error} if the shapes do not fit, or if a channel has but one value
 * @example
 * functional.instanceNorm(tensor([[[0.5, 1.5]]]), null, null, null, null, { eps: 1e-12 }) // => tensor([[[-1., 1.]]])
 */
export function instanceNorm(
  input: Tensor,
  runningMean: Tensor | null = null,
  runningVar: Tensor | null = null,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  { useInputStats = true, momentum = 0.1, eps = 1e-5 }: InstanceNormOptions = {},
): Tensor {
  const [n, channels, ...rest] = input.shape as [number, number, ...number[]];
  if (useInputStats) checkCount("spatial element", product(rest), sizeText(input.shape));
  const repeated = (x: Tensor | null): Tensor | null => x?.repeat([n]) ?? null;
  const means = repeated(runningMean);
  const variances = repeated(runningVar);
  const result = normalizeChannels(input.reshape([1, n * channels, ...rest]), {
    runningMean: means,
    runningVar: variances,
    weight: repeated(weight),
    bias: repeated(bias),
    training: useInputStats,
    momentum,
    eps,
  });
  if (useInputStats)
    noGrad(() => {
      runningMean?.copy_(means!.reshape([n, channels]).mean(0));
      runningVar?.copy_(variances!.reshape([n, channels]).mean(0));
    });
  return labelled(result.reshape(input.shape), "ViewBackward0");
}

/** Options of `localResponseNorm`. */
export interface LocalResponseOptions {
  /** Factor of the mean of squares; default 1e-4. */
  readonly alpha?: number;
  /** Exponent; default 0.75. */
  readonly beta?: number;
  /** Added before the power is taken; default 1. */
  readonly k?: number;
}

/**
 * Divides each element by (k + alpha m)^beta, m the mean of the squares in `size` channels around its own.
 *
 * - input: `[N, C, ...]`, output: the same shape
 *
 * @throws {Error} if the input has fewer than three dimensions
 * @example
 * functional.localResponseNorm(ones([1, 2, 1]), 1, { alpha: 1, beta: 1 }).tolist() // => [[[0.5], [0.5]]]
 */
export function localResponseNorm(
  input: Tensor,
  size: number,
  { alpha = 1e-4, beta = 0.75, k = 1 }: LocalResponseOptions = {},
): Tensor {
  if (input.ndim < 3) throw new Error(`Expected 3D or higher dimensionality input (got ${input.ndim} dimensions)`);
  if (input.numel() === 0) return input;
  if (!(size > 0)) throw new Error(`kernel size should be greater than zero, but got kH: ${size} kW: 1`);
  const squares = input.mul(input);
  const channels = input.shape[1]!;
  const edge = (count: number): Tensor => zerosLike(squares.narrow(1, 0, 1)).expand(squares.shape.with(1, count));
  const padded = cat([edge(size >> 1), squares, edge((size - 1) >> 1)], 1);
  let sum = padded.narrow(1, 0, channels);
  for (let i = 1; i < size; i++) sum = sum.add(padded.narrow(1, i, channels));
  const mean = input.dtype.isFloatingPoint ? sum.div(size) : sum.floorDivide(size);
  return input.div(mean.mul(float(alpha)).add(float(k)).pow(float(beta)));
}
