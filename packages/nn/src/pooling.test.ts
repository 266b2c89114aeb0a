import { arange, type Tensor, tensor } from "@flambeau/core";
import { expect, expectTypeOf, test } from "vitest";
import * as nn from "./index.js";

// Python: repr(...)
const texts: [python: string, module: nn.Module, text: string][] = [
  [
    "nn.MaxPool1d(2)",
    new nn.MaxPool1d(2),
    "MaxPool1d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)",
  ],
  [
    "nn.MaxPool2d((2, 3), stride=1, padding=(1, 0), dilation=2, ceil_mode=True, return_indices=True)",
    new nn.MaxPool2d([2, 3], { stride: 1, padding: [1, 0], dilation: 2, ceilMode: true, returnIndices: true }),
    "MaxPool2d(kernel_size=(2, 3), stride=1, padding=(1, 0), dilation=2, ceil_mode=True)",
  ],
  [
    "nn.MaxPool3d(3)",
    new nn.MaxPool3d(3),
    "MaxPool3d(kernel_size=3, stride=3, padding=0, dilation=1, ceil_mode=False)",
  ],
  ["nn.MaxUnpool1d(2)", new nn.MaxUnpool1d(2), "MaxUnpool1d(kernel_size=(2,), stride=(2,), padding=(0,))"],
  [
    "nn.MaxUnpool2d((2, 1), stride=2, padding=1)",
    new nn.MaxUnpool2d([2, 1], { stride: 2, padding: 1 }),
    "MaxUnpool2d(kernel_size=(2, 1), stride=(2, 2), padding=(1, 1))",
  ],
  [
    "nn.MaxUnpool3d(2)",
    new nn.MaxUnpool3d(2),
    "MaxUnpool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), padding=(0, 0, 0))",
  ],
  [
    "nn.AvgPool1d(2, stride=3, padding=1)",
    new nn.AvgPool1d(2, { stride: 3, padding: 1 }),
    "AvgPool1d(kernel_size=(2,), stride=(3,), padding=(1,))",
  ],
  [
    "nn.AvgPool2d((2, 1), padding=(1, 0))",
    new nn.AvgPool2d([2, 1], { padding: [1, 0] }),
    "AvgPool2d(kernel_size=(2, 1), stride=(2, 1), padding=(1, 0))",
  ],
  [
    "nn.AvgPool3d(2, divisor_override=3)",
    new nn.AvgPool3d(2, { divisorOverride: 3 }),
    "AvgPool3d(kernel_size=2, stride=2, padding=0)",
  ],
  ["nn.LPPool1d(2, 3)", new nn.LPPool1d(2, 3), "LPPool1d(norm_type=2, kernel_size=3, stride=None, ceil_mode=False)"],
  [
    "nn.LPPool2d(1.2, (3, 2), stride=(2, 1))",
    new nn.LPPool2d(1.2, [3, 2], { stride: [2, 1] }),
    "LPPool2d(norm_type=1.2, kernel_size=(3, 2), stride=(2, 1), ceil_mode=False)",
  ],
  [
    "nn.LPPool3d(2, 3, ceil_mode=True)",
    new nn.LPPool3d(2, 3, { ceilMode: true }),
    "LPPool3d(norm_type=2, kernel_size=3, stride=None, ceil_mode=True)",
  ],
  ["nn.AdaptiveAvgPool1d(5)", new nn.AdaptiveAvgPool1d(5), "AdaptiveAvgPool1d(output_size=5)"],
  ["nn.AdaptiveAvgPool2d((None, 7))", new nn.AdaptiveAvgPool2d([null, 7]), "AdaptiveAvgPool2d(output_size=(None, 7))"],
  ["nn.AdaptiveAvgPool3d((5, 7, 9))", new nn.AdaptiveAvgPool3d([5, 7, 9]), "AdaptiveAvgPool3d(output_size=(5, 7, 9))"],
  [
    "nn.AdaptiveMaxPool1d(3, return_indices=True)",
    new nn.AdaptiveMaxPool1d(3, { returnIndices: true }),
    "AdaptiveMaxPool1d(output_size=3)",
  ],
  ["nn.AdaptiveMaxPool2d(7)", new nn.AdaptiveMaxPool2d(7), "AdaptiveMaxPool2d(output_size=7)"],
  [
    "nn.AdaptiveMaxPool3d((None, 1, 2))",
    new nn.AdaptiveMaxPool3d([null, 1, 2]),
    "AdaptiveMaxPool3d(output_size=(None, 1, 2))",
  ],
  [
    "nn.FractionalMaxPool2d(3, output_size=(13, 12))",
    new nn.FractionalMaxPool2d(3, { outputSize: [13, 12] }),
    "FractionalMaxPool2d()",
  ],
  [
    "nn.FractionalMaxPool3d(3, output_ratio=0.5)",
    new nn.FractionalMaxPool3d(3, { outputRatio: 0.5 }),
    "FractionalMaxPool3d()",
  ],
];
test.each(texts)("%s prints as PyTorch", (_, module, text) => expect(String(module)).toBe(text));

