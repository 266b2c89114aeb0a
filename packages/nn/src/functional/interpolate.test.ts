import { float16, float32, float64, int64, ones, type Tensor, tensor, uint8 } from "@flambeau/core";
import { describe, expect, test, vi } from "vitest";
import { checkFunctions } from "../../test/derivatives.js";
import { functional } from "../index.js";
import type { InterpolateOptions } from "./interpolate.js";

const { interpolate } = functional;

checkFunctions([
  [
    "interpolate(x, scale_factor=1.7, mode='nearest')",
    (x) => functional.interpolate(x!, { scaleFactor: 1.7, mode: "nearest" }),
    "UpsampleNearest1DBackward0",
    [[1, 2, 3]],
    "1x2x5: -2.8125 -2.8125 -0.5 -0.5 1.8125 -2.1875 -2.1875 0.125 0.125 2.4375",
    ["1x2x3: -2 1 -1 2 -2 1"],
  ],
  [
    "interpolate(x, size=[3, 4], mode='nearest')",
    (x) => functional.interpolate(x!, { size: [3, 4], mode: "nearest" }),
    "UpsampleNearest2DBackward0",
    [[1, 1, 2, 3]],
    "1x1x3x4: -2.8125 -2.8125 -0.5 1.8125 -2.8125 -2.8125 -0.5 1.8125 -2.1875 -2.1875 0.125 2.4375",
    ["1x1x2x3: -1.5 1.5 -0.5 -0.5 0 -1"],
  ],
  [
    "interpolate(x, scale_factor=[0.5, 2.0, 1.5], mode='nearest')",
    (x) => functional.interpolate(x!, { scaleFactor: [0.5, 2.0, 1.5], mode: "nearest" }),
    "UpsampleNearest3DBackward0",
    [[1, 1, 2, 1, 3]],
    "1x1x1x2x4: -2.8125 -2.8125 -0.5 1.8125 -2.8125 -2.8125 -0.5 1.8125",
    ["1x1x2x1x3: -1.5 1.5 -0.5 0 0 0"],
  ],
  [
    "interpolate(x, size=[2, 6], mode='nearest-exact')",
    (x) => functional.interpolate(x!, { size: [2, 6], mode: "nearest-exact" }),
    "UpsampleNearestExact2DBackward0",
    [[1, 1, 3, 4]],
    "1x1x2x6: -2.8125 -0.5 -0.5 1.8125 -2.1875 -2.1875 3.0625 -0.9375 -0.9375 1.375 -2.625 -2.625",
    ["1x1x3x4: -0.5 -0.5 0 0.5 0 0 0 0 0.5 -2 1 -1"],
  ],
  [
    "interpolate(x, size=7, mode='linear')",
    (x) => functional.interpolate(x!, { size: 7, mode: "linear" }),
    "UpsampleLinear1DBackward0",
    [[1, 2, 4]],
    "1x2x7: -2.8125 -1.986607143 -0.6651785714 0.65625 1.526785714 -0.7589285714 -2.1875 0.125 0.9508928571 2.272321429 0.4375 -1.397321429 -0.07589285714 0.75",
    ["1x2x4: -1.392857143 0.3928571429 -0.3928571429 1.392857143 -1.392857143 0.3928571429 -0.3928571429 1.392857143"],
  ],
  [
    "interpolate(x, scale_factor=0.6, align_corners=True, mode='linear')",
    (x) => functional.interpolate(x!, { scaleFactor: 0.6, alignCorners: true, mode: "linear" }),
    "UpsampleLinear1DBackward0",
    [[1, 2, 4]],
    "1x2x2: -2.8125 -2.1875 0.125 0.75",
    ["1x2x4: -0.5 0 0 -1.5 1 0 0 0"],
  ],
  [
    "interpolate(x, scale_factor=1.7, mode='bilinear')",
    (x) => functional.interpolate(x!, { scaleFactor: 1.7, mode: "bilinear" }),
    "UpsampleBilinear2DBackward0",
    [[1, 1, 3, 3]],
    "1x1x5x5: -2.8125 -1.928308824 -0.5680147059 0.7922794118 1.8125 -2.573529412 -1.689338235 -0.3290441176 1.03125 2.051470588 -2.205882353 -1.321691176 0.03860294118 1.398897059 2.419117647 -1.838235294 -0.9540441176 0.40625 1.766544118 2.786764706 -1.5625 -0.6783088235 0.6819852941 2.042279412 3.0625",
    [
      "1x1x3x3: -0.3057958478 -0.1552768166 -0.9065743945 -0.2599480969 0.8646193772 0.2629757785 -0.3460207612 -1.238754325 1.084775087",
    ],
  ],
  [
    "interpolate(x, scale_factor=1.7, recompute_scale_factor=True, mode='bilinear')",
    (x) => functional.interpolate(x!, { scaleFactor: 1.7, recomputeScaleFactor: true, mode: "bilinear" }),
    "UpsampleBilinear2DBackward0",
    [[1, 1, 3, 3]],
    "1x1x5x5: -2.8125 -1.8875 -0.5 0.8875 1.8125 -2.5625 -1.6375 -0.25 1.1375 2.0625 -2.1875 -1.2625 0.125 1.5125 2.4375 -1.8125 -0.8875 0.5 1.8875 2.8125 -1.5625 -0.6375 0.75 2.1375 3.0625",
    ["1x1x3x3: -0.32 -0.14 -0.94 -0.24 0.94 0.2 -0.34 -1.3 1.14"],
  ],
  [
    "interpolate(x, size=[2, 5], align_corners=True, mode='bilinear')",
    (x) => functional.interpolate(x!, { size: [2, 5], alignCorners: true, mode: "bilinear" }),
    "UpsampleBilinear2DBackward0",
    [[1, 1, 3, 4]],
    "1x1x2x5: -2.8125 -1.078125 0.65625 0.8125 -2.1875 3.0625 0.0625 0.21875 0.375 -2.625",
    ["1x1x3x4: -0.875 -0.625 0.5 -1 0 0 0 0 1.625 0.125 -1.375 0.625"],
  ],
  [
    "interpolate(x, size=[3, 1, 2], mode='trilinear')",
    (x) => functional.interpolate(x!, { size: [3, 1, 2], mode: "trilinear" }),
    "UpsampleTrilinear3DBackward0",
    [[1, 1, 2, 2, 3]],
    "1x1x3x1x2: -1.921875 1.546875 -1.296875 0.98828125 -0.671875 0.4296875",
    ["1x1x2x2x3: 0 -0.1875 -0.5625 0 -0.1875 -0.5625 -0.1875 0.125 0.5625 -0.1875 0.125 0.5625"],
  ],
  [
    "interpolate(x, size=[4, 2], mode='bicubic')",
    (x) => functional.interpolate(x!, { size: [4, 2], mode: "bicubic" }),
    "UpsampleBicubic2DBackward0",
    [[1, 1, 3, 3]],
    "1x1x4x2: -2.414733887 1.325012207 -2.038757324 1.70098877 -1.45098877 2.288757324 -1.075012207 2.664733887",
    [
      "1x1x3x3: 0.01151847839 -0.4810743332 -1.368578911 -0.04457187653 0.3318128586 0.9805812836 0.05063152313 0.01840209961 0.001278877258",
    ],
  ],
  [
    "interpolate(x, scale_factor=[1.4, 1.0], align_corners=True, mode='bicubic')",
    (x) => functional.interpolate(x!, { scaleFactor: [1.4, 1.0], alignCorners: true, mode: "bicubic" }),
    "UpsampleBicubic2DBackward0",
    [[1, 1, 3, 3]],
    "1x1x4x3: -2.8125 -0.5 1.8125 -2.453703704 -0.1412037037 2.171296296 -1.921296296 0.3912037037 2.703703704 -1.5625 0.75 3.0625",
    [
      "1x1x3x3: -0.5555555556 -1.759259259 1.638888889 0.3981481481 -1.194444444 -2.220446049e-16 1.157407407 -0.0462962963 -1.638888889",
    ],
  ],
  [
    "interpolate(x, size=[2, 3], antialias=True, mode='bilinear')",
    (x) => functional.interpolate(x!, { size: [2, 3], antialias: true, mode: "bilinear" }),
    "UpsampleBilinear2DAaBackward0",
    [[1, 1, 5, 4]],
    "1x1x2x3: 0.1014204545 0.4375 -0.6323863636 1.069886364 6.938893904e-18 -1.069886364",
    [
      "1x1x5x4: -0.1113636364 -0.2863636364 -0.1431818182 0.2227272727 -0.1431818182 -0.3909090909 -0.1863636364 0.3340909091 -0.07954545455 -0.3181818182 -0.1136363636 0.3977272727 -0.01590909091 -0.2454545455 -0.04090909091 0.4613636364 0 -0.1590909091 -0.01590909091 0.3340909091",
    ],
  ],
  [
    "interpolate(x, size=[2, 3], antialias=True, mode='bicubic')",
    (x) => functional.interpolate(x!, { size: [2, 3], antialias: true, mode: "bicubic" }),
    "UpsampleBicubic2DAaBackward0",
    [[1, 1, 5, 4]],
    "1x1x2x3: -0.007140255266 0.5459568598 -0.7047458975 1.290917404 -0.03828116974 -1.204905506",
    [
      "1x1x5x4: -0.1134310753 -0.3318967685 -0.1606212208 0.243212312 -0.1334802868 -0.4387899465 -0.1975730363 0.3688004945 -0.06905314938 -0.3910080984 -0.1313248219 0.4716797491 0.005194880362 -0.2876162096 -0.04639929943 0.5074756617 0.02234229869 -0.1838863587 -0.01261081095 0.378985686",
    ],
  ],
  [
    "interpolate(x, size=[2, 6], antialias=True, mode='lanczos')",
    (x) => functional.interpolate(x!, { size: [2, 6], antialias: true, mode: "lanczos" }),
    "UpsampleLanczos2DAaBackward0",
    [[1, 1, 5, 4]],
    "1x1x2x6: -0.4472042761 0.1817345761 0.8465234943 0.4551639174 -0.497734425 -1.030530401 1.879336904 1.093257339 0.0394471083 -0.1839187492 -0.9650369778 -1.555284009",
    [
      "1x1x5x4: -0.5546211386 0.2332683671 -0.1923780117 0.4262571083 -0.6026053068 0.09082531267 -0.1241355624 0.3711420445 -0.2833670917 -0.3263225612 0.1342532115 -0.03422939985 0.1012227822 -0.6682121525 0.3616797802 -0.431706674 0.2273986792 -0.6100943083 0.3474089498 -0.4657840284",
    ],
  ],
  [
    "interpolate(x, size=2, mode='area')",
    (x) => functional.interpolate(x!, { size: 2, mode: "area" }),
    "SqueezeBackward1",
    [[1, 2, 5]],
    "1x2x2: -0.5 -0.08333333333 0.5416666667 0.9583333333",
    ["1x2x5: -0.1666666667 -0.1666666667 -0.6666666667 -0.5 -0.5 0.3333333333 0.3333333333 0.3333333333 0 0"],
  ],
  [
    "interpolate(x, scale_factor=0.7, mode='area')",
    (x) => functional.interpolate(x!, { scaleFactor: 0.7, mode: "area" }),
    "AdaptiveAvgPool2DBackward0",
    [[1, 1, 3, 5]],
    "1x1x2x3: -0.609375 0.2291666667 0.015625 -0.09375 0.21875 0.53125",
    [
      "1x1x3x5: -0.125 -0.375 -0.25 0 0.25 -0.125 -0.5416666667 -0.4166666667 0.2083333333 0.625 0 -0.1666666667 -0.1666666667 0.2083333333 0.375",
    ],
  ],
  [
    "interpolate(x, size=[1, 2, 4], mode='area')",
    (x) => functional.interpolate(x!, { size: [1, 2, 4], mode: "area" }),
    "AdaptiveAvgPool3DBackward0",
    [[1, 1, 2, 3, 3]],
    "1x1x1x2x4: -1.5625 -0.40625 0.328125 -0.09375 -0.9375 0.21875 0.953125 0.53125",
    [
      "1x1x2x3x3: -0.3125 -0.0625 0.125 -0.375 0.1875 0.0625 -0.0625 0.25 -0.0625 -0.3125 -0.0625 0.125 -0.375 0.1875 0.0625 -0.0625 0.25 -0.0625",
    ],
  ],
]);

