import { arange, bool, float16, float32, int64, ones, type Tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { Fold, functional, Unfold } from "./index.js";

const { fold, unfold } = functional;

test("Unfold makes columns, Fold adds them up again", () => {
  const x = arange(30, { dtype: float32 }).reshape([1, 2, 3, 5]);
  const columns = new Unfold([3, 2]).forward(x);
  expect(columns.shape).toEqual([1, 12, 4]);
  // how many patches see each element
  const seen = new Fold([3, 5], [3, 2]).forward(ones([1, 12, 4]));
  expect(new Fold([3, 5], [3, 2]).forward(columns).tolist()).toEqual(x.mul(seen).tolist());
  expect(String(new Unfold([3, 2], { padding: 1 }))).toBe(
    "Unfold(kernel_size=(3, 2), dilation=1, padding=1, stride=1)",
  );
  expect(String(new Fold([4, 4], 2, { stride: [1, 2] }))).toBe(
    "Fold(output_size=(4, 4), kernel_size=2, dilation=1, padding=0, stride=(1, 2))",
  );
});

test("they take halves, bools, and no samples", () => {
  expect(unfold(ones([1, 2, 2], { dtype: bool }), 1).dtype).toBe(bool);
  // F.fold(torch.ones(4, 2, dtype=torch.bool), (2, 3), 2)
  expect(fold(ones([4, 2], { dtype: bool }), [2, 3], 2).tolist()).toEqual([
    [
      [true, true, true],
      [true, true, true],
    ],
  ]);
  expect(fold(ones([4, 2], { dtype: float16 }), [2, 3], 2).tolist()).toEqual([
    [
      [1, 2, 1],
      [1, 2, 1],
    ],
  ]);
  expect(unfold(zeros([0, 2, 3, 3]), 2).shape).toEqual([0, 8, 4]);
  expect(fold(zeros([0, 8, 4]), [3, 3], 2).shape).toEqual([0, 2, 3, 3]);
});

// Each message is that of the same call in PyTorch 2.13.
test.each<[string, () => Tensor]>([
  ["It is expected kernel_size equals to 2, but got size 3", () => unfold(zeros([1, 8, 8]), [3, 3, 3])],
  [
    "dilation should be greater than zero, but got dilation_height: 0 dilation_width: 0",
    () => unfold(zeros([1, 8, 8]), 3, { dilation: 0 }),
  ],
  [
    "stride should be greater than zero, but got stride_height: 1 stride_width: 0",
    () => unfold(zeros([1, 8, 8]), 3, { stride: [1, 0] }),
  ],
  [
    "padding should be non-negative, but got pad_height: -1 pad_width: -1",
    () => unfold(zeros([1, 8, 8]), 3, { padding: -1 }),
  ],
  [
    "kernel size should be greater than zero, but got kernel_height: 0 kernel_width: 0",
    () => unfold(zeros([1, 8, 8]), 0),
  ],
  [
    "Given input with spatial size (8, 8), kernel_size=(9, 3), dilation=(1, 1), padding=(0, 0), calculated shape of the array of sliding blocks as (0, 6), but its components must be at least one.",
    () => unfold(zeros([1, 8, 8]), [9, 3]),
  ],
  [
    "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [2, 4, 0, 8]",
    () => unfold(zeros([2, 4, 0, 8]), 3),
  ],
  ["\"im2col_out_cpu\" not implemented for 'Long'", () => unfold(zeros([1, 8, 8], { dtype: int64 }), 3)],
  [
    "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, but got: [36]",
    () => fold(zeros([36]), 8, 3),
  ],
  [
    "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=35 and kernel_size=(3, 3).",
    () => fold(zeros([2, 35, 36]), 8, 3),
  ],
  [
    "Given output_size=(8, 8), kernel_size=(3, 3), dilation=(1, 1), padding=(0, 0), stride=(1, 1), expected size of input's dimension 2 to match the calculated number of sliding blocks 6 * 6 = 36, but got input.size(2)=35.",
    () => fold(zeros([2, 36, 35]), 8, 3),
  ],
  ["\"col2im_out_cpu\" not implemented for 'Long'", () => fold(zeros([36, 36], { dtype: int64 }), 8, 3)],
])("%s", (message, run) => {
  expect(run).toThrow(message);
});
