import { expect, test } from "vitest";
import { type DType, float16, float32, int8, int16, int32, int64, ones, tensor, uint8 } from "../index.js";

// The words of PyTorch 2.13.

test("masks are bool", () => {
  const names: [DType, string][] = [
    [float32, "float"],
    [float16, "c10::Half"],
    [int64, "long int"],
    [int32, "int"],
    [int16, "short int"],
    [int8, "signed char"],
    [uint8, "unsigned char"],
  ];
  const x = ones([2]);
  for (const [dtype, name] of names)
    expect(() => x.maskedFill(ones([2], { dtype }), 0)).toThrow(
      new TypeError(`masked_fill_ only supports boolean masks, but got mask with dtype ${name}`),
    );
  expect(() => x.maskedScatter(ones([2]), x)).toThrow(
    "masked_scatter_ only supports boolean masks, but got mask with dtype Float",
  );
});

test("indices are integers", () => {
  const x = ones([2]);
  const index = tensor([1.5]);
  expect(() => x.indexSelect(0, index)).toThrow("index_select(): Expected dtype int32 or int64 for index");
  expect(() => x.gather(0, index)).toThrow("gather(): Expected dtype int32/int64 for index");
  expect(() => x.scatter(0, index, x)).toThrow("scatter(): Expected dtype int32/int64 for index");
  expect(() => x.indexFill(0, index, 1)).toThrow("index_fill_(): Expected dtype int64 for index");
});
