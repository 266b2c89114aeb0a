import { type DType, Layout, storageOf, Tensor } from "@flambeau/core";
import { swapBytes } from "./bytes.js";

/** Whether numbers of several bytes are written with the high one first. */
export type ByteOrder = "little" | "big";

/** A contiguous tensor over bytes of its own. */
export function tensorOf(
  bytes: Uint8Array,
  shape: readonly number[],
  dtype: DType,
  order: ByteOrder = "little",
): Tensor {
  if (order === "big") swapBytes(bytes, dtype.bytes);
  return new Tensor(storageOf(bytes), 0, Layout.of(shape), dtype, null);
}

/** The count of elements of a shape; infinite where it cannot be counted. */
export function countOf(shape: readonly number[]): number {
  if (shape.includes(0)) return 0;
  const count = shape.reduce((product, size) => product * size, 1);
  return Number.isSafeInteger(count) ? count : Number.POSITIVE_INFINITY;
}
