import {
  cpu,
  int64,
  type NaryOp,
  naryOp,
  noGrad,
  type PerDimension,
  pythonRepr,
  record,
  type Shape,
  type Tensor,
  UnsupportedKernelError,
} from "@flambeau/core";
import { perDimension } from "../per-dimension.js";

/** Options of `maxUnpool1d`, `maxUnpool2d` and `maxUnpool3d`. */
export interface MaxUnpoolOptions {
  /** How far the windows lie apart; default the kernel size. */
  readonly stride?: PerDimension | null;
  /** The padding of the pooling to undo; default 0. */
  readonly padding?: PerDimension;
  /** The size that pooling began with, where several give the same result; default the smallest. Sizes of batch and channels may lead. */
  readonly outputSize?: Shape | null | undefined;
}

/** The plane that windows came from. */
function planeOf(
  { shape }: Tensor,
  kernel: Shape,
  stride: Shape,
  padding: Shape,
  outputSize: Shape | null | undefined,
): Shape {
  const dims = kernel.length;
  const smallest = kernel.map((k, d) => (shape.at(d - dims)! - 1) * stride[d]! + k - 2 * padding[d]!);
  const size = outputSize?.length === dims + 2 ? outputSize.slice(2) : (outputSize ?? smallest);
  if (size.length !== dims)
    throw new Error(
      `output_size should be a sequence containing ${dims} or ${dims + 2} elements, but it has a length of '${size.length}'`,
    );
  size.forEach((length, d) => {
    const [low, high] = [smallest[d]! - stride[d]!, smallest[d]! + stride[d]!];
    if (outputSize != null && !(low < length && length < high))
      throw new Error(
        `invalid output_size "${pythonRepr(perDimension(size, dims))}" (dim ${d} must be between ${low} and ${high})`,
      );
  });
  const negative = size.findIndex((length) => length < 0);
  if (negative >= 0)
    throw new Error(
      `max_unpooling: output_size must contain non-negative spatial dimensions, but got output_size[${negative}]=${size[negative]}`,
    );
  return size;
}

function unpoolOp(dims: 2 | 3): NaryOp<void> {
  return naryOp({
    name: `maxUnpool${dims}D`,
    saves: [[1]],
    gradients: [
      (grad, { inputs: [, indices] }) =>
        grad.flatten(-dims).gather(-1, indices!.flatten(-dims)).reshape(indices!.shape),
      null,
    ],
  });
}
const unpoolOps = { 2: unpoolOp(2), 3: unpoolOp(3) };

function checkUnpool(input: Tensor, indices: Tensor, dims: 2 | 3, stride: Shape): void {
  const { shape, ndim } = input;
  const text = (sizes: Shape): string => `[${sizes.join(", ")}]`;
  if (indices.dtype !== int64)
    throw new TypeError(
      `elements in indices should be type int64${dims === 2 ? ` but got: ${indices.dtype.title}` : ""}`,
    );
  if (ndim !== dims + 1 && ndim !== dims + 2)
    throw new Error(
      `Input to max_unpooling${dims}d should be a ${dims + 1}d or ${dims + 2}d Tensor, but got a tensor with ${ndim} dimensions.`,
    );
  if (dims === 3 && stride.some((s) => s <= 0))
    throw new Error(`strides should be greater than zero, but got stride: ${text(stride)}`);
  if (text(shape) !== text(indices.shape))
    throw new Error(
      `Expected shape of indices to be same as that of the input tensor (${text(shape)}) but got indices tensor with shape: ${text(indices.shape)}`,
    );
  const empty = shape.findIndex((size, d) => d > 0 && size === 0);
  if (empty > 0)
    throw new Error(
      `max_unpooling${dims}d_forward_out_cpu(): Expected input to have non-zero size for non-batch dimensions, but got ${text(shape)} with dimension ${empty} being empty.`,
    );
  if (!input.dtype.isFloatingPoint && input.numel() > 0)
    throw new UnsupportedKernelError(`max_unpool${dims}d`, input.dtype);
}

