import type { DType } from "../dtype.js";
import type { Patches } from "../kernels/convolution.js";
import type { Shape } from "../layout.js";
import { addBox, type Box, copyBox } from "./boxes.js";

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

/** Where patches put the elements of one plane, in all channels: a box of the image and one of the columns. */
type Visit = (extent: readonly [channels: number, rows: number, length: number], image: Box, columns: Box) => void;

/**
 * Visits the columns of an image, `[channels, *kernel, *grid]`, by elements of the kernel and planes of the grid; but not what lies
 * outside of the image.
 */
function eachPlane(patches: Patches, channels: number, image: number, columns: number, visit: Visit): void {
  const [depth, height, width] = three(patches.image, 1);
  const [planes, rows, length] = three(patches.grid, 1);
  const [kernelDepth, kernelHeight, kernelWidth] = three(patches.kernel, 1);
  const [planeStride, rowStride, step] = three(patches.stride, 1);
  const [front, top, left] = three(patches.padding, 0);
  const [planeSpread, rowSpread, spread] = three(patches.dilation, 1);
  const plane = rows * length;
  const [imageLayer, imageRow] = [depth * height * width, rowStride * width];
  const layer = kernelDepth * kernelHeight * kernelWidth * planes * plane;
  let column = columns;
  for (let kz = 0; kz < kernelDepth; kz++)
    for (let ky = 0; ky < kernelHeight; ky++) {
      const y = ky * rowSpread - top;
      const [firstRow, endRow] = inside(y, rowStride, height, rows);
      for (let kx = 0; kx < kernelWidth; kx++) {
        const x = kx * spread - left;
        const [first, end] = inside(x, step, width, length);
        for (let at = 0, z = kz * planeSpread - front; at < planes; at++, z += planeStride, column += plane) {
          if (z < 0 || z >= depth || firstRow === endRow || first === end) continue;
          const from = image + (z * height + y + firstRow * rowStride) * width + x + first * step;
          const to = column + firstRow * length + first;
          visit(
            [channels, endRow - firstRow, end - first],
            { start: from, layer: imageLayer, row: imageRow, step },
            { start: to, layer, row: length, step: 1 },
          );
        }
      }
    }
}

/** Copies the patches of `channels` channels, which begin at `image`, to columns that begin at `columns`; but nothing from outside. */
export function gather(dtype: DType, image: number, channels: number, patches: Patches, columns: number): void {
  eachPlane(patches, channels, image, columns, (extent, from, to) => copyBox(dtype, extent, from, to));
}

/** Adds columns to where their patches lie. */
export function scatterAdd(dtype: DType, columns: number, channels: number, patches: Patches, image: number): void {
  eachPlane(patches, channels, image, columns, (extent, to, from) => addBox(dtype, extent, from, to));
}
