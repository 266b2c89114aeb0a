import { float16, float64, manualSeed, rand, randint, type Tensor, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { checkFunctions } from "../../test/derivatives.js";
import { functional as F } from "../index.js";

checkFunctions([
  [
    "max_pool1d(x, 3, 2, padding=1, dilation=2, ceil_mode=True)",
    (x) => F.maxPool1d(x!, 3, { stride: 2, padding: 1, dilation: 2, ceilMode: true }),
    "SqueezeBackward1",
    [[1, 2, 8]],
    "1x2x4: -0.5 2.4375 2.4375 2.4375 -0.9375 2 2 2",
    ["1x2x8: 0 -0.5 0 0 0 -0.5 0 0 0 -1 0 0 0 1.5 0 0"],
  ],
  [
    "max_pool2d(x, (2, 3), (1, 2), padding=(1, 0))",
    (x) => F.maxPool2d(x!, [2, 3], { stride: [1, 2], padding: [1, 0] }),
    "MaxPool2DWithIndicesBackward0",
    [[2, 3, 6]],
    "2x4x2: 1.8125 1.8125 3.0625 3.0625 3.0625 3.0625 2 2.625 0.9375 1.5625 2.1875 2.8125 2.1875 2.8125 1.75 1.75",
    ["2x3x6: 0 0 -2 0 0 0 0 0 1.5 0 0 0 0 0.5 0 0 -0.5 0 -1.5 0 0 1 0 0 1.5 0 0 -0.5 0 0 0 0 -2 0 0 0"],
  ],
  [
    "max_pool3d(x, 2, 1)",
    (x) => F.maxPool3d(x!, 2, { stride: 1 }),
    "MaxPool3DWithIndicesBackward0",
    [[1, 2, 2, 3, 3]],
    "1x2x1x2x2: 2 2.4375 2.625 3.0625 2.8125 1.75 2.1875 2.375",
    ["1x2x2x3x3: 0 0 0 0 0 -1.5 0 0 0 0 0 0 0 -0.5 0 0 1 0 0 0 0 0 0 0 0.5 0 0 -1 0 0 0 0 1.5 0 0 -0.5"],
  ],
  [
    "adaptive_max_pool1d(x, 3)",
    (x) => F.adaptiveMaxPool1d(x!, 3),
    "SqueezeBackward1",
    [[1, 2, 5]],
    "1x2x3: -0.5 1.8125 0.125 2.4375 3.0625 3.0625",
    ["1x2x5: 0 -0.5 -1.5 0 1 0 0 0 0.5 0"],
  ],
  [
    "adaptive_max_pool2d(x, (2, None))",
    (x) => F.adaptiveMaxPool2d(x!, [2, null]),
    "AdaptiveMaxPool2DBackward0",
    [[2, 3, 3]],
    "2x2x3: -2.1875 0.125 2.4375 -1.5625 0.75 3.0625 -0.3125 2 -2 0.3125 2.625 -1.375",
    ["2x3x3: 0 0 0 -0.5 -1.5 1 0 -1 1.5 0 0 0 0.5 -0.5 -1.5 1 0 -1"],
  ],
  [
    "adaptive_max_pool3d(x, 2)",
    (x) => F.adaptiveMaxPool3d(x!, 2),
    "AdaptiveMaxPool3DBackward0",
    [[1, 1, 3, 3, 3]],
    "1x1x2x2x2: 2 2.4375 2.625 3.0625 2 2 2.625 2.625",
    ["1x1x3x3x3: 0 0 0 0 0 -1.5 0 0 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0"],
  ],
  [
    "max_unpool1d(x, torch.tensor([[[1, 2, 5]]]), 2)",
    (x) => F.maxUnpool1d(x!, tensor([[[1, 2, 5]]]), 2),
    "SqueezeBackward1",
    [[1, 1, 3]],
    "1x1x6: 0 -2.8125 -0.5 0 0 1.8125",
    ["1x1x3: -1.5 1 1.5"],
  ],
  [
    "max_unpool2d(x, torch.tensor([[[3, 4], [9, 14]]]), 2, output_size=(4, 5))",
    (x) =>
      F.maxUnpool2d(
        x!,
        tensor([
          [
            [3, 4],
            [9, 14],
          ],
        ]),
        2,
        { outputSize: [4, 5] },
      ),
    "MaxUnpool2DBackward0",
    [[1, 2, 2]],
    "1x4x5: 0 0 0 -2.8125 -0.5 0 0 0 0 1.8125 0 0 0 0 -2.1875 0 0 0 0 0",
    ["1x2x2: 0 -1 1 -0.5"],
  ],
  [
    "max_unpool3d(x, torch.tensor([[[[0, 3]]]]), (1, 2, 2), 2, padding=0)",
    (x) => F.maxUnpool3d(x!, tensor([[[[0, 3]]]]), [1, 2, 2], { stride: 2 }),
    "MaxUnpool3DBackward0",
    [[1, 1, 1, 2]],
    "1x1x2x4: -2.8125 0 0 -0.5 0 0 0 0",
    ["1x1x1x2: -0.5 0"],
  ],
  [
    "fractional_max_pool2d(x, 2, 3, _random_samples=torch.tensor([[[0.1, 0.9]]]))",
    (x) => F.fractionalMaxPool2d(x!, 2, { outputSize: 3, _randomSamples: tensor([[[0.1, 0.9]]], { dtype: float64 }) }),
    "FractionalMaxPool2DBackward0",
    [[1, 5, 6]],
    "1x3x3: 0.75 3.0625 2.4375 2 3.0625 2.625 2.1875 2.8125 1.125",
    ["1x5x6: 0 0 0 0 0 1 0 -0.5 -2.5 0 0 0 0 0 0 0 1.5 0 0 0 0 0 0 0 0.5 0 0 -0.5 0 -1.5"],
  ],
  [
    "fractional_max_pool3d(x, (1, 2, 2), output_ratio=0.5, _random_samples=torch.tensor([[[0.2, 0.3, 0.8]]]))",
    (x) =>
      F.fractionalMaxPool3d(x!, [1, 2, 2], {
        outputRatio: 0.5,
        _randomSamples: tensor([[[0.2, 0.3, 0.8]]], { dtype: float64 }),
      }),
    "FractionalMaxPool3DBackward0",
    [[1, 4, 4, 4]],
    "1x2x2x2: 2.4375 1.8125 3.0625 1.375 0.875 2.125 2.75 1.6875",
    [
      "1x4x4x4: 0 0 -1.5 0 0 -0.5 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 -1 0 0 0 0 0 1.5 0 0 0.5 0 0 0 0 -0.5 0",
    ],
  ],
]);

// Python: torch.manual_seed(...); y = F....(..., return_indices=True); y[1], torch.randint(1000, (1,))
const seeded: [python: string, seed: number, f: () => Tensor, indices: unknown, next: number][] = [
  [
    "fractional_max_pool2d(torch.rand(1, 2, 6, 7), 2, output_size=(3, 4))",
    0,
    () => F.fractionalMaxPool2d(rand([1, 2, 6, 7]), 2, { outputSize: [3, 4], returnIndices: true })[1],
    [
      [
        [
          [7, 9, 5, 5],
          [21, 23, 26, 26],
          [29, 31, 39, 40],
        ],
        [
          [8, 9, 12, 12],
          [22, 24, 26, 27],
          [36, 31, 39, 33],
        ],
      ],
    ],
    219,
  ],
  [
    "fractional_max_pool3d(torch.rand(1, 1, 5, 5, 5), 2, output_size=2)",
    3,
    () => F.fractionalMaxPool3d(rand([1, 1, 5, 5, 5]), 2, { outputSize: 2, returnIndices: true })[1],
    [
      [
        [
          [
            [31, 9],
            [20, 49],
          ],
          [
            [101, 84],
            [116, 93],
          ],
        ],
      ],
    ],
    101,
  ],
  [
    "fractional_max_pool2d(torch.rand(2, 1, 5, 5, dtype=torch.float16), 2, output_size=3)",
    1,
    () => F.fractionalMaxPool2d(rand([2, 1, 5, 5], { dtype: float16 }), 2, { outputSize: 3, returnIndices: true })[1],
    [
      [
        [
          [5, 7, 3],
          [5, 7, 8],
          [16, 16, 18],
        ],
      ],
      [
        [
          [6, 6, 4],
          [15, 11, 13],
          [15, 17, 18],
        ],
      ],
    ],
    21,
  ],
];
test.each(seeded)("%s draws as PyTorch", (_, seed, f, indices, next) => {
  manualSeed(seed);
  expect(f().tolist()).toEqual(indices);
  expect(randint(1000, [1]).item()).toBe(next);
});

test("fractional windows of samples that are no share of one", () => {
  const options = { outputSize: 3, _randomSamples: tensor([[[NaN, 0.5]]]) };
  expect(() => F.fractionalMaxPool2d(rand([1, 5, 5]), 2, options)).toThrow("between 0 and 1");
});
