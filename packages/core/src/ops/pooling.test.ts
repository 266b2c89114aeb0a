import { describe, expect, test } from "vitest";
import {
  adaptiveAvgPoolNd,
  adaptiveMaxPoolNd,
  arange,
  avgPool1d,
  avgPoolNd,
  float16,
  int8,
  int64,
  maxPool1d,
  maxPool1dWithIndices,
  maxPool2d,
  maxPool3d,
  ones,
  type Tensor,
  tensor,
  zeros,
} from "../index.js";

const { NEGATIVE_INFINITY: low } = Number;
const lists = (both: readonly Tensor[]): unknown[] => both.map((x) => x.tolist());

describe("largest elements", () => {
  // Python: F.max_pool...(..., return_indices=True)
  const cases: [python: string, f: () => Tensor[], values: unknown, indices: unknown][] = [
    [
      "max_pool2d((torch.arange(16) % 7).float().reshape(1, 4, 4), 3, 2, padding=1)",
      () =>
        maxPool2d(arange(16).remainder(7).float().reshape([1, 4, 4]), 3, {
          stride: 2,
          padding: 1,
          returnIndices: true,
        }),
      [
        [
          [5, 6],
          [6, 6],
        ],
      ],
      [
        [
          [5, 6],
          [13, 6],
        ],
      ],
    ],
    [
      "max_pool1d(torch.tensor([[1, nan, 3, nan, -inf, -inf]]), 2)",
      () => maxPool1d(tensor([[1, NaN, 3, NaN, low, low]]), 2, { returnIndices: true }),
      [[NaN, NaN, low]],
      [[1, 3, 4]],
    ],
    [
      "max_pool1d(torch.tensor([[nan, 1, nan, 5]]), 3, 1)",
      () => maxPool1dWithIndices(tensor([[NaN, 1, NaN, 5]]), 3, { stride: 1 }),
      [[NaN, NaN]],
      [[2, 2]],
    ],
    [
      "max_pool2d(torch.tensor([[[1, 5], [7, 2]]]), 2)",
      () =>
        maxPool2d(
          tensor([
            [
              [1, 5],
              [7, 2],
            ],
          ]),
          2,
          { returnIndices: true },
        ),
      [[[7]]],
      [[[2]]],
    ],
    [
      "max_pool2d(torch.ones(1, 1, 2), (1, 2), padding=(0, 1), dilation=(1, 3))",
      () => maxPool2d(ones([1, 1, 2]), [1, 2], { padding: [0, 1], dilation: [1, 3], returnIndices: true }),
      [[[low]]],
      [[[2]]],
    ],
    [
      "max_pool2d(torch.ones(1, 1, 2, dtype=torch.int8), (1, 2), padding=(0, 1), dilation=(1, 3))",
      () =>
        maxPool2d(ones([1, 1, 2], { dtype: int8 }), [1, 2], { padding: [0, 1], dilation: [1, 3], returnIndices: true }),
      [[[-128]]],
      [[[2]]],
    ],
  ];
  test.each(cases)("F.%s", (_, f, values, indices) => {
    const both = f();
    expect(lists(both)).toEqual([values, indices]);
    expect(both[1]!.dtype).toBe(int64);
  });

  // Python: F.max_pool2d((torch.arange(12.)).reshape(3, 4).T.reshape(1, 4, 3), 2)
  test("of what does not lie in rows", () => {
    expect(maxPool2d(arange(12).float().reshape([3, 4]).t().unsqueeze(0), 2).tolist()).toEqual([[[5], [7]]]);
  });

  test("of no inputs", () => {
    expect(maxPool3d(zeros([0, 2, 4, 4, 4]), 2).shape).toEqual([0, 2, 2, 2, 2]);
    expect(adaptiveMaxPoolNd(zeros([0, 2, 4]), 1, 3)[1].shape).toEqual([0, 2, 3]);
  });

  test("give no gradient to windows without elements", () => {
    const x = ones([1, 1, 2], { requiresGrad: true });
    maxPool2d(x, [1, 2], { padding: [0, 1], dilation: [1, 3] })
      .sum()
      .backward();
    expect(x.grad!.tolist()).toEqual([[[0, 0]]]);
  });
});

describe("averages", () => {
  // Python: F....
  const cases: [python: string, f: () => Tensor, values: unknown][] = [
    [
      "avg_pool2d(torch.tensor([[[-1, -2], [-2, -2]]]), 2)",
      () =>
        avgPoolNd(
          tensor([
            [
              [-1, -2],
              [-2, -2],
            ],
          ]),
          2,
          2,
        ),
      [[[-1]]],
    ],
    [
      "avg_pool1d(torch.tensor([[3, 4, 2**53]]), 2, 1)",
      () => avgPool1d(tensor([[3, 4, 2 ** 53]]), 2, { stride: 1 }),
      [[3, 4503599627370498]],
    ],
    [
      "avg_pool1d(torch.tensor([[1, 2, 4]], dtype=torch.float16), 3)",
      () => avgPool1d(tensor([[1, 2, 4]], { dtype: float16 }), 3),
      [[2.333984375]],
    ],
    [
      "avg_pool1d(torch.tensor([[0.1, 0.2, 0.3]]), 3)",
      () => avgPool1d(tensor([[0.1, 0.2, 0.3]]), 3),
      [[0.20000000298023224]],
    ],
    [
      "adaptive_avg_pool2d((torch.arange(30) / 7).reshape(1, 5, 6), (2, 2))",
      () => adaptiveAvgPoolNd(arange(30).div(7).reshape([1, 5, 6]), 2, [2, 2]),
      [
        [
          [1, 1.428571343421936],
          [2.7142856121063232, 3.142857313156128],
        ],
      ],
    ],
  ];
  test.each(cases)("F.%s", (_, f, values) => expect(f().tolist()).toEqual(values));

  test("of no inputs", () => {
    expect(avgPoolNd(zeros([0, 2, 4, 4]), 2, 2).shape).toEqual([0, 2, 2, 2]);
    expect(adaptiveAvgPoolNd(zeros([2, 0, 4, 4], { dtype: int64 }), 2, 3).shape).toEqual([2, 0, 3, 3]);
  });
});
