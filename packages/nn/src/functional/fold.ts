import {
  applyUnary,
  bool,
  Layout,
  type Patches,
  type Shape,
  type Tensor,
  type UnaryOp,
  UnsupportedKernelError,
  unaryOp,
} from "@flambeau/core";

/** One number for height and width, or both. */
export type Pair = number | Shape;

/** Options of `unfold` and `fold`. */
export interface FoldOptions {
  /** How far apart the elements of a patch are; default 1. */
  readonly dilation?: Pair;
  /** How many zeros are put around images on each side; default 0. */
  readonly padding?: Pair;
  /** How far apart patches begin; default 1. */
  readonly stride?: Pair;
}

const count = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

const im2colOp: UnaryOp<Patches> = unaryOp<Patches>({
  name: "im2Col",
  layout: ({ shape }, { kernel, grid }) =>
    Layout.of([...shape.slice(0, -3), shape.at(-3)! * count(kernel), count(grid)]),
  forward: (k, x, patches, out) => k.gatherPatches(x, patches, out),
  dx: (grad, { attr: patches }) => applyUnary(col2imOp, grad, patches),
});

const col2imOp: UnaryOp<Patches> = unaryOp<Patches>({
  name: "col2Im",
  layout: ({ shape }, { kernel, image }) => Layout.of([...shape.slice(0, -2), shape.at(-2)! / count(kernel), ...image]),
  forward: (k, x, patches, out) => k.addPatches(x, patches, out),
  dx: (grad, { attr: patches }) => applyUnary(im2colOp, grad, patches),
});

function pair(name: string, value: Pair): Shape {
  const values = typeof value === "number" ? [value, value] : value;
  if (values.length !== 2) throw new Error(`It is expected ${name} equals to 2, but got size ${values.length}`);
  return values;
}

/** Where the patches of an image lie; the grid may turn out to have no positions. */
function patchesOf(image: Shape, kernelSize: Pair, { dilation = 1, padding = 0, stride = 1 }: FoldOptions): Patches {
  const patches = {
    image,
    kernel: pair("kernel_size", kernelSize),
    dilation: pair("dilation", dilation),
    padding: pair("padding", padding),
    stride: pair("stride", stride),
  };
  const expect = (holds: boolean, rule: string, name: string, [height, width]: Shape): void => {
    if (!holds) throw new Error(`${rule}, but got ${name}_height: ${height} ${name}_width: ${width}`);
  };
  const isPositive = (size: number): boolean => size > 0;
  expect(patches.kernel.every(isPositive), "kernel size should be greater than zero", "kernel", patches.kernel);
  expect(patches.stride.every(isPositive), "stride should be greater than zero", "stride", patches.stride);
  expect(patches.dilation.every(isPositive), "dilation should be greater than zero", "dilation", patches.dilation);
  expect(
    patches.padding.every((size) => size >= 0),
    "padding should be non-negative",
    "pad",
    patches.padding,
  );
  const grid = image.map((size, d) => {
    const span = patches.dilation[d]! * (patches.kernel[d]! - 1) + 1;
    return Math.floor((size + 2 * patches.padding[d]! - span) / patches.stride[d]!) + 1;
  });
  return { ...patches, grid };
}

/** As Python writes tuples. */
const tuple = (shape: Shape): string => `(${shape.join(", ")})`;

/** Integers have no kernel; bools have one. */
function checkType(kernel: string, { dtype }: Tensor): void {
  if (!dtype.isFloatingPoint && dtype !== bool) throw new UnsupportedKernelError(kernel, dtype);
}

/**
 * The patches of images as columns: what a convolution multiplies by its weight.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`; output: `[N, C * kH * kW, L]` or `[C * kH * kW, L]` with a column per patch
 *
 * @throws {Error} if sizes do not fit, or if there is no patch
 * @throws {UnsupportedKernelError} for integers
 * @example
 * const x = arange(9, { dtype: float32 }).reshape([1, 3, 3]);
 * functional.unfold(x, 2).tolist() // => [[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]
 */
export function unfold(input: Tensor, kernelSize: Pair, options: FoldOptions = {}): Tensor {
  const { shape, ndim } = input.layout;
  // batched or not is read off the last three dimensions
  if (ndim < 3) input.size(Math.max(ndim, 1));
  const patches = patchesOf(shape.slice(-2), kernelSize, options);
  if ((ndim !== 3 && ndim !== 4) || shape.slice(ndim - 3).includes(0))
    throw new Error(
      `Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [${shape.join(", ")}]`,
    );
  const { image, kernel, dilation, padding, grid } = patches;
  if (grid.some((size) => size < 1))
    throw new Error(
      `Given input with spatial size ${tuple(image)}, kernel_size=${tuple(kernel)}, dilation=${tuple(dilation)}, padding=${tuple(padding)}, calculated shape of the array of sliding blocks as ${tuple(grid)}, but its components must be at least one.`,
    );
  checkType("im2col_out_cpu", input);
  return applyUnary(im2colOp, input, patches);
}

/**
 * Adds columns up to the images that they are patches of.
 *
 * - input: `[N, C * kH * kW, L]` or `[C * kH * kW, L]` with a column per patch; output: `[N, C, *outputSize]` or `[C, *outputSize]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {UnsupportedKernelError} for integers
 * @example
 * functional.fold(ones([4, 4]), [3, 3], 2).tolist() // => [[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]
 */
export function fold(input: Tensor, outputSize: Pair, kernelSize: Pair, options: FoldOptions = {}): Tensor {
  const { shape, ndim } = input.layout;
  const patches = patchesOf(pair("output_size", outputSize), kernelSize, options);
  if ((ndim !== 2 && ndim !== 3) || shape.slice(ndim - 2).includes(0))
    throw new Error(
      `Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: [${shape.join(", ")}]`,
    );
  const { image, kernel, dilation, padding, stride, grid } = patches;
  const [rows, columns] = shape.slice(-2) as [number, number];
  if (rows % count(kernel) !== 0)
    throw new Error(
      `Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=${rows} and kernel_size=${tuple(kernel)}.`,
    );
  if (grid.some((size) => size < 0) || columns !== count(grid))
    throw new Error(
      `Given output_size=${tuple(image)}, kernel_size=${tuple(kernel)}, dilation=${tuple(dilation)}, padding=${tuple(padding)}, stride=${tuple(stride)}, expected size of input's dimension 2 to match the calculated number of sliding blocks ${grid.join(" * ")} = ${count(grid)}, but got input.size(2)=${columns}.`,
    );
  checkType("col2im_out_cpu", input);
  return applyUnary(col2imOp, input, patches);
}
