import {
  Activation,
  allocate,
  applyBinary,
  Binary,
  type BinaryOp,
  binaryOp,
  bool,
  checkInPlace,
  cpu,
  empty,
  float64,
  full,
  type GeneratorOption,
  maskByBlocks,
  type NaryOp,
  naryOp,
  onesLike,
  record,
  recordInPlace,
  relu as reluOf,
  type Tensor,
  type UnaryOp,
  unaryOp,
  where,
} from "@flambeau/core";
import { activate, type InplaceOption } from "./activate.js";

/**
 * `max(x, 0)`.
 *
 * @example
 * functional.relu(tensor([-1, 2])).tolist() // => [0, 2]
 */
export function relu(input: Tensor, { inplace = false }: InplaceOption = {}): Tensor {
  return inplace ? input.relu_() : reluOf(input);
}

const leakyReluOp: UnaryOp<number> = unaryOp<number, "x">({
  name: "leakyRelu",
  forward: (k, x, slope, out, dtype) => k.activation(Activation.leakyRelu, x, [slope], out, dtype),
  saves: ["x"],
  dx: (grad, { x, attr: slope }) => where(x.gt(0), grad, grad.mul(slope)),
});

/**
 * `x` where it is positive, else `negativeSlope` times `x`.
 *
 * @param negativeSlope default 0.01
 * @example
 * functional.leakyRelu(tensor([-1.5, 2])) // => tensor([-0.0150,  2.0000])
 */
export function leakyRelu(input: Tensor, negativeSlope = 0.01, options: InplaceOption = {}): Tensor {
  return activate(leakyReluOp, input, negativeSlope, options);
}

interface Threshold {
  readonly threshold: number;
  readonly value: number;
}
const thresholdOp: UnaryOp<Threshold> = unaryOp<Threshold, "x">({
  name: "threshold",
  forward: (k, x, attr, out, dtype) => {
    const fit = dtype.isFloatingPoint ? (value: number): number => value : Math.trunc;
    const value = full([], fit(attr.value), { dtype });
    k.select(x.detach().le(fit(attr.threshold)), value, x, out, dtype);
  },
  saves: ["x"],
  dx: (grad, { x, attr: { threshold } }) => where(x.le(threshold), 0, grad),
});

/**
 * `x` where it is above `threshold`, else `value`.
 *
 * @example
 * functional.threshold(tensor([-1.5, 2]), 0.1, 20) // => tensor([20.,  2.])
 */
export function threshold(input: Tensor, threshold: number, value: number, options: InplaceOption = {}): Tensor {
  return activate(thresholdOp, input, { threshold, value }, options);
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}
const hardtanhOp: UnaryOp<Bounds> = unaryOp<Bounds, "x">({
  name: "hardtanh",
  forward: (k, x, { min, max }, out, dtype) => {
    k.scalar(Binary.maximum, x, min, out, dtype);
    k.scalar(Binary.minimum, out, max, out, dtype);
  },
  saves: ["x"],
  dx: (grad, { x, attr: { min, max } }) => {
    const isInside = maskByBlocks(
      x,
      (x) => x.gt(min).logicalAnd(x.lt(max)),
      (x) => x.le(min).logicalOr(x.ge(max)).logicalNot(),
    );
    return where(isInside, grad, 0);
  },
});

/**
 * Keeps `x` between two bounds; beyond them, and on them, the gradient is 0.
 *
 * @param minVal default -1
 * @param maxVal default 1
 * @throws {Error} if `minVal` is above `maxVal`
 * @example
 * functional.hardtanh(tensor([-1.5, 0.5])) // => tensor([-1.0000,  0.5000])
 */
export function hardtanh(input: Tensor, minVal = -1, maxVal = 1, options: InplaceOption = {}): Tensor {
  if (minVal > maxVal) throw new Error("min_val cannot be greater than max_val");
  if (input.dtype === bool) throw new Error("Bool inputs not supported for hardtanh");
  return activate(hardtanhOp, input, { min: minVal, max: maxVal }, options);
}

