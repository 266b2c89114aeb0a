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

/** Types under their names in a header, by the order in which the reference implementation sorts tensors when it writes. */
export const safetensorsTypes: readonly (readonly [string, DType])[] = [
  ["BOOL", bool],
  ["U8", uint8],
  ["I8", int8],
  ["I16", int16],
  ["F16", float16],
  ["BF16", bfloat16],
  ["I32", int32],
  ["F32", float32],
  ["F64", float64],
  ["I64", int64],
];

export const typeByName: ReadonlyMap<string, DType> = new Map(safetensorsTypes);
export const nameByType: ReadonlyMap<DType, string> = new Map(safetensorsTypes.map(([name, dtype]) => [dtype, name]));
