import { asStridedOp, type Window } from "../autograd/window.js";
import { show } from "../errors/shape.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyView } from "./apply.js";

// Any layout over a storage.

/** The window that PyTorch's `as_strided` asks for; its offset counts from the beginning of the storage. */
export function windowAt(x: Tensor, size: Shape, stride: Shape, storageOffset: number = x.offset): Window {
  if (size.length !== stride.length) throw new Error("mismatch in length of strides and shape");
  if (stride.some((s) => s < 0))
    throw new Error(`as_strided: Negative strides are not supported at the moment, got strides: ${show(stride)}`);
  if (storageOffset < 0) throw new Error(`Tensor: invalid storage offset ${storageOffset}`);
  const layout = Layout.strided(size, stride);
  const bytes = (storageOffset + layout.extent) * x.dtype.bytes;
  if (layout.numel > 0 && bytes > x.storage.bytes)
    throw new Error(
      `setStorage: sizes ${show(size)}, strides ${show(stride)}, storage offset ${storageOffset}, and itemsize ${x.dtype.bytes} requiring a storage size of ${bytes} are out of bounds for storage of size ${x.storage.bytes}`,
    );
  return { layout, offset: storageOffset - x.offset };
}

/**
 * A view with the given sizes and strides, beginning `storageOffset` elements into the storage (default: where `x` begins).
 *
 * @throws {Error} if it would reach beyond the storage
 * @example
 * asStrided(arange(6), [2, 2], [3, 1], 1).tolist() // => [[1, 2], [4, 5]]
 */
export function asStrided(x: Tensor, size: Shape, stride: Shape, storageOffset?: number): Tensor {
  return applyView(asStridedOp, x, windowAt(x, size, stride, storageOffset));
}
