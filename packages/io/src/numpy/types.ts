import { bool, type DType, float16, float32, float64, int8, int16, int32, int64, uint8 } from "@flambeau/core";

/** Types under the names that numpy writes, without the byte order. */
export const numpyTypes: ReadonlyMap<string, DType> = new Map([
  ["b1", bool],
  ["u1", uint8],
  ["i1", int8],
  ["i2", int16],
  ["i4", int32],
  ["i8", int64],
  ["f2", float16],
  ["f4", float32],
  ["f8", float64],
]);

/** What types are called that have no counterpart, by their first letter. */
export const missingNumpyTypes: Readonly<Record<string, string>> = {
  O: "Python objects, which only a program could read",
  c: "complex numbers",
  u: "unsigned integers of more than 8 bits",
  M: "dates",
  m: "times",
  S: "texts",
  U: "texts",
  V: "records of bytes",
  f: "floats of more than 64 bits",
};
