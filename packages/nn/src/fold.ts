import type { Tensor } from "@flambeau/core";
import { type FoldOptions, fold, type Pair, unfold } from "./functional/fold.js";
import { Module } from "./module.js";
import { pythonArguments, tuple } from "./module-text.js";

/** What both layers keep. */
abstract class Patching extends Module<Tensor> {
  /** How far apart the elements of a patch are. */
  readonly dilation: Pair;
  /** How many zeros are put around images on each side. */
  readonly padding: Pair;
  /** How far apart patches begin. */
  readonly stride: Pair;

  constructor(
    /** Height and width of a patch. */
    readonly kernelSize: Pair,
    { dilation = 1, padding = 0, stride = 1 }: FoldOptions,
  ) {
    super();
    this.dilation = dilation;
    this.padding = padding;
    this.stride = stride;
  }

  override extraRepr(): string {
    return pythonArguments({
      kernel_size: tuple(this.kernelSize),
      dilation: tuple(this.dilation),
      padding: tuple(this.padding),
      stride: tuple(this.stride),
    });
  }
}

/**
 * The patches of images as columns.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`, output: `[N, C * kH * kW, L]` or `[C * kH * kW, L]` with a column per patch
 *
 * @example
 * new Unfold([2, 3]).forward(zeros([2, 5, 3, 4])).shape // => [2, 30, 4]
 */
export class Unfold extends Patching {
  constructor(kernelSize: Pair, options: FoldOptions = {}) {
    super(kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    return unfold(input, this.kernelSize, this);
  }
}

/**
 * Adds columns up to the images that they are patches of.
 *
 * - input: `[N, C * kH * kW, L]` or `[C * kH * kW, L]` with a column per patch; output: `[N, C, *outputSize]` or `[C, *outputSize]`
 *
 * @example
 * new Fold([4, 5], [2, 2]).forward(zeros([1, 3 * 2 * 2, 12])).shape // => [1, 3, 4, 5]
 */
export class Fold extends Patching {
  constructor(
    /** Height and width of the images. */
    readonly outputSize: Pair,
    kernelSize: Pair,
    options: FoldOptions = {},
  ) {
    super(kernelSize, options);
  }

  forward(input: Tensor): Tensor {
    return fold(input, this.outputSize, this.kernelSize, this);
  }

  override extraRepr(): string {
    return `${pythonArguments({ output_size: tuple(this.outputSize) })}, ${super.extraRepr()}`;
  }
}
