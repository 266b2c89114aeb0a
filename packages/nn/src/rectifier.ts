import { type Float, float, full, getDefaultDtype, type Tensor } from "@flambeau/core";
import { hardtanh, leakyRelu, prelu, relu, relu6, rrelu, threshold } from "./functional/rectifier.js";
import { constant_ } from "./init/constant.js";
import { InplaceLayer, type InplaceOptions } from "./inplace-layer.js";
import type { FactoryOptions } from "./linear.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber, pythonArguments, withInplace } from "./module-text.js";
import { Parameter } from "./parameter.js";

/**
 * `max(x, 0)`, element-wise.
 *
 * @example
 * new ReLU().forward(tensor([-1.5, 2])) // => tensor([0., 2.])
 * String(new ReLU()) // => "ReLU()"
 */
export class ReLU extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return relu(input, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace);
  }
}

/**
 * Keeps elements between 0 and 6.
 *
 * @example
 * new ReLU6().forward(tensor([-1.5, 2, 7])) // => tensor([0., 2., 6.])
 */
export class ReLU6 extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return relu6(input, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace);
  }
}

/**
 * Elements where they are positive, else `negativeSlope` times them.
 *
 * @example
 * new LeakyReLU(0.1).forward(tensor([-1.5, 2])) // => tensor([-0.1500,  2.0000])
 * String(new LeakyReLU()) // => "LeakyReLU(negative_slope=0.01)"
 */
export class LeakyReLU extends InplaceLayer {
  /** The slope of the negative side. */
  readonly negativeSlope: number;

  /** @param negativeSlope default 0.01 */
  constructor(negativeSlope: number | Float = 0.01, options: InplaceOptions = {}) {
    super(options);
    this.negativeSlope = keptNumber(this, "negativeSlope", negativeSlope);
  }

  forward(input: Tensor): Tensor {
    return leakyRelu(input, this.negativeSlope, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace, pythonArguments({ negative_slope: givenNumber(this, "negativeSlope") }));
  }
}

/**
 * Elements where they are positive, else a trained slope times them: one slope for all, or one per channel.
 *
 * - input: `[N, C, ...]`
 * - `weight`: `[numParameters]`, all `init` at first
 *
 * @example
 * new PReLU().forward(tensor([-1.5, 2])).tolist() // => [-0.375, 2]
 */
export class PReLU extends Module<Tensor> {
  /** The slopes. */
  readonly weight: Parameter;

  /**
   * @param numParameters 1 or the number of channels, default 1
   * @param init default 0.25
   */
  constructor(
    readonly numParameters = 1,
    readonly init = 0.25,
    factory: FactoryOptions = {},
  ) {
    super();
    this.weight = new Parameter(full([numParameters], init, { dtype: getDefaultDtype(), ...factory }));
  }

  /** Sets all slopes to `init`. */
  resetParameters(): void {
    constant_(this.weight, this.init);
  }

  forward(input: Tensor): Tensor {
    return prelu(input, this.weight);
  }

  override extraRepr(): string {
    return pythonArguments({ num_parameters: this.numParameters });
  }
}

/**
 * Elements where they are positive, else a slope times them that is drawn for each in training, and the mean of its bounds otherwise.
 *
 * @example
 * new RReLU().eval().forward(tensor([-1.5, 2])) // => tensor([-0.3438,  2.0000])
 */
export class RReLU extends InplaceLayer {
  /** The least slope. */
  readonly lower: number;
  /** The largest slope. */
  readonly upper: number;

  /**
   * @param lower default 1 / 8
   * @param upper default 1 / 3
   */
  constructor(lower: number | Float = 0.125, upper: number | Float = 0.3333333333333333, options: InplaceOptions = {}) {
    super(options);
    this.lower = keptNumber(this, "lower", lower);
    this.upper = keptNumber(this, "upper", upper);
  }

  forward(input: Tensor): Tensor {
    return rrelu(input, this.lower, this.upper, this);
  }

  override extraRepr(): string {
    const bounds = { lower: givenNumber(this, "lower"), upper: givenNumber(this, "upper") };
    return withInplace(this.inplace, pythonArguments(bounds));
  }
}

/**
 * Elements where they are above `threshold`, else `value`.
 *
 * @example
 * new Threshold(0.1, 20).forward(tensor([-1.5, 2])) // => tensor([20.,  2.])
 */
export class Threshold extends InplaceLayer {
  /** What stays is above it. */
  readonly threshold: number;
  /** What the rest becomes. */
  readonly value: number;

  constructor(threshold: number | Float, value: number | Float, options: InplaceOptions = {}) {
    super(options);
    this.threshold = keptNumber(this, "threshold", threshold);
    this.value = keptNumber(this, "value", value);
  }

  forward(input: Tensor): Tensor {
    return threshold(input, this.threshold, this.value, this);
  }

  override extraRepr(): string {
    const numbers = { threshold: givenNumber(this, "threshold"), value: givenNumber(this, "value") };
    return withInplace(this.inplace, pythonArguments(numbers));
  }
}

/**
 * Keeps elements between two bounds.
 *
 * @example
 * new Hardtanh(-2, 2).forward(tensor([-3.5, 0.5])) // => tensor([-2.0000,  0.5000])
 */
export class Hardtanh extends InplaceLayer {
  /** The lower bound. */
  readonly minVal: number;
  /** The upper bound. */
  readonly maxVal: number;

  /**
   * @param minVal default -1
   * @param maxVal default 1
   * @throws {Error} unless `minVal` is below `maxVal`
   */
  constructor(minVal: number | Float = float(-1), maxVal: number | Float = float(1), options: InplaceOptions = {}) {
    super(options);
    this.minVal = keptNumber(this, "minVal", minVal);
    this.maxVal = keptNumber(this, "maxVal", maxVal);
    if (!(this.maxVal > this.minVal))
      throw new Error(`max_val (${this.maxVal}) must be greater than min_val (${this.minVal})`);
  }

  forward(input: Tensor): Tensor {
    return hardtanh(input, this.minVal, this.maxVal, this);
  }

  override extraRepr(): string {
    const bounds = { min_val: givenNumber(this, "minVal"), max_val: givenNumber(this, "maxVal") };
    return withInplace(this.inplace, pythonArguments(bounds));
  }
}
