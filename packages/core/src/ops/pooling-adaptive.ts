import * as errors from "../errors/pooling.js";
import { UnsupportedKernelError } from "../errors/type.js";
import type { Shape } from "../layout.js";
import type { Tensor } from "../tensor.js";
import { applyUnary } from "./apply.js";
import { checkedLayout } from "./creation.js";
import { averagePoolOp, maxOverWindows, maxPoolOp } from "./pooling.js";
import { adaptiveWindows, type PlaneDims, rowImage } from "./pooling-windows.js";
import { mean } from "./reduction.js";

// As many windows as are asked for, which cover the planes evenly.

/** How large planes become: a number for each of their dimensions, or one for all. What is null stays as it is. */
export type AdaptiveSizes = number | readonly (number | null)[];

function adaptiveSizes(op: string, dims: PlaneDims, { shape }: Tensor, outputSize: AdaptiveSizes): Shape {
  if (typeof outputSize === "number" && Number.isInteger(outputSize)) return new Array<number>(dims).fill(outputSize);
  const isList =
    Array.isArray(outputSize) && outputSize.every((size) => Number.isInteger(size) || (size === null && dims > 1));
  if (!isList) throw errors.notInts(op, "output_size", outputSize);
  if (dims === 1 && outputSize.length !== 1) throw errors.wrongSizeCount(op, "output_size", 1, outputSize.length);
  if (shape.length <= outputSize.length) throw errors.tooManyOutputSizes(outputSize.length);
  return (outputSize as readonly (number | null)[]).map(
    (size, d) => size ?? shape[shape.length - outputSize.length + d]!,
  );
}

function checkPlanes(op: string, dims: number, x: Tensor, mayBeEmpty: (dim: number) => boolean): void {
  const { shape, ndim } = x.layout;
  if (ndim !== dims + 1 && ndim !== dims + 2) throw errors.wrongAdaptiveDims(op, dims, shape);
  const empty = shape.findIndex((size, d) => size === 0 && !mayBeEmpty(d));
  if (empty >= 0) throw errors.emptyAdaptiveInput(op, shape, empty);
}

const averagePoolOps = { 2: averagePoolOp("adaptiveAvgPool2D"), 3: averagePoolOp("adaptiveAvgPool3D") };

function averageEvenly(x: Tensor, sizes: Shape, dims: 2 | 3): Tensor {
  const op = `adaptive_avg_pool${dims}d`;
  const { ndim } = x.layout;
  if (sizes.length !== dims) throw errors.wrongOutputSizeCount(op, dims);
  if (sizes.some((size) => size < 0)) throw errors.negativeOutputSize(op, sizes);
  if (sizes.every((size) => size === 1)) return mean(x, [-1, -2, -3].slice(0, dims), { keepdim: true });
  checkPlanes(op, dims, x, (d) => (dims === 2 ? d < ndim - 2 : d === 0));
  const windows = adaptiveWindows(x.layout, sizes);
  // PyTorch looks at the type of images only when there is something to do
  const isIdle = dims === 2 && x.layout.numel * sizes[0]! * sizes[1]! === 0;
  if (!x.dtype.isFloatingPoint && !isIdle) throw new UnsupportedKernelError(dims === 2 ? op : `${op}_cpu`, x.dtype);
  return applyUnary(averagePoolOps[dims], x, { windows, divisor: null, isStepwise: true });
}

/**
 * Averages of evenly spread windows of lines, images or volumes, so many that planes get a given size.
 *
 * @param dims 1, 2 or 3
 * @throws {Error} if the input has no planes
 * @example
 * adaptiveAvgPoolNd(tensor([[1.5, 2.5, 4]]), 1, 2).tolist() // => [[2, 3.25]]
 */
export function adaptiveAvgPoolNd(x: Tensor, dims: PlaneDims, outputSize: AdaptiveSizes): Tensor {
  const op = `adaptive_avg_pool${dims}d`;
  const image = dims === 1 ? rowImage(op, x) : x;
  const sizes = adaptiveSizes(op, dims, x, outputSize);
  if (dims > 1) return averageEvenly(image, sizes, dims as 2 | 3);
  return averageEvenly(image, [1, ...sizes], 2).squeeze(-2);
}

/**
 * Averages of evenly spread windows, so many that lines get the length `outputSize`.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @throws {Error} if the input has no lines
 * @example
 * adaptiveAvgPool1d(tensor([[1.5, 2.5, 4]]), 2).tolist() // => [[2, 3.25]]
 */
export function adaptiveAvgPool1d(input: Tensor, outputSize: number | Shape): Tensor {
  return adaptiveAvgPoolNd(input, 1, outputSize);
}

const maxPoolOps = { 2: maxPoolOp("adaptiveMaxPool2D"), 3: maxPoolOp("adaptiveMaxPool3D") };

function maxEvenly(x: Tensor, sizes: Shape, dims: 2 | 3): [Tensor, Tensor] {
  const op = `adaptive_max_pool${dims}d`;
  const { shape, ndim } = x.layout;
  checkPlanes(op, dims, x, (d) => d === 0);
  if (sizes.length !== dims) throw errors.wrongOutputSizeCount(op, dims);
  checkedLayout([...shape.slice(0, ndim - dims), ...sizes]);
  if (!x.dtype.isFloatingPoint) throw new UnsupportedKernelError(dims === 2 ? op : `${op}_cpu`, x.dtype);
  return maxOverWindows(maxPoolOps[dims], x, adaptiveWindows(x.layout, sizes));
}

/**
 * The largest elements of evenly spread windows of lines, images or volumes, so many that planes get a given size, and their places.
 *
 * @param dims 1, 2 or 3
 * @throws {Error} if the input has no planes
 * @example
 * adaptiveMaxPoolNd(tensor([[1.5, 2.5, 4]]), 1, 2)[0].tolist() // => [[2.5, 4]]
 */
export function adaptiveMaxPoolNd(
  x: Tensor,
  dims: PlaneDims,
  outputSize: AdaptiveSizes,
): [values: Tensor, places: Tensor] {
  const op = `adaptive_max_pool${dims}d`;
  const image = dims === 1 ? rowImage(op, x) : x;
  const sizes = adaptiveSizes(op, dims, x, outputSize);
  if (dims > 1) return maxEvenly(image, sizes, dims as 2 | 3);
  checkPlanes(op, 1, x, (d) => d === 0);
  const [values, places] = maxEvenly(image, [1, ...sizes], 2);
  return [values.squeeze(-2), places.squeeze(-2)];
}

/**
 * The largest elements of evenly spread windows, so many that lines get the length `outputSize`, and their places.
 *
 * - input: `[N, C, L]` or `[C, L]`
 *
 * @throws {Error} if the input has no lines
 * @example
 * adaptiveMaxPool1d(tensor([[1.5, 2.5, 4]]), 2)[1].tolist() // => [[1, 2]]
 */
export function adaptiveMaxPool1d(input: Tensor, outputSize: number | Shape): [output: Tensor, indices: Tensor] {
  return adaptiveMaxPoolNd(input, 1, outputSize);
}
