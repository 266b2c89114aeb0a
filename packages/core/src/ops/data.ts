import { elementsOf, encoder } from "../cpu/elements.js";
import {
  bool,
  Category,
  type DType,
  float32,
  float64,
  getDefaultDtype,
  int8,
  int16,
  int32,
  int64,
  promoteTypes,
  uint8,
} from "../dtype.js";
import { longOverflow, mixedDepth, notData, onlyOneElement, raggedLists, valueOverflow } from "../errors/creation.js";
import { writeInt64 } from "../memory/int64.js";
import { categoryOf, isScalar, numberOf, type Scalar } from "../scalar.js";
import { Tensor } from "../tensor.js";
import { item } from "./reading.js";

/** What `tensor` accepts: a number, nested lists of numbers or of tensors with one element, a typed array, or a tensor. */
export type TensorData = Scalar | Tensor | TypedArray | readonly TensorData[];
/** Typed arrays whose elements are those of an element type. */
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

function arrayType(data: unknown): DType | undefined {
  return arrayTypes.get((data as object | null | undefined)?.constructor);
}

/** Takes nested lists apart. */
export function readData(data: Exclude<TensorData, Tensor>): ReadData {
  const dtype = arrayType(data);
  if (dtype !== undefined) {
    const values = data as TypedArray;
    return { shape: [values.length], values, dtype };
  }
  return new Reader(data).read();
}

type List = ArrayLike<TensorData>;

function isList(data: unknown): data is List {
  return Array.isArray(data) || arrayType(data) !== undefined;
}

/** Walks nested lists once: sizes are those of the first ones, and all others must agree. */
class Reader {
  readonly #values: Scalar[] = [];
  readonly #shape: number[] = [];
  #widest: Category = Category.bool;
  /** The promoted type of tensors and typed arrays among the data. */
  #given: DType | null = null;

  constructor(readonly data: TensorData) {}

  read(): ReadData {
    let first: TensorData | undefined = this.data;
    for (; isList(first); first = first[0]) this.#shape.push(first.length);
    // Python takes texts for lists of texts, without an end
    if (typeof first === "string" && this.#shape.length > 0) throw new RangeError("too many dimensions 'str'");
    this.#collect(this.data, 0);
    return { shape: this.#shape, values: this.#values, dtype: this.#dtype() };
  }

  #collect(data: TensorData, dim: number): void {
    const size = this.#shape[dim];
    if (isScalar(data)) {
      if (size !== undefined) throw mixedDepth(dim);
      const category = categoryOf(data);
      if (category > this.#widest) this.#widest = category;
      this.#values.push(data);
    } else if (isList(data)) {
      if (size === undefined) throw mixedDepth(dim);
      if (data.length !== size) throw raggedLists(size, dim, data.length);
      const dtype = arrayType(data);
      if (dtype === undefined) for (let i = 0; i < data.length; i++) this.#collect(data[i]!, dim + 1);
      else {
        if (dim + 1 !== this.#shape.length) throw mixedDepth(dim + 1);
        this.#promote(dtype);
        for (let i = 0; i < data.length; i++) this.#values.push((data as TypedArray)[i]!);
      }
    } else if (data instanceof Tensor) {
      if (size !== undefined) throw mixedDepth(dim);
      if (data.layout.numel !== 1) throw onlyOneElement();
      this.#promote(data.dtype);
      this.#values.push(data.dtype.category === Category.integer ? data.itemBigInt() : item(data));
    } else throw notData(data);
  }

  #promote(dtype: DType | undefined): void {
    if (dtype !== undefined) this.#given = this.#given === null ? dtype : promoteTypes(this.#given, dtype);
  }

  /** The widest of the types of the numbers; an empty list is of floats. */
  #dtype(): DType {
    const given = this.#given;
    if (this.#values.length === 0) return given ?? getDefaultDtype();
    const widest = [bool, int64, getDefaultDtype()][this.#widest]!;
    return given === null ? widest : this.#widest === Category.bool ? given : promoteTypes(given, widest);
  }
}

/** Smallest and largest values of integer types; PyTorch lets negative numbers wrap around in unsigned ones. */
function bounds(dtype: DType): [number, number] {
  const bits = dtype.bytes * 8;
  return dtype.isSigned ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [-(2 ** bits - 1), 2 ** bits - 1];
}

/** Throws if a value cannot be an integer of type `dtype`. */
export function checkFits(value: number | bigint, dtype: DType): void {
  if (dtype.category !== Category.integer) return;
  const [least, greatest] = bounds(dtype);
  const whole = typeof value === "bigint" ? value : Math.trunc(value);
  const fits = dtype === int64 ? whole >= least && whole < 2 ** 63 : whole >= least && whole <= greatest;
  if (!fits) throw dtype === int64 && Number.isFinite(Number(value)) ? longOverflow(value) : valueOverflow(dtype);
}

/** Writes elements into a contiguous tensor, converting them to its type. */
export function writeData(values: ArrayLike<Scalar>, out: Tensor): void {
  const { dtype } = out;
  const start = (out.storage.address() >>> dtype.shift) + out.offset;
  const elements = elementsOf(dtype);
  const source = arrayType(values);
  if (source === dtype) return elements.set(values as never, start);
  const isInteger = dtype.category === Category.integer;
  const fromNumber = encoder(float64, dtype) as ((value: number) => number | bigint) | null;
  for (let i = 0; i < values.length; i++) {
    const value = numberOf(values[i]!);
    if (isInteger) checkFits(value, dtype);
    const isExact = dtype === int64 && typeof value === "bigint";
    if (dtype === int64 && Number.isSafeInteger(value)) writeInt64(start + i, value as number);
    else
      elements[start + i] = (
        isExact ? value : fromNumber === null ? Number(value) : fromNumber(Number(value))
      ) as never;
  }
}
