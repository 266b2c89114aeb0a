import { float64, int64, ones, stack, type Tensor, tensor, zeros } from "@flambeau/core";
import { describe, expect, test, vi } from "vitest";
import { checkFunctions } from "../../test/derivatives.js";
import { functional } from "../index.js";

const { affineGrid, gridSample } = functional;

checkFunctions([
  [
    "grid_sample(x, w * 0.37, 'bilinear', 'zeros', False)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "bilinear", paddingMode: "zeros", alignCorners: false }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.096045264 -0.4946495605 -0.2810857544 2.161670264 0.05066293945 0.2677423706",
    [
      "1x2x3x2: 0.02661816406 0.003868945312 -0.2931800781 -0.2457996094 -0.1330699219 0 0.03992724609 0.3462829102 0 -0.1638664063 0 0",
      "1x1x3x2: -0.2378514648 0.3992097656 -0.5863271484 1.021438477 0.9391821289 0.1523540039",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'bilinear', 'border', True)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "bilinear", paddingMode: "border", alignCorners: true }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 0.9878443848 -1.485078125 -1.148222656 2.006289063 -0.235078125 0.1017773438",
    [
      "1x2x3x2: 0.2803125 0.0953125 -0.3261535156 -0.9454089844 -0.08572148437 -0.01834101562 0.42046875 0.66328125 0 -0.58375 0 0",
      "1x1x3x2: 0.2484745117 0.1063605469 -0 1.5609375 1.06953125 0",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'bilinear', 'reflection', False)",
    (x, w) =>
      functional.gridSample(x!, w!.mul(0.37), { mode: "bilinear", paddingMode: "reflection", alignCorners: false }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.285683594 -1.133867187 -0.6401953125 2.535683594 0.1161328125 0.6098046875",
    [
      "1x2x3x2: 0.060625 0.0028125 -0.34390625 -0.5634375 -0.15609375 0 0.0909375 0.7846875 0 -0.375625 0 0",
      "1x1x3x2: 0 0.46828125 -0 2.34140625 2.1390625 -0",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'nearest', 'zeros', True)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "nearest", paddingMode: "zeros", alignCorners: true }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.8125 -2.1875 -0.5 3.0625 -0.9375 0.75",
    ["1x2x3x2: 0 1 -0.5 -1.5 0 0 0 1.5 0 -1 0 0", "1x1x3x2: 0 0 0 0 0 0"],
  ],
  [
    "grid_sample(x, w * 0.37, 'nearest', 'border', False)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "nearest", paddingMode: "border", alignCorners: false }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.8125 -0.5 -0.5 3.0625 0.75 0.75",
    ["1x2x3x2: 0 -0.5 -0.5 0 0 0 0 0.5 0 0 0 0", "1x1x3x2: 0 0 0 0 0 0"],
  ],
  [
    "grid_sample(x, w * 0.37, 'nearest', 'reflection', True)",
    (x, w) =>
      functional.gridSample(x!, w!.mul(0.37), { mode: "nearest", paddingMode: "reflection", alignCorners: true }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.8125 -2.1875 -0.5 3.0625 -0.9375 0.75",
    ["1x2x3x2: 0 1 -0.5 -1.5 0 0 0 1.5 0 -1 0 0", "1x1x3x2: 0 0 0 0 0 0"],
  ],
  [
    "grid_sample(x, w * 0.37, 'bicubic', 'zeros', True)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "bicubic", paddingMode: "zeros", alignCorners: true }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.586995091 -2.025403965 -1.22918485 2.781056183 -0.04370495845 0.16436241",
    [
      "1x2x3x2: 0.3615265771 0.1347901236 -0.4129877098 -1.150519708 -0.1018609609 0.1411787059 0.460009603 0.7906253601 0.00304812598 -0.7345211819 -0.002383656243 0.1061433937",
      "1x1x3x2: 0.2772013668 -0.04318660942 0.05402634869 2.068681463 1.404524672 -0.3311349973",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'bicubic', 'border', False)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "bicubic", paddingMode: "border", alignCorners: false }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 2.061616982 -1.4457077 -0.4990367476 3.459821355 0.2549312355 0.7509632524",
    [
      "1x2x3x2: 0.188976009 -0.01093009603 -0.3946345444 -0.7365073079 -0.1657255401 0.1188214795 0.1294392704 0.8532529638 0.02851532381 -0.5772792985 -0.005316605618 0.07138834616",
      "1x1x3x2: 0.1883235249 0.6064167796 -0.04535840226 4.177002606 2.182645471 0.4317073707",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'bicubic', 'reflection', True)",
    (x, w) =>
      functional.gridSample(x!, w!.mul(0.37), { mode: "bicubic", paddingMode: "reflection", alignCorners: true }),
    "GridSampler2DBackward0",
    [
      [1, 2, 3, 2],
      [1, 1, 3, 2],
    ],
    "1x2x1x3: 1.640298527 -1.861396793 -0.9490351561 2.781380768 0.05813797042 0.3070241694",
    [
      "1x2x3x2: 0.233737399 0.08867536954 -0.4093932969 -0.9665059646 -0.09602383436 0.1495103273 0.2850299147 0.727593594 -0.0004779433144 -0.6167465848 -2.40540434e-05 0.1046250734",
      "1x1x3x2: 0.2653858309 0.09250166112 -0.1165240009 2.292632187 1.280081701 0.09673451069",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'bilinear', 'zeros', False)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "bilinear", paddingMode: "zeros", alignCorners: false }),
    "GridSampler3DBackward0",
    [
      [1, 1, 2, 3, 2],
      [1, 1, 1, 2, 3],
    ],
    "1x1x1x1x2: 0.9430286525 0.327883426",
    [
      "1x1x2x3x2: 0 0 -0.2152520892 -0.01967515686 -0.4161014264 -0.03803382751 0 0 -0.1278998091 0 -0.05805175342 0",
      "1x1x1x2x3: -0.204645514 0.1741552603 0.3999089988 -0.0408771524 0.4431702777 -0.3961367106",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'bilinear', 'reflection', True)",
    (x, w) =>
      functional.gridSample(x!, w!.mul(0.37), { mode: "bilinear", paddingMode: "reflection", alignCorners: true }),
    "GridSampler3DBackward0",
    [
      [1, 1, 2, 3, 2],
      [1, 1, 1, 2, 3],
    ],
    "1x1x1x1x2: 1.973826138 0.7220329829",
    [
      "1x1x2x3x2: 0 0 -0.5937891429 -0.242687322 -0.4599511891 -0.189041096 0 0 -0.3278532399 -0.07254529523 -0.09246892804 -0.0216637868",
      "1x1x1x2x3: 0.3661263751 0.3056267659 0.09420613269 0.3559723219 -0.06523245209 0.1222300714",
    ],
  ],
  [
    "grid_sample(x, w * 0.37, 'nearest', 'border', False)",
    (x, w) => functional.gridSample(x!, w!.mul(0.37), { mode: "nearest", paddingMode: "border", alignCorners: false }),
    "GridSampler3DBackward0",
    [
      [1, 1, 2, 3, 2],
      [1, 1, 1, 2, 3],
    ],
    "1x1x1x1x2: 3.0625 0.125",
    ["1x1x2x3x2: 0 0 0 0 -1.5 0 0 0 -0.5 0 0 0", "1x1x1x2x3: 0 0 0 0 0 0"],
  ],
  [
    "affine_grid(x, [2, 1, 2, 3], align_corners=False)",
    (x) => functional.affineGrid(x!, [2, 1, 2, 3], { alignCorners: false }),
    "AffineGridGeneratorBackward0",
    [[2, 2, 3]],
    "2x2x3x2: 3.9375 3.833333333 2.0625 2.375 0.1875 0.9166666667 3.4375 3.958333333 1.5625 2.5 -0.3125 1.041666667 3.729166667 -2.6875 2.6875 -3.3125 1.645833333 -3.9375 4.479166667 -1.3125 3.4375 -1.9375 2.395833333 -2.5625",
    ["2x2x3: -0.6666666667 -0.25 -1.5 1.666666667 -0.25 -0.5 -0.6666666667 -2 0 -0.6666666667 1.5 1"],
  ],
  [
    "affine_grid(x, [2, 1, 2, 3], align_corners=True)",
    (x) => functional.affineGrid(x!, [2, 1, 2, 3], { alignCorners: true }),
    "AffineGridGeneratorBackward0",
    [[2, 2, 3]],
    "2x2x3x2: 5.125 4.5 2.3125 2.3125 -0.5 0.125 4.125 4.75 1.3125 2.5625 -1.5 0.375 3.875 -3.0625 2.3125 -4 0.75 -4.9375 5.375 -0.3125 3.8125 -1.25 2.25 -2.1875",
    ["2x2x3: -1 -0.5 -1.5 2.5 -0.5 -0.5 -1 -4 0 -1 3 1"],
  ],
  [
    "affine_grid(x, [1, 1, 2, 1, 2], align_corners=False)",
    (x) => functional.affineGrid(x!, [1, 1, 2, 1, 2], { alignCorners: false }),
    "AffineGridGeneratorBackward0",
    [[1, 3, 4]],
    "1x2x1x2x3: -1.6875 1.46875 -4.84375 -4.5 1.59375 -1.78125 0.125 -0.09375 -3.46875 -2.6875 0.03125 -0.40625",
    ["1x3x4: 0.5 0 1 1 0.5 0 1 -3 0.5 0 -2.5 0"],
  ],
]);