describe("uint8 is resampled with weights of 16 bits", () => {
  // F.interpolate((torch.arange(24) * 37 % 256).to(torch.uint8).reshape(1, 1, 4, 6), [3, 5], ...).flatten().tolist()
  const cases: [options: InterpolateOptions, values: number[]][] = [
    [{ mode: "nearest" }, [0, 37, 74, 111, 148, 222, 3, 40, 77, 114, 188, 225, 6, 43, 80]],
    [{ mode: "bilinear" }, [37, 42, 87, 131, 175, 196, 87, 42, 86, 130, 164, 195, 103, 41, 85]],
    [{ mode: "bicubic" }, [32, 40, 89, 131, 178, 221, 74, 16, 85, 131, 162, 212, 101, 27, 84]],
    [{ mode: "bilinear", antialias: true }, [58, 40, 83, 125, 167, 186, 82, 42, 84, 126, 172, 187, 91, 43, 85]],
    [{ mode: "bicubic", antialias: true }, [48, 28, 87, 132, 175, 203, 77, 29, 88, 130, 170, 210, 89, 31, 85]],
    [{ mode: "lanczos", antialias: true }, [45, 22, 94, 130, 176, 214, 71, 22, 91, 130, 166, 225, 85, 25, 89]],
  ];
  const bytes = Array.from({ length: 24 }, (_, i) => (i * 37) % 256);
  test.each(cases)("%j", (options, values) => {
    const x = tensor(bytes, { dtype: uint8 }).reshape([1, 1, 4, 6]);
    expect(
      interpolate(x, { size: [3, 5], ...options })
        .flatten()
        .tolist(),
    ).toEqual(values);
  });
});

