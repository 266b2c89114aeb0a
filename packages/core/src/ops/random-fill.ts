import { nameInC } from "../errors/type.js";
import { fillCauchy, fillExponential, fillLogNormal } from "../random/continuous.js";
import { defaultGenerator } from "../random/default-generator.js";
import type { FloatArray } from "../random/elements.js";
import { fillRandom, fillRandomRange } from "../random/integer.js";
import { fillNormal, fillNormalSingly } from "../random/normal.js";
import { fillBernoulli, fillBernoulliEach, fillGeometric } from "../random/trials.js";
import { fillUniform } from "../random/uniform.js";
import { Tensor } from "../tensor.js";
import { type Draw, draw, type Fill, floating, type GeneratorOption, halfOf } from "./drawing.js";
import { applyUnaryInPlace } from "./in-place.js";
import { toTypedArray } from "./reading.js";
import { type UnaryOp, unaryOp } from "./record.js";

// Tensors filled with random numbers.

/** The names are PyTorch's; what was there has no influence any more. */
function randomOp(name: string): UnaryOp<Draw> {
  return unaryOp<Draw>({
    name,
    forward: (_, __, how, out) => draw(out, how),
    dx: (grad) => grad.mul(0),
  });
}
const uniformOp = randomOp("uniform");
const normalOp = randomOp("normal");
const randomIntegersOp = randomOp("random");
const bernoulliOp = randomOp("bernoulli");
const exponentialOp = randomOp("exponential");
const cauchyOp = randomOp("cauchy");
const logNormalOp = randomOp("logNormal");
const geometricOp = randomOp("geometric");

function redraw(op: UnaryOp<Draw>, x: Tensor, fill: Fill, { generator }: GeneratorOption): Tensor {
  return applyUnaryInPlace(op, x, { fill, generator: generator ?? defaultGenerator });
}

/**
 * Fills with numbers drawn uniformly from [from, to).
 *
 * @example
 * manualSeed(0);
 * zeros([2]).uniform_() // => tensor([0.4963, 0.7682])
 */
export function uniform_(x: Tensor, from = 0, to = 1, options: GeneratorOption = {}): Tensor {
  const half = halfOf(x);
  return redraw(
    uniformOp,
    floating("check_uniform_bounds", x),
    (out, g) => fillUniform(out as FloatArray, from, to, g, half),
    options,
  );
}

/**
 * Fills with normal numbers.
 *
 * @example
 * manualSeed(0);
 * zeros([2]).normal_() // => tensor([ 1.5410, -0.2934])
 */
export function normal_(x: Tensor, mean = 0, std = 1, options: GeneratorOption = {}): Tensor {
  const fill: Fill = (out, g) =>
    x.layout.isContiguous
      ? fillNormal(out as FloatArray, mean, std, g, halfOf(x) !== null)
      : fillNormalSingly(out as FloatArray, mean, std, g);
  return redraw(normalOp, floating("normal_kernel_cpu", x), fill, options);
}

/**
 * Fills with integers: from `from` to `to - 1`, from 0 to `from - 1`, or over the whole range of the type.
 *
 * @example
 * manualSeed(0);
 * zeros([3]).random_(10) // => tensor([4., 9., 3.])
 */
export function random_(x: Tensor, from?: number, to?: number | null, options: GeneratorOption = {}): Tensor {
  const fill: Fill = (out, g) => {
    if (from === undefined) fillRandom(out, x.dtype.name, g);
    else if (to === undefined) fillRandomRange(out, x.dtype.name, 0, from, g);
    else fillRandomRange(out, x.dtype.name, from, to, g);
  };
  return redraw(randomIntegersOp, x, fill, options);
}

/**
 * Fills with 1 with probability `p`, else 0; a tensor gives a probability per element.
 *
 * @example
 * zeros([2]).bernoulli_(1) // => tensor([1., 1.])
 */
export function bernoulli_(x: Tensor, p: number | Tensor = 0.5, options: GeneratorOption = {}): Tensor {
  const fill: Fill = (out, g) =>
    p instanceof Tensor
      ? fillBernoulliEach(out, toTypedArray(p.expandTo(x.layout)) as FloatArray, g)
      : fillBernoulli(out, p, g);
  return redraw(bernoulliOp, x, fill, options);
}

/** Of some distributions PyTorch says in words why they have no integers. */
function continuous(distribution: string, seen: string, x: Tensor): Tensor {
  if (x.dtype.isFloatingPoint) return x;
  throw new Error(
    `${distribution} distribution is a continuous probability distribution. dtype must be a floating point but you specified ${seen}`,
  );
}

/** Fills with numbers of the exponential distribution of rate `lambd`. */
export function exponential_(x: Tensor, lambd = 1, options: GeneratorOption = {}): Tensor {
  return redraw(
    exponentialOp,
    continuous("Exponential", x.dtype.title, x),
    (out, g) => fillExponential(out as FloatArray, lambd, g),
    options,
  );
}

/** Fills with numbers of the Cauchy distribution. */
export function cauchy_(x: Tensor, median = 0, sigma = 1, options: GeneratorOption = {}): Tensor {
  return redraw(
    cauchyOp,
    continuous("Cauchy", nameInC(x.dtype), x),
    (out, g) => fillCauchy(out as FloatArray, median, sigma, g),
    options,
  );
}

/** Fills with numbers whose logarithms are normal. */
export function logNormal_(x: Tensor, mean = 1, std = 2, options: GeneratorOption = {}): Tensor {
  return redraw(
    logNormalOp,
    floating("log_normal_cpu", x),
    (out, g) => fillLogNormal(out as FloatArray, mean, std, g),
    options,
  );
}

/** Fills with the number of trials up to the first success, each succeeding with probability `p`. */
export function geometric_(x: Tensor, p: number, options: GeneratorOption = {}): Tensor {
  return redraw(geometricOp, x, (out, g) => fillGeometric(out, p, g), options);
}
