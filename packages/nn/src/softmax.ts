import type { Tensor } from "@flambeau/core";
import { logSoftmax, softmax, softmin } from "./functional/softmax.js";
import { Module } from "./module.js";
import { pythonArguments } from "./module-text.js";

/**
 * Positive numbers that sum to 1 along a dimension: `exp(x)` over their sum.
 *
 * @example
 * new Softmax(1).forward(tensor([[1.5, 1.5]])) // => tensor([[0.5000, 0.5000]])
 */
export class Softmax extends Module<Tensor> {
  /** @param dim the dimension; left out, it is guessed with a warning */
  constructor(readonly dim: number | null = null) {
    super();
  }

  forward(input: Tensor): Tensor {
    return softmax(input, this.dim);
  }

  override extraRepr(): string {
    return pythonArguments({ dim: this.dim });
  }
}

/**
 * `Softmax` of `-x`.
 *
 * @example
 * new Softmin(1).forward(tensor([[1.5, 1.5]])) // => tensor([[0.5000, 0.5000]])
 */
export class Softmin extends Module<Tensor> {
  /** @param dim the dimension; left out, it is guessed with a warning */
  constructor(readonly dim: number | null = null) {
    super();
  }

  forward(input: Tensor): Tensor {
    return softmin(input, this.dim);
  }

  override extraRepr(): string {
    return pythonArguments({ dim: this.dim });
  }
}

/**
 * The logarithm of `Softmax`.
 *
 * @example
 * new LogSoftmax(1).forward(tensor([[1.5, 1.5]])) // => tensor([[-0.6931, -0.6931]])
 */
export class LogSoftmax extends Module<Tensor> {
  /** @param dim the dimension; left out, it is guessed with a warning */
  constructor(readonly dim: number | null = null) {
    super();
  }

  forward(input: Tensor): Tensor {
    return logSoftmax(input, this.dim);
  }

  override extraRepr(): string {
    return pythonArguments({ dim: this.dim });
  }
}

/**
 * `Softmax` over the channels of each pixel.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`
 *
 * @example
 * new Softmax2d().forward(zeros([1, 2, 1, 1])).tolist() // => [[[[0.5]], [[0.5]]]]
 */
export class Softmax2d extends Module<Tensor> {
  forward(input: Tensor): Tensor {
    if (input.ndim !== 3 && input.ndim !== 4)
      throw new Error(`Softmax2d: expected input to be 3D or 4D, got ${input.ndim}D instead`);
    return softmax(input, -3);
  }
}