/**
 * Keeps `x` between 0 and 6.
 *
 * @example
 * functional.relu6(tensor([-1.5, 2, 7])) // => tensor([0., 2., 6.])
 */
export function relu6(input: Tensor, options: InplaceOption = {}): Tensor {
  return hardtanh(input, 0, 6, options);
}

const preluOp: BinaryOp<void> = binaryOp<void, "x" | "y", "x" | "y">({
  name: "preluKernel",
  forward: (k, x, weight, out, dtype) => {
    const negative = x.le(0);
    k.binary(Binary.mul, x, weight, out, dtype);
    k.select(negative, out, x, out, dtype);
  },
  saves: { dx: ["x", "y"], dy: ["x", "y"] },
  dx: (grad, { x, y: weight }) => where(x.gt(0), grad, grad.mul(weight)),
  dy: (grad, { x }) => where(x.gt(0), 0, grad.mul(x)),
});

/**
 * `x` where it is positive, else `weight` times `x`: one weight for all, or one per channel.
 *
 * - input: `[N, C, ...]`, weight: `[1]`, `[C]` or 0-d
 *
 * @throws {Error} if the number of weights or their type does not fit
 * @example
 * functional.prelu(tensor([[-1.5, -2]]), tensor([0.5, 0.1])) // => tensor([[-0.7500, -0.2000]])
 */
export function prelu(input: Tensor, weight: Tensor): Tensor {
  const { ndim } = input;
  if (input.dtype !== weight.dtype)
    throw new Error(`prelu: Type promoting not supported. Got ${input.dtype.title} and ${weight.dtype.title}`);
  const channels = ndim > 1 ? input.shape[1]! : 1;
  if (weight.numel() !== 1) {
    if (ndim === 0) throw new Error("Not allow zero-dim input tensor.");
    if (channels !== weight.numel())
      throw new Error(
        `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${weight.numel()} and channel size = ${channels}.`,
      );
  }
  if (weight.ndim > 1)
    throw new Error(`prelu: Expected \`weight\` to be a scalar or 1D tensor, but got: ndim = ${weight.ndim}`);
  const perChannel = ndim === weight.ndim ? weight : weight.reshape(input.shape.map((_, d) => (d === 1 ? -1 : 1)));
  return applyBinary(preluOp, input, perChannel);
}

/** The factor of each element is the second input. */
const rreluOp: NaryOp<void> = naryOp({
  name: "rreluWithNoise",
  saves: [[1], []],
  gradients: [(grad, { inputs: [, factors] }) => grad.mul(factors!), null],
});

/** Options of `rrelu`. */
export interface RreluOptions extends InplaceOption, GeneratorOption {
  /** Draw a slope for each element; else all have the mean of the bounds; default false. */
  readonly training?: boolean;
}

/**
 * `x` where it is positive, else `x` times a slope between two bounds, drawn in training.
 *
 * @param lower default 1 / 8
 * @param upper default 1 / 3
 * @example
 * functional.rrelu(tensor([-1.5, 2])) // => tensor([-0.3438,  2.0000])
 */
export function rrelu(input: Tensor, lower = 0.125, upper = 0.3333333333333333, options: RreluOptions = {}): Tensor {
  const { training = false, inplace = false, generator } = options;
  if (lower > upper)
    throw new Error(`Lower bound should be less than or equal to the upper bound. Got ${lower} and ${upper}.`);
  const negative = training ? input.detach().le(0) : input.detach().gt(0).logicalNot();
  const slopes = training
    ? empty([Number(negative.sum().item())], { dtype: float64 }).uniform_(lower, upper, { generator })
    : full([negative.numel()], (lower + upper) / 2, { dtype: float64 });
  const factors = onesLike(input.detach()).maskedScatter_(negative, slopes.to(input.dtype));
  if (inplace) {
    checkInPlace(input);
    cpu.binary(Binary.mul, input, factors, input, input.dtype);
    return recordInPlace(rreluOp, [input, factors], undefined);
  }
  const out = allocate(input.layout.dense, input.dtype);
  cpu.binary(Binary.mul, input, factors, out, out.dtype);
  return record(rreluOp, [input, factors], undefined, out);
}
