import type { Float, Tensor } from "@flambeau/core";
import * as F from "./functional/dropout.js";
import { InplaceLayer, type InplaceOptions } from "./inplace-layer.js";
import { givenNumber, keptNumber, pythonArguments } from "./module-text.js";

type Drop = (input: Tensor, p: number, options: F.DropoutOptions) => Tensor;

/** What all dropout layers have in common. */
abstract class DropoutLayer extends InplaceLayer {
  /** Probability of a drop. */
  readonly p: number;

  /**
   * @param p default 0.5
   * @throws {Error} if it is outside [0, 1]
   */
  constructor(p: number | Float = 0.5, options: InplaceOptions = {}) {
    super(options);
    this.p = keptNumber(this, "p", p);
    if (!(this.p >= 0 && this.p <= 1)) throw new Error(`dropout probability has to be between 0 and 1, but got ${p}`);
  }

  /** The functional form. */
  protected abstract get drop(): Drop;

  forward(input: Tensor): Tensor {
    return this.drop(input, this.p, { training: this.training, inplace: this.inplace });
  }

  override extraRepr(): string {
    return pythonArguments({ p: givenNumber(this, "p"), inplace: this.inplace });
  }
}

/**
 * In training, sets elements to 0 with probability `p` and divides the others by 1 - `p`.
 *
 * @example
 * manualSeed(0);
 * const layer = new Dropout(0.5);
 * layer.forward(ones([6])) // => tensor([0., 0., 2., 0., 0., 0.])
 * layer.eval().forward(ones([2])) // => tensor([1., 1.])
 */
export class Dropout extends DropoutLayer {
  protected get drop(): Drop {
    return F.dropout;
  }
}

/**
 * In training, drops whole channels of `[N, C, L]` or `[C, L]`.
 *
 * @example
 * manualSeed(0);
 * new Dropout1d().forward(ones([1, 3, 2])).tolist() // => [[[0, 0], [0, 0], [2, 2]]]
 */
export class Dropout1d extends DropoutLayer {
  protected get drop(): Drop {
    return F.dropout1d;
  }
}

/**
 * In training, drops whole channels of `[N, C, H, W]`.
 *
 * @example
 * manualSeed(0);
 * new Dropout2d().forward(ones([1, 3, 1, 2])).tolist() // => [[[[0, 0]], [[0, 0]], [[2, 2]]]]
 */
export class Dropout2d extends DropoutLayer {
  protected get drop(): Drop {
    return F.dropout2d;
  }
}

/**
 * In training, drops whole channels of `[N, C, D, H, W]` or `[C, D, H, W]`.
 *
 * @example
 * manualSeed(0);
 * new Dropout3d().forward(ones([1, 3, 1, 1, 2])).tolist() // => [[[[[0, 0]]], [[[0, 0]]], [[[2, 2]]]]]
 */
export class Dropout3d extends DropoutLayer {
  protected get drop(): Drop {
    return F.dropout3d;
  }
}

/**
 * In training, dropout for networks of SELUs: it keeps mean and variance.
 *
 * @example
 * manualSeed(0);
 * new AlphaDropout(0.5).forward(ones([3])) // => tensor([-0.7792, -0.7792,  1.6656])
 */
export class AlphaDropout extends DropoutLayer {
  protected get drop(): Drop {
    return F.alphaDropout;
  }
}

/**
 * In training, `AlphaDropout` of whole channels of `[N, C, ...]`.
 *
 * @example
 * new FeatureAlphaDropout().eval().forward(ones([1, 2, 1])).tolist() // => [[[1], [1]]]
 */
export class FeatureAlphaDropout extends DropoutLayer {
  protected get drop(): Drop {
    return F.featureAlphaDropout;
  }
}
