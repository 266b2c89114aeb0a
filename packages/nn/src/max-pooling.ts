import {
  type MaxPooled,
  type MaxPoolOptions,
  maxPool1d,
  maxPool2d,
  maxPool3d,
  type PerDimension,
  type Shape,
  type Tensor,
} from "@flambeau/core";
import { maxUnpool1d, maxUnpool2d, maxUnpool3d } from "./functional/max-unpooling.js";
import { Module } from "./module.js";
import { pythonArguments, tuple } from "./module-text.js";
import { perDimension } from "./per-dimension.js";

/** What layers have in common that take the largest element of each window. */
abstract class MaxPoolNd<O extends MaxPoolOptions> extends Module<MaxPooled<O>> {
  /** How large windows are. */
  readonly kernelSize: PerDimension;
  /** How far windows lie apart. */
  readonly stride: PerDimension;
  /** How far the first window begins before the input. */
  readonly padding: PerDimension;
  /** How far the elements of a window lie apart. */
  readonly dilation: PerDimension;
  /** Whether the places of the elements are given too. */
  readonly returnIndices: boolean;
  /** Whether a last window may go beyond the padding, if it begins before. */
  readonly ceilMode: boolean;

  constructor(kernelSize: PerDimension, options: O) {
    super();
    const { stride, padding = 0, dilation = 1, returnIndices = false, ceilMode = false } = options;
    this.kernelSize = tuple(kernelSize);
    this.stride = tuple(stride ?? kernelSize);
    this.padding = tuple(padding);
    this.dilation = tuple(dilation);
    this.returnIndices = returnIndices;
    this.ceilMode = ceilMode;
  }

  override extraRepr(): string {
    const { kernelSize, stride, padding, dilation, ceilMode } = this;
    return pythonArguments({ kernel_size: kernelSize, stride, padding, dilation, ceil_mode: ceilMode });
  }
}

/**
 * Takes the largest element of each window of lines.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @example
 * new MaxPool1d(2).forward(tensor([[0.5, 3, 2, 1]])).tolist() // => [[3, 2]]
 */
export class MaxPool1d<const O extends MaxPoolOptions = object> extends MaxPoolNd<O> {
  /**
   * @param options `stride` (default the kernel size), `padding` (0), `dilation` (1), `ceilMode` (false), `returnIndices` (false)
   */
  constructor(kernelSize: PerDimension, options: O = {} as O) {
    super(kernelSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return maxPool1d(input, this.kernelSize, this as MaxPoolOptions as O);
  }
}

/**
 * Takes the largest element of each window of images.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * new MaxPool2d(2).forward(tensor([[[0.5, 3], [2, 1]]])).tolist() // => [[[3]]]
 * new MaxPool2d(2, { returnIndices: true }).forward(tensor([[[0.5, 3], [2, 1]]]))[1].tolist() // => [[[1]]]
 */
export class MaxPool2d<const O extends MaxPoolOptions = object> extends MaxPoolNd<O> {
  /**
   * @param options `stride` (default the kernel size), `padding` (0), `dilation` (1), `ceilMode` (false), `returnIndices` (false)
   */
  constructor(kernelSize: PerDimension, options: O = {} as O) {
    super(kernelSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return maxPool2d(input, this.kernelSize, this as MaxPoolOptions as O);
  }
}

/**
 * Takes the largest element of each window of volumes.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @example
 * new MaxPool3d([1, 2, 1]).forward(tensor([[[[0.5, 3], [2, 1]]]])).tolist() // => [[[[2, 3]]]]
 */
export class MaxPool3d<const O extends MaxPoolOptions = object> extends MaxPoolNd<O> {
  /**
   * @param options `stride` (default the kernel size), `padding` (0), `dilation` (1), `ceilMode` (false), `returnIndices` (false)
   */
  constructor(kernelSize: PerDimension, options: O = {} as O) {
    super(kernelSize, options);
  }