test("places on an edge have no slope, and those between pixels that of the right", () => {
  const x = tensor([1, 2, 4], { dtype: float64 }).reshape([1, 1, 1, 3]);
  const slopes = (paddingMode: "zeros" | "border" | "reflection"): unknown => {
    const g = tensor([-1, 0, 1, 2], { dtype: float64, requiresGrad: true });
    const grid = stack([g, g.mul(0)], -1).reshape([1, 1, 4, 2]);
    gridSample(x, grid, { paddingMode, alignCorners: true }).sum().backward();
    return g.grad!.tolist();
  };
  // g = torch.tensor([-1., 0, 1, 2], requires_grad=True, dtype=torch.double); grid = torch.stack([g, 0 * g], -1)[None, None]
  // F.grid_sample(x, grid, padding_mode=..., align_corners=True).sum().backward(); g.grad
  expect(slopes("zeros")).toEqual([1, 2, -4, 0]);
  expect(slopes("border")).toEqual([0, 2, 0, 0]);
  expect(slopes("reflection")).toEqual([0, 2, 0, -2]);
});

test("takes no channels, no places and no batch", () => {
  const options = { alignCorners: false };
  expect(gridSample(zeros([1, 0, 3, 3]), zeros([1, 2, 2, 2]), options).shape).toEqual([1, 0, 2, 2]);
  expect(gridSample(zeros([1, 2, 3, 3]), zeros([1, 0, 2, 2]), options).shape).toEqual([1, 2, 0, 2]);
  expect(gridSample(zeros([0, 2, 3, 3]), zeros([0, 2, 2, 2]), options).shape).toEqual([0, 2, 2, 2]);
});