test("layers pool as their functions do", () => {
  const F = nn.functional;
  const line = arange(12).float().reshape([1, 2, 6]);
  const image = arange(36).float().remainder(11).reshape([1, 2, 3, 6]);
  const volume = arange(48).float().remainder(13).reshape([1, 2, 3, 2, 4]);
  const same = (a: Tensor, b: Tensor): void => expect(a.tolist()).toEqual(b.tolist());
  same(new nn.MaxPool1d(3, { stride: 2, padding: 1 }).forward(line), F.maxPool1d(line, 3, { stride: 2, padding: 1 }));
  same(new nn.MaxPool2d(2, { ceilMode: true }).forward(image), F.maxPool2d(image, 2, { ceilMode: true }));
  same(new nn.MaxPool3d(2, { dilation: [2, 1, 1] }).forward(volume), F.maxPool3d(volume, 2, { dilation: [2, 1, 1] }));
  const plain = { padding: 1, countIncludePad: false };
  same(new nn.AvgPool1d(3, plain).forward(line), F.avgPool1d(line, 3, plain));
  same(new nn.AvgPool2d(3, plain).forward(image), F.avgPool2d(image, 3, plain));
  same(new nn.AvgPool2d(2, { divisorOverride: 3 }).forward(image), F.avgPool2d(image, 2, { divisorOverride: 3 }));
  same(new nn.AvgPool3d(2, { ceilMode: true }).forward(volume), F.avgPool3d(volume, 2, { ceilMode: true }));
  same(new nn.LPPool1d(3, 2, { stride: 1 }).forward(line), F.lpPool1d(line, 3, 2, { stride: 1 }));
  same(new nn.LPPool2d(3, 2, { stride: 1 }).forward(image), F.lpPool2d(image, 3, 2, { stride: 1 }));
  same(new nn.LPPool3d(3, 2, { stride: 1 }).forward(volume), F.lpPool3d(volume, 3, 2, { stride: 1 }));
  same(new nn.AdaptiveAvgPool1d(4).forward(line), F.adaptiveAvgPool1d(line, 4));
  same(new nn.AdaptiveAvgPool2d([null, 4]).forward(image), F.adaptiveAvgPool2d(image, [null, 4]));
  same(new nn.AdaptiveAvgPool3d([2, null, 3]).forward(volume), F.adaptiveAvgPool3d(volume, [2, null, 3]));
  same(new nn.AdaptiveMaxPool1d(4).forward(line), F.adaptiveMaxPool1d(line, 4));
  same(new nn.AdaptiveMaxPool2d([null, 4]).forward(image), F.adaptiveMaxPool2d(image, [null, 4]));
  same(new nn.AdaptiveMaxPool3d([2, null, 3]).forward(volume), F.adaptiveMaxPool3d(volume, [2, null, 3]));
});

test("indices are given where they are asked for, and undone", () => {
  const x = tensor([
    [
      [1, 4, 3],
      [2, 0, 5],
    ],
  ]);
  const pool = new nn.MaxPool2d([2, 1], { returnIndices: true });
  expectTypeOf(pool.forward(x)).toEqualTypeOf<[output: Tensor, indices: Tensor]>();
  expectTypeOf(new nn.MaxPool2d(2).forward(x)).toEqualTypeOf<Tensor>();
  const [output, indices] = pool.forward(x);
  expect(indices.tolist()).toEqual([[[3, 1, 5]]]);
  const back = new nn.MaxUnpool2d([2, 1]).forward(output.float(), indices);
  expect(back.tolist()).toEqual([
    [
      [0, 4, 0],
      [2, 0, 5],
    ],
  ]);
});

// Python: nn.FractionalMaxPool2d(...)
test("fractional poolings check their options", () => {
  const make = (options: object) => () => new nn.FractionalMaxPool2d(2, options);
  expect(make({})).toThrow("FractionalMaxPool2d requires specifying either an output size, or a pooling ratio");
  expect(make({ outputSize: 2, outputRatio: 0.5 })).toThrow(
    "only one of output_size and output_ratio may be specified",
  );
  expect(make({ outputRatio: [0.5, 1.5] })).toThrow("output_ratio must be between 0 and 1 (got (0.5, 1.5))");
  expect(() => new nn.FractionalMaxPool3d([2, 0, 2], { outputSize: 2 })).toThrow(
    "kernel_size must be greater than 0, but got (2, 0, 2)",
  );
});

test("given samples of a fractional pooling are a buffer", () => {
  const samples = tensor([[[0.1, 0.9]]]);
  const pool = new nn.FractionalMaxPool2d(2, { outputSize: 2, _randomSamples: samples });
  expect(Object.keys(pool.stateDict())).toEqual(["_random_samples"]);
  const x = arange(25).float().reshape([1, 1, 5, 5]);
  expect(pool.forward(x).tolist()).toEqual(pool.forward(x).tolist());
});