const row = (...values: number[]): Tensor => tensor(values, { dtype: float32 }).reshape([1, 1, -1]);

test("half types keep their weights as such", () => {
  const x = tensor([0, 1 / 3, 2 / 3, 1], { dtype: float16 }).reshape([1, 1, 4]);
  // F.interpolate((torch.arange(4.) / 3).half().reshape(1, 1, 4), 7, mode='linear')
  expect(interpolate(x, { size: 7, mode: "linear" }).flatten().tolist()).toEqual([
    0, 0.1190185546875, 0.3095703125, 0.5, 0.6904296875, 0.880859375, 1,
  ]);
});

test("nearest elements follow a factor that leaves the size as it is, but not in small images", () => {
  // F.interpolate(torch.arange(4.).reshape(1, 1, 4), scale_factor=1.2)
  expect(
    interpolate(row(0, 1, 2, 3), { scaleFactor: 1.2 })
      .flatten()
      .tolist(),
  ).toEqual([0, 0, 1, 2]);
  // F.interpolate(torch.arange(4.).reshape(1, 1, 1, 4), scale_factor=(1., 1.2))
  const image = row(0, 1, 2, 3).reshape([1, 1, 1, 4]);
  expect(
    interpolate(image, { scaleFactor: [1, 1.2] })
      .flatten()
      .tolist(),
  ).toEqual([0, 1, 2, 3]);
});

