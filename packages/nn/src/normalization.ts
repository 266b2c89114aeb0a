import {
  type Float,
  float,
  layerNorm,
  ones,
  pythonRepr,
  rmsNorm,
  type Shape,
  type Tensor,
  zeros,
} from "@flambeau/core";
import { groupNorm, localResponseNorm } from "./functional/normalization.js";
import { ones_, zeros_ } from "./init/constant.js";
import type { FactoryOptions } from "./linear.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber, pythonArguments } from "./module-text.js";
import { Parameter } from "./parameter.js";

/** Options of `LayerNorm`. */
export interface LayerNormOptions extends FactoryOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number | Float;
  /** Whether elements are scaled and shifted; default true. */
  readonly elementwiseAffine?: boolean;
  /** Whether elements are shifted, if they are scaled; default true. */
  readonly bias?: boolean;
}

/**
 * Gives the last dimensions mean 0 and variance 1, then scales and shifts each of their elements.
 *
 * - input: `[..., *normalizedShape]`, output: the same shape
 * - `weight`: `normalizedShape`, ones at first; `bias`: `normalizedShape`, zeros at first
 *
 * @example
 * new LayerNorm(2, { eps: 0 }).forward(tensor([[0.5, 1.5]])).tolist() // => [[-1, 1]]
 */
export class LayerNorm extends Module<Tensor> {
  /** The last sizes of the input. */
  readonly normalizedShape: Shape;
  /** Added to the variance. */
  readonly eps: number;
  /** Whether elements are scaled and shifted. */
  readonly elementwiseAffine: boolean;
  /** A factor for each element. */
  readonly weight: Parameter | null;
  /** What is added to each element. */
  readonly bias: Parameter | null;

  constructor(normalizedShape: number | Shape, options: LayerNormOptions = {}) {
    super();
    const { eps = 1e-5, elementwiseAffine = true, bias = true, ...factory } = options;
    this.normalizedShape = Object.freeze(
      typeof normalizedShape === "number" ? [normalizedShape] : [...normalizedShape],
    );
    this.eps = keptNumber(this, "eps", eps);
    this.elementwiseAffine = elementwiseAffine;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape, factory)) : null;
    this.bias = elementwiseAffine && bias ? new Parameter(zeros(this.normalizedShape, factory)) : null;
  }

  /** Sets factors to one and what is added to zero. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  forward(input: Tensor): Tensor {
    return layerNorm(input, this.normalizedShape, this.weight, this.bias, this);
  }

  override extraRepr(): string {
    const options = {
      eps: givenNumber(this, "eps"),
      elementwise_affine: this.elementwiseAffine,
      bias: this.bias !== null,
    };
    return `${pythonRepr(this.normalizedShape)}, ${pythonArguments(options)}`;
  }
}

/** Options of `RMSNorm`. */
export interface RMSNormLayerOptions extends FactoryOptions {
  /** Added to the mean of squares; default the distance from 1 to the next number of the type. */
  readonly eps?: number | Float | null;
  /** Whether elements are scaled; default true. */
  readonly elementwiseAffine?: boolean;
}

/**
 * Divides the last dimensions by the root of the mean of their squares, then scales each of their elements.
 *
 * - input: `[..., *normalizedShape]`, output: the same shape
 * - `weight`: `normalizedShape`, ones at first
 *
 * @example
 * new RMSNorm(2).forward(tensor([[1.5, 1.5]])).shape // => [1, 2]
 */
export class RMSNorm extends Module<Tensor> {
  /** The last sizes of the input. */
  readonly normalizedShape: Shape;
  /** Added to the mean of squares. */
  readonly eps: number | null;
  /** Whether elements are scaled. */
  readonly elementwiseAffine: boolean;
  /** A factor for each element. */
  readonly weight: Parameter | null;

