import { cpu } from "../cpu/index.js";
import { int64 } from "../dtype.js";
import { Layout } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty } from "./apply.js";
import { checkTensor } from "./kinds.js";
import { seenAs } from "./placement.js";
import { unbind } from "./splitting.js";
import { reshape } from "./view.js";

/** Options of `nonzero`. */
export interface NonzeroOptions {
  /** A vector of indices per dimension, which `at` takes, rather than one matrix; default false. */
  readonly asTuple?: boolean;
}

/**
 * The indices of the elements that are not zero, in row-major order: a row per element, or a vector per dimension.
 *
 * @example
 * nonzero(tensor([[0, 5], [7, 0]])).tolist() // => [[0, 1], [1, 0]]
 */
export function nonzero(x: Tensor): Tensor;
export function nonzero(x: Tensor, options: NonzeroOptions & { readonly asTuple: true }): Tensor[];
export function nonzero(x: Tensor, options: NonzeroOptions): Tensor | Tensor[];
export function nonzero(x: Tensor, { asTuple = false }: NonzeroOptions = {}): Tensor | Tensor[] {
  if (asTuple) return unbind(argwhere(x.layout.ndim === 0 ? reshape(x.detach(), [1]) : x), 1);
  return argwhere(x);
}

/**
 * The indices of the elements that are not zero, in row-major order, a row per element.
 *
 * @example
 * argwhere(tensor([0, 5, 7])).tolist() // => [[1], [2]]
 */
export function argwhere(x: Tensor): Tensor {
  checkTensor("argwhere", x);
  const { ndim } = x.layout;
  const count = cpu.countNonzero(x);
  // PyTorch lays the indices of one dimension side by side
  const out = empty(Layout.strided([count, ndim], [1, Math.max(count, 1)]), int64);
  if (ndim > 0) cpu.nonzero(x, seenAs(out, Layout.of([ndim, count])));
  return out;
}
