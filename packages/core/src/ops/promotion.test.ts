import { expect, test } from "vitest";
import {
  add,
  bfloat16,
  bool,
  canCast,
  type DType,
  float,
  float16,
  float32,
  float64,
  int8,
  int16,
  int32,
  int64,
  promoteTypes,
  resultType,
  setDefaultDtype,
  uint8,
  zeros,
} from "../index.js";

const types = [bool, uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64];
const byName = new Map<string, DType>(types.map((dtype) => [dtype.name, dtype]));

function rows(table: string): [DType, DType[]][] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [first, ...rest] = line.split(/[\s|]+/).filter((name) => name !== "");
      return [byName.get(first!)!, rest.map((name) => byName.get(name)!)];
    });
}

// torch.result_type(torch.zeros([2], dtype=a), torch.zeros([2], dtype=b)), a by line, b in the order of `types`
const withDimensions = `
bool | bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64
uint8 | uint8 uint8 int16 int16 int32 int64 float16 bfloat16 float32 float64
int8 | int8 int16 int8 int16 int32 int64 float16 bfloat16 float32 float64
int16 | int16 int16 int16 int16 int32 int64 float16 bfloat16 float32 float64
int32 | int32 int32 int32 int32 int32 int64 float16 bfloat16 float32 float64
int64 | int64 int64 int64 int64 int64 int64 float16 bfloat16 float32 float64
float16 | float16 float16 float16 float16 float16 float16 float16 float32 float32 float64
bfloat16 | bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 float32 bfloat16 float32 float64
float32 | float32 float32 float32 float32 float32 float32 float32 float32 float32 float64
float64 | float64 float64 float64 float64 float64 float64 float64 float64 float64 float64
`;

// the same with torch.zeros([], dtype=b)
const withScalar = `
bool | bool uint8 int8 int16 int32 int64 float16 bfloat16 float32 float64
uint8 | uint8 uint8 uint8 uint8 uint8 uint8 float16 bfloat16 float32 float64
int8 | int8 int8 int8 int8 int8 int8 float16 bfloat16 float32 float64
int16 | int16 int16 int16 int16 int16 int16 float16 bfloat16 float32 float64
int32 | int32 int32 int32 int32 int32 int32 float16 bfloat16 float32 float64
int64 | int64 int64 int64 int64 int64 int64 float16 bfloat16 float32 float64
float16 | float16 float16 float16 float16 float16 float16 float16 float16 float16 float16
bfloat16 | bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 bfloat16 bfloat16
float32 | float32 float32 float32 float32 float32 float32 float32 float32 float32 float32
float64 | float64 float64 float64 float64 float64 float64 float64 float64 float64 float64
`;

test("two tensors with dimensions meet in the smallest type that holds both", () => {
  for (const [a, results] of rows(withDimensions)) {
    results.forEach((wanted, i) => {
      const [x, y] = [zeros([2], { dtype: a }), zeros([2], { dtype: types[i]! })];
      expect(resultType(x, y)).toBe(wanted);
      expect(promoteTypes(a, types[i]!)).toBe(wanted);
      expect(add(x, y).dtype).toBe(wanted);
      expect(resultType(zeros([], { dtype: a }), zeros([], { dtype: types[i]! }))).toBe(wanted);
    });
  }
});

test("a 0-d tensor beside one with dimensions counts by its category only", () => {
  for (const [a, results] of rows(withScalar)) {
    results.forEach((wanted, i) => {
      const [x, y] = [zeros([2], { dtype: a }), zeros([], { dtype: types[i]! })];
      expect(resultType(x, y)).toBe(wanted);
      expect(resultType(y, x)).toBe(wanted);
      expect(add(x, y).dtype).toBe(wanted);
    });
  }
});

test("numbers", () => {
  for (const dtype of types) {
    const x = zeros([2], { dtype });
    expect(resultType(x, true)).toBe(dtype);
    expect(resultType(2, x)).toBe(dtype === bool ? int64 : dtype);
    expect(resultType(x, 2.5)).toBe(dtype.isFloatingPoint ? dtype : float32);
    expect(add(x, float(2)).dtype).toBe(dtype.isFloatingPoint ? dtype : float32);
  }
  expect(resultType(1, 2.5)).toBe(float32);
  expect(resultType(true, 2n)).toBe(int64);
});

test("floats that nobody typed follow the default", () => {
  setDefaultDtype(float64);
  try {
    expect(resultType(zeros([2], { dtype: int8 }), 2.5)).toBe(float64);
    expect(zeros([2], { dtype: int8 }).sqrt().dtype).toBe(float64);
  } finally {
    setDefaultDtype(float32);
  }
});

test("canCast refuses only what loses a category", () => {
  // torch.can_cast
  expect(canCast(float64, float32)).toBe(true);
  expect(canCast(uint8, int8)).toBe(true);
  expect(canCast(int64, bool)).toBe(false);
  expect(canCast(float16, int64)).toBe(false);
});
