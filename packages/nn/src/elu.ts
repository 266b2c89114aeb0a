import type { Tensor } from "@flambeau/core";
import { celu, elu, selu } from "./functional/elu.js";
import { InplaceLayer, type InplaceOptions } from "./inplace-layer.js";
import { floatByDefault, pythonArguments, withInplace } from "./module-text.js";

/**
 * Elements where they are positive, else `alpha (exp(x) - 1)`.
 *
 * @example
 * String(new ELU()) // => "ELU(alpha=1.0)"
 */
export class ELU extends InplaceLayer {
  /** @param alpha default 1 */
  constructor(
    readonly alpha = 1,
    options: InplaceOptions = {},
  ) {
    super(options);
  }

  forward(input: Tensor): Tensor {
    return elu(input, this.alpha, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace, pythonArguments({ alpha: floatByDefault(this.alpha, 1) }));
  }
}

/**
 * Elements where they are positive, else `alpha (exp(x / alpha) - 1)`.
 *
 * @example
 * String(new CELU(0.5)) // => "CELU(alpha=0.5)"
 */
export class CELU extends InplaceLayer {
  /** @param alpha default 1 */
  constructor(
    readonly alpha = 1,
    options: InplaceOptions = {},
  ) {
    super(options);
  }

  forward(input: Tensor): Tensor {
    return celu(input, this.alpha, this);
  }

  override extraRepr(): string {
    return withInplace(this.inplace, pythonArguments({ alpha: floatByDefault(this.alpha, 1) }));
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
