import {
  type ConvOptions,
  conv1d,
  conv2d,
  conv3d,
  empty,
  type PerDimension,
  pythonRepr,
  type Shape,
  type Tensor,
} from "@flambeau/core";
import { pad } from "./functional/pad.js";
import { uniform_ } from "./init/draw.js";
import { kaimingUniform_ } from "./init/fan.js";
import type { FactoryOptions, LinearOptions } from "./linear.js";
import { Module } from "./module.js";
import { tuple } from "./module-text.js";
import { Parameter } from "./parameter.js";

/** What a layer puts around its input: zeros, or elements of the input. */
export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

/** Options of convolution layers. */
export interface ConvLayerOptions extends ConvOptions, LinearOptions {
  /** What is put around the input; default `"zeros"`. */
  readonly paddingMode?: PaddingMode;
}

/** What convolutions and transposed convolutions keep. */
export abstract class Convolution extends Module<Tensor> {
  /** Size of a patch. */
  readonly kernelSize: Shape;
  /** How far apart patches begin. */
  readonly stride: Shape;
  /** How many zeros are put around the input, or cut off the output of a transposed convolution. */
  readonly padding: Shape | "valid" | "same";
  /** How far apart the elements of a patch are. */
  readonly dilation: Shape;
  /** How much larger the output of a transposed convolution is. */
  readonly outputPadding: Shape;
  /** Into how many groups the channels are split. */
  readonly groups: number;
  /** What is put around the input. */
  readonly paddingMode: PaddingMode;
  /** The factors. */
  readonly weight: Parameter;
  /** What is added to each channel; null if nothing is. */
  readonly bias: Parameter | null;

  constructor(
    spatial: number,
    /** Channels of the input. */
    readonly inChannels: number,
    /** Channels of the output. */
    readonly outChannels: number,
    kernelSize: PerDimension,
    options: ConvLayerOptions & { readonly outputPadding?: PerDimension; readonly transposed: boolean },
  ) {
    super();
    const { stride = 1, padding = 0, dilation = 1, outputPadding = 0, groups = 1, paddingMode = "zeros" } = options;
    const all = (value: PerDimension): Shape =>
      typeof value === "number" ? new Array<number>(spatial).fill(value) : [...value];
    this.kernelSize = all(kernelSize);
    this.stride = all(stride);
    this.padding = typeof padding === "string" ? padding : all(padding);
    this.dilation = all(dilation);
    this.outputPadding = all(outputPadding);
    this.groups = groups;
    this.paddingMode = paddingMode;
    this.#checkOptions(options.transposed);
    const { bias = true, dtype, device } = options;
    const factory: FactoryOptions = { dtype, device };
    const [first, second] = options.transposed ? [inChannels, outChannels] : [outChannels, inChannels];
    this.weight = new Parameter(empty([first, second / groups, ...this.kernelSize], factory));
    this.bias = bias ? new Parameter(empty([outChannels], factory)) : null;
    this.resetParameters();
  }

  #checkOptions(transposed: boolean): void {
    const { groups, padding, paddingMode } = this;
    if (transposed && paddingMode !== "zeros")
      throw new Error(`Only "zeros" padding mode is supported for ${this.typeName}`);
    if (groups <= 0) throw new Error("groups must be a positive integer");
    if (this.inChannels % groups !== 0) throw new Error("in_channels must be divisible by groups");
    if (this.outChannels % groups !== 0) throw new Error("out_channels must be divisible by groups");
    if (typeof padding === "string") {
      if (padding !== "same" && padding !== "valid")
        throw new Error(`Invalid padding string '${padding}', should be one of {'same', 'valid'}`);
      if (padding === "same" && this.stride.some((step) => step !== 1))
        throw new Error("padding='same' is not supported for strided convolutions");
    }
    if (!["zeros", "reflect", "replicate", "circular"].includes(paddingMode))
      throw new Error(
        `padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='${paddingMode}'`,
      );
  }

  /** Draws weight and bias anew. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const fanIn = this.weight.shape.slice(1).reduce((product, size) => product * size, 1);
    const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
    uniform_(this.bias, 0 - bound, bound);
  }

  override extraRepr(): string {
    const { padding, dilation, outputPadding, groups, paddingMode } = this;
    const text = (values: Shape): string => pythonRepr(tuple(values));
    const parts = [`${this.inChannels}, ${this.outChannels}`, `kernel_size=${text(this.kernelSize)}`];
    parts.push(`stride=${text(this.stride)}`);
    if (typeof padding === "string") parts.push(`padding=${padding}`);
    else if (padding.some((size) => size !== 0)) parts.push(`padding=${text(padding)}`);
    if (dilation.some((step) => step !== 1)) parts.push(`dilation=${text(dilation)}`);
    if (outputPadding.some((size) => size !== 0)) parts.push(`output_padding=${text(outputPadding)}`);
    if (groups !== 1) parts.push(`groups=${groups}`);
    if (this.bias === null) parts.push("bias=False");
    if (paddingMode !== "zeros") parts.push(`padding_mode=${paddingMode}`);
    return parts.join(", ");
  }
}

/** What convolutions of all dimensions do. */
abstract class Plain extends Convolution {
  constructor(
    spatial: number,
    inChannels: number,
    outChannels: number,
    kernelSize: PerDimension,
    options: ConvLayerOptions,
  ) {
    super(spatial, inChannels, outChannels, kernelSize, { ...options, transposed: false });
  }

