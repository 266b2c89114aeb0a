import { float, pythonRepr, type Shape, type Tensor } from "@flambeau/core";
import {
  type InterpolateOptions,
  type InterpolationMode,
  interpolate,
  type TargetSize,
} from "./functional/interpolate.js";
import { Module } from "./module.js";
import { pythonArguments } from "./module-text.js";

/** Options of `Upsample`. */
export type UpsampleLayerOptions = Omit<InterpolateOptions, "antialias">;

/** Frozen lists print as Python's tuples. */
function frozen(value: number | Shape | null = null): number | Shape | null {
  return value === null || typeof value === "number" ? value : Object.freeze([...value]);
}

/**
 * Makes its input larger, or smaller.
 *
 * - input: `[N, C, ...]` with 1, 2 or 3 spatial dimensions, output: the same with new spatial sizes
 *
 * @example
 * new Upsample({ scaleFactor: 2 }).forward(tensor([[[0.5, 1.5]]])).tolist() // => [[[0.5, 0.5, 1.5, 1.5]]]
 */
export class Upsample extends Module<Tensor> {
  /** Spatial sizes of the result, or one for all. */
  readonly size: number | Shape | null;
  /** What spatial sizes are multiplied by, or one factor for all. */
  readonly scaleFactor: number | Shape | null;
  /** How new elements are found. */
  readonly mode: InterpolationMode;
  /** Whether the outermost elements keep their places. */
  readonly alignCorners: boolean | null;
  /** Whether places follow the sizes that a factor leads to, rather than the factor. */
  readonly recomputeScaleFactor: boolean | null;

  constructor(options: UpsampleLayerOptions = {}) {
    super();
    this.size = frozen(options.size);
    this.scaleFactor = frozen(options.scaleFactor);
    this.mode = options.mode ?? "nearest";
    this.alignCorners = options.alignCorners ?? null;
    this.recomputeScaleFactor = options.recomputeScaleFactor ?? null;
  }

  forward(input: Tensor): Tensor {
    return interpolate(input, this);
  }

  override extraRepr(): string {
    const { size, scaleFactor, mode } = this;
    if (scaleFactor === null) return pythonArguments({ size, mode });
    const factors = typeof scaleFactor === "number" ? float(scaleFactor) : Object.freeze(scaleFactor.map(float));
    return `scale_factor=${pythonRepr(factors)}, ${pythonArguments({ mode })}`;
  }
}

/**
 * `Upsample` of images by nearest elements.
 *
 * - input: `[N, C, H, W]`
 *
 * @example
 * new UpsamplingNearest2d({ size: [1, 4] }).forward(tensor([[[[0.5, 1.5]]]])).tolist() // => [[[[0.5, 0.5, 1.5, 1.5]]]]
 */
export class UpsamplingNearest2d extends Upsample {
  constructor({ size = null, scaleFactor = null }: TargetSize = {}) {
    super({ size, scaleFactor });
  }
}

/**
 * `Upsample` of images by four neighbours, the corners kept in place.
 *
 * - input: `[N, C, H, W]`
 *
 * @example
 * new UpsamplingBilinear2d({ size: [1, 3] }).forward(tensor([[[[0.5, 1.5]]]])).tolist() // => [[[[0.5, 1, 1.5]]]]
 */
export class UpsamplingBilinear2d extends Upsample {
  constructor({ size = null, scaleFactor = null }: TargetSize = {}) {
    super({ size, scaleFactor, mode: "bilinear", alignCorners: true });
  }
}
