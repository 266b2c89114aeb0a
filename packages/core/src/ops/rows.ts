import { indexOutOfRange } from "../errors/view.js";
import { Layout } from "../layout.js";
import { i32, u8 } from "../memory/heap.js";
import { isTracked, type Tensor } from "../tensor.js";
import { empty } from "./apply.js";
import { stack } from "./joining.js";
import { select } from "./part.js";

/** Below this many bytes a loop copies a row faster than a call does. */
const shortRow = 64;

/**
 * The rows that `indices` names, stacked in their order: what loaders make batches of.
 *
 * @throws {RangeError} if an index is out of range
 * @example
 * takeRows(tensor([[1, 2], [3, 4]]), [1, 1]).tolist() // => [[3, 4], [3, 4]]
 */
export function takeRows(x: Tensor, indices: readonly number[]): Tensor {
  const { shape, strides } = x.layout;
  if (indices.length === 0 || isTracked(x) || !x.layout.select(0).isContiguous)
    return stack(indices.map((index) => select(x, 0, index)));
  const { shift } = x.dtype;
  const size = shape[0]!;
  const out = empty(Layout.of(shape.with(0, indices.length)), x.dtype);
  const from = x.storage.address() + (x.offset << shift);
  const step = strides[0]! << shift;
  const bytes = (out.layout.numel / indices.length) << shift;
  let to = out.storage.address();
  const inWords = bytes < shortRow && ((bytes | from | step) & 3) === 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (!(index >= -size && index < size)) throw indexOutOfRange(index, shape, 0);
    const row = from + (index < 0 ? index + size : index) * step;
    if (inWords) for (let j = 0; j < bytes; j += 4) i32[(to + j) >> 2] = i32[(row + j) >> 2]!;
    else u8.copyWithin(to, row, row + bytes);
    to += bytes;
  }
  return out;
}
