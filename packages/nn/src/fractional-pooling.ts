import { type MaxPooled, type PerDimension, pythonRepr, type Shape, type Tensor } from "@flambeau/core";
import {
  type FractionalMaxPoolOptions,
  fractionalMaxPool2d,
  fractionalMaxPool3d,
} from "./functional/fractional-pooling.js";
import { Module } from "./module.js";
import { tuple } from "./module-text.js";
import { perDimension } from "./per-dimension.js";

/** What layers have in common that take the largest element of windows at random places. */
abstract class FractionalMaxPoolNd<O extends FractionalMaxPoolOptions> extends Module<MaxPooled<O>> {
  /** How large windows are. */
  readonly kernelSize: Shape;
  /** Whether the places of the elements are given too. */
  readonly returnIndices: boolean;
  /** The size of the output, if it is given. */
  readonly outputSize: Shape | null;
  /** The size of the output as a share of the input's, if it is given. */
  readonly outputRatio: Shape | null;
  /** The buffer of numbers that place the windows, null if they are drawn. */
  declare _random_samples: Tensor | null;

  constructor(dims: 2 | 3, kernelSize: PerDimension, given: O | undefined) {
    super();
    const options: FractionalMaxPoolOptions = given ?? {};
    const { outputSize = null, outputRatio = null, returnIndices = false, _randomSamples = null } = options;
    this.kernelSize = perDimension(kernelSize, dims);
    this.returnIndices = returnIndices;
    this.registerBuffer("_random_samples", _randomSamples);
    this.outputSize = outputSize === null ? null : perDimension(outputSize, dims);
    this.outputRatio = outputRatio === null ? null : perDimension(outputRatio, dims);
    if (outputSize === null && outputRatio === null)
      throw new Error(`${this.typeName} requires specifying either an output size, or a pooling ratio`);
    if (outputSize !== null && outputRatio !== null)
      throw new Error("only one of output_size and output_ratio may be specified");
    if (!(this.outputRatio ?? []).every((ratio) => ratio > 0 && ratio < 1))
      throw new Error(`output_ratio must be between 0 and 1 (got ${pythonRepr(tuple(outputRatio!))})`);
  }

  /** What the function is given. */
  protected get asked(): O {
    const { outputSize, outputRatio, returnIndices, _random_samples } = this;
    const options: FractionalMaxPoolOptions = {
      outputSize,
      outputRatio,
      returnIndices,
      _randomSamples: _random_samples,
    };
    return options as O;
  }
}

/**
 * Takes the largest element of each of windows that begin at random places, so many that images get a given size.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @throws {Error} if neither size nor ratio is given, or both
 * @example
 * manualSeed(0);
 * new FractionalMaxPool2d(2, { outputSize: 3 }).forward(rand([1, 1, 5, 5])).shape // => [1, 1, 3, 3]
 */
export class FractionalMaxPool2d<const O extends FractionalMaxPoolOptions> extends FractionalMaxPoolNd<O> {
  /**
   * @param options `outputSize` or `outputRatio`; `returnIndices` (false)
   */
  constructor(kernelSize: PerDimension, options: O) {
    super(2, kernelSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return fractionalMaxPool2d(input, this.kernelSize, this.asked);
  }
}

/**
 * Takes the largest element of each of windows that begin at random places, so many that volumes get a given size.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @throws {Error} if neither size nor ratio is given, or both
 * @example
 * manualSeed(0);
 * new FractionalMaxPool3d(2, { outputRatio: 0.5 }).forward(rand([1, 1, 6, 6, 6])).shape // => [1, 1, 3, 3, 3]
 */
export class FractionalMaxPool3d<const O extends FractionalMaxPoolOptions> extends FractionalMaxPoolNd<O> {
  /**
   * @param options `outputSize` or `outputRatio`; `returnIndices` (false)
   */
  constructor(kernelSize: PerDimension, options: O) {
    if (![kernelSize].flat().every((k) => k > 0))
      throw new Error(`kernel_size must be greater than 0, but got ${pythonRepr(tuple(kernelSize))}`);
    super(3, kernelSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return fractionalMaxPool3d(input, this.kernelSize, this.asked);
  }
}
