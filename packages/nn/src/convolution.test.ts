import { arange, defaultGenerator, float32, manualSeed, noGrad, randint, type Tensor, zeros } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import {
  Conv1d,
  Conv2d,
  Conv3d,
  type ConvLayerOptions,
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  type OutputSizeOption,
} from "./index.js";

function expectDrawn(drawn: Tensor, wanted: readonly number[]): void {
  expect(drawn.flatten().tolist()).toEqual(wanted.map(Math.fround));
}

describe("a convolution layer", () => {
  test("begins as PyTorch's", () => {
    // torch.manual_seed(0); nn.Conv2d(2, 4, (1, 2), groups=2); torch.randint(0, 1000, (1,))
    manualSeed(0);
    const { weight, bias } = new Conv2d(2, 4, [1, 2], { groups: 2 });
    expect(weight.shape).toEqual([4, 1, 1, 2]);
    expectDrawn(
      weight,
      [
        -0.005293981172144413, 0.37932288646698, -0.5819807648658752, -0.5203874707221985, -0.27234524488449097,
        0.1896158903837204, -0.014010033570230007, 0.5606575012207031,
      ],
    );
    expectDrawn(bias!, [-0.06275151669979095, 0.1871093362569809, -0.2136969119310379, -0.13899271190166473]);
    expect(randint(0, 1000, [1]).item()).toBe(756);
  });

  test("that is transposed begins as PyTorch's", () => {
    // torch.manual_seed(0); nn.ConvTranspose1d(2, 4, 2, groups=2)
    manualSeed(0);
    const { weight, bias } = new ConvTranspose1d(2, 4, 2, { groups: 2 });
    expect(weight.shape).toEqual([2, 2, 2]);
    expectDrawn(
      weight,
      [
        -0.003743410110473633, 0.26822179555892944, -0.4115225672721863, -0.3679695129394531, -0.19257718324661255,
        0.13407868146896362, -0.009906589984893799, 0.39644473791122437,
      ],
    );
    expectDrawn(bias!, [-0.04437202215194702, 0.1323062777519226, -0.15110653638839722, -0.09828269481658936]);
  });

  test("keeps its parameters under PyTorch's names", () => {
    expect(Object.keys(new Conv3d(1, 2, 2).stateDict())).toEqual(["weight", "bias"]);
    expect(Object.keys(new ConvTranspose3d(1, 2, 2, { bias: false }).stateDict())).toEqual(["weight"]);
  });

  // str(nn....)
  test.each<[string, object]>([
    ["Conv1d(1, 2, kernel_size=(3,), stride=(1,))", new Conv1d(1, 2, 3)],
    [
      "Conv2d(4, 6, kernel_size=(3, 5), stride=(1, 2), padding=(0, 1), dilation=(2, 2), groups=2, bias=False)",
      new Conv2d(4, 6, [3, 5], { stride: [1, 2], padding: [0, 1], dilation: 2, groups: 2, bias: false }),
    ],
    [
      "Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1), padding=same, padding_mode=circular)",
      new Conv2d(3, 6, 5, { padding: "same", paddingMode: "circular" }),
    ],
    ["Conv3d(1, 2, kernel_size=(2, 2, 2), stride=(1, 1, 1), padding=valid)", new Conv3d(1, 2, 2, { padding: "valid" })],
    [
      "ConvTranspose3d(2, 4, kernel_size=(3, 3, 3), stride=(2, 2, 2), padding=(1, 1, 1), dilation=(2, 2, 2), output_padding=(1, 1, 1), groups=2, bias=False)",
      new ConvTranspose3d(2, 4, 3, { stride: 2, padding: 1, outputPadding: 1, groups: 2, bias: false, dilation: 2 }),
    ],
  ])("prints as %s", (text, layer) => {
    expect(String(layer)).toBe(text);
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each<[string, ConvLayerOptions]>([
    ["groups must be a positive integer", { groups: 0 }],
    ["in_channels must be divisible by groups", { groups: 5 }],
    ["out_channels must be divisible by groups", { groups: 4 }],
    [
      "Invalid padding string 'full', should be one of {'same', 'valid'}",
      { padding: "full" } as unknown as ConvLayerOptions,
    ],
    ["padding='same' is not supported for strided convolutions", { padding: "same", stride: 2 }],
    [
      "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='mirror'",
      { paddingMode: "mirror" } as unknown as ConvLayerOptions,
    ],
  ])("refuses what does not fit: %s", (message, options) => {
    const before = defaultGenerator.getState();
    expect(() => new Conv2d(4, 6, 3, options)).toThrow(message);
    expect(defaultGenerator.getState()).toEqual(before);
  });
});

// m.weight = arange(6.).reshape(1, 1, 2, 3); m(torch.arange(9.).reshape(1, 3, 3))
test.each<[Partial<ConvLayerOptions>, number[][]]>([
  [
    { paddingMode: "reflect", padding: [1, 2] },
    [
      [20, 19, 28, 29, 20],
      [47, 46, 55, 56, 47],
      [92, 91, 100, 101, 92],
      [65, 64, 73, 74, 65],
    ],
  ],
  [
    { paddingMode: "replicate", padding: "same" },
    [
      [43, 55, 63],
      [88, 100, 108],
      [97, 109, 117],
    ],
  ],
  [
    { paddingMode: "circular", padding: [2, 1] },
    [
      [94, 100, 94],
      [31, 37, 31],
      [49, 55, 49],
      [94, 100, 94],
      [31, 37, 31],
      [49, 55, 49],
    ],
  ],
  [{ paddingMode: "reflect", padding: "valid" }, [[55], [100]]],
])("a convolution layer pads with its input: %o", (options, output) => {
  const layer = new Conv2d(1, 1, [2, 3], { ...options, bias: false });
  noGrad(() => layer.weight.copy_(arange(6).reshape([1, 1, 2, 3])));
  expect(layer.forward(arange(9, { dtype: float32 }).reshape([1, 3, 3])).tolist()).toEqual([output]);
});

describe("a transposed convolution layer", () => {
  const layer = new ConvTranspose2d(1, 1, 3, { stride: 2 });
  const x = zeros([1, 1, 4, 4]);

  test("gives the size that is asked for", () => {
    expect(layer.forward(x).shape).toEqual([1, 1, 9, 9]);
    expect(layer.forward(x, { outputSize: [10, 9] }).shape).toEqual([1, 1, 10, 9]);
    expect(layer.forward(x, { outputSize: [1, 1, 9, 10] }).shape).toEqual([1, 1, 9, 10]);
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each<[string, OutputSizeOption]>([
    ["ConvTranspose2D: for 4D input, output_size must have 2 or 4 elements (got 1)", { outputSize: [3] }],
    [
      "requested an output size of [12, 9], but valid sizes range from [9, 9] to [10, 10] (for an input of [4, 4])",
      { outputSize: [12, 9] },
    ],
  ])("refuses other sizes: %s", (message, options) => {
    expect(() => layer.forward(x, options)).toThrow(message);
  });

  test("puts nothing but zeros around", () => {
    expect(() => new ConvTranspose2d(1, 1, 3, { paddingMode: "reflect" })).toThrow(
      'Only "zeros" padding mode is supported for ConvTranspose2d',
    );
  });
});
