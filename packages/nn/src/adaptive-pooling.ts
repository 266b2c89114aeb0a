import {
  type AdaptiveSizes,
  adaptiveAvgPool1d,
  type MaxPooled,
  pythonRepr,
  type Shape,
  type Tensor,
} from "@flambeau/core";
import {
  type AdaptiveMaxPoolOptions,
  adaptiveAvgPool2d,
  adaptiveAvgPool3d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
  adaptiveMaxPool3d,
} from "./functional/adaptive-pooling.js";
import { Module } from "./module.js";
import { tuple } from "./module-text.js";

/** What layers have in common whose output has a given size. */
abstract class AdaptivePoolNd<S extends AdaptiveSizes, Output> extends Module<Output> {
  /** The size of the output, for all dimensions or for each; null keeps that of the input. */
  readonly outputSize: S;

  constructor(outputSize: S) {
    super();
    this.outputSize = tuple(outputSize as AdaptiveSizes) as S;
  }

  override extraRepr(): string {
    return `output_size=${pythonRepr(this.outputSize)}`;
  }
}

/**
 * Averages evenly spread windows, so many that lines get a given size.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @example
 * new AdaptiveAvgPool1d(2).forward(tensor([[1.5, 2.5, 4]])).tolist() // => [[2, 3.25]]
 */
export class AdaptiveAvgPool1d extends AdaptivePoolNd<number | Shape, Tensor> {
  forward(input: Tensor): Tensor {
    return adaptiveAvgPool1d(input, this.outputSize);
  }
}

/**
 * Averages evenly spread windows, so many that images get a given size.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * new AdaptiveAvgPool2d([null, 2]).forward(tensor([[[1.5, 2.5, 4]]])).tolist() // => [[[2, 3.25]]]
 */
export class AdaptiveAvgPool2d extends AdaptivePoolNd<AdaptiveSizes, Tensor> {
  forward(input: Tensor): Tensor {
    return adaptiveAvgPool2d(input, this.outputSize);
  }
}

/**
 * Averages evenly spread windows, so many that volumes get a given size.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @example
 * new AdaptiveAvgPool3d([1, null, 2]).forward(tensor([[[[1.5, 2.5, 4]]]])).tolist() // => [[[[2, 3.25]]]]
 */
export class AdaptiveAvgPool3d extends AdaptivePoolNd<AdaptiveSizes, Tensor> {
  forward(input: Tensor): Tensor {
    return adaptiveAvgPool3d(input, this.outputSize);
  }
}

/** What layers have in common that take the largest elements. */
abstract class AdaptiveMaxPoolNd<S extends AdaptiveSizes, O extends AdaptiveMaxPoolOptions> extends AdaptivePoolNd<
  S,
  MaxPooled<O>
> {
  /** Whether the places of the elements are given too. */
  readonly returnIndices: boolean;

  constructor(outputSize: S, { returnIndices = false }: O) {
    super(outputSize);
    this.returnIndices = returnIndices;
  }
}

/**
 * Takes the largest elements of evenly spread windows, so many that lines get a given size.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @example
 * new AdaptiveMaxPool1d(2).forward(tensor([[1.5, 2.5, 4]])).tolist() // => [[2.5, 4]]
 */
export class AdaptiveMaxPool1d<const O extends AdaptiveMaxPoolOptions = object> extends AdaptiveMaxPoolNd<
  number | Shape,
  O
> {
  constructor(outputSize: number | Shape, options: O = {} as O) {
    super(outputSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return adaptiveMaxPool1d(input, this.outputSize, this as AdaptiveMaxPoolOptions as O);
  }
}

/**
 * Takes the largest elements of evenly spread windows, so many that images get a given size.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * new AdaptiveMaxPool2d([null, 2], { returnIndices: true }).forward(tensor([[[1.5, 2.5, 4]]]))[1].tolist() // => [[[1, 2]]]
 */
export class AdaptiveMaxPool2d<const O extends AdaptiveMaxPoolOptions = object> extends AdaptiveMaxPoolNd<
  AdaptiveSizes,
  O
> {
  constructor(outputSize: AdaptiveSizes, options: O = {} as O) {
    super(outputSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return adaptiveMaxPool2d(input, this.outputSize, this as AdaptiveMaxPoolOptions as O);
  }
}

/**
 * Takes the largest elements of evenly spread windows, so many that volumes get a given size.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @example
 * new AdaptiveMaxPool3d(1).forward(tensor([[[[1.5, 2.5, 4]]]])).tolist() // => [[[[4]]]]
 */
export class AdaptiveMaxPool3d<const O extends AdaptiveMaxPoolOptions = object> extends AdaptiveMaxPoolNd<
  AdaptiveSizes,
  O
> {
  constructor(outputSize: AdaptiveSizes, options: O = {} as O) {
    super(outputSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return adaptiveMaxPool3d(input, this.outputSize, this as AdaptiveMaxPoolOptions as O);
  }
}
