import type { DType } from "../dtype.js";
import type { Patches } from "../kernels/convolution.js";
import type { Shape } from "../layout.js";
import { addBox, copyBox, type Extent, type Steps } from "./boxes.js";

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

/** What patches copy: boxes of an image and of its columns, which are [channels, rows, length]. */
export interface Pieces {
  readonly imageSteps: Steps;
  readonly columnSteps: Steps;
  readonly boxes: readonly { readonly extent: Extent; readonly image: number; readonly column: number }[];
}

/**
 * The pieces of an image in its columns, `[channels, *kernel, *grid]`: one for each element of the kernel and plane of the grid. What
 * lies outside of the image belongs to none.
 */
export function piecesOf(patches: Patches, channels: number): Pieces {
  const [depth, height, width] = three(patches.image, 1);
  const [planes, rows, length] = three(patches.grid, 1);
  const [kernelDepth, kernelHeight, kernelWidth] = three(patches.kernel, 1);
  const [planeStride, rowStride, step] = three(patches.stride, 1);
  const [front, top, left] = three(patches.padding, 0);
  const [planeSpread, rowSpread, spread] = three(patches.dilation, 1);
  const boxes: Pieces["boxes"][number][] = [];
  let column = 0;
  for (let kz = 0; kz < kernelDepth; kz++)
    for (let ky = 0; ky < kernelHeight; ky++) {
      const y = ky * rowSpread - top;
      const [firstRow, endRow] = inside(y, rowStride, height, rows);
      for (let kx = 0; kx < kernelWidth; kx++) {
        const x = kx * spread - left;
        const [first, end] = inside(x, step, width, length);
        for (let plane = 0, z = kz * planeSpread - front; plane < planes; plane++, z += planeStride) {
          if (z >= 0 && z < depth)
            boxes.push({
              extent: [channels, endRow - firstRow, end - first],
              image: (z * height + y + firstRow * rowStride) * width + x + first * step,
              column: column + firstRow * length + first,
            });
          column += rows * length;
        }
      }
    }
  return {
    imageSteps: { layer: depth * height * width, row: rowStride * width, step },
    columnSteps: { layer: column, row: length, step: 1 },
    boxes,
  };
}

/** Copies the pieces of an image to its columns. */
export function gather(dtype: DType, image: number, pieces: Pieces, columns: number): void {
  const { boxes, imageSteps, columnSteps } = pieces;
  for (const box of boxes) copyBox(dtype, box.extent, image + box.image, imageSteps, columns + box.column, columnSteps);
}

/** Adds columns to where their pieces lie. */
export function scatterAdd(dtype: DType, columns: number, pieces: Pieces, image: number): void {
  const { boxes, imageSteps, columnSteps } = pieces;
  for (const box of boxes) addBox(dtype, box.extent, columns + box.column, columnSteps, image + box.image, imageSteps);
}
