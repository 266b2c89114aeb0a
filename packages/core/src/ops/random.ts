import { getDefaultDtype, int64, uint8 } from "../dtype.js";
import type { Shape } from "../layout.js";
import { defaultGenerator } from "../random/default-generator.js";
import type { FloatArray } from "../random/elements.js";
import { fillRandomRange } from "../random/integer.js";
import { fillMultinomial } from "../random/multinomial.js";
import { fillNormal } from "../random/normal.js";
import { checkRandperm, fillRandperm } from "../random/permutation.js";
import { fillDropout } from "../random/trials.js";
import { fillUniform } from "../random/uniform.js";
import { Tensor } from "../tensor.js";
import { empty as allocate } from "./apply.js";
import { drawn, type Fill, floating, type GeneratorOption, halfOf, type RandomOptions } from "./drawing.js";
import { checkTensor } from "./kinds.js";
import { bernoulli_ } from "./random-fill.js";
import { item, toTypedArray } from "./reading.js";

// New tensors of random numbers.

/**
 * Numbers drawn uniformly from [0, 1).
 *
 * @example
 * manualSeed(0);
 * rand([2]) // => tensor([0.4963, 0.7682])
 */
export function rand(shape: Shape, options: RandomOptions = {}): Tensor {
  const dtype = options.dtype ?? getDefaultDtype();
  return drawn(shape, dtype, options, (out, g, x) =>
    fillUniform(out as FloatArray, 0, 1, g, halfOf(floating("check_uniform_bounds", x))),
  );
}

/**
 * Normal numbers of mean 0 and standard deviation 1.
 *
 * @example
 * manualSeed(0);
 * randn([2]) // => tensor([ 1.5410, -0.2934])
 */
export function randn(shape: Shape, options: RandomOptions = {}): Tensor {
  const dtype = options.dtype ?? getDefaultDtype();
  return drawn(shape, dtype, options, (out, g, x) =>
    fillNormal(out as FloatArray, 0, 1, g, halfOf(floating("normal_kernel_cpu", x)) !== null),
  );
}

/**
 * Integers from `low` (or 0) to `high - 1`; default type int64.
 *
 * @throws {Error} if the range is empty
 * @example
 * manualSeed(0);
 * randint(0, 10, [3]) // => tensor([4, 9, 3])
 */
export function randint(high: number, shape: Shape, options?: RandomOptions): Tensor;
export function randint(low: number, high: number, shape: Shape, options?: RandomOptions): Tensor;
export function randint(
  first: number,
  second: number | Shape,
  third?: Shape | RandomOptions,
  fourth: RandomOptions = {},
): Tensor {
  if (typeof second !== "number") return integers(0, first, second, third as RandomOptions | undefined);
  return integers(first, second, third as Shape, fourth);
}

function integers(low: number, high: number, shape: Shape, options: RandomOptions = {}): Tensor {
  const { dtype = int64 } = options;
  return drawn(shape, dtype, options, (out, g) => fillRandomRange(out, dtype.name, low, high, g));
}

/**
 * A random order of 0 to n - 1; default type int64.
 *
 * @example
 * manualSeed(0);
 * randperm(4) // => tensor([0, 1, 3, 2])
 */
export function randperm(n: number, options: RandomOptions = {}): Tensor {
  const { dtype = int64 } = options;
  checkRandperm(n, dtype.name);
  return drawn([n], dtype, options, (out, g) => fillRandperm(out, g));
}

/**
 * Normal numbers whose means and standard deviations are given per element, or for all: `normal(tensor, 1)`,
 * `normal(0, tensor)`, `normal(tensor, tensor)`, `normal(0, 1, [2, 3])`.
 *
 * @throws {Error} if a standard deviation is negative
 * @example
 * normal(tensor([1.5, 2.5]), 0) // => tensor([1.5000, 2.5000])
 */
export function normal(
  mean: Tensor | number,
  std: Tensor | number,
  shape?: Shape,
  options: RandomOptions = {},
): Tensor {
  const like = mean instanceof Tensor ? mean : std instanceof Tensor ? std : null;
  if (like === null) {
    if (shape === undefined) throw new TypeError("normal: pass a shape when mean and std are numbers");
    return drawn(shape, options.dtype ?? getDefaultDtype(), options, (out, g) =>
      fillNormal(out as FloatArray, mean as number, std as number, g),
    );
  }
  if (std instanceof Tensor ? item(std.lt(0).any()) : std < 0)
    throw new Error("normal expects all elements of std >= 0.0");
  const sizes = mean instanceof Tensor && std instanceof Tensor ? mean.add(std).shape : like.shape;
  return randn(sizes, { ...options, dtype: like.dtype })
    .mul(std)
    .add(mean)
    .detach();
}