test("corners that are not spoken of are warned about", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  gridSample(zeros([1, 1, 2, 2]), zeros([1, 1, 1, 2]));
  affineGrid(zeros([1, 2, 3]), [1, 1, 2, 2]);
  affineGrid(zeros([1, 2, 3]), [1, 1, 1, 2], { alignCorners: true });
  const texts = warn.mock.calls.map(([text]) => String(text));
  warn.mockRestore();
  expect(texts).toHaveLength(3);
  expect(texts[0]).toContain(
    "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0.",
  );
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).toContain("affine_grid behavior has changed for unit-size grids when align_corners=True.");
});

describe("PyTorch's errors", () => {
  const sample = (input: Tensor, grid: Tensor, mode = "bilinear", paddingMode = "zeros"): Tensor =>
    gridSample(input, grid, { mode, paddingMode, alignCorners: false } as object);
  const x = ones([1, 2, 3, 3]);
  const grid = zeros([1, 2, 2, 2]);
  const cases: [python: string, f: () => Tensor, message: string][] = [
    [
      "grid_sample(x, g, 'linear')",
      () => sample(x, grid, "linear"),
      "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: 'linear'",
    ],
    [
      "grid_sample(x, g, 'bilinear', 'edge')",
      () => sample(x, grid, "bilinear", "edge"),
      "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: 'edge'",
    ],
    [
      "grid_sample(x, torch.zeros(2, 2, 2, 2))",
      () => sample(x, zeros([2, 2, 2, 2])),
      "grid_sampler(): expected grid and input to have same batch size, but got input with sizes [1, 2, 3, 3] and grid with sizes [2, 2, 2, 2]",
    ],
    [
      "grid_sample(x, torch.zeros(1, 2, 2, 3))",
      () => sample(x, zeros([1, 2, 2, 3])),
      "grid_sampler(): expected grid to have size 2 in last dimension, but got grid with sizes [1, 2, 2, 3]",
    ],
    [
      "grid_sample(x, torch.zeros(1, 2, 2))",
      () => sample(x, zeros([1, 2, 2])),
      "grid_sampler(): expected 4D input and grid with same number of dimensions, but got input with sizes [1, 2, 3, 3] and grid with sizes [1, 2, 2]",
    ],
    [
      "grid_sample(torch.ones(1, 2, 0, 3), g)",
      () => sample(ones([1, 2, 0, 3]), grid),
      "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes [1, 2, 0, 3] with dimension 2 being empty",
    ],
    [
      "grid_sample(torch.ones(1, 2, 3, 3, 3), torch.zeros(1, 2, 2, 2, 3), 'bicubic')",
      () => sample(ones([1, 2, 3, 3, 3]), zeros([1, 2, 2, 2, 3]), "bicubic"),
      "grid_sampler(): bicubic interpolation only supports 4D input",
    ],
    ["grid_sample(x, g.double())", () => sample(x, grid.to(float64)), "expected scalar type Float but found Double"],
    [
      "grid_sample(x.long(), g.long())",
      () => sample(x.to(int64), grid.to(int64)),
      `"grid_sampler_2d_cpu_kernel_impl" not implemented for 'Long'`,
    ],
    [
      "affine_grid(torch.zeros(1, 2, 3).long(), (1, 1, 2, 2))",
      () => affineGrid(zeros([1, 2, 3], { dtype: int64 }), [1, 1, 2, 2], { alignCorners: false }),
      "Expected theta to have floating point type, but got torch.int64",
    ],
    [
      "affine_grid(torch.zeros(1, 2, 3), (1, 1, 2))",
      () => affineGrid(zeros([1, 2, 3]), [1, 1, 2], { alignCorners: false }),
      "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size (1, 1, 2).",
    ],
    [
      "affine_grid(torch.zeros(1, 3, 4), (1, 1, 2, 2))",
      () => affineGrid(zeros([1, 3, 4]), [1, 1, 2, 2], { alignCorners: false }),
      "Expected a batch of 2D affine matrices of shape Nx2x3 for size (1, 1, 2, 2). Got torch.Size([1, 3, 4]).",
    ],
    [
      "affine_grid(torch.zeros(1, 2, 3), (1, 1, 0, 2))",
      () => affineGrid(zeros([1, 2, 3]), [1, 1, 0, 2], { alignCorners: false }),
      "Expected non-zero, positive output size. Got (1, 1, 0, 2)",
    ],
  ];
  test.each(cases)("F.%s", (_, f, message) => {
    expect(f).toThrow(message);
  });
});
