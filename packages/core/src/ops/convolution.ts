import { cpu } from "../cpu/index.js";
import type { Sliding } from "../kernels/convolution.js";
import { Layout, type Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { empty, record } from "./apply.js";
import {
  batched,
  type ConvOptions,
  type ConvTransposeOptions,
  slidingOf,
  slidingOfTransposed,
} from "./convolution-sizes.js";
import { type NaryOp, naryOp, type SavedInputs } from "./record.js";

// The form Σ image[n, c, patch(p, k)] weight[o, c, k] grid[n, o, p] is linear in each of its tensors. A convolution is its derivative
// with respect to the grid, a transposed one that with respect to the image. So the gradients of each are the other two, and all
// derivatives end in these three.

const convolutionOp: NaryOp<Sliding> = naryOp<Sliding>({
  name: "convolution",
  saves: [[1], [0]],
  gradients: [
    (grad, { inputs: [, weight], attr }) => transposedConvolution(grad, weight!, null, attr),
    (grad, { inputs: [image], attr, layouts: [, weight] }) => weightGradient(image!, grad, weight!.shape, attr),
    sumOfChannels,
  ],
});

const transposedOp: NaryOp<Sliding> = naryOp<Sliding>({
  name: "transposedConvolution",
  gradName: "ConvolutionBackward0",
  saves: [[1], [0]],
  gradients: [
    (grad, { inputs: [, weight], attr }) => convolution(grad, weight!, null, attr),
    (grad, { inputs: [grid], attr, layouts: [, weight] }) => weightGradient(grad, grid!, weight!.shape, attr),
    sumOfChannels,
  ],
});

const weightGradientOp: NaryOp<Sliding> = naryOp<Sliding>({
  name: "convolutionBackward",
  saves: [[1], [0]],
  gradients: [
    (grad, { inputs: [, grid], attr }) => transposedConvolution(grid!, grad, null, attr),
    (grad, { inputs: [image], attr }) => convolution(image!, grad, null, attr),
  ],
});

/** The gradient of a bias. */
function sumOfChannels(grad: Tensor, _: SavedInputs<Sliding>): Tensor {
  return grad.sum(grad.layout.shape.map((_, d) => d).filter((d) => d !== 1));
}

function convolution(image: Tensor, weight: Tensor, bias: Tensor | null, sliding: Sliding): Tensor {
  const [samples, channels] = image.layout.shape as [number, number];
  // as in PyTorch, what has no channels gets none
  const outputs = channels === 0 ? 0 : weight.layout.shape[0]!;
  const added = channels === 0 ? null : bias;
  const out = empty(Layout.of([samples, outputs, ...sliding.grid]), image.dtype);
  cpu.convolve(image, weight, added, sliding, out);
  return record(convolutionOp, [image, weight, added], sliding, out);
}

function transposedConvolution(grid: Tensor, weight: Tensor, bias: Tensor | null, sliding: Sliding): Tensor {
  const channels = weight.layout.shape[1]! * sliding.groups;
  const out = empty(Layout.of([grid.layout.shape[0]!, channels, ...sliding.image]), grid.dtype);
  cpu.convolveTransposed(grid, weight, bias, sliding, out);
  return record(transposedOp, [grid, weight, bias], sliding, out);
}

function weightGradient(image: Tensor, grid: Tensor, shape: Shape, sliding: Sliding): Tensor {
  const out = empty(Layout.of(shape), image.dtype);
  cpu.convolveWeight(image, grid, sliding, out);
  return record(weightGradientOp, [image, grid], sliding, out);
}

/**
 * Convolves signals with a weight, in the sense of neural networks: each output is the sum of a patch times the weight, plus the bias.
 *
 * - input: `[N, C, L]` or `[C, L]`, weight: `[O, C / groups, k]`, bias: `[O]` or none; output: `[N, O, L]` or `[O, L]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {TypeError} if the types differ
 * @throws {UnsupportedKernelError} for bools, and for integers below int64 with a dilation
 * @example
 * conv1d(tensor([[1.0, 2.0, 3.0]]), tensor([[[1.0, -1.0]]])).tolist() // => [[-1, -1]]
 */
export function conv1d(input: Tensor, weight: Tensor, bias: Tensor | null = null, options: ConvOptions = {}): Tensor {
  return convolve("conv1d", 1, input, weight, bias, options);
}

/**
 * Convolves images with a weight, in the sense of neural networks: each output is the sum of a patch times the weight, plus the bias.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`, weight: `[O, C / groups, kH, kW]`, bias: `[O]` or none; output: `[N, O, H, W]` or `[O, H, W]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {TypeError} if the types differ
 * @throws {UnsupportedKernelError} for bools, and for integers below int64 with a dilation
 * @example
 * conv2d(ones([1, 1, 3, 3]), ones([1, 1, 2, 2])).tolist() // => [[[[4, 4], [4, 4]]]]
 * conv2d(zeros([8, 3, 32, 32]), zeros([16, 3, 5, 5]), null, { padding: "same" }).shape // => [8, 16, 32, 32]
 */
export function conv2d(input: Tensor, weight: Tensor, bias: Tensor | null = null, options: ConvOptions = {}): Tensor {
  return convolve("conv2d", 2, input, weight, bias, options);
}

/**
 * Convolves volumes with a weight, in the sense of neural networks: each output is the sum of a patch times the weight, plus the bias.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`, weight: `[O, C / groups, kD, kH, kW]`, bias: `[O]` or none; output: `[N, O, D, H, W]` or `[O, D, H, W]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {TypeError} if the types differ
 * @throws {UnsupportedKernelError} for bools, and for integers below int64 with a dilation
 * @example
 * conv3d(zeros([1, 4, 5, 5, 5]), zeros([8, 2, 3, 3, 3]), null, { groups: 2, padding: 1 }).shape // => [1, 8, 5, 5, 5]
 */
export function conv3d(input: Tensor, weight: Tensor, bias: Tensor | null = null, options: ConvOptions = {}): Tensor {
  return convolve("conv3d", 3, input, weight, bias, options);
}

function convolve(
  name: string,
  spatial: number,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: ConvOptions,
): Tensor {
  return batched(name, spatial, input, bias, (image) =>
    convolution(image, weight, bias, slidingOf(spatial, image, weight, bias, options)),
  );
}

/**
 * Transposed convolution of signals, the gradient of `conv1d` as a function: each input times the weight is added to a patch of the output.
 *
 * - input: `[N, C, L]` or `[C, L]`, weight: `[C, O / groups, k]`, bias: `[O]` or none; output: `[N, O, L]` or `[O, L]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {TypeError} if the types differ
 * @throws {UnsupportedKernelError} for bools and integers below int64
 * @example
 * convTranspose1d(tensor([[1.0, 2.0]]), tensor([[[1.0, 1.0]]]), null, { stride: 2 }).tolist() // => [[1, 1, 2, 2]]
 */
export function convTranspose1d(
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: ConvTransposeOptions = {},
): Tensor {
  return convolveTransposed("conv_transpose1d", 1, input, weight, bias, options);
}

/**
 * Transposed convolution of images, the gradient of `conv2d` as a function: each input times the weight is added to a patch of the output.
 *
 * - input: `[N, C, H, W]` or `[C, H, W]`, weight: `[C, O / groups, kH, kW]`, bias: `[O]` or none; output: `[N, O, H, W]` or `[O, H, W]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {TypeError} if the types differ
 * @throws {UnsupportedKernelError} for bools and integers below int64
 * @example
 * convTranspose2d(ones([1, 1, 2, 2]), ones([1, 1, 2, 2])).tolist() // => [[[[1, 2, 1], [2, 4, 2], [1, 2, 1]]]]
 */
export function convTranspose2d(
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: ConvTransposeOptions = {},
): Tensor {
  return convolveTransposed("conv_transpose2d", 2, input, weight, bias, options);
}

/**
 * Transposed convolution of volumes, the gradient of `conv3d` as a function: each input times the weight is added to a patch of the output.
 *
 * - input: `[N, C, D, H, W]` or `[C, D, H, W]`, weight: `[C, O / groups, kD, kH, kW]`, bias: `[O]` or none; output: `[N, O, D, H, W]` or `[O, D, H, W]`
 *
 * @throws {Error} if sizes do not fit
 * @throws {TypeError} if the types differ
 * @throws {UnsupportedKernelError} for bools and integers below int64
 * @example
 * convTranspose3d(zeros([1, 4, 5, 5, 5]), zeros([4, 2, 3, 3, 3]), null, { stride: 2 }).shape // => [1, 2, 11, 11, 11]
 */
export function convTranspose3d(
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null = null,
  options: ConvTransposeOptions = {},
): Tensor {
  return convolveTransposed("conv_transpose3d", 3, input, weight, bias, options);
}

function convolveTransposed(
  name: string,
  spatial: number,
  input: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  options: ConvTransposeOptions,
): Tensor {
  return batched(name, spatial, input, bias, (grid) =>
    transposedConvolution(grid, weight, bias, slidingOfTransposed(spatial, grid, weight, bias, options)),
  );
}