test("copies keep what they copy", () => {
  const x = row(-0, Number.POSITIVE_INFINITY, Number.NaN);
  expect(interpolate(x, { size: 3 }).flatten().tolist()).toEqual([-0, Number.POSITIVE_INFINITY, Number.NaN]);
});

test("reads inputs that are not contiguous, and batches of none", () => {
  const x = row(1, 2, 3, 4, 5, 6).reshape([1, 1, 2, 3]).transpose(2, 3);
  for (const mode of ["nearest", "bilinear", "bicubic"] as const) {
    const options: InterpolateOptions = { size: [4, 5], mode };
    expect(interpolate(x, options).equal(interpolate(x.contiguous(), options))).toBe(true);
    expect(interpolate(ones([0, 2, 4, 4]), options).shape).toEqual([0, 2, 4, 5]);
  }
});

describe("PyTorch's errors", () => {
  const cases: [shape: number[], options: InterpolateOptions, message: string][] = [
    [[1, 1, 4], {}, "either size or scale_factor should be defined"],
    [[1, 1, 4], { size: 3, scaleFactor: 2 }, "only one of size or scale_factor should be defined"],
    [[1, 1, 4], { size: 3, alignCorners: true }, "align_corners option can only be set with the interpolating modes"],
    [
      [1, 1, 4, 4],
      { size: [3] },
      "Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of [4, 4] and output size of [3].",
    ],
    [
      [1, 1, 4, 4],
      { scaleFactor: [2] },
      "Input and scale_factor must have the same number of spatial dimensions, but got input with spatial dimensions of [4, 4] and scale_factor of shape [2].",
    ],
    [[1, 1, 4], { size: 2.5 }, "expected size to be one of int or Tuple[int]"],
    [
      [1, 1, 4],
      { size: 3, recomputeScaleFactor: true },
      "recompute_scale_factor is not meaningful with an explicit size.",
    ],
    [
      [1, 1, 4],
      { size: 3, mode: "linear", antialias: true },
      "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input",
    ],
    [[1, 1, 4], { size: 3, mode: "bilinear" }, "Got 3D input, but bilinear mode needs 4D input"],
    [[1, 1, 4, 4], { size: 3, mode: "trilinear" }, "Got 4D input, but trilinear mode needs 5D input"],
    [
      [1, 1, 4],
      { size: 3, mode: "bicubic" },
      "Input Error: Only 3D, 4D and 5D input Tensors supported (got 3D) for the modes: nearest | linear | bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got bicubic)",
    ],
    [[2, 2], { size: 3 }, "Input Error: Only 3D, 4D and 5D input Tensors supported (got 2D)"],
    [[1, 1, 4, 4], { size: 3, mode: "lanczos" }, "Lanczos mode requires antialias=True"],
    [
      [1, 1, 4, 4],
      { size: 3, mode: "lanczos", antialias: true, alignCorners: true },
      "Lanczos mode does not support align_corners=True",
    ],
    [
      [1, 1, 4],
      { scaleFactor: 0.1 },
      "Input and output sizes should be greater than 0, but got input (W: 4) and output (W: 0)",
    ],
    [
      [1, 1, 4, 4],
      { size: [0, 2], mode: "bilinear" },
      "Input and output sizes should be greater than 0, but got input (H: 4, W: 4) output (H: 0, W: 2)",
    ],
    [[1, 0, 4], { size: 2 }, "Non-empty 3D data tensor expected but got a tensor with sizes [1, 0, 4]"],
  ];
  test.each(cases)("F.interpolate(torch.ones(%j), %j)", (shape, options, message) => {
    expect(() => interpolate(ones(shape), options)).toThrow(message);
  });

  const types: [shape: number[], options: InterpolateOptions, dtype: typeof int64, kernel: string][] = [
    [[1, 1, 4], { mode: "nearest" }, int64, `"compute_indices_weights_nearest" not implemented for 'Long'`],
    [[1, 1, 4, 4], { mode: "nearest-exact" }, int64, `"upsample_nearest2d_channels_last" not implemented for 'Long'`],
    [[1, 1, 4, 4], { mode: "bilinear" }, int64, `"upsample_bilinear2d_channels_last" not implemented for 'Long'`],
    [[1, 1, 4, 4], { mode: "bicubic" }, int64, `"compute_indices_weights_cubic" not implemented for 'Long'`],
    [[1, 1, 4], { mode: "linear" }, uint8, `"compute_indices_weights_linear" not implemented for 'Byte'`],
    [[1, 1, 4, 4], { mode: "area" }, int64, `"adaptive_avg_pool2d" not implemented for 'Long'`],
    [
      [1, 1, 4, 4],
      { mode: "bilinear", antialias: true },
      float16,
      `"compute_index_ranges_weights" not implemented for 'Half'`,
    ],
  ];
  test.each(types)("F.interpolate(torch.ones(%j), 3, %j)", (shape, options, dtype, message) => {
    expect(() => interpolate(ones(shape, { dtype }), { size: 3, ...options })).toThrow(message);
  });
});

test("former names warn", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const x = ones([1, 1, 2, 2], { dtype: float64 });
  expect(functional.upsample(x, { size: 3, mode: "bicubic" }).shape).toEqual([1, 1, 3, 3]);
  expect(functional.upsampleNearest(x, { scaleFactor: 2 }).shape).toEqual([1, 1, 4, 4]);
  expect(functional.upsampleBilinear(x, { size: 3 }).shape).toEqual([1, 1, 3, 3]);
  expect(warn.mock.calls).toEqual(
    ["upsample", "upsample_nearest", "upsample_bilinear"].map((name) => [
      `\`nn.functional.${name}\` is deprecated. Use \`nn.functional.interpolate\` instead.`,
    ]),
  );
  warn.mockRestore();
});
