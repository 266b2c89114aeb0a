import { expect, test } from "vitest";
import { float64, int8, tensor } from "../index.js";
import { takeRows } from "./rows.js";

test.each([
  [
    "float32",
    tensor([
      [1.5, 2],
      [3, 4],
      [5, 6],
    ]),
  ],
  [
    "float64",
    tensor(
      [
        [1.5, 2],
        [3, 4],
        [5, 6],
      ],
      { dtype: float64 },
    ),
  ],
  [
    "int8",
    tensor(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      { dtype: int8 },
    ),
  ],
  ["a long row", tensor([Array(40).fill(1.5), Array(40).fill(2), Array(40).fill(3)])],
  [
    "columns",
    tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]).transpose(0, 1),
  ],
  [
    "some columns",
    tensor([
      [1, 2, 9],
      [3, 4, 9],
      [5, 6, 9],
    ]).narrow(1, 0, 2),
  ],
  ["numbers", tensor([1.5, 2, 3])],
])("rows of %s", (_, x) => {
  const rows = x.tolist() as unknown[];
  const batch = takeRows(x, [2, 0, -1]);
  expect(batch.tolist()).toEqual([rows[2], rows[0], rows[2]]);
  expect(batch.dtype).toBe(x.dtype);
});

test("rows of what requires a gradient pass it on", () => {
  const x = tensor(
    [
      [1.5, 2],
      [3, 4],
    ],
    { requiresGrad: true },
  );
  takeRows(x, [1, 1]).sum().backward();
  expect(x.grad?.tolist()).toEqual([
    [0, 0],
    [2, 2],
  ]);
});

test("an index out of range is refused", () => {
  expect(() => takeRows(tensor([1, 2]), [2])).toThrow("index 2 out of range for tensor of size [2] at dimension 0");
});
