import { flatten, type Shape, type Tensor, unflatten } from "@flambeau/core";
import { Module } from "./module.js";
import { pythonArguments } from "./module-text.js";

/**
 * Makes one dimension of several; the first, the batch, stays by default.
 *
 * - input: `[N, ...]`, output: `[N, product of the rest]`
 *
 * @example
 * new Flatten().forward(zeros([2, 3, 4])).shape // => [2, 12]
 */
export class Flatten extends Module<Tensor> {
  /**
   * @param startDim default 1
   * @param endDim default -1
   */
  constructor(
    readonly startDim = 1,
    readonly endDim = -1,
  ) {
    super();
  }

  forward(input: Tensor): Tensor {
    return flatten(input, this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return pythonArguments({ start_dim: this.startDim, end_dim: this.endDim });
  }
}

/**
 * Takes one dimension apart into several.
 *
 * @example
 * new Unflatten(1, [3, 4]).forward(zeros([2, 12])).shape // => [2, 3, 4]
 */
export class Unflatten extends Module<Tensor> {
  /**
   * @param dim the dimension
   * @param unflattenedSize its new sizes, one of which may be -1
   */
  constructor(
    readonly dim: number,
    readonly unflattenedSize: Shape,
  ) {
    super();
    checkSizes(unflattenedSize);
  }

  forward(input: Tensor): Tensor {
    return unflatten(input, this.dim, this.unflattenedSize);
  }

  override extraRepr(): string {
    return pythonArguments({ dim: this.dim, unflattened_size: Object.freeze([...this.unflattenedSize]) });
  }
}

function checkSizes(sizes: unknown): void {
  if (!Array.isArray(sizes))
    throw new TypeError(`unflattened_size must be a tuple of ints, but found type ${kindOf(sizes)}`);
  const at = sizes.findIndex((size) => !Number.isInteger(size));
  if (at < 0) return;
  throw new TypeError(
    `unflattened_size must be tuple of ints, but found element of type ${kindOf(sizes[at])} at pos ${at}`,
  );
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? "array" : typeof value);
