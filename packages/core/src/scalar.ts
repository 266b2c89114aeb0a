import { bool, Category, type DType, getDefaultDtype, int64 } from "./dtype.js";

/**
 * A Python float with an integral value. JavaScript writes `2` and `2.0` alike; where the difference decides a result type,
 * `float(2)` says which one is meant.
 *
 * @example
 * float(2).value // => 2
 */
export class Float {
  /** The number. */
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** The number, for JavaScript's arithmetic. */
  valueOf(): number {
    return this.value;
  }
}

/**
 * A number that promotes like a Python float, whatever its value.
 *
 * @example
 * tensor([1, 2]).mul(float(2)).dtype.name // => "float32"
 */
export function float(value: number): Float {
  return new Float(value);
}

/** A number operand: integral numbers and bigints count as Python ints, other numbers as Python floats. */
export type Scalar = number | bigint | boolean | Float;

export function isScalar(value: unknown): value is Scalar {
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" || value instanceof Float;
}

export function categoryOf(value: Scalar): Category {
  if (typeof value === "number") return Number.isInteger(value) ? Category.integer : Category.float;
  if (typeof value === "boolean") return Category.bool;
  return typeof value === "bigint" ? Category.integer : Category.float;
}

/** The type a bare number has: bool, int64, or the default float. */
export function dtypeOfScalar(value: Scalar): DType {
  const category = categoryOf(value);
  return category === Category.float ? getDefaultDtype() : category === Category.bool ? bool : int64;
}

/** The number behind a scalar; a bigint stays one only where it does not fit a double exactly. */
export function numberOf(value: Scalar): number | bigint {
  if (typeof value !== "bigint") return Number(value);
  const number = Number(value);
  return BigInt(number) === value ? number : value;
}

/** The type of `x op value`: a number widens a tensor only across categories. */
export function promoteScalar(dtype: DType, value: Scalar): DType {
  const category = categoryOf(value);
  if (category <= dtype.category) return dtype;
  return category === Category.float ? getDefaultDtype() : int64;
}
