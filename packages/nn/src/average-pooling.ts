import {
  type AvgPool1dOptions,
  type AvgPoolOptions,
  avgPool1d,
  type Float,
  float,
  type PerDimension,
  type Tensor,
} from "@flambeau/core";
import {
  avgPool2d,
  avgPool3d,
  type LPPoolOptions,
  lpPool1d,
  lpPool2d,
  lpPool3d,
} from "./functional/average-pooling.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber, pythonArguments, tuple } from "./module-text.js";
import { perDimension } from "./per-dimension.js";

/** What layers have in common that average windows. */
abstract class AvgPoolNd extends Module<Tensor> {
  /** How large windows are. */
  readonly kernelSize: PerDimension;
  /** How far windows lie apart. */
  readonly stride: PerDimension;
  /** How far the first window begins before the input. */
  readonly padding: PerDimension;
  /** Whether a last window may go beyond the padding, if it begins before. */
  readonly ceilMode: boolean;
  /** Whether the padding counts as zeros. */
  readonly countIncludePad: boolean;

  constructor(kernelSize: PerDimension, options: AvgPool1dOptions) {
    super();
    const { stride, padding = 0, ceilMode = false, countIncludePad = true } = options;
    this.kernelSize = tuple(kernelSize);
    this.stride = tuple(stride ?? kernelSize);
    this.padding = tuple(padding);
    this.ceilMode = ceilMode;
    this.countIncludePad = countIncludePad;
  }

  override extraRepr(): string {
    return pythonArguments({ kernel_size: this.kernelSize, stride: this.stride, padding: this.padding });
  }
}

/**
 * Averages each window of lines.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @example
 * new AvgPool1d(2).forward(tensor([[1.5, 2.5, 4, 6]])).tolist() // => [[2, 5]]
 */
export class AvgPool1d extends AvgPoolNd {
  /**
   * @param options `stride` (default the kernel size), `padding` (0), `ceilMode` (false), `countIncludePad` (true)
   */
  constructor(kernelSize: PerDimension, { stride, padding = 0, ...options }: AvgPool1dOptions = {}) {
    super(perDimension(kernelSize, 1), {
      stride: perDimension(stride ?? kernelSize, 1),
      padding: perDimension(padding, 1),
      ...options,
    });
  }

  forward(input: Tensor): Tensor {
    return avgPool1d(input, this.kernelSize, this);
  }
}

/**
 * Averages each window of images.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * new AvgPool2d(2).forward(tensor([[[1.5, 2.5], [4, 6]]])).tolist() // => [[[3.5]]]
 */
export class AvgPool2d extends AvgPoolNd {
  /** What sums are divided by; null stands for the number of elements. */
  readonly divisorOverride: number | null;

  /**
   * @param options `stride` (default the kernel size), `padding` (0), `ceilMode` (false), `countIncludePad` (true),
   *   `divisorOverride` (default the number of elements)
   */
  constructor(kernelSize: PerDimension, options: AvgPoolOptions = {}) {
    super(kernelSize, options);
    this.divisorOverride = options.divisorOverride ?? null;
  }

  forward(input: Tensor): Tensor {
    return avgPool2d(input, this.kernelSize, this);
  }
}

/**
 * Averages each window of volumes.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @example
 * new AvgPool3d([1, 2, 1]).forward(tensor([[[[1.5, 2.5], [4, 6]]]])).tolist() // => [[[[2.75, 4.25]]]]
 */
export class AvgPool3d extends AvgPoolNd {
  /** What sums are divided by; null stands for the number of elements. */
  readonly divisorOverride: number | null;

  /**
   * @param options `stride` (default the kernel size), `padding` (0), `ceilMode` (false), `countIncludePad` (true),
   *   `divisorOverride` (default the number of elements)
   */
  constructor(kernelSize: PerDimension, options: AvgPoolOptions = {}) {
    super(kernelSize, options);
    this.divisorOverride = options.divisorOverride ?? null;
  }

  forward(input: Tensor): Tensor {
    return avgPool3d(input, this.kernelSize, this);
  }
}

/** What layers have in common that take the norm of each window. */
abstract class LPPoolNd extends Module<Tensor> {
  /** The exponent of the norm. */
  readonly normType: number;
  /** How large windows are. */
  readonly kernelSize: PerDimension;
  /** How far windows lie apart; null stands for the kernel size. */
  readonly stride: PerDimension | null;
  /** Whether a last window may go beyond the input, if it begins before. */
  readonly ceilMode: boolean;

  constructor(
    normType: number | Float,
    kernelSize: PerDimension,
    { stride = null, ceilMode = false }: LPPoolOptions = {},
  ) {
    super();
    this.normType = keptNumber(this, "normType", normType);
    this.kernelSize = tuple(kernelSize);
    this.stride = stride === null ? null : tuple(stride);
    this.ceilMode = ceilMode;
  }

  override extraRepr(): string {
    const { kernelSize, stride, ceilMode } = this;
    return pythonArguments({
      norm_type: givenNumber(this, "normType"),
      kernel_size: kernelSize,
      stride,
      ceil_mode: ceilMode,
    });
  }
}

/**
 * Takes the norm of each window of lines: (Σ xᵖ)^(1/p).
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @example
 * new LPPool1d(2, 2).forward(tensor([[1.5, 2]])) // => tensor([[2.5000]])
 */
export class LPPool1d extends LPPoolNd {
  forward(input: Tensor): Tensor {
    return lpPool1d(input, float(this.normType), this.kernelSize, this);
  }
}

/**
 * Takes the norm of each window of images: (Σ xᵖ)^(1/p).
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * new LPPool2d(2, 2).forward(tensor([[[1.5, 2], [0, 0]]])) // => tensor([[[2.5000]]])
 */
export class LPPool2d extends LPPoolNd {
  forward(input: Tensor): Tensor {
    return lpPool2d(input, float(this.normType), this.kernelSize, this);
  }
}

/**
 * Takes the norm of each window of volumes: (Σ xᵖ)^(1/p).
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`
 *
 * @example
 * new LPPool3d(2, [1, 1, 2]).forward(tensor([[[[1.5, 2]]]])) // => tensor([[[[2.5000]]]])
 */
export class LPPool3d extends LPPoolNd {
  forward(input: Tensor): Tensor {
    return lpPool3d(input, float(this.normType), this.kernelSize, this);
  }
}
