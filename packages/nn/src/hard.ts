import { type Float, hardshrink, pythonRepr, type Tensor } from "@flambeau/core";
import { hardsigmoid, hardswish, softshrink, softsign, tanhshrink } from "./functional/hard.js";
import { InplaceLayer } from "./inplace-layer.js";
import { Module } from "./module.js";
import { givenNumber, keptNumber } from "./module-text.js";

/**
 * A sigmoid of three straight lines, element-wise.
 *
 * @example
 * new Hardsigmoid().forward(tensor([-4, 0, 1.5])) // => tensor([0.0000, 0.5000, 0.7500])
 */
export class Hardsigmoid extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return hardsigmoid(input, this);
  }
}

/**
 * `x` times `Hardsigmoid`, element-wise.
 *
 * @example
 * new Hardswish().forward(tensor([-1, 0, 1.5])) // => tensor([-0.3333,  0.0000,  1.1250])
 */
export class Hardswish extends InplaceLayer {
  forward(input: Tensor): Tensor {
    return hardswish(input, this);
  }
}

/**
 * Moves elements by `lambd` towards 0, and to 0 what is nearer.
 *
 * @example
 * new Softshrink().forward(tensor([-2, 0.3, 1])) // => tensor([-1.5000,  0.0000,  0.5000])
 * String(new Softshrink()) // => "Softshrink(0.5)"
 */
export class Softshrink extends Module<Tensor> {
  /** The largest size that becomes 0. */
  readonly lambd: number;

  /** @param lambd default 0.5 */
  constructor(lambd: number | Float = 0.5) {
    super();
    this.lambd = keptNumber(this, "lambd", lambd);
  }

  forward(input: Tensor): Tensor {
    return softshrink(input, this.lambd);
  }

  override extraRepr(): string {
    return pythonRepr(givenNumber(this, "lambd"));
  }
}

/**
 * 0 where elements are within ±`lambd`, else they themselves.
 *
 * @example
 * new Hardshrink().forward(tensor([-2, 0.3, 1])) // => tensor([-2.,  0.,  1.])
 * String(new Hardshrink()) // => "Hardshrink(0.5)"
 */
export class Hardshrink extends Module<Tensor> {
  /** The largest size that becomes 0. */
  readonly lambd: number;

  /** @param lambd default 0.5 */
  constructor(lambd: number | Float = 0.5) {
    super();
    this.lambd = keptNumber(this, "lambd", lambd);
  }

  forward(input: Tensor): Tensor {
    return hardshrink(input, this.lambd);
  }

  override extraRepr(): string {
    return pythonRepr(givenNumber(this, "lambd"));
  }
}

/**
 * `x - tanh(x)`, element-wise.
 *
 * @example
 * new Tanhshrink().forward(tensor([0, 1.0])) // => tensor([0.0000, 0.2384])
 */
export class Tanhshrink extends Module<Tensor> {
  forward(input: Tensor): Tensor {
    return tanhshrink(input);
  }
}

/**
 * `x / (1 + |x|)`, element-wise.
 *
 * @example
 * new Softsign().forward(tensor([-1, 3])) // => tensor([-0.5000,  0.7500])
 */
export class Softsign extends Module<Tensor> {
  forward(input: Tensor): Tensor {
    return softsign(input);
  }
}
