import { bool, type DType, float32, int32 } from "../dtype.js";
import type { ConvolutionKernels, Patches, Sliding } from "../kernels/convolution.js";
import { Binary } from "../kernels/elementwise.js";
import type { Shape } from "../layout.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import type { Operand } from "../tensor.js";
import { divide } from "../threads/pool.js";
import { addBox, clear } from "./boxes.js";
import { elementsOf } from "./elements.js";
import { hasVectors } from "./instructions.js";
import { count, gather, piecesOf, scatterAdd } from "./patches.js";
import { divisibleWork, multiplierOf } from "./product.js";
import { finishRun, runOf, startRun, takeRun } from "./run.js";
import { simdScalar } from "./simd.js";

// For each sample and each group of channels one matrix product, between
//   the weight [channels of the grid, taps], the grid [channels of the grid, positions] and the columns [taps, positions],
// where a tap is an element of the kernel in one channel of the image. Only the columns of one sample and group exist at a time.

interface Sizes {
  readonly samples: number;
  readonly groups: number;
  /** Channels of one group. */
  readonly imageChannels: number;
  readonly gridChannels: number;
  readonly taps: number;
  readonly positions: number;
  /** Elements of one group of one sample. */
  readonly imageSize: number;
  readonly gridSize: number;
  readonly weightSize: number;
}

function sizesOf(sliding: Sliding, image: Operand, grid: Operand): Sizes {
  const { groups } = sliding;
  const [samples, channels] = image.layout.shape as [number, number];
  const imageChannels = channels / groups;
  const gridChannels = grid.layout.shape[1]! / groups;
  const taps = imageChannels * count(sliding.kernel);
  const positions = count(sliding.grid);
  return {
    samples,
    groups,
    imageChannels,
    gridChannels,
    taps,
    positions,
    imageSize: imageChannels * count(sliding.image),
    gridSize: gridChannels * positions,
    weightSize: gridChannels * taps,
  };
}

/** Whether each patch is one element of the image, in order, so that the image is its own columns. */
function isPointwise({ kernel, stride, padding, image, grid }: Patches): boolean {
  return kernel.every((size, d) => size === 1 && stride[d] === 1 && padding[d] === 0 && image[d] === grid[d]);
}

/** What is done for each sample and group: the place counts them, as they lie in memory. */
type Visit = (place: number, group: number) => void;

/** Visits all samples and groups, divided among threads; `begin` takes what is needed between visits. */
function eachGroup(dtype: DType, sizes: Sizes, begin: () => Visit): void {
  const { samples, groups, gridSize, taps } = sizes;
  const count = samples * groups;
  divide(count, divisibleWork(dtype, count * gridSize * taps), (first, end) => {
    const mark = markTemporaries();
    const visit = begin();
    for (let place = first; place < end; place++) visit(place, place % groups);
    releaseTemporaries(mark);
  });
}

/** Gives the columns of the group of channels that begins at `image`: a copy that lives until the next, if they must be copied. */
function columnsReader(dtype: DType, sliding: Sliding, sizes: Sizes): (image: number) => number {
  if (isPointwise(sliding)) return (image) => image;
  const columns = takeRun(sizes.taps * sizes.positions, dtype);
  // what lies outside of the image is the same for all
  clear(dtype, columns, sizes.taps * sizes.positions);
  const pieces = piecesOf(sliding, sizes.imageChannels);
  return (image) => {
    gather(dtype, image, pieces, columns);
    return columns;
  };
}

/** Multiplies [m, k] by [k, n], each with its steps, into a run. */
function multiply(
  dtype: DType,
  a: number,
  [aRow, aColumn]: Steps,
  b: number,
  [bRow, bColumn]: Steps,
  to: number,
  m: number,
  k: number,
  n: number,
): void {
  multiplierOf(dtype)(elementsOf(dtype) as never, a, b, to, m, k, n, aRow, aColumn, bRow, bColumn);
}
type Steps = readonly [row: number, column: number];

/** Adds to each element of `[N, C, ...]` at `start` the bias of its channel. */
function addBias(dtype: DType, bias: number, [samples, channels, ...rest]: Shape, start: number): void {
  const heap = elementsOf(dtype) as Float32Array;
  const inner = count(rest);
  for (let sample = 0, at = start; sample < samples!; sample++)
    for (let channel = 0; channel < channels!; channel++, at += inner) {
      const value = heap[bias + channel]!;
      if (hasVectors && dtype === float32) simdScalar(Binary.add, at << 2, at << 2, inner << 2, value);
      else for (let i = at; i < at + inner; i++) heap[i] = heap[i]! + value;
    }
}

/** Elements that gradients of the weight by single samples have at a time. */
const mostShares = 1 << 20;
const inOrder = { layer: 0, row: 0, step: 1 };

