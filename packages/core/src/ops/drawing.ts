import { elementsOf } from "../cpu/elements.js";
import { cpu } from "../cpu/index.js";
import { isRun, ownRun } from "../cpu/run.js";
import type { DType } from "../dtype.js";
import type { Layout, Shape } from "../layout.js";
import { defaultGenerator } from "../random/default-generator.js";
import type { ElementArray, HalfName } from "../random/elements.js";
import type { Generator } from "../random/generator.js";
import type { Tensor } from "../tensor.js";
import { empty as allocate } from "./apply.js";
import { empty, type TensorOptions } from "./creation.js";
import { writeData } from "./data.js";
import { toTypedArray } from "./reading.js";

// How random numbers get into tensors. The streams are in `random/`.

/** The option of every function that draws. */
export interface GeneratorOption {
  /** Where to draw from; default: the default generator. */
  readonly generator?: Generator | null | undefined;
}
/** Options of functions that make a random tensor. */
export type RandomOptions = TensorOptions & GeneratorOption;

/** Fills the elements of `x`, which lie in `out` in the order of memory. */
export type Fill = (out: ElementArray, generator: Generator, x: Tensor) => void;
export interface Draw {
  readonly fill: Fill;
  readonly generator: Generator;
}

/** The 16-bit type of `x`, if it has one. */
export function halfOf({ dtype }: Tensor): HalfName | null {
  return dtype.compute === dtype ? null : (dtype.name as HalfName);
}

/** Fills `x`: in place if it lies in one run of its own type, else by way of an array. */
export function draw(x: Tensor, { fill, generator }: Draw): void {
  const n = x.layout.numel;
  if (isRun(x, x.layout, x.dtype.compute)) {
    const start = ownRun(x);
    fill(elementsOf(x.dtype).subarray(start, start + n) as ElementArray, generator, x);
    return;
  }
  const layout = inMemoryOrder(x.layout);
  const dense = allocate(layout.dense, x.dtype.compute);
  const values = toTypedArray(dense) as ElementArray;
  fill(values, generator, x);
  writeData(values, dense);
  cpu.copy(dense, { storage: x.storage, offset: x.offset, layout, dtype: x.dtype });
}

/** The same elements, largest strides first: the order in which PyTorch draws them. */
function inMemoryOrder(layout: Layout): Layout {
  const dims = layout.shape.map((_, d) => d);
  return layout.permute(dims.sort((a, b) => layout.strides[b]! - layout.strides[a]!));
}

/** `x`, if it has a floating-point type. */
export function floating(op: string, x: Tensor): Tensor {
  if (!x.dtype.isFloatingPoint) throw new Error(`"${op}" not implemented for '${x.dtype.title}'`);
  return x;
}

/** A new tensor, filled before anybody asks for its gradient. */
export function drawn(shape: Shape, dtype: DType, options: RandomOptions, fill: Fill): Tensor {
  const out = empty(shape, { ...options, dtype });
  draw(out, { fill, generator: options.generator ?? defaultGenerator });
  return out;
}