  forward(input: Tensor): MaxPooled<O> {
    return maxPool3d(input, this.kernelSize, this as MaxPoolOptions as O);
  }
}

/** Options of the layers that undo those. */
export interface MaxUnpoolLayerOptions {
  /** How far windows lie apart; default the kernel size. */
  readonly stride?: PerDimension | null;
  /** The padding of the pooling to undo; default 0. */
  readonly padding?: PerDimension;
}

/** What layers have in common that undo those. */
abstract class MaxUnpoolNd extends Module<Tensor> {
  /** How large windows are. */
  readonly kernelSize: Shape;
  /** How far windows lie apart. */
  readonly stride: Shape;
  /** The padding of the pooling to undo. */
  readonly padding: Shape;

  constructor(dims: number, kernelSize: PerDimension, { stride, padding = 0 }: MaxUnpoolLayerOptions) {
    super();
    this.kernelSize = perDimension(kernelSize, dims);
    this.stride = perDimension(stride ?? kernelSize, dims);
    this.padding = perDimension(padding, dims);
  }

  override extraRepr(): string {
    return pythonArguments({ kernel_size: this.kernelSize, stride: this.stride, padding: this.padding });
  }
}

/**
 * Undoes `MaxPool1d`, except that elements which were not the largest become 0.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @example
 * const [output, indices] = new MaxPool1d(2, { returnIndices: true }).forward(tensor([[0.5, 3, 2, 1]]));
 * new MaxUnpool1d(2).forward(output, indices).tolist() // => [[0, 3, 2, 0]]
 */
export class MaxUnpool1d extends MaxUnpoolNd {
  constructor(kernelSize: PerDimension, options: MaxUnpoolLayerOptions = {}) {
    super(1, kernelSize, options);
  }

  /** @param outputSize the size that pooling began with, where several give the same result; default the smallest */
  forward(input: Tensor, indices: Tensor, outputSize?: Shape | null): Tensor {
    const { kernelSize, stride, padding } = this;
    return maxUnpool1d(input, indices, kernelSize, { stride, padding, outputSize });
  }
}

/**
 * Undoes `MaxPool2d`, except that elements which were not the largest become 0.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * const [output, indices] = new MaxPool2d(2, { returnIndices: true }).forward(tensor([[[0.5, 3], [2, 1]]]));
 * new MaxUnpool2d(2).forward(output, indices).tolist() // => [[[0, 3], [0, 0]]]
 */
export class MaxUnpool2d extends MaxUnpoolNd {
  constructor(kernelSize: PerDimension, options: MaxUnpoolLayerOptions = {}) {
    super(2, kernelSize, options);
  }

  /** @param outputSize the size that pooling began with, where several give the same result; default the smallest */
  forward(input: Tensor, indices: Tensor, outputSize?: Shape | null): Tensor {
    const { kernelSize, stride, padding } = this;
    return maxUnpool2d(input, indices, kernelSize, { stride, padding, outputSize });
  }
}

/**
 * Undoes `MaxPool3d`, except that elements which were not the largest become 0.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @example
 * const [output, indices] = new MaxPool3d([1, 2, 1], { returnIndices: true }).forward(tensor([[[[0.5, 3], [2, 1]]]]));
 * new MaxUnpool3d([1, 2, 1]).forward(output, indices).tolist() // => [[[[0, 3], [2, 0]]]]
 */
export class MaxUnpool3d extends MaxUnpoolNd {
  constructor(kernelSize: PerDimension, options: MaxUnpoolLayerOptions = {}) {
    super(3, kernelSize, options);
  }

  /** @param outputSize the size that pooling began with, where several give the same result; default the smallest */
  forward(input: Tensor, indices: Tensor, outputSize?: Shape | null): Tensor {
    const { kernelSize, stride, padding } = this;
    return maxUnpool3d(input, indices, kernelSize, { stride, padding, outputSize });
  }
}
