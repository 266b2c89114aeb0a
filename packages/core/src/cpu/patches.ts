import type { DType } from "../dtype.js";
import type { Patches } from "../kernels/convolution.js";
import type { Shape } from "../layout.js";
import { addRectangle, clear, copyRectangle } from "./rectangle.js";

/** How many elements there are. */
export function count(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

type Three = readonly [depth: number, height: number, width: number];

/** Per dimension, with dimensions put before that are walked once. */
function three(values: Shape, filler: 0 | 1): Three {
  return [filler, filler, filler, ...values].slice(-3) as unknown as Three;
}

/** The positions `first` to `end` of `count` whose element, `offset + stride * position`, is one of `size`. */
function inside(offset: number, stride: number, size: number, count: number): readonly [first: number, end: number] {
  const first = Math.min(Math.max(Math.ceil(-offset / stride), 0), count);
  return [first, Math.max(Math.min(Math.ceil((size - offset) / stride), count), first)];
}

/**
 * A plane of the grid in the columns of an image, in elements. Rows `firstRow` to `endRow` and in them elements `first` to `end` lie in
 * the image, that of row 0 and element 0 at `at`; the others lie outside.
 */
type VisitPlane = (column: number, at: number, firstRow: number, endRow: number, first: number, end: number) => void;

/** Visits the columns of an image, `[channels, *kernel, *grid]`, plane by plane of the grid. */
function eachPlane(patches: Patches, channels: number, visit: VisitPlane): void {
  const [depth, height, width] = three(patches.image, 1);
  const [planes, rows, length] = three(patches.grid, 1);
  const [kernelDepth, kernelHeight, kernelWidth] = three(patches.kernel, 1);
  const [planeStride, rowStride, stride] = three(patches.stride, 1);
  const [front, top, left] = three(patches.padding, 0);
  const [planeSpread, rowSpread, spread] = three(patches.dilation, 1);
  const none: readonly [number, number] = [0, 0];
  let column = 0;
  for (let c = 0; c < channels; c++)
    for (let kz = 0; kz < kernelDepth; kz++)
      for (let ky = 0; ky < kernelHeight; ky++) {
        const y = ky * rowSpread - top;
        const someRows = inside(y, rowStride, height, rows);
        for (let kx = 0; kx < kernelWidth; kx++) {
          const x = kx * spread - left;
          const [first, end] = inside(x, stride, width, length);
          for (let plane = 0, z = kz * planeSpread - front; plane < planes; plane++, z += planeStride) {
            const [firstRow, endRow] = z < 0 || z >= depth ? none : someRows;
            visit(column, ((c * depth + z) * height + y) * width + x, firstRow, endRow, first, end);
            column += rows * length;
          }
        }
      }
}

/** How planes of the grid lie: `rows` rows of `length` elements, whose places in the image are so far apart. */
function planeOf({ image, grid, stride }: Patches): Record<"rows" | "length" | "rowStep" | "step", number> {
  const [, rows, length] = three(grid, 1);
  const [, rowStride, step] = three(stride, 1);
  return { rows, length, rowStep: rowStride * image.at(-1)!, step };
}

/** Copies the patches of `channels` channels, which begin at `image`, to columns that begin at `columns`. */
export function gather(dtype: DType, image: number, channels: number, patches: Patches, columns: number): void {
  const { rows, length, rowStep, step } = planeOf(patches);
  eachPlane(patches, channels, (column, at, firstRow, endRow, first, end) => {
    const [height, width] = [endRow - firstRow, end - first];
    if (height < rows || width < length) clear(dtype, columns + column, rows * length);
    const from = image + at + firstRow * rowStep + first * step;
    const to = columns + column + firstRow * length + first;
    copyRectangle(dtype, from, rowStep, step, to, length, height, width);
  });
}

/** Adds columns to where their patches lie. */
export function scatterAdd(dtype: DType, columns: number, channels: number, patches: Patches, image: number): void {
  const { length, rowStep, step } = planeOf(patches);
  eachPlane(patches, channels, (column, at, firstRow, endRow, first, end) => {
    const from = columns + column + firstRow * length + first;
    const to = image + at + firstRow * rowStep + first * step;
    addRectangle(dtype, from, length, to, rowStep, step, endRow - firstRow, end - first);
  });
}
