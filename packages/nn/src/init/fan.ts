import { type GeneratorOption, noGrad, type Tensor } from "@flambeau/core";
import { calculateGain, type Nonlinearity } from "./gain.js";

/** How many inputs an output of a layer with this weight has, and how many outputs an input. */
function fans(tensor: Tensor): { readonly fanIn: number; readonly fanOut: number } {
  if (tensor.ndim < 2)
    throw new Error("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
  const [outputs, inputs, ...kernel] = tensor.shape as [number, number, ...number[]];
  const receptive = kernel.reduce((product, size) => product * size, 1);
  return { fanIn: inputs * receptive, fanOut: outputs * receptive };
}

function xavierDeviation(tensor: Tensor, gain: number): number {
  const { fanIn, fanOut } = fans(tensor);
  return gain * Math.sqrt(2 / (fanIn + fanOut));
}

/**
 * Draws uniformly within ±gain √(6 / (fanIn + fanOut)).
 *
 * @param gain default 1; see `calculateGain`
 * @throws {Error} if the tensor has fewer than two dimensions
 * @example
 * manualSeed(0);
 * init.xavierUniform_(empty([2, 2])) // => tensor([[-0.0092,  0.6570],
 *                                    //            [-1.0080, -0.9013]])
 */
export function xavierUniform_(tensor: Tensor, gain = 1, options: GeneratorOption = {}): Tensor {
  const bound = Math.sqrt(3) * xavierDeviation(tensor, gain);
  return noGrad(() => tensor.uniform_(-bound, bound, options));
}

/**
 * Draws from the normal distribution of standard deviation gain √(2 / (fanIn + fanOut)).
 *
 * @param gain default 1; see `calculateGain`
 * @throws {Error} if the tensor has fewer than two dimensions
 * @example
 * manualSeed(0);
 * init.xavierNormal_(empty([2, 2])) // => tensor([[ 1.0896, -0.2075],
 *                                   //            [-1.5406,  0.4019]])
 */
export function xavierNormal_(tensor: Tensor, gain = 1, options: GeneratorOption = {}): Tensor {
  const std = xavierDeviation(tensor, gain);
  return noGrad(() => tensor.normal_(0, std, options));
}

/** Options of `kaimingUniform_` and `kaimingNormal_`. */
export interface KaimingOptions extends GeneratorOption {
  /** The negative slope of the rectifier after this layer; default 0. */
  readonly a?: number;
  /** Keep the variance on the way forward or on the way back; default `"fan_in"`. */
  readonly mode?: "fan_in" | "fan_out";
  /** The function after this layer; default `"leaky_relu"`. */
  readonly nonlinearity?: Nonlinearity;
}

function kaimingDeviation(
  tensor: Tensor,
  { a = 0, mode = "fan_in", nonlinearity = "leaky_relu" }: KaimingOptions,
): number {
  const lower: string = mode.toLowerCase();
  if (lower !== "fan_in" && lower !== "fan_out")
    throw new Error(`Mode ${lower} not supported, please use one of ['fan_in', 'fan_out']`);
  const { fanIn, fanOut } = fans(tensor);
  return calculateGain(nonlinearity, a) / Math.sqrt(lower === "fan_in" ? fanIn : fanOut);
}

/** A tensor without elements is left alone, with a warning. */
function isEmpty(tensor: Tensor): boolean {
  if (!tensor.shape.includes(0)) return false;
  console.warn("Initializing zero-element tensors is a no-op");
  return true;
}

/**
 * Draws uniformly within ±√3 gain / √fan, which suits layers before rectifiers.
 *
 * @throws {Error} if the tensor has fewer than two dimensions
 * @example
 * manualSeed(0);
 * init.kaimingUniform_(empty([2, 2])) // => tensor([[-0.0130,  0.9291],
 *                                     //            [-1.4256, -1.2747]])
 */
export function kaimingUniform_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  if (isEmpty(tensor)) return tensor;
  const bound = Math.sqrt(3) * kaimingDeviation(tensor, options);
  return noGrad(() => tensor.uniform_(-bound, bound, options));
}

/**
 * Draws from the normal distribution of standard deviation gain / √fan, which suits layers before rectifiers.
 *
 * @throws {Error} if the tensor has fewer than two dimensions
 * @example
 * manualSeed(0);
 * init.kaimingNormal_(empty([2, 2])) // => tensor([[ 1.5410, -0.2934],
 *                                    //            [-2.1788,  0.5684]])
 */
export function kaimingNormal_(tensor: Tensor, options: KaimingOptions = {}): Tensor {
  if (isEmpty(tensor)) return tensor;
  const std = kaimingDeviation(tensor, options);
  return noGrad(() => tensor.normal_(0, std, options));
}
