import { type Device, type DType, empty, linear, type Tensor } from "@flambeau/core";
import { bilinear } from "./functional/bilinear.js";
import { kaimingUniform_, uniform_ } from "./init.js";
import { Module } from "./module.js";
import { pythonArguments } from "./module-text.js";
import { Parameter } from "./parameter.js";

/** Where and as what a layer makes its parameters. */
export interface FactoryOptions {
  /** Element type; default: the default float. */
  readonly dtype?: DType | undefined;
  /** Only `"cpu"` exists. */
  readonly device?: string | Device | undefined;
}

/** Options of layers with a bias. */
export interface LinearOptions extends FactoryOptions {
  /** Whether a bias is added; default true. */
  readonly bias?: boolean | undefined;
}

/**
 * Gives back what it gets; takes any arguments and ignores them.
 *
 * @example
 * new Identity(54).forward(tensor([1, 2])).tolist() // => [1, 2]
 */
export class Identity extends Module<Tensor> {
  constructor(..._ignored: readonly unknown[]) {
    super();
  }

  forward(input: Tensor): Tensor {
    return input;
  }
}

/**
 * Applies `y = x Wᵀ + b`.
 *
 * - input: `[..., inFeatures]`, output: `[..., outFeatures]`
 * - `weight`: `[outFeatures, inFeatures]`, `bias`: `[outFeatures]`, both from U(-√k, √k) with k = 1 / inFeatures
 *
 * @example
 * new Linear(20, 30).forward(zeros([128, 20])).shape // => [128, 30]
 * String(new Linear(1, 1)) // => "Linear(in_features=1, out_features=1, bias=True)"
 */
export class Linear extends Module<Tensor> {
  /** The factors. */
  readonly weight: Parameter;
  /** What is added; null if nothing is. */
  readonly bias: Parameter | null;

  constructor(
    /** Size of the last dimension of the input. */
    readonly inFeatures: number,
    /** Size of the last dimension of the output. */
    readonly outFeatures: number,
    { bias = true, ...factory }: LinearOptions = {},
  ) {
    super();
    this.weight = new Parameter(empty([outFeatures, inFeatures], factory));
    this.bias = bias ? new Parameter(empty([outFeatures], factory)) : null;
    this.resetParameters();
  }

  /** Draws weight and bias anew. */
  resetParameters(): void {
    kaimingUniform_(this.weight, { a: Math.sqrt(5) });
    if (this.bias === null) return;
    const bound = this.inFeatures > 0 ? 1 / Math.sqrt(this.inFeatures) : 0;
    uniform_(this.bias, 0 - bound, bound);
  }

  forward(input: Tensor): Tensor {
    return linear(input, this.weight, this.bias);
  }

  override extraRepr(): string {
    return pythonArguments({
      in_features: this.inFeatures,
      out_features: this.outFeatures,
      bias: this.bias !== null,
    });
  }
}

/**
 * Applies `y = x1ᵀ A x2 + b`, with a matrix A per output.
 *
 * - input1: `[..., in1Features]`, input2: `[..., in2Features]`, output: `[..., outFeatures]`
 * - `weight`: `[outFeatures, in1Features, in2Features]`, `bias`: `[outFeatures]`, both from U(-√k, √k) with k = 1 / in1Features
 *
 * @example
 * new Bilinear(2, 3, 4).forward(zeros([5, 2]), zeros([5, 3])).shape // => [5, 4]
 */
export class Bilinear extends Module<Tensor> {
  /** The matrices. */
  readonly weight: Parameter;
  /** What is added; null if nothing is. */
  readonly bias: Parameter | null;

  constructor(
    /** Size of the last dimension of the first input. */
    readonly in1Features: number,
    /** Size of the last dimension of the second input. */
    readonly in2Features: number,
    /** Size of the last dimension of the output. */
    readonly outFeatures: number,
    { bias = true, ...factory }: LinearOptions = {},
  ) {
    super();
    if (in1Features <= 0) throw new Error(`in1_features must be > 0, but got (in1_features=${in1Features})`);
    this.weight = new Parameter(empty([outFeatures, in1Features, in2Features], factory));
    this.bias = bias ? new Parameter(empty([outFeatures], factory)) : null;
    this.resetParameters();
  }

  /** Draws weight and bias anew. */
  resetParameters(): void {
    const bound = 1 / Math.sqrt(this.in1Features);
    uniform_(this.weight, -bound, bound);
    if (this.bias !== null) uniform_(this.bias, -bound, bound);
  }

  forward(input1: Tensor, input2: Tensor): Tensor {
    return bilinear(input1, input2, this.weight, this.bias);
  }

  override extraRepr(): string {
    return pythonArguments({
      in1_features: this.in1Features,
      in2_features: this.in2Features,
      out_features: this.outFeatures,
      bias: this.bias !== null,
    });
  }
}
