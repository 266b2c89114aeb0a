/** The names of element types, as PyTorch spells them. */
export type DTypeName =
  | "bool"
  | "uint8"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "float16"
  | "bfloat16"
  | "float32"
  | "float64";

/** What promotion orders first: any float beats any integer, any integer beats bool. */
export const Category = { bool: 0, integer: 1, float: 2 } as const;
export type Category = (typeof Category)[keyof typeof Category];

/** An element type. There is one frozen object per type, so `===` compares. */
export interface DType {
  readonly name: DTypeName;
  /** Position in tables over all types. */
  readonly code: number;
  readonly bytes: number;
  /** log2 of `bytes`, so that an element offset becomes a byte offset by a shift. */
  readonly shift: number;
  readonly category: Category;
  /** How PyTorch's messages call it: `Float`, `Long`. */
  readonly title: string;
  readonly isFloatingPoint: boolean;
  readonly isSigned: boolean;
  /** The type kernels compute in: half types are stored as such and computed in float32. */
  readonly compute: DType;
  /** `torch.float32`. */
  toString(): string;
}

const all: DType[] = [];

function define(name: DTypeName, title: string, shift: number, category: Category, compute?: DType): DType {
  const dtype: { -readonly [K in keyof DType]: DType[K] } = {
    name,
    code: all.length,
    bytes: 1 << shift,
    shift,
    category,
    title,
    isFloatingPoint: category === Category.float,
    isSigned: name !== "bool" && name !== "uint8",
    compute: undefined as never,
    toString: () => `torch.${name}`,
  };
  dtype.compute = compute ?? dtype;
  all.push(Object.freeze(dtype));
  return dtype;
}

/** True or false, one byte. */
export const bool: DType = define("bool", "Bool", 0, Category.bool);
/** Integers 0 to 255. */
export const uint8: DType = define("uint8", "Byte", 0, Category.integer);
/** Integers -128 to 127. */
export const int8: DType = define("int8", "Char", 0, Category.integer);
/** 16-bit signed integers. */
export const int16: DType = define("int16", "Short", 1, Category.integer);
/** 32-bit signed integers. */
export const int32: DType = define("int32", "Int", 2, Category.integer);
/** 64-bit signed integers, exact. */
export const int64: DType = define("int64", "Long", 3, Category.integer);
/** Single precision, the default of floats. */
export const float32: DType = define("float32", "Float", 2, Category.float);
/** Double precision. */
export const float64: DType = define("float64", "Double", 3, Category.float);
/** IEEE half precision: stored in two bytes, computed in float32. */
export const float16: DType = define("float16", "Half", 1, Category.float, float32);
/** The upper half of a float32: stored in two bytes, computed in float32. */
export const bfloat16: DType = define("bfloat16", "BFloat16", 1, Category.float, float32);

/** The distance from 1 to the next number of a float type. */
export function epsilonOf(dtype: DType): number {
  return dtype === float64 ? Number.EPSILON : dtype === float32 ? 2 ** -23 : dtype === float16 ? 2 ** -10 : 2 ** -7;
}

/** Every element type, in the order of `code`. */
export const dtypes: readonly DType[] = all;

/** Throws unless `value` is a dtype. */
export function checkDType(op: string, value: unknown): void {
  if (typeof (value as DType | null)?.category !== "number")
    throw new TypeError(`${op}: expected a torch.dtype such as float32, got ${String(value)}`);
}

/**
 * The smallest type that holds the values of both.
 *
 * @example
 * promoteTypes(int64, float32) === float32 // => true
 */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b) return a;
  checkDType("promoteTypes", a);
  checkDType("promoteTypes", b);
  if (a.category !== b.category) return a.category > b.category ? a : b;
  if (a.category === Category.float) return a.bytes === b.bytes ? float32 : a.bytes > b.bytes ? a : b;
  if (a === uint8) return b === int8 ? int16 : b;
  if (b === uint8) return a === int8 ? int16 : a;
  return a.bytes > b.bytes ? a : b;
}

/**
 * Whether a result of type `from` may be written into `to`: a float never becomes an integer, a number never a bool.
 *
 * @example
 * canCast(float64, float32) // => true
 * canCast(float32, int64) // => false
 */
export function canCast(from: DType, to: DType): boolean {
  checkDType("canCast", from);
  checkDType("canCast", to);
  return from.category <= to.category;
}

let defaultFloat: DType = float32;

/**
 * The type of floats that nobody typed: `float32` unless `setDefaultDtype` said otherwise.
 *
 * @example
 * getDefaultDtype() === float32 // => true
 */
export function getDefaultDtype(): DType {
  return defaultFloat;
}

/**
 * Sets the type that float data without a `dtype` get.
 *
 * @throws {TypeError} if `dtype` is not a floating-point type
 * @example
 * setDefaultDtype(float64);
 * tensor([0.5]).dtype === float64 // => true
 * setDefaultDtype(float32);
 */
export function setDefaultDtype(dtype: DType): void {
  if (!all.includes(dtype))
    throw new TypeError("invalid dtype object: only floating-point types are supported as the default type");
  if (!dtype.isFloatingPoint)
    throw new TypeError(`setDefaultDtype: only floating-point types are supported as the default type, got ${dtype}`);
  defaultFloat = dtype;
}