export const convolutions: ConvolutionKernels = {
  convolve(image, weight, bias, sliding, out) {
    const dtype = out.dtype.compute;
    const sizes = sizesOf(sliding, image, out);
    const { gridChannels, taps, positions, imageSize, gridSize, weightSize } = sizes;
    const mark = markTemporaries();
    const [from, factors] = [wholeRun(image, dtype), wholeRun(weight, dtype)];
    const shift = bias === null ? -1 : wholeRun(bias, dtype);
    const to = startRun(out, dtype);
    eachGroup(dtype, sizes, () => {
      const columnsOf = columnsReader(dtype, sliding, sizes);
      return (place, group) => {
        const [w, grid] = [factors + group * weightSize, to + place * gridSize];
        const columns = columnsOf(from + place * imageSize);
        multiply(dtype, w, [taps, 1], columns, [positions, 1], grid, gridChannels, taps, positions);
      };
    });
    if (bias !== null) addBias(dtype, shift, out.layout.shape, to);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  convolveTransposed(grid, weight, bias, sliding, out) {
    const dtype = out.dtype.compute;
    const sizes = sizesOf(sliding, out, grid);
    const { imageChannels, gridChannels, taps, positions, imageSize, gridSize, weightSize } = sizes;
    const mark = markTemporaries();
    const [from, factors] = [wholeRun(grid, dtype), wholeRun(weight, dtype)];
    const shift = bias === null ? -1 : wholeRun(bias, dtype);
    const to = startRun(out, dtype);
    const isDirect = isPointwise(sliding);
    const pieces = isDirect ? null : piecesOf(sliding, imageChannels);
    if (!isDirect) clear(dtype, to, out.layout.numel);
    eachGroup(dtype, sizes, () => {
      const columns = isDirect ? 0 : takeRun(taps * positions, dtype);
      return (place, group) => {
        const [w, source, image] = [factors + group * weightSize, from + place * gridSize, to + place * imageSize];
        const product = isDirect ? image : columns;
        multiply(dtype, w, [1, taps], source, [positions, 1], product, taps, gridChannels, positions);
        if (pieces !== null) scatterAdd(dtype, columns, pieces, image);
      };
    });
    if (bias !== null) addBias(dtype, shift, out.layout.shape, to);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  convolveWeight(image, grid, sliding, out) {
    const dtype = out.dtype.compute;
    const sizes = sizesOf(sliding, image, grid);
    const { samples, groups, gridChannels, taps, positions, imageSize, gridSize, weightSize } = sizes;
    const mark = markTemporaries();
    const [from, factors] = [wholeRun(image, dtype), wholeRun(grid, dtype)];
    const to = startRun(out, dtype);
    clear(dtype, to, out.layout.numel);
    // shares of samples are added in order, whoever computes them
    const samplesAtOnce = Math.max(1, Math.min(samples, Math.floor(mostShares / (groups * weightSize))));
    const shares = takeRun(samplesAtOnce * groups * weightSize, dtype);
    for (let sample = 0; sample < samples; sample += samplesAtOnce) {
      const before = sample * groups;
      const some = { ...sizes, samples: Math.min(samples - sample, samplesAtOnce) };
      eachGroup(dtype, some, () => {
        const columnsOf = columnsReader(dtype, sliding, sizes);
        return (place) => {
          const columns = columnsOf(from + (before + place) * imageSize);
          const grids = factors + (before + place) * gridSize;
          const share = shares + place * weightSize;
          multiply(dtype, grids, [positions, 1], columns, [1, positions], share, gridChannels, positions, taps);
        };
      });
      for (let i = 0; i < some.samples; i++) {
        const share = shares + i * groups * weightSize;
        addBox(dtype, [1, 1, groups * weightSize], share, inOrder, to, inOrder);
      }
    }
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  gatherPatches(image, patches, out) {
    const { dtype } = image;
    const mark = markTemporaries();
    const from = wholeRun(image, dtype);
    const to = startRun(out, dtype);
    clear(dtype, to, out.layout.numel);
    gather(dtype, from, piecesOf(patches, planesOf(image, patches)), to);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },

  addPatches(columns, patches, out) {
    // bools add up to more than 1 before they are bools again
    const dtype = out.dtype === bool ? int32 : out.dtype.compute;
    const mark = markTemporaries();
    const from = wholeRun(columns, dtype);
    const to = startRun(out, dtype);
    clear(dtype, to, out.layout.numel);
    scatterAdd(dtype, from, piecesOf(patches, planesOf(out, patches)), to);
    finishRun(out, dtype, to);
    releaseTemporaries(mark);
  },
};

/** How many channels there are in all samples. */
function planesOf({ layout }: Operand, { image }: Patches): number {
  return count(layout.shape.slice(0, -image.length));
}

function wholeRun(x: Operand, dtype: DType): number {
  return runOf(x, x.layout.dense, dtype);
}
