import { cpu } from "../cpu/index.js";
import { type DType, getDefaultDtype } from "../dtype.js";
import { onlyFloatsRequireGrad } from "../errors/autograd.js";
import { Layout, type Shape } from "../layout.js";
import { allocateTenured } from "../memory/allocator.js";
import { type Scalar, dtypeOfScalar, numberOf } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { empty as allocateEmpty } from "./apply.js";
import { type TensorData, readData, writeData } from "./data.js";

/** Options of functions that make a tensor. */
export interface TensorOptions {
  /** Element type; the default depends on the function. */
  readonly dtype?: DType | undefined;
  /** Only `"cpu"` exists. */
  readonly device?: string | undefined;
  /** Whether gradients accumulate in the tensor's `grad`; default false. */
  readonly requiresGrad?: boolean | undefined;
}

/** A tensor that will be written to before it is read; one that requires a gradient stays in place in memory. */
function make(shape: Shape, dtype: DType, requiresGrad: boolean): Tensor {
  checkShape(shape);
  const layout = Layout.of(shape);
  if (!requiresGrad) return allocateEmpty(layout, dtype);
  if (!dtype.isFloatingPoint) throw onlyFloatsRequireGrad();
  return new Tensor(allocateTenured(layout.numel << dtype.shift), 0, layout, dtype, null);
}

function checkShape(shape: Shape): void {
  for (const size of shape)
    if (!(Number.isInteger(size) && size >= 0))
      throw new Error(`Trying to create tensor with negative dimension ${size}: [${shape.join(", ")}]`);
}

/**
 * A tensor of `shape` with undefined content.
 *
 * @example
 * empty([2, 3]).shape // => [2, 3]
 */
export function empty(shape: Shape, options: TensorOptions = {}): Tensor {
  const { dtype = getDefaultDtype(), requiresGrad = false } = options;
  const out = make(shape, dtype, requiresGrad);
  out.needsGrad = requiresGrad;
  return out;
}

/**
 * A tensor of `shape` whose every element is `value`; its type is that of the number unless `dtype` is given.
 *
 * @example
 * full([2], 7).tolist() // => [7, 7]
 */
export function full(shape: Shape, value: Scalar, options: TensorOptions = {}): Tensor {
  const { dtype = dtypeOfScalar(value), requiresGrad = false } = options;
  const out = make(shape, dtype, requiresGrad);
  cpu.fill(out, numberOf(value));
  out.needsGrad = requiresGrad;
  return out;
}

/**
 * Zeros; default type float32.
 *
 * @example
 * zeros([2, 2]).tolist() // => [[0, 0], [0, 0]]
 */
export function zeros(shape: Shape, options: TensorOptions = {}): Tensor {
  return full(shape, 0, { ...options, dtype: options.dtype ?? getDefaultDtype() });
}

/**
 * Ones; default type float32.
 *
 * @example
 * ones([3]).tolist() // => [1, 1, 1]
 */
export function ones(shape: Shape, options: TensorOptions = {}): Tensor {
  return full(shape, 1, { ...options, dtype: options.dtype ?? getDefaultDtype() });
}

/**
 * A tensor from numbers: a number, nested lists, or a typed array. Integral numbers give int64 and booleans bool, as in
 * Python; a list with any fractional number gives floats.
 *
 * @throws {Error} if nested lists have unequal lengths
 * @example
 * tensor([[1, 2], [3, 4.5]]).dtype.name // => "float32"
 */
export function tensor(data: TensorData, options: TensorOptions = {}): Tensor {
  const { requiresGrad = false } = options;
  const read = readData(data);
  const out = make(read.shape, options.dtype ?? read.dtype, requiresGrad);
  writeData(read.values, out);
  out.needsGrad = requiresGrad;
  return out;
}
