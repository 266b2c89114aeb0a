import { pythonRepr, type Scalar, type Shape, type Tensor } from "@flambeau/core";
import { pad } from "./functional/pad.js";
import { Module } from "./module.js";
import { pythonArguments } from "./module-text.js";

/** What paddings have in common: how many elements they add before and behind each of the last dimensions. */
abstract class PadLayer extends Module<Tensor> {
  /** What the last dimension gains in front and behind, then the one before it, and so on; negative numbers take away. */
  readonly padding: Shape;

  constructor(padding: number | Shape, dims: number) {
    super();
    this.padding = Object.freeze(
      typeof padding === "number" ? new Array<number>(2 * dims).fill(padding) : [...padding],
    );
  }

  override extraRepr(): string {
    return pythonRepr(this.padding);
  }
}

abstract class ConstantPad extends PadLayer {
  constructor(
    padding: number | Shape,
    dims: number,
    /** Of each new element. */
    readonly value: Scalar,
  ) {
    super(padding, dims);
  }

  forward(input: Tensor): Tensor {
    return pad(input, this.padding, { value: this.value });
  }

  override extraRepr(): string {
    return pythonArguments({ padding: this.padding, value: this.value });
  }
}

abstract class ZeroPad extends PadLayer {
  /** Of each new element. */
  readonly value = 0;

  forward(input: Tensor): Tensor {
    return pad(input, this.padding);
  }
}

abstract class ReflectionPad extends PadLayer {
  forward(input: Tensor): Tensor {
    return pad(input, this.padding, { mode: "reflect" });
  }
}

abstract class ReplicationPad extends PadLayer {
  forward(input: Tensor): Tensor {
    return pad(input, this.padding, { mode: "replicate" });
  }
}

abstract class CircularPad extends PadLayer {
  forward(input: Tensor): Tensor {
    const batched = this.padding.length / 2 + 2;
    if (input.ndim !== batched && input.ndim !== batched - 1)
      throw new Error(`expected ${batched - 1}D or ${batched}D input (got ${input.ndim}D input)`);
    return pad(input, this.padding, { mode: "circular" });
  }
}

/**
 * Surrounds rows with a value.
 *
 * - input: `[C, L]` or `[N, C, L]`
 *
 * @example
 * new ConstantPad1d(1, 7).forward(tensor([[1, 2]])).tolist() // => [[7, 1, 2, 7]]
 */
export class ConstantPad1d extends ConstantPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape, value: Scalar) {
    super(padding, 1, value);
  }
}

/**
 * Surrounds images with a value.
 *
 * - input: `[C, H, W]` or `[N, C, H, W]`
 *
 * @example
 * new ConstantPad2d([1, 0, 0, 0], 7).forward(tensor([[[1, 2]]])).tolist() // => [[[7, 1, 2]]]
 */
export class ConstantPad2d extends ConstantPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape, value: Scalar) {
    super(padding, 2, value);
  }
}

/**
 * Surrounds volumes with a value.
 *
 * - input: `[C, D, H, W]` or `[N, C, D, H, W]`
 *
 * @example
 * new ConstantPad3d([1, 0, 0, 0, 0, 0], 7).forward(tensor([[[[1, 2]]]])).tolist() // => [[[[7, 1, 2]]]]
 */
export class ConstantPad3d extends ConstantPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape, value: Scalar) {
    super(padding, 3, value);
  }
}

/**
 * Surrounds rows with zeros.
 *
 * - input: `[C, L]` or `[N, C, L]`
 *
 * @example
 * new ZeroPad1d(1).forward(tensor([[1, 2]])).tolist() // => [[0, 1, 2, 0]]
 */
export class ZeroPad1d extends ZeroPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 1);
  }
}

/**
 * Surrounds images with zeros.
 *
 * - input: `[C, H, W]` or `[N, C, H, W]`
 *
 * @example
 * new ZeroPad2d([1, 0, 0, 0]).forward(tensor([[[1, 2]]])).tolist() // => [[[0, 1, 2]]]
 */
export class ZeroPad2d extends ZeroPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 2);
  }
}