  /** The input with its own elements put around it, unless zeros are wanted. */
  protected surrounded(input: Tensor): Tensor {
    const { kernelSize, dilation, padding, paddingMode } = this;
    if (paddingMode === "zeros") return input;
    const pads = kernelSize.map((size, d) => {
      if (typeof padding !== "string") return [padding[d]!, padding[d]!];
      const total = padding === "same" ? dilation[d]! * (size - 1) : 0;
      return [Math.floor(total / 2), Math.ceil(total / 2)];
    });
    return pad(input, pads.reverse().flat(), { mode: paddingMode });
  }

  /** The options of a call, in which only zeros are still to be put around. */
  protected get options(): ConvOptions {
    const { stride, dilation, groups } = this;
    return { stride, dilation, groups, padding: this.paddingMode === "zeros" ? this.padding : 0 };
  }
}

/**
 * Convolves signals: each output is the sum of a patch times the weight, plus the bias.
 *
 * - input: `[N, inChannels, L]` or `[inChannels, L]`, output: `[N, outChannels, L']` or `[outChannels, L']`
 * - `weight`: `[outChannels, inChannels / groups, k]`, `bias`: `[outChannels]`, both from U(-√q, √q) with
 *   q = groups / (inChannels k)
 *
 * @throws {Error} if options do not fit
 * @example
 * new Conv1d(16, 33, 3, { stride: 2 }).forward(zeros([20, 16, 50])).shape // => [20, 33, 24]
 */
export class Conv1d extends Plain {
  constructor(inChannels: number, outChannels: number, kernelSize: PerDimension, options: ConvLayerOptions = {}) {
    super(1, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    return conv1d(this.surrounded(input), this.weight, this.bias, this.options);
  }
}

/**
 * Convolves images: each output is the sum of a patch times the weight, plus the bias.
 *
 * - input: `[N, inChannels, H, W]` or `[inChannels, H, W]`, output: `[N, outChannels, H', W']` or `[outChannels, H', W']`
 * - `weight`: `[outChannels, inChannels / groups, kH, kW]`, `bias`: `[outChannels]`, both from U(-√q, √q) with
 *   q = groups / (inChannels kH kW)
 *
 * @throws {Error} if options do not fit
 * @example
 * new Conv2d(16, 33, [3, 5], { stride: [2, 1], padding: [4, 2] }).forward(zeros([20, 16, 50, 100])).shape
 * // => [20, 33, 28, 100]
 * String(new Conv2d(3, 6, 5)) // => "Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1))"
 */
export class Conv2d extends Plain {
  constructor(inChannels: number, outChannels: number, kernelSize: PerDimension, options: ConvLayerOptions = {}) {
    super(2, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    return conv2d(this.surrounded(input), this.weight, this.bias, this.options);
  }
}

/**
 * Convolves volumes: each output is the sum of a patch times the weight, plus the bias.
 *
 * - input: `[N, inChannels, D, H, W]` or `[inChannels, D, H, W]`, output: `[N, outChannels, D', H', W']` or
 *   `[outChannels, D', H', W']`
 * - `weight`: `[outChannels, inChannels / groups, kD, kH, kW]`, `bias`: `[outChannels]`, both from U(-√q, √q) with
 *   q = groups / (inChannels kD kH kW)
 *
 * @throws {Error} if options do not fit
 * @example
 * new Conv3d(4, 8, 3, { padding: "same" }).forward(zeros([1, 4, 5, 6, 7])).shape // => [1, 8, 5, 6, 7]
 */
export class Conv3d extends Plain {
  constructor(inChannels: number, outChannels: number, kernelSize: PerDimension, options: ConvLayerOptions = {}) {
    super(3, inChannels, outChannels, kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    return conv3d(this.surrounded(input), this.weight, this.bias, this.options);
  }
}
