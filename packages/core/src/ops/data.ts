import { elementsOf, encoder } from "../cpu/elements.js";
import {
  Category,
  type DType,
  bool,
  float32,
  float64,
  getDefaultDtype,
  int8,
  int16,
  int32,
  int64,
  uint8,
} from "../dtype.js";
import { type Scalar, categoryOf, isScalar } from "../scalar.js";
import { Tensor } from "../tensor.js";

/** What `tensor` accepts: a number, nested lists of numbers or of tensors with one element, or a typed array. */
export type TensorData = Scalar | Tensor | TypedArray | readonly TensorData[];
export type TypedArray =
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** Data before it has a place: its shape, its elements in row-major order, and the type they suggest. */
export interface ReadData {
  readonly shape: readonly number[];
  readonly values: ArrayLike<Scalar>;
  readonly dtype: DType;
}

const arrayTypes = new Map<unknown, DType>([
  [Uint8Array, uint8],
  [Uint8ClampedArray, uint8],
  [Int8Array, int8],
  [Int16Array, int16],
  [Int32Array, int32],
  [BigInt64Array, int64],
  [Float32Array, float32],
  [Float64Array, float64],
]);

/** Takes nested lists apart. */
export function readData(data: TensorData): ReadData {
  const arrayType = arrayTypes.get((data as object | null)?.constructor);
  if (arrayType !== undefined) {
    const values = data as TypedArray;
    return { shape: [values.length], values, dtype: arrayType };
  }
  const shape: number[] = [];
  const values: Scalar[] = [];
  collect(data, 0, shape, values);
  return { shape, values, dtype: typeOf(values) };
}

function collect(data: TensorData, depth: number, shape: number[], values: Scalar[]): void {
  if (isScalar(data)) {
    if (depth !== shape.length && values.length > 0) throw ragged(shape, depth, 0);
    values.push(data);
    return;
  }
  const list = data instanceof Tensor ? (data.tolist() as TensorData) : data;
  if (isScalar(list)) return collect(list, depth, shape, values);
  if (list === null || typeof list !== "object" || !("length" in list))
    throw new TypeError(`tensor: expected numbers, nested lists of numbers or a typed array, got ${String(data)}`);
  if (depth === shape.length) {
    if (values.length > 0) throw ragged(shape, depth, list.length);
    shape.push(list.length);
  } else if (shape[depth] !== list.length) throw ragged(shape, depth, list.length);
  for (let i = 0; i < list.length; i++) collect(list[i] as TensorData, depth + 1, shape, values);
}

function ragged(shape: readonly number[], depth: number, length: number): Error {
  return new Error(`expected sequence of length ${shape[depth] ?? 0} at dim ${depth} (got ${length})`);
}

/** The widest of the types of the numbers; an empty list is of floats. */
function typeOf(values: readonly Scalar[]): DType {
  if (values.length === 0) return getDefaultDtype();
  let widest: Category = Category.bool;
  for (const value of values) {
    const category = categoryOf(value);
    if (category > widest) widest = category;
  }
  return widest === Category.float ? getDefaultDtype() : widest === Category.integer ? int64 : bool;
}

/** Writes elements into a contiguous tensor, converting them to its type. */
export function writeData(values: ArrayLike<Scalar>, out: Tensor): void {
  const start = (out.storage.address() >>> out.dtype.shift) + out.offset;
  const elements = elementsOf(out.dtype);
  const encode = encoder(float64, out.dtype) as ((value: number) => number | bigint) | null;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (typeof value === "bigint") elements[start + i] = (out.dtype === int64 ? value : Number(value)) as never;
    else elements[start + i] = (encode === null ? Number(value) : encode(Number(value))) as never;
  }
}
