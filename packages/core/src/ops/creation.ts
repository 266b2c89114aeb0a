import { cpu } from "../cpu/index.js";
import { checkDevice, type Device } from "../device.js";
import { checkDType, type DType, getDefaultDtype, int64 } from "../dtype.js";
import { madeToRequireGrad, notABoolean } from "../errors/autograd.js";
import { fractionalDimension, missingValue, negativeDimension, negativeZeros } from "../errors/creation.js";
import { notANumber, notAShape } from "../errors/kind.js";
import { Layout, type Shape } from "../layout.js";
import { allocateTenured } from "../memory/allocator.js";
import { dtypeOfScalar, isScalar, numberOf, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { empty as allocateEmpty } from "./apply.js";
import { toDtype } from "./conversion.js";
import { checkFits, readData, type TensorData, type TypedArray, writeData } from "./data.js";

/** Options of functions that make a tensor. */
export interface TensorOptions {
  /** Element type; the default depends on the function. */
  readonly dtype?: DType | undefined;
  /** Only `"cpu"` exists. */
  readonly device?: string | Device | undefined;
  /** Whether gradients accumulate in the tensor's `grad`; default false. */
  readonly requiresGrad?: boolean | undefined;
}

/** A tensor that will be written to before it is read; one that requires a gradient stays in place in memory. */
export function make(layout: Layout, dtype: DType, { device, requiresGrad = false }: TensorOptions): Tensor {
  if (device !== undefined) checkDevice(device);
  checkDType("dtype", dtype);
  if (!requiresGrad) return allocateEmpty(layout, dtype);
  if (!dtype.isFloatingPoint) throw madeToRequireGrad();
  const elements = layout.isContiguous ? layout.numel : layout.extent;
  return new Tensor(allocateTenured(elements * dtype.bytes), 0, layout, dtype, null);
}

/** Makes a tensor with its final content a leaf, if the options ask for it. */
export function asAsked(out: Tensor, { requiresGrad = false }: TensorOptions): Tensor {
  if (typeof requiresGrad !== "boolean") throw notABoolean("requires_grad");
  out.needsGrad = requiresGrad;
  return out;
}

/** The dense layout of sizes that a user gave. */
export function checkedLayout(shape: Shape): Layout {
  if (!Array.isArray(shape)) throw notAShape(shape);
  for (const size of shape) {
    if (size < 0) throw negativeDimension(shape, size);
    if (!Number.isInteger(size)) throw fractionalDimension(shape, size);
  }
  return Layout.of(shape);
}

/**
 * A tensor of `shape` with undefined content; default type float32.
 *
 * @example
 * empty([2, 3]).shape // => [2, 3]
 */
export function empty(shape: Shape, options: TensorOptions = {}): Tensor {
  return asAsked(make(checkedLayout(shape), options.dtype ?? getDefaultDtype(), options), options);
}

/**
 * A tensor of undefined content with the given sizes and strides.
 *
 * @example
 * emptyStrided([2, 3], [1, 2]).stride() // => [1, 2]
 */
export function emptyStrided(size: Shape, stride: Shape, options: TensorOptions = {}): Tensor {
  if (size.length !== stride.length)
    throw new Error(`dimensionality of sizes (${size.length}) must match dimensionality of strides (${stride.length})`);
  checkedLayout(size);
  const layout = Layout.strided(size, stride);
  return asAsked(make(layout, options.dtype ?? getDefaultDtype(), options), options);
}

/** A tensor whose every element is `value`. */
export function filled(layout: Layout, value: Scalar, dtype: DType, options: TensorOptions): Tensor {
  if (!isScalar(value)) throw notANumber("full", "fill_value", value);
  const number = numberOf(value);
  checkFits(number, dtype);
  const out = make(layout, dtype, options);
  cpu.fill(out, number);
  return asAsked(out, options);
}

/**
 * A tensor of `shape` whose every element is `value`; its type is that of the number unless `dtype` is given.
 *
 * @throws {RangeError} if the number does not fit an integer type
 * @example
 * full([2], 7).tolist() // => [7, 7]
 */
export function full(shape: Shape, value: Scalar, options: TensorOptions = {}): Tensor {
  if (value === undefined) throw missingValue();
  if (!isScalar(value)) throw new TypeError(`full(): argument 'fill_value' must be a number, got ${typeof value}`);
  return filled(checkedLayout(shape), value, options.dtype ?? dtypeOfScalar(value), options);
}

/**
 * Zeros; default type float32.
 *
 * @example
 * zeros([2, 2]).tolist() // => [[0, 0], [0, 0]]
 */
export function zeros(shape: Shape, options: TensorOptions = {}): Tensor {
  if (!Array.isArray(shape)) throw notAShape(shape);
  if (shape.some((size) => size < 0)) throw negativeZeros(shape);
  return filled(checkedLayout(shape), 0, options.dtype ?? getDefaultDtype(), options);
}

/**
 * Ones; default type float32.
 *
 * @example
 * ones([3]).tolist() // => [1, 1, 1]
 */
export function ones(shape: Shape, options: TensorOptions = {}): Tensor {
  return filled(checkedLayout(shape), 1, options.dtype ?? getDefaultDtype(), options);
}

/**
 * A tensor without dimensions that holds a number; default type float32.
 *
 * @example
 * scalarTensor(3).dtype.name // => "float32"
 */
export function scalarTensor(value: Scalar, options: TensorOptions = {}): Tensor {
  if (!isScalar(value)) throw notANumber("scalarTensor", "s", value);
  return filled(Layout.scalar, value, options.dtype ?? getDefaultDtype(), options);
}

/**
 * A tensor from data: a number, nested lists, a typed array, or another tensor, which is copied without its history.
 *
 * Integral numbers give int64 and booleans bool, as in Python; a list with any fractional number gives floats.
 *
 * @throws {Error} if nested lists have unequal lengths
 * @example
 * tensor([[1, 2], [3, 4.5]]).dtype.name // => "float32"
 */
export function tensor(data: TensorData, options: TensorOptions = {}): Tensor {
  return copied(data, options, "tensor");
}

/** `tensor` under the name that it was called by. */
export function copied(data: TensorData, options: TensorOptions, name: string): Tensor {
  if (data instanceof Tensor) {
    console.warn(
      `To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or sourceTensor.detach().clone().requiresGrad_(true), rather than ${name}(sourceTensor).`,
    );
    const out = make(data.layout.dense, options.dtype ?? data.dtype, options);
    cpu.copy(data, out);
    return asAsked(out, options);
  }
  const read = readData(data);
  const out = make(Layout.of(read.shape), options.dtype ?? read.dtype, options);
  writeData(read.values, out);
  return asAsked(out, options);
}

/**
 * `data` itself if it is a tensor of the wanted type, else what `tensor` makes of it; history is kept.
 *
 * @example
 * asTensor([1, 2]).tolist() // => [1, 2]
 */
export function asTensor(data: TensorData, options: TensorOptions = {}): Tensor {
  if (!(data instanceof Tensor)) return tensor(data, options);
  return options.dtype === undefined ? data : toDtype(data, options.dtype);
}

/**
 * A copy of a typed array as a tensor of its type; `shape` (default: one dimension) says how to fold it.
 *
 * @throws {Error} if the shape does not hold that many elements
 * @example
 * fromTypedArray(Float32Array.of(1, 2, 3, 4), [2, 2]).tolist() // => [[1, 2], [3, 4]]
 */
export function fromTypedArray(data: TypedArray, shape?: Shape, options: TensorOptions = {}): Tensor {
  const read = readData(data);
  const layout = shape === undefined ? Layout.of(read.shape) : checkedLayout(shape);
  if (layout.numel !== data.length)
    throw new Error(`fromTypedArray: \`shape\` [${layout.shape.join(", ")}] does not hold ${data.length} elements`);
  const out = make(layout, options.dtype ?? read.dtype, options);
  writeData(read.values, out);
  return asAsked(out, options);
}

/** A vector of indices. */
export function indexVector(indices: readonly number[]): Tensor {
  return tensor(indices, { dtype: int64 });
}
