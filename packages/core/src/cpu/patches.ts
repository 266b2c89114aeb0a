import { type DType, int64 } from "../dtype.js";
import type { Patches } from "../kernels/convolution.js";
import type { Shape } from "../layout.js";
import { elementsOf } from "./elements.js";

/** How many elements there are. */
export function count(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

type Three = readonly [depth: number, height: number, width: number];

/** Per dimension, with dimensions put before that are walked once. */
function three(values: Shape, filler: 0 | 1): Three {
  return [filler, filler, filler, ...values].slice(-3) as unknown as Three;
}

/**
 * Visits the columns of an image, `[channels, *kernel, *grid]`, row by row of the grid. Elements `first` to `end` of the row at
 * `column` lie in the image, element i at `at + i * step`; the others lie outside.
 */
function eachRow(
  patches: Patches,
  channels: number,
  visit: (column: number, first: number, end: number, at: number) => void,
): void {
  const [depth, height, width] = three(patches.image, 1);
  const [planes, rows, length] = three(patches.grid, 1);
  const [kernelDepth, kernelHeight, kernelWidth] = three(patches.kernel, 1);
  const [planeStep, rowStep, step] = three(patches.stride, 1);
  const [front, top, left] = three(patches.padding, 0);
  const [planeSpread, rowSpread, spread] = three(patches.dilation, 1);
  let column = 0;
  for (let c = 0; c < channels; c++)
    for (let kz = 0; kz < kernelDepth; kz++)
      for (let ky = 0; ky < kernelHeight; ky++)
        for (let kx = 0; kx < kernelWidth; kx++) {
          const x = kx * spread - left;
          const first = Math.min(Math.max(Math.ceil(-x / step), 0), length);
          const end = Math.max(Math.min(Math.ceil((width - x) / step), length), first);
          for (let plane = 0, z = kz * planeSpread - front; plane < planes; plane++, z += planeStep)
            for (let row = 0, y = ky * rowSpread - top; row < rows; row++, y += rowStep, column += length)
              if (z < 0 || z >= depth || y < 0 || y >= height) visit(column, 0, 0, 0);
              else visit(column, first, end, ((c * depth + z) * height + y) * width + x);
        }
}

/** Zero as an element of a type. */
function zeroOf(dtype: DType): number {
  return (dtype === int64 ? 0n : 0) as number;
}

/** Sets elements to zero. */
export function clear(dtype: DType, start: number, numel: number): void {
  elementsOf(dtype).fill(zeroOf(dtype) as never, start, start + numel);
}

// Elements are read as numbers below; those of int64 are bigints, which are copied and added alike.

/** Copies the patches of `channels` channels, which begin at `image`, to columns that begin at `columns`. */
export function gather(dtype: DType, image: number, channels: number, patches: Patches, columns: number): void {
  const heap = elementsOf(dtype) as Float32Array;
  const zero = zeroOf(dtype);
  const length = patches.grid.at(-1)!;
  const step = patches.stride.at(-1)!;
  eachRow(patches, channels, (column, first, end, at) => {
    const to = columns + column;
    const from = image + at;
    for (let i = 0; i < first; i++) heap[to + i] = zero;
    for (let i = first; i < end; i++) heap[to + i] = heap[from + i * step]!;
    for (let i = end; i < length; i++) heap[to + i] = zero;
  });
}

/** Adds columns to where their patches lie. */
export function scatterAdd(dtype: DType, columns: number, channels: number, patches: Patches, image: number): void {
  const heap = elementsOf(dtype) as Float32Array;
  const step = patches.stride.at(-1)!;
  eachRow(patches, channels, (column, first, end, at) => {
    const from = columns + column;
    const to = image + at;
    for (let i = first; i < end; i++) heap[to + i * step] = heap[to + i * step]! + heap[from + i]!;
  });
}