/** What `bernoulli` draws. */
export interface BernoulliOptions extends GeneratorOption {
  /** The probability of 1 for all elements alike, whatever they hold; default: each element is its own. */
  readonly p?: number | null | undefined;
}

/**
 * 1 with the probability that each element gives, else 0.
 *
 * @throws {Error} if a probability is outside [0, 1]
 * @example
 * bernoulli(ones([2])) // => tensor([1., 1.])
 * bernoulli(zeros([2]), { p: 1 }) // => tensor([1., 1.])
 */
export function bernoulli(x: Tensor, { p, generator }: BernoulliOptions = {}): Tensor {
  if (p == null) floating("bernoulli_tensor_cpu_p_", x);
  return bernoulli_(allocate(x.layout.dense, x.dtype), p ?? x, { generator });
}

/** What `multinomial` draws. */
export interface MultinomialOptions extends GeneratorOption {
  /** Whether a category may come several times; default false. */
  readonly replacement?: boolean;
}

/**
 * Categories drawn with the weights of each row of `x`.
 *
 * - x: `[categories]` or `[rows, categories]`, output: int64 `[numSamples]` or `[rows, numSamples]`
 *
 * @throws {Error} if a row has too few categories of positive weight
 * @example
 * multinomial(tensor([0.0, 0.0, 1.5]), 1) // => tensor([2])
 */
export function multinomial(
  x: Tensor,
  numSamples: number,
  { replacement = false, generator }: MultinomialOptions = {},
): Tensor {
  if (x.ndim !== 1 && x.ndim !== 2) throw new Error("prob_dist must be 1 or 2 dim");
  if (!x.dtype.isFloatingPoint)
    throw new TypeError(`multinomial only supports floating-point dtypes for input, got: ${x.dtype.title}`);
  if (numSamples <= 0) throw new Error("cannot sample n_sample <= 0 samples");
  const rows = x.ndim === 2 ? x.shape[0]! : 1;
  const weights = toTypedArray(x) as FloatArray;
  const fill: Fill = (out, g) => fillMultinomial(out, weights, rows, replacement, g, halfOf(x));
  return drawn([...x.shape.slice(0, -1), numSamples], int64, { generator }, fill);
}

/**
 * The factors of dropout: 0 with probability `p`, else 1 / (1 - p), in the shape and type of `x`.
 *
 * @throws {Error} if `p` is outside [0, 1]
 * @example
 * dropoutFactors(ones([2]), 0) // => tensor([1., 1.])
 */
export function dropoutFactors(x: Tensor, p: number, options: GeneratorOption = {}): Tensor {
  return drawn(x.shape, x.dtype, options, (out, g) => fillDropout(out as FloatArray, p, g));
}

/**
 * `rand` in the shape and type of `x`.
 *
 * @example
 * manualSeed(0);
 * randLike(zeros([2])) // => tensor([0.4963, 0.7682])
 */
export function randLike(x: Tensor, options: RandomOptions = {}): Tensor {
  return rand(x.shape, { ...options, dtype: options.dtype ?? x.dtype });
}

/**
 * `randn` in the shape and type of `x`.
 *
 * @example
 * manualSeed(0);
 * randnLike(zeros([2])) // => tensor([ 1.5410, -0.2934])
 */
export function randnLike(x: Tensor, options: RandomOptions = {}): Tensor {
  return randn(x.shape, { ...options, dtype: options.dtype ?? x.dtype });
}

/**
 * `randint` in the shape and type of `x`.
 *
 * @example
 * manualSeed(0);
 * randintLike(zeros([3]), 10) // => tensor([4., 9., 3.])
 */
export function randintLike(x: Tensor, low: number, high?: number, options: RandomOptions = {}): Tensor {
  const [from, to] = high === undefined ? [0, low] : [low, high];
  return randint(from, to, x.shape, { ...options, dtype: options.dtype ?? x.dtype });
}

/**
 * The position of the default generator, as PyTorch saves it: uint8, 5056 bytes.
 *
 * @example
 * getRngState().shape // => [5056]
 */
export function getRngState(): Tensor {
  return bytesTensor(defaultGenerator.getState());
}

/**
 * Goes to a position that `getRngState`, or PyTorch, gave.
 *
 * @throws {Error} if the bytes are not such a state
 * @example
 * const state = getRngState();
 * const first = rand([1]).item();
 * setRngState(state);
 * rand([1]).item() === first // => true
 */
export function setRngState(state: Tensor): void {
  checkTensor("setRngState", state);
  defaultGenerator.setState(toTypedArray(state) as Uint8Array);
}

function bytesTensor(bytes: Uint8Array): Tensor {
  return drawn([bytes.length], uint8, {}, (out) => out.set(bytes as never));
}