/** `input` where `indices` says in planes of zeros. */
function unpooled(input: Tensor, indices: Tensor, plane: Shape, stride: Shape): Tensor {
  const dims = plane.length as 2 | 3;
  checkUnpool(input, indices, dims, stride);
  const lead = input.shape.slice(0, -dims);
  const size = plane.reduce((product, length) => product * length, 1);
  const invalid = size === 0 ? null : cpu.outside(indices, 0, size);
  if (invalid !== null)
    throw new Error(`Found an invalid max index: ${invalid} (output volumes are of size ${plane.join("x")})`);
  const output = noGrad(() => {
    const zeros = input.newZeros([...lead, size]);
    const filled = size === 0 ? zeros : zeros.scatter(-1, indices.flatten(-dims), input.flatten(-dims));
    return filled.reshape([...lead, ...plane]);
  });
  return record(unpoolOps[dims], [input, indices], undefined, output);
}

function maxUnpoolNd(
  input: Tensor,
  indices: Tensor,
  dims: 1 | 2 | 3,
  kernelSize: PerDimension,
  { stride, padding = 0, outputSize }: MaxUnpoolOptions,
): Tensor {
  const kernel = perDimension(kernelSize, dims);
  const steps = stride == null ? kernel : perDimension(stride, dims);
  const plane = planeOf(input, kernel, steps, perDimension(padding, dims), outputSize);
  if (dims > 1) return unpooled(input, indices, plane, steps);
  return unpooled(input.unsqueeze(-1), indices.unsqueeze(-1), [...plane, 1], steps).squeeze(-1);
}

/**
 * Undoes `maxPool1d`, except that elements which were not the largest become 0.
 *
 * - input, indices: `[N, C, L]` or `[C, L]`, as `maxPool1d` gives them
 *
 * @param options `stride` (default the kernel size), `padding` (0), `outputSize` (default the smallest)
 * @throws {Error} if shapes do not fit or an index lies outside of the output
 * @example
 * const [output, indices] = functional.maxPool1d(tensor([[0.5, 3, 2, 1]]), 2, { returnIndices: true });
 * functional.maxUnpool1d(output, indices, 2).tolist() // => [[0, 3, 2, 0]]
 */
export function maxUnpool1d(
  input: Tensor,
  indices: Tensor,
  kernelSize: PerDimension,
  options: MaxUnpoolOptions = {},
): Tensor {
  return maxUnpoolNd(input, indices, 1, kernelSize, options);
}

/**
 * Undoes `maxPool2d`, except that elements which were not the largest become 0.
 *
 * - input, indices: `[N, C, H, W]` or `[C, H, W]`, as `maxPool2d` gives them
 *
 * @param options `stride` (default the kernel size), `padding` (0), `outputSize` (default the smallest)
 * @throws {Error} if shapes do not fit or an index lies outside of the output
 * @example
 * const [output, indices] = functional.maxPool2d(tensor([[[0.5, 3], [2, 1]]]), 2, { returnIndices: true });
 * functional.maxUnpool2d(output, indices, 2).tolist() // => [[[0, 3], [0, 0]]]
 */
export function maxUnpool2d(
  input: Tensor,
  indices: Tensor,
  kernelSize: PerDimension,
  options: MaxUnpoolOptions = {},
): Tensor {
  return maxUnpoolNd(input, indices, 2, kernelSize, options);
}

/**
 * Undoes `maxPool3d`, except that elements which were not the largest become 0.
 *
 * - input, indices: `[N, C, D, H, W]` or `[C, D, H, W]`, as `maxPool3d` gives them
 *
 * @param options `stride` (default the kernel size), `padding` (0), `outputSize` (default the smallest)
 * @throws {Error} if shapes do not fit or an index lies outside of the output
 * @example
 * const [output, indices] = functional.maxPool3d(tensor([[[[0.5, 3], [2, 1]]]]), [1, 2, 1], { returnIndices: true });
 * functional.maxUnpool3d(output, indices, [1, 2, 1]).tolist() // => [[[[0, 3], [2, 0]]]]
 */
export function maxUnpool3d(
  input: Tensor,
  indices: Tensor,
  kernelSize: PerDimension,
  options: MaxUnpoolOptions = {},
): Tensor {
  return maxUnpoolNd(input, indices, 3, kernelSize, options);
}