  constructor(
    normalizedShape: number | Shape,
    { eps = null, elementwiseAffine = true, ...factory }: RMSNormLayerOptions = {},
  ) {
    super();
    this.normalizedShape = Object.freeze(
      typeof normalizedShape === "number" ? [normalizedShape] : [...normalizedShape],
    );
    this.eps = keptNumber(this, "eps", eps);
    this.elementwiseAffine = elementwiseAffine;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape, factory)) : null;
  }

  /** Sets factors to one. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight);
  }

  forward(input: Tensor): Tensor {
    return rmsNorm(input, this.normalizedShape, this.weight, this);
  }

  override extraRepr(): string {
    const options = { eps: givenNumber(this, "eps"), elementwise_affine: this.elementwiseAffine };
    return `${pythonRepr(this.normalizedShape)}, ${pythonArguments(options)}`;
  }
}

/** Options of `GroupNorm`. */
export interface GroupNormOptions extends FactoryOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number | Float;
  /** Whether channels are scaled and shifted; default true. */
  readonly affine?: boolean;
  /** Whether channels are shifted, if they are scaled; default true. */
  readonly bias?: boolean;
}

/**
 * Gives each group of channels mean 0 and variance 1, then scales and shifts each channel.
 *
 * - input: `[N, C, ...]`, output: the same shape
 * - `weight`: `[C]`, ones at first; `bias`: `[C]`, zeros at first
 *
 * @throws {Error} if `numGroups` does not divide `numChannels`
 * @example
 * new GroupNorm(3, 6).forward(zeros([2, 6, 4])).shape // => [2, 6, 4]
 */
export class GroupNorm extends Module<Tensor> {
  /** Added to the variance. */
  readonly eps: number;
  /** Whether channels are scaled and shifted. */
  readonly affine: boolean;
  /** A factor for each channel. */
  readonly weight: Parameter | null;
  /** What is added to each channel. */
  readonly bias: Parameter | null;

  constructor(
    /** How many groups there are. */
    readonly numGroups: number,
    /** How many channels there are. */
    readonly numChannels: number,
    { eps = 1e-5, affine = true, bias = true, ...factory }: GroupNormOptions = {},
  ) {
    super();
    if (numGroups === 0) throw new RangeError("GroupNorm: integer modulo by zero; `numGroups` must be at least 1");
    if (numChannels % numGroups !== 0)
      throw new Error(`num_channels (${numChannels}) must be divisible by num_groups (${numGroups})`);
    this.eps = keptNumber(this, "eps", eps);
    this.affine = affine;
    this.weight = affine ? new Parameter(ones([numChannels], factory)) : null;
    this.bias = affine && bias ? new Parameter(zeros([numChannels], factory)) : null;
  }

  /** Sets factors to one and what is added to zero. */
  resetParameters(): void {
    if (this.weight !== null) ones_(this.weight);
    if (this.bias !== null) zeros_(this.bias);
  }

  forward(input: Tensor): Tensor {
    return groupNorm(input, this.numGroups, this.weight, this.bias, this);
  }

  override extraRepr(): string {
    const options = { eps: givenNumber(this, "eps"), affine: this.affine, bias: this.bias !== null };
    return `${this.numGroups}, ${this.numChannels}, ${pythonArguments(options)}`;
  }
}

/** Options of `LocalResponseNorm`. */
export interface LocalResponseNormOptions {
  /** Factor of the mean of squares; default 1e-4. */
  readonly alpha?: number | Float;
  /** Exponent; default 0.75. */
  readonly beta?: number | Float;
  /** Added before the power is taken; default 1. */
  readonly k?: number | Float;
}

/**
 * Divides each element by a power of what its neighbours in other channels are like.
 *
 * - input: `[N, C, ...]`, output: the same shape
 *
 * @example
 * new LocalResponseNorm(2).forward(zeros([2, 6, 4])).shape // => [2, 6, 4]
 */
export class LocalResponseNorm extends Module<Tensor> {
  /** Factor of the mean of squares. */
  readonly alpha: number;
  /** Exponent. */
  readonly beta: number;
  /** Added before the power is taken. */
  readonly k: number;

  constructor(
    /** How many neighbouring channels count. */
    readonly size: number,
    { alpha = 1e-4, beta = 0.75, k = float(1) }: LocalResponseNormOptions = {},
  ) {
    super();
    this.alpha = keptNumber(this, "alpha", alpha);
    this.beta = keptNumber(this, "beta", beta);
    this.k = keptNumber(this, "k", k);
  }

  forward(input: Tensor): Tensor {
    return localResponseNorm(input, this.size, this);
  }

  override extraRepr(): string {
    const numbers = { alpha: givenNumber(this, "alpha"), beta: givenNumber(this, "beta"), k: givenNumber(this, "k") };
    return `${this.size}, ${pythonArguments(numbers)}`;
  }
}
