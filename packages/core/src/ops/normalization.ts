import { cpu } from "../cpu/index.js";
import { epsilonOf } from "../dtype.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Parts } from "../kernels/normalization.js";
import type { Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { labelled } from "./label.js";
import { type NaryOp, naryOp } from "./record.js";

// Mean 0 and variance 1 over some dimensions: what layer, group, batch and instance normalisation have in common.

/** 1 / √(variance + eps) of each part, with the parts in the middle of three dimensions. */
function inverseDeviation(x: Tensor, { eps }: Parts): Tensor {
  return x.var([0, 2], { correction: 0, keepdim: true }).add(eps).rsqrt();
}

/** Mean 0 and variance 1, scaled and shifted: of `x`, a weight and a bias. */
const normalizeOp: NaryOp<Parts> = naryOp<Parts>({
  name: "nativeLayerNorm",
  saves: [[0, 1], [0], []],
  gradients: [
    (grad, { inputs: [x, weight], attr: parts }) => normalizeGrad(grad, x!, weight ?? null, parts),
    (grad, { inputs: [x], attr: parts }) => normalize(x!, grad, null, parts),
    (grad) => grad,
  ],
});

const normalizeGradOp: NaryOp<Parts> = naryOp<Parts>({
  name: "nativeLayerNormBackward",
  saves: [
    [1, 2],
    [0, 1, 2],
    [0, 1],
  ],
  gradients: [
    (u, { inputs: [, x, weight], attr: parts }) => scaled(normalizeGrad(u, x!, null, parts), weight),
    (u, { inputs: [grad, x, weight], attr: parts }) => slopeOfGrad(u, scaled(grad!, weight), x!, parts),
    (u, { inputs: [grad, x], attr: parts }) => normalizeGrad(u, x!, null, parts).mul(grad!),
  ],
});

const scaled = (x: Tensor, weight: Tensor | null | undefined): Tensor => (weight == null ? x : x.mul(weight));

/** `weight` has the elements of a part or of `x`, `bias` those of a part. */
function normalize(x: Tensor, weight: Tensor | null, bias: Tensor | null, parts: Parts): Tensor {
  const out = empty(x.layout.dense, x.dtype);
  cpu.standardize(x, parts, weight, bias, out);
  return record(normalizeOp, [x, weight, bias], parts, out);
}

function normalizeGrad(grad: Tensor, x: Tensor, weight: Tensor | null, parts: Parts): Tensor {
  const out = empty(x.layout.dense, x.dtype);
  cpu.standardizeGrad(grad, x, parts, weight, out);
  return record(normalizeGradOp, [grad, x, weight], parts, out);
}

/**
 * With y = (x - m) r, u' = u - mean(u) and g' = g - mean(g):
 * -r² (y (mean(u' g) - 3 mean(u y) mean(g y)) + u' mean(g y) + g' mean(u y))
 */
function slopeOfGrad(u: Tensor, g: Tensor, x: Tensor, parts: Parts): Tensor {
  const seen = (v: Tensor): Tensor => v.reshape([parts.outer, parts.parts, parts.inner]);
  const mean = (v: Tensor): Tensor => v.mean([0, 2], { keepdim: true });
  const [us, gs] = [seen(u), seen(g)];
  const y = seen(normalize(x, null, null, parts));
  const [uCentered, gCentered] = [us.sub(mean(us)), gs.sub(mean(gs))];
  const [uy, gy] = [mean(us.mul(y)), mean(gs.mul(y))];
  const along = y.mul(mean(uCentered.mul(gs)).sub(uy.mul(gy).mul(3)));
  const sum = along.add(uCentered.mul(gy)).add(gCentered.mul(uy));
  return sum
    .mul(inverseDeviation(seen(x), parts).pow(2))
    .neg()
    .reshape(x.shape);
}

/**
 * `x` less its mean, over the root of its variance plus `eps`, for each part of `[outer, parts, inner]`, whose shape it is seen in.
 *
 * @throws {UnsupportedKernelError} for integers
 * @example
 * standardized(tensor([[0.5, 1.5]]), { outer: 1, parts: 1, inner: 2, eps: 0 }).tolist() // => [[-1, 1]]
 */
export function standardized(x: Tensor, parts: Parts): Tensor {
  checkFloat(x);
  return normalize(x, null, null, parts);
}

function checkFloat({ dtype }: Tensor): void {
  if (!dtype.isFloatingPoint) throw new UnsupportedKernelError("LayerNormKernelImpl", dtype);
}

/**
 * `x * weight + bias`, as far as they are given, which broadcast.
 *
 * @example
 * scaledAndShifted(tensor([1, 2]), tensor([3, 3]), null).tolist() // => [3, 6]
 */
export function scaledAndShifted(x: Tensor, weight: Tensor | null, bias: Tensor | null): Tensor {
  const scaled = weight === null ? x : x.mul(weight);
  return bias === null ? scaled : scaled.add(bias);
}

const shown = (shape: Shape): string => `[${shape.join(", ")}]`;

function checkNormalized(input: Tensor, normalized: Shape, weight: Tensor | null, bias: Tensor | null): void {
  if (normalized.length === 0)
    throw new Error(
      "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = []",
    );
  const equal = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, d) => size === b[d]);
  for (const [name, x] of [
    ["weight", weight],
    ["bias", bias],
  ] as const)
    if (x !== null && !equal(x.shape, normalized))
      throw new Error(
        `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${shown(x.shape)} and normalized_shape = ${shown(normalized)}`,
      );
  const first = input.ndim - normalized.length;
  if (first < 0 || !equal(input.shape.slice(first), normalized))
    throw new Error(
      `Given normalized_shape=${shown(normalized)}, expected input with shape [*, ${normalized.join(", ")}], but got input of size${shown(input.shape)}`,
    );
}

