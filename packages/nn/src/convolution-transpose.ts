import {
  type ConvTransposeOptions,
  convTranspose1d,
  convTranspose2d,
  convTranspose3d,
  type PerDimension,
  type Shape,
  type Tensor,
} from "@flambeau/core";
import { Convolution, type PaddingMode } from "./convolution.js";
import type { LinearOptions } from "./linear.js";

/** Options of transposed convolution layers. */
export interface ConvTransposeLayerOptions extends ConvTransposeOptions, LinearOptions {
  /** Only `"zeros"`. */
  readonly paddingMode?: PaddingMode;
}

/** Options of the `forward` of transposed convolutions. */
export interface OutputSizeOption {
  /** Spatial sizes of the output, or its whole shape; they stand for `outputPadding`; default none. */
  readonly outputSize?: Shape | null;
}

/** What transposed convolutions of all dimensions do. */
export abstract class Transposed extends Convolution {
  declare readonly padding: Shape;

  constructor(
    spatial: number,
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    options: ConvTransposeLayerOptions,
  ) {
    super(spatial, inChannels, outChannels, kernelSize, { ...options, transposed: true });
  }

  /** The options of a call, with the padding that the wanted size of the output asks for. */
  protected optionsFor(input: Tensor, { outputSize = null }: OutputSizeOption): ConvTransposeOptions {
    const { stride, padding, dilation, groups } = this;
    const outputPadding = outputSize === null ? this.outputPadding : this.#paddingFor(input, outputSize);
    return { stride, padding, dilation, groups, outputPadding };
  }

  #paddingFor(input: Tensor, outputSize: Shape): Shape {
    const { kernelSize, stride, padding, dilation } = this;
    const spatial = kernelSize.length;
    const lead = input.ndim === spatial + 2 ? 2 : 1;
    const wanted = outputSize.length === lead + spatial ? outputSize.slice(lead) : outputSize;
    if (wanted.length !== spatial)
      throw new Error(
        `ConvTranspose${spatial}D: for ${input.ndim}D input, output_size must have ${spatial} or ${lead + spatial} elements (got ${wanted.length})`,
      );
    const smallest = kernelSize.map(
      (size, d) => (input.shape[d + lead]! - 1) * stride[d]! - 2 * padding[d]! + dilation[d]! * (size - 1) + 1,
    );
    const largest = smallest.map((size, d) => size + stride[d]! - 1);
    if (wanted.some((size, d) => size < smallest[d]! || size > largest[d]!))
      throw new Error(
        `requested an output size of [${wanted.join(", ")}], but valid sizes range from [${smallest.join(", ")}] to [${largest.join(", ")}] (for an input of [${input.shape.slice(2).join(", ")}])`,
      );
    return wanted.map((size, d) => size - smallest[d]!);
  }
}

/**
 * Transposed convolution of signals, the gradient of a convolution as a layer: each input times the weight is added to a patch of the
 * output.
 *
 * - input: `[N, inChannels, L]` or `[inChannels, L]`, output: `[N, outChannels, L']` or `[outChannels, L']`
 * - `weight`: `[inChannels, outChannels / groups, k]`, `bias`: `[outChannels]`, both from U(-√q, √q) with
 *   q = groups / (outChannels k)
 *
 * @throws {Error} if options do not fit
 * @example
 * new ConvTranspose1d(16, 33, 3, { stride: 2 }).forward(zeros([20, 16, 50])).shape // => [20, 33, 101]
 */
export class ConvTranspose1d extends Transposed {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    options: ConvTransposeLayerOptions = {},
  ) {
    super(1, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor, options: OutputSizeOption = {}): Tensor {
    return convTranspose1d(input, this.weight, this.bias, this.optionsFor(input, options));
  }
}

/**
 * Transposed convolution of images, the gradient of a convolution as a layer: each input times the weight is added to a patch of the
 * output.
 *
 * - input: `[N, inChannels, H, W]` or `[inChannels, H, W]`, output: `[N, outChannels, H', W']` or `[outChannels, H', W']`
 * - `weight`: `[inChannels, outChannels / groups, kH, kW]`, `bias`: `[outChannels]`, both from U(-√q, √q) with
 *   q = groups / (outChannels kH kW)
 *
 * @throws {Error} if options do not fit
 * @example
 * const down = new Conv2d(16, 16, 3, { stride: 2, padding: 1 });
 * const up = new ConvTranspose2d(16, 16, 3, { stride: 2, padding: 1 });
 * const x = zeros([1, 16, 12, 12]);
 * up.forward(down.forward(x), { outputSize: x.shape }).shape // => [1, 16, 12, 12]
 */
export class ConvTranspose2d extends Transposed {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    options: ConvTransposeLayerOptions = {},
  ) {
    super(2, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor, options: OutputSizeOption = {}): Tensor {
    return convTranspose2d(input, this.weight, this.bias, this.optionsFor(input, options));
  }
}

/**
 * Transposed convolution of volumes, the gradient of a convolution as a layer: each input times the weight is added to a patch of the
 * output.
 *
 * - input: `[N, inChannels, D, H, W]` or `[inChannels, D, H, W]`, output: `[N, outChannels, D', H', W']` or `[outChannels, D', H', W']`
 * - `weight`: `[inChannels, outChannels / groups, kD, kH, kW]`, `bias`: `[outChannels]`, both from U(-√q, √q) with
 *   q = groups / (outChannels kD kH kW)
 *
 * @throws {Error} if options do not fit
 * @example
 * new ConvTranspose3d(4, 2, 3, { stride: 2 }).forward(zeros([1, 4, 2, 3, 4])).shape // => [1, 2, 5, 7, 9]
 */
export class ConvTranspose3d extends Transposed {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    options: ConvTransposeLayerOptions = {},
  ) {
    super(3, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor, options: OutputSizeOption = {}): Tensor {
    return convTranspose3d(input, this.weight, this.bias, this.optionsFor(input, options));
  }
}