/**
 * Surrounds volumes with zeros.
 *
 * - input: `[C, D, H, W]` or `[N, C, D, H, W]`
 *
 * @example
 * new ZeroPad3d([1, 0, 0, 0, 0, 0]).forward(tensor([[[[1, 2]]]])).tolist() // => [[[[0, 1, 2]]]]
 */
export class ZeroPad3d extends ZeroPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 3);
  }
}

/**
 * Surrounds rows with a mirror of themselves at the outermost elements.
 *
 * - input: `[C, L]` or `[N, C, L]`
 *
 * @example
 * new ReflectionPad1d(1).forward(tensor([[1, 2, 3]])).tolist() // => [[2, 1, 2, 3, 2]]
 */
export class ReflectionPad1d extends ReflectionPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 1);
  }
}

/**
 * Surrounds images with a mirror of themselves at the outermost elements.
 *
 * - input: `[C, H, W]` or `[N, C, H, W]`
 *
 * @example
 * new ReflectionPad2d([1, 0, 0, 0]).forward(tensor([[[1, 2]]])).tolist() // => [[[2, 1, 2]]]
 */
export class ReflectionPad2d extends ReflectionPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 2);
  }
}

/**
 * Surrounds volumes with a mirror of themselves at the outermost elements.
 *
 * - input: `[C, D, H, W]` or `[N, C, D, H, W]`
 *
 * @example
 * new ReflectionPad3d([1, 0, 0, 0, 0, 0]).forward(tensor([[[[1, 2]]]])).tolist() // => [[[[2, 1, 2]]]]
 */
export class ReflectionPad3d extends ReflectionPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 3);
  }
}

/**
 * Surrounds rows with copies of the outermost elements.
 *
 * - input: `[C, L]` or `[N, C, L]`
 *
 * @example
 * new ReplicationPad1d(1).forward(tensor([[1, 2, 3]])).tolist() // => [[1, 1, 2, 3, 3]]
 */
export class ReplicationPad1d extends ReplicationPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 1);
  }
}

/**
 * Surrounds images with copies of the outermost elements.
 *
 * - input: `[C, H, W]` or `[N, C, H, W]`
 *
 * @example
 * new ReplicationPad2d([1, 0, 0, 0]).forward(tensor([[[1, 2]]])).tolist() // => [[[1, 1, 2]]]
 */
export class ReplicationPad2d extends ReplicationPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 2);
  }
}

/**
 * Surrounds volumes with copies of the outermost elements.
 *
 * - input: `[C, D, H, W]` or `[N, C, D, H, W]`
 *
 * @example
 * new ReplicationPad3d([1, 0, 0, 0, 0, 0]).forward(tensor([[[[1, 2]]]])).tolist() // => [[[[1, 1, 2]]]]
 */
export class ReplicationPad3d extends ReplicationPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 3);
  }
}

/**
 * Surrounds rows with the elements of the other end.
 *
 * - input: `[C, L]` or `[N, C, L]`
 *
 * @example
 * new CircularPad1d(1).forward(tensor([[1, 2, 3]])).tolist() // => [[3, 1, 2, 3, 1]]
 */
export class CircularPad1d extends CircularPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 1);
  }
}

/**
 * Surrounds images with the elements of the other end.
 *
 * - input: `[C, H, W]` or `[N, C, H, W]`
 *
 * @example
 * new CircularPad2d([1, 0, 0, 0]).forward(tensor([[[1, 2]]])).tolist() // => [[[2, 1, 2]]]
 */
export class CircularPad2d extends CircularPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 2);
  }
}

/**
 * Surrounds volumes with the elements of the other end.
 *
 * - input: `[C, D, H, W]` or `[N, C, D, H, W]`
 *
 * @example
 * new CircularPad3d([1, 0, 0, 0, 0, 0]).forward(tensor([[[[1, 2]]]])).tolist() // => [[[[2, 1, 2]]]]
 */
export class CircularPad3d extends CircularPad {
  /** @param padding for all sides, or for each */
  constructor(padding: number | Shape) {
    super(padding, 3);
  }
}