/** Each row of the last dimensions is a part. */
function rowsOf(input: Tensor, normalized: Shape, eps: number): Parts {
  const inner = normalized.reduce((product, size) => product * size, 1);
  return { outer: 1, parts: inner === 0 ? 0 : input.numel() / inner, inner, eps };
}

/** Option of normalisations. */
export interface EpsOption {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
}

/**
 * Gives the last dimensions mean 0 and variance 1, then scales and shifts each of their elements.
 *
 * - input: `[..., *normalizedShape]`; weight, bias: `normalizedShape` or none
 *
 * @throws {Error} if the shapes do not fit
 * @example
 * layerNorm(tensor([[0.5, 1.5]]), [2], null, null, { eps: 0 }).tolist() // => [[-1, 1]]
 */
export function layerNorm(
  input: Tensor,
  normalizedShape: Shape,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  { eps = 1e-5 }: EpsOption = {},
): Tensor {
  checkNormalized(input, normalizedShape, weight, bias);
  checkFloat(input);
  const rows = rowsOf(input, normalizedShape, eps);
  const isMixed = [weight, bias].some((x) => x !== null && x.dtype !== input.dtype);
  if (!isMixed) return normalize(input, weight, bias, rows);
  return labelled(scaledAndShifted(normalize(input, null, null, rows), weight, bias), "NativeLayerNormBackward0");
}

/**
 * `layerNorm` with the means and the inverse deviations it used.
 *
 * @throws {Error} if the shapes do not fit
 * @example
 * nativeLayerNorm(tensor([[0.5, 1.5]]), [2], null, null, 0)[1].tolist() // => [[1]]
 */
export function nativeLayerNorm(
  input: Tensor,
  normalizedShape: Shape,
  weight: Tensor | null,
  bias: Tensor | null,
  eps: number,
): [output: Tensor, mean: Tensor, inverseDeviation: Tensor] {
  const output = layerNorm(input, normalizedShape, weight, bias, { eps });
  const dims = normalizedShape.map((_, i) => input.ndim - normalizedShape.length + i);
  const variance = input.var(dims, { correction: 0, keepdim: true });
  return [output, input.mean(dims, { keepdim: true }), variance.add(eps).rsqrt()];
}

/**
 * Gives each group of channels mean 0 and variance 1, then scales and shifts each channel.
 *
 * - input: `[N, C, ...]`; weight, bias: `[C]` or none
 *
 * @throws {Error} if `numGroups` does not divide the channels, or the shapes do not fit
 * @example
 * groupNorm(tensor([[0.5, 1.5]]), 1, null, null, { eps: 0 }).tolist() // => [[-1, 1]]
 */
export function groupNorm(
  input: Tensor,
  numGroups: number,
  weight: Tensor | null = null,
  bias: Tensor | null = null,
  { eps = 1e-5 }: EpsOption = {},
): Tensor {
  const [n, channels] = input.shape as [number, number];
  if (!(numGroups > 0)) throw new Error(`Expected num groups to be greater than 0, got ${numGroups}`);
  if (channels % numGroups !== 0)
    throw new Error(
      `Expected number of channels in input to be divisible by num_groups, but got input of shape ${shown(input.shape)} and num_groups=${numGroups}`,
    );
  for (const [name, x] of [
    ["weight", weight],
    ["bias", bias],
  ] as const)
    if (x !== null && (x.ndim !== 1 || x.shape[0] !== channels))
      throw new Error(
        `Expected ${name} to be a vector of size equal to the number of channels in input, but got ${name} of shape ${shown(x.shape)} and input of shape ${shown(input.shape)}`,
      );
  const rest = input.shape.slice(2).reduce((product, size) => product * size, 1);
  const result = standardized(input, { outer: 1, parts: n * numGroups, inner: (channels / numGroups) * rest, eps });
  const perChannel = (x: Tensor | null): Tensor | null =>
    x?.reshape(input.shape.map((_, d) => (d === 1 ? -1 : 1))) ?? null;
  return labelled(scaledAndShifted(result, perChannel(weight), perChannel(bias)), "NativeGroupNormBackward0");
}

/** Option of `rmsNorm`. */
export interface RMSNormOptions {
  /** Added to the mean of squares; default the distance from 1 to the next number of the type that is computed in. */
  readonly eps?: number | null;
}

/**
 * Divides the last dimensions by the root of the mean of their squares, then scales each of their elements.
 *
 * - input: `[..., *normalizedShape]`; weight: `normalizedShape` or none
 *
 * @throws {Error} if the shapes do not fit
 * @example
 * rmsNorm(tensor([[1.5, 2]]), [2]) // => tensor([[0.8485, 1.1314]])
 */
export function rmsNorm(
  input: Tensor,
  normalizedShape: Shape,
  weight: Tensor | null = null,
  { eps = null }: RMSNormOptions = {},
): Tensor {
  checkNormalized(input, normalizedShape, weight, null);
  const dims = normalizedShape.map((_, i) => input.ndim - normalizedShape.length + i);
  const x = input.to(input.dtype.compute);
  const squares = x.pow(2).mean(dims, { keepdim: true });
  const normed = x.mul(squares.add(eps ?? epsilonOf(x.dtype)).rsqrt());
  return (weight === null ? normed : normed.mul(weight)).to(input.dtype);
}
