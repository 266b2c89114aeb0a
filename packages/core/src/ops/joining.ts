import { cpu } from "../cpu/index.js";
import { promoteTypes } from "../dtype.js";
import { show } from "../errors/shape.js";
import { Layout, sameShape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import { atleast1d, atleast2d, atleast3d } from "./atleast.js";
import { checkTensors } from "./kinds.js";
import { selectOp, sliceOp } from "./part.js";
import { partOf } from "./placement.js";
import { listOp, type NaryOp } from "./record.js";
import { reshape, wrapDim } from "./view.js";

// Several tensors made one.

/** Inputs without elements and with one dimension join anything, as PyTorch allows. */
const isNothing = (layout: Layout): boolean => layout.ndim === 1 && layout.numel === 0;

export const catOp: NaryOp<number> = listOp<number>({
  name: "cat",
  dEach: (grad, i, { attr: dim, layouts }) => {
    const own = layouts[i]!;
    if (isNothing(own) && grad.layout.ndim > 1) return grad.detach().newZeros([0]);
    const before = layouts.slice(0, i).filter((layout) => !isNothing(layout));
    const start = before.reduce((n, layout) => n + layout.shape[dim]!, 0);
    return grad.narrow(dim, start, own.shape[dim]!);
  },
});

/**
 * Tensors joined along dimension `dim` (default 0); their other sizes must agree, their types are promoted.
 *
 * @throws {Error} if there are none, or if sizes differ
 * @example
 * cat([tensor([[1, 2]]), tensor([[3, 4]])], 1).tolist() // => [[1, 2, 3, 4]]
 */
export function cat(tensors: readonly Tensor[], dim = 0): Tensor {
  checkTensors("cat", tensors);
  if (tensors.length === 0) throw new RangeError("torch.cat(): expected a non-empty list of Tensors");
  const scalar = tensors.findIndex((x) => x.layout.ndim === 0);
  if (scalar >= 0) throw new Error(`zero-dimensional tensor (at position ${scalar}) cannot be concatenated`);
  const first = tensors.find((x) => !isNothing(x.layout)) ?? tensors[0]!;
  const d = wrapDim(dim, first.layout.ndim);
  const shape = [...first.layout.shape];
  shape[d] = 0;
  tensors.forEach((x, i) => {
    if (isNothing(x.layout) && x !== first) return;
    checkFits(first, x, i, d);
    shape[d]! += x.layout.shape[d]!;
  });
  const dtype = tensors.map((x) => x.dtype).reduce(promoteTypes);
  const out = empty(Layout.of(shape), dtype);
  let start = 0;
  for (const x of tensors) {
    const length = isNothing(x.layout) ? 0 : x.layout.shape[d]!;
    if (length > 0) cpu.copy(x, partOf(out, sliceOp, { dim: d, start, length, step: 1 }));
    start += length;
  }
  return record(catOp, tensors, d, out);
}

function checkFits(first: Tensor, x: Tensor, i: number, dim: number): void {
  const a = first.layout.shape;
  const b = x.layout.shape;
  if (a.length !== b.length)
    throw new Error(`Tensors must have same number of dimensions: got ${a.length} and ${b.length}`);
  const off = a.findIndex((size, d) => d !== dim && size !== b[d]);
  if (off >= 0)
    throw new Error(
      `Sizes of tensors must match except in dimension ${dim}. Expected size ${a[off]} but got size ${b[off]} for tensor number ${i} in the list.`,
    );
}

/**
 * The same as `cat`.
 *
 * @example
 * concat([tensor([1]), tensor([2])]).tolist() // => [1, 2]
 */
export function concat(tensors: readonly Tensor[], dim = 0): Tensor {
  return cat(tensors, dim);
}

/**
 * The same as `cat`.
 *
 * @example
 * concatenate([tensor([1]), tensor([2])]).tolist() // => [1, 2]
 */
export function concatenate(tensors: readonly Tensor[], dim = 0): Tensor {
  return cat(tensors, dim);
}

export const stackOp: NaryOp<number> = listOp<number>({
  name: "stack",
  dEach: (grad, i, { attr: dim }) => grad.select(dim, i),
});

/**
 * Tensors of one shape side by side along a new dimension `dim` (default 0).
 *
 * @throws {Error} if there are none, or if shapes differ
 * @example
 * stack([tensor([1, 2]), tensor([3, 4])]).tolist() // => [[1, 2], [3, 4]]
 */
export function stack(tensors: readonly Tensor[], dim = 0): Tensor {
  checkTensors("stack", tensors);
  if (tensors.length === 0) throw new Error("stack expects a non-empty TensorList");
  const { shape } = tensors[0]!.layout;
  const d = wrapDim(dim, shape.length + 1);
  tensors.forEach((x, i) => {
    if (!sameShape(x.layout.shape, shape))
      throw new Error(
        `stack expects each tensor to be equal size, but got ${show(shape)} at entry 0 and ${show(x.layout.shape)} at entry ${i}`,
      );
  });
  const dtype = tensors.map((x) => x.dtype).reduce(promoteTypes);
  const out = empty(Layout.of(shape.toSpliced(d, 0, tensors.length)), dtype);
  tensors.forEach((x, index) => {
    cpu.copy(x, partOf(out, selectOp, { dim: d, index }));
  });
  return record(stackOp, tensors, d, out);
}

function checkAny(name: string, tensors: readonly Tensor[]): void {
  checkTensors(name, tensors);
  if (tensors.length === 0) throw new Error(`${name} expects a non-empty TensorList`);
}

/**
 * Tensors joined along the second dimension, or the first if they have one.
 *
 * @example
 * hstack([tensor([1]), tensor([2])]).tolist() // => [1, 2]
 */
export function hstack(tensors: readonly Tensor[]): Tensor {
  checkAny("hstack", tensors);
  const whole = tensors.map((x) => atleast1d(x));
  return cat(whole, whole[0]!.layout.ndim === 1 ? 0 : 1);
}

/**
 * Tensors joined along the first dimension; vectors are rows.
 *
 * @example
 * vstack([tensor([1, 2]), tensor([3, 4])]).tolist() // => [[1, 2], [3, 4]]
 */
export function vstack(tensors: readonly Tensor[]): Tensor {
  checkAny("vstack", tensors);
  return cat(tensors.map((x) => atleast2d(x)));
}

/**
 * The same as `vstack`.
 *
 * @example
 * rowStack([tensor([1, 2]), tensor([3, 4])]).tolist() // => [[1, 2], [3, 4]]
 */
export function rowStack(tensors: readonly Tensor[]): Tensor {
  return vstack(tensors);
}

/**
 * Tensors joined along the third dimension.
 *
 * @example
 * dstack([tensor([1, 2]), tensor([3, 4])]).tolist() // => [[[1, 3], [2, 4]]]
 */
export function dstack(tensors: readonly Tensor[]): Tensor {
  checkAny("dstack", tensors);
  return cat(
    tensors.map((x) => atleast3d(x)),
    2,
  );
}

/**
 * Tensors joined along the second dimension; vectors are columns.
 *
 * @example
 * columnStack([tensor([1, 2]), tensor([3, 4])]).tolist() // => [[1, 3], [2, 4]]
 */
export function columnStack(tensors: readonly Tensor[]): Tensor {
  checkAny("column_stack", tensors);
  return hstack(tensors.map((x) => (x.layout.ndim < 2 ? reshape(x, [x.layout.numel, 1]) : x)));
}
