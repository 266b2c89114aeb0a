import { type Float, float, type Tensor } from "@flambeau/core";
import { celu, elu, selu } from "./functional/elu.js";
import { InplaceLayer, type InplaceOptions } from "./inplace-layer.js";
import { givenNumber, keptNumber, pythonArguments, withInplace } from "./module-text.js";

/**
 * Elements where they are positive, else `alpha (exp(x) - 1)`.
 *
 * @example
 * String(new ELU()) // => "ELU(alpha=1.0)"
 */
export class ELU extends InplaceLayer {
  /** The scale of the negative side. */
  readonly alpha: number;

  /** @param alpha default 1 */
  constructor(alpha: number | Float = float(1), options: InplaceOptions = {}) {
    super(options);
    this.alpha = keptNumber(this, "alpha", alpha);
  }

  forward(input: Tensor): Tensor {
    return elu(input, this.alpha, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace, pythonArguments({ alpha: givenNumber(this, "alpha") }));
  }
}

/**
 * Elements where they are positive, else `alpha (exp(x / alpha) - 1)`.
 *
 * @example
 * String(new CELU(0.5)) // => "CELU(alpha=0.5)"
 * String(new CELU(float(2))) // => "CELU(alpha=2.0)"
 */
export class CELU extends InplaceLayer {
  /** The scale of the negative side. */
  readonly alpha: number;

  /** @param alpha default 1 */
  constructor(alpha: number | Float = float(1), options: InplaceOptions = {}) {
    super(options);
    this.alpha = keptNumber(this, "alpha", alpha);
  }

  forward(input: Tensor): Tensor {
    return celu(input, this.alpha, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace, pythonArguments({ alpha: givenNumber(this, "alpha") }));
  }
}

/**
 * `ELU` with the scales that keep mean and variance from layer to layer.
 *
 * @example
 * new SELU().forward(tensor([0, 1.5])) // => tensor([0.0000, 1.5761])
 */
export class SELU extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return selu(input, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace);
  }
}
