import { type Float, float, sigmoid, type Tensor, tanh } from "@flambeau/core";
import { type GeluOptions, gelu, glu, logsigmoid, mish, silu, softplus } from "./functional/gate.js";
import { InplaceLayer } from "./inplace-layer.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber, pythonArguments, withInplace } from "./module-text.js";

/**
 * `1 / (1 + exp(-x))`, element-wise.
 *
 * @example
 * new Sigmoid().forward(tensor([0.0, Infinity])).tolist() // => [0.5, 1]
 */
export class Sigmoid extends Module<Tensor> {
  forward(input: Tensor): Tensor {
    return sigmoid(input);
  }
}

/**
 * The hyperbolic tangent, element-wise.
 *
 * @example
 * new Tanh().forward(tensor([0, 0.5])) // => tensor([0.0000, 0.4621])
 */
export class Tanh extends Module<Tensor> {
  forward(input: Tensor): Tensor {
    return tanh(input);
  }
}

/**
 * `x sigmoid(x)`, element-wise; also known as swish.
 *
 * @example
 * new SiLU().forward(tensor([-1.5, 2])) // => tensor([-0.2736,  1.7616])
 */
export class SiLU extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return silu(input, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace);
  }
}

/**
 * `x tanh(softplus(x))`, element-wise.
 *
 * @example
 * new Mish().forward(tensor([-1.5, 2])) // => tensor([-0.2981,  1.9440])
 */
export class Mish extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return mish(input, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace);
  }
}

/**
 * The logarithm of `Sigmoid`, element-wise.
 *
 * @example
 * new LogSigmoid().forward(tensor([-1.5, 2])) // => tensor([-1.7014, -0.1269])
 */
export class LogSigmoid extends Module<Tensor> {
  forward(input: Tensor): Tensor {
    return logsigmoid(input);
  }
}

/**
 * `x` times the share of a normal distribution below `x`, element-wise.
 *
 * @example
 * new GELU().forward(tensor([-1.5, 2])) // => tensor([-0.1002,  1.9545])
 * String(new GELU()) // => "GELU(approximate='none')"
 */
export class GELU extends Module<Tensor> {
  /** How Φ is computed. */
  readonly approximate: "none" | "tanh";

  constructor({ approximate = "none" }: GeluOptions = {}) {
    super();
    this.approximate = approximate;
  }

  forward(input: Tensor): Tensor {
    return gelu(input, this);
  }

  override extraRepr(): string {
    return pythonArguments({ approximate: this.approximate });
  }
}

/**
 * The first half of a dimension times the sigmoid of the second.
 *
 * @example
 * new GLU().forward(tensor([1.5, 2, 0, 1])) // => tensor([0.7500, 1.4621])
 */
export class GLU extends Module<Tensor> {
  /** @param dim default the last */
  constructor(readonly dim = -1) {
    super();
  }

  forward(input: Tensor): Tensor {
    return glu(input, this.dim);
  }

  override extraRepr(): string {
    return pythonArguments({ dim: this.dim });
  }
}

/**
 * A smooth `ReLU`, `log(1 + exp(beta x)) / beta`; `x` itself where `beta x` is above `threshold`.
 *
 * @example
 * new Softplus().forward(tensor([-1.5, 2])) // => tensor([0.2014, 2.1269])
 * String(new Softplus()) // => "Softplus(beta=1.0, threshold=20.0)"
 */
export class Softplus extends Module<Tensor> {
  /** The factor of the exponent. */
  readonly beta: number;
  /** Where `beta` times an element is above it, the element stays. */
  readonly threshold: number;

  /**
   * @param beta default 1
   * @param threshold default 20
   */
  constructor(beta: number | Float = float(1), threshold: number | Float = float(20)) {
    super();
    this.beta = keptNumber(this, "beta", beta);
    this.threshold = keptNumber(this, "threshold", threshold);
  }

  forward(input: Tensor): Tensor {
    return softplus(input, this.beta, this.threshold);
  }

  override extraRepr(): string {
    return pythonArguments({ beta: givenNumber(this, "beta"), threshold: givenNumber(this, "threshold") });
  }
}
