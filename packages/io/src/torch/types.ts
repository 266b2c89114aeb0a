import {
  bfloat16,
  bool,
  type DType,
  float16,
  float32,
  float64,
  int8,
  int16,
  int32,
  int64,
  uint8,
} from "@flambeau/core";

/** Types under the names that `torch` has for them. */
export const dtypeNames: ReadonlyMap<string, DType> = new Map([
  ...[bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64].map(
    (dtype) => [dtype.name, dtype] as const,
  ),
  ["half", float16],
  ["float", float32],
  ["double", float64],
  ["short", int16],
  ["int", int32],
  ["long", int64],
]);

/** The class of a storage in a file, by the type of its elements. */
export function storageName(dtype: DType): string {
  return `${dtype.title}Storage`;
}

export const storageTypes: ReadonlyMap<string, DType> = new Map(
  [...dtypeNames.values()].map((dtype) => [storageName(dtype), dtype]),
);

/** Types that PyTorch has and this library has not; a file with one is refused by its name. */
export function missingType(name: string): string | null {
  if (/^(complex|cfloat|cdouble|chalf|Complex)/.test(name)) return "complex numbers";
  if (/^(qu?int|QU?Int)/.test(name)) return "quantized numbers";
  if (/^uint(16|32|64)$/.test(name)) return "unsigned integers of more than 8 bits";
  if (/^float[48]/.test(name)) return "floats of 8 bits or fewer";
  if (/^(u?int[1-7]|bits)/.test(name)) return "integers of fewer than 8 bits";
  return null;
}
