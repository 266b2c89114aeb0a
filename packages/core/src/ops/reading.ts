import { copyElements, placeOf } from "../cpu/copy.js";
import { decoder, elementsOf } from "../cpu/elements.js";
import { takeRun } from "../cpu/run.js";
import { bool, int64 } from "../dtype.js";
import { numpyOfTracked } from "../errors/creation.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { isTracked, type Tensor } from "../tensor.js";
import type { TypedArray } from "./data.js";

/** Nested lists, as deep as the tensor has dimensions. */
export type NestedList = number | bigint | boolean | NestedList[];

/**
 * The elements in row-major order, in a new typed array of the tensor's type (half types as Float32Array, bool as Uint8Array).
 *
 * @example
 * toTypedArray(tensor([1.5, 2])) // => Float32Array(2) [1.5, 2]
 */
export function toTypedArray(x: Tensor): TypedArray {
  const dtype = x.dtype.compute;
  const mark = markTemporaries();
  const from = placeOf(x, x.layout);
  const start = takeRun(x.layout.numel, dtype);
  copyElements(x.layout.shape, from, { dtype, start, strides: x.layout.dense.strides });
  const result = elementsOf(dtype).slice(start, start + x.layout.numel);
  releaseTemporaries(mark);
  return result as TypedArray;
}

/**
 * The elements as `toTypedArray` gives them, unless that would leave a gradient behind; in PyTorch a numpy array.
 *
 * @throws {Error} if the tensor requires a gradient: `detach` it first
 * @example
 * numpy(tensor([1.5, 2])) // => Float32Array(2) [1.5, 2]
 */
export function numpy(x: Tensor): TypedArray {
  if (isTracked(x)) throw numpyOfTracked();
  return toTypedArray(x);
}

/**
 * The one element of a tensor, as a number (or boolean).
 *
 * @throws {Error} if there are more elements, or if an int64 is not safe as a number: see `itemBigInt`
 * @example
 * item(tensor([2.5])) // => 2.5
 */
export function item(x: Tensor): number | boolean {
  if (x.layout.numel !== 1) throw new Error(`a Tensor with ${x.layout.numel} elements cannot be converted to Scalar`);
  const raw = readOne(x);
  if (x.dtype === bool) return raw !== 0;
  if (x.dtype === int64) {
    const value = Number(raw);
    if (!Number.isSafeInteger(value))
      throw new RangeError(`item: ${raw} does not fit a number exactly; use \`itemBigInt()\``);
    return value;
  }
  return raw as number;
}

/**
 * Whether the one element of a tensor is not zero: Python's `bool(x)`.
 *
 * @throws {Error} unless there is one element
 * @example
 * isNonzero(tensor([0.5])) // => true
 */
export function isNonzero(x: Tensor): boolean {
  const { numel } = x.layout;
  if (numel === 0) throw new Error("Boolean value of Tensor with no values is ambiguous");
  if (numel > 1) throw new Error("Boolean value of Tensor with more than one value is ambiguous");
  return Number(readOne(x)) !== 0;
}

/**
 * The one element of an integer tensor, exactly.
 *
 * @example
 * itemBigInt(tensor([3])) // => 3n
 */
export function itemBigInt(x: Tensor): bigint {
  if (x.layout.numel !== 1) throw new Error(`a Tensor with ${x.layout.numel} elements cannot be converted to Scalar`);
  return BigInt(readOne(x));
}

/** Reads where the element is, in the heap or evicted, and moves nothing. */
function readOne(x: Tensor): number | bigint {
  const { dtype, storage } = x;
  if (storage.slab.base >= 0) {
    const raw = elementsOf(dtype)[((storage.slab.base + storage.start) >>> dtype.shift) + x.offset]!;
    const decode = decoder(dtype);
    return decode === null ? raw : decode(raw as number);
  }
  const start = storage.start + (x.offset << dtype.shift);
  single.set(storage.slab.evictedBytes(start, dtype.bytes));
  return readSingle(x);
}

/** Room for one element. */
const single = new Uint8Array(8);
const view = new DataView(single.buffer);

function readSingle(x: Tensor): number | bigint {
  switch (x.dtype.name) {
    case "float32":
      return view.getFloat32(0, true);
    case "float64":
      return view.getFloat64(0, true);
    case "int64":
      return view.getBigInt64(0, true);
    case "int32":
      return view.getInt32(0, true);
    case "int16":
      return view.getInt16(0, true);
    case "int8":
      return view.getInt8(0);
    case "uint8":
    case "bool":
      return view.getUint8(0);
    default:
      return decoder(x.dtype)!(view.getUint16(0, true));
  }
}

/**
 * The elements as nested lists; a 0-d tensor gives its number. An int64 beyond 2^53 is a bigint.
 *
 * @example
 * tolist(tensor([[1, 2], [3, 4]])) // => [[1, 2], [3, 4]]
 */
export function tolist(x: Tensor): NestedList {
  const values = toTypedArray(x);
  let at = 0;
  const next = (): NestedList => {
    const raw = values[at++]!;
    if (x.dtype === bool) return raw !== 0;
    if (typeof raw !== "bigint") return raw;
    const value = Number(raw);
    return Number.isSafeInteger(value) ? value : raw;
  };
  const nest = (dim: number): NestedList =>
    dim === x.layout.ndim ? next() : Array.from({ length: x.layout.shape[dim]! }, () => nest(dim + 1));
  return nest(0);
}
