import { bool, float16, int32, int64, ones, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { functional as F } from "../index.js";

const i1 = zeros([2, 3, 8], { dtype: int64 });
const i2 = zeros([2, 3, 8, 8], { dtype: int64 });
const i3 = zeros([2, 3, 8, 8, 8], { dtype: int64 });
const x1 = ones([2, 3, 8]);
const x2 = ones([2, 3, 8, 8]);
const x3 = ones([2, 3, 8, 8, 8]);

// x1, x2, x3 = torch.ones(2, 3, 8), torch.ones(2, 3, 8, 8), ..., and i1, i2, i3 zeros of their shapes, int64
const errors: [python: string, f: () => unknown, message: string][] = [
  ["max_pool1d(x1, 0)", () => F.maxPool1d(x1, 0), "max_pool1d() kernel_size must be greater than zero, but got 0"],
  [
    "max_pool1d(x1, 2, 2, 2)",
    () => F.maxPool1d(x1, 2, { stride: 2, padding: 2 }),
    "max_pool1d() padding should be at most half of kernel size, but got padding=2 and kernel_size=2",
  ],
  [
    "max_pool1d(x1, (2, 2))",
    () => F.maxPool1d(x1, [2, 2]),
    "max_pool1d() kernel_size must be an int, list of ints or tuple of ints of size 1 but got size 2",
  ],
  ["max_pool1d(x1, 9)", () => F.maxPool1d(x1, 9), "max_pool1d() Invalid computed output size: 0"],
  [
    "max_pool1d(x1[0, 0], 2)",
    () => F.maxPool1d(x1.at(0, 0), 2),
    "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:[8]",
  ],
  ["max_pool1d(i1, 2)", () => F.maxPool1d(i1, 2), "\"max_pool1d_impl\" not implemented for 'Long'"],
  [
    "max_pool1d(x1, 9, return_indices=True)",
    () => F.maxPool1d(x1, 9, { returnIndices: true }),
    "Given input size: (3x1x8). Calculated output size: (3x1x0). Output size is too small",
  ],
  [
    "max_pool1d(x1, 2, (1, 1), return_indices=True)",
    () => F.maxPool1d(x1, 2, { stride: [1, 1], returnIndices: true }),
    "max_pool1d() argument 'stride' should contain one int (got 2)",
  ],
  ["max_pool2d(x2, 2, 0)", () => F.maxPool2d(x2, 2, { stride: 0 }), "stride should not be zero"],
  ["max_pool2d(x2, 2, 2, -1)", () => F.maxPool2d(x2, 2, { padding: -1 }), "pad must be non-negative, but got pad: -1"],
  [
    "max_pool2d(x2, 2, 2, 2)",
    () => F.maxPool2d(x2, 2, { padding: 2 }),
    "pad should be at most half of effective kernel size, but got pad=2, kernel_size=2 and dilation=1",
  ],
  ["max_pool2d(x2, -1)", () => F.maxPool2d(x2, -1), "kernel size should be greater than zero, but got kH: -1 kW: -1"],
  [
    "max_pool2d(x2, 2, -1)",
    () => F.maxPool2d(x2, 2, { stride: -1 }),
    "stride should be greater than zero, but got dH: -1 dW: -1",
  ],
  [
    "max_pool2d(x2, 2, dilation=0)",
    () => F.maxPool2d(x2, 2, { dilation: 0 }),
    "dilation should be greater than zero, but got dilationH: 0 dilationW: 0",
  ],
  [
    "max_pool2d(x2, 3, padding=2, dilation=3)",
    () => F.maxPool2d(x2, 3, { padding: 2, dilation: 3 }),
    "pad should be smaller than or equal to half of kernel size, but got padW = 2, padH = 2, kW = 3, kH = 3",
  ],
  [
    "max_pool2d(x2, 9)",
    () => F.maxPool2d(x2, 9),
    "Given input size: (3x8x8). Calculated output size: (3x0x0). Output size is too small",
  ],
  [
    "max_pool2d(x2, (2, 2, 2))",
    () => F.maxPool2d(x2, [2, 2, 2]),
    "max_pool2d: kernel_size must either be a single int, or a tuple of two ints",
  ],
  [
    "max_pool2d(x2, 2, dilation=(1, 1, 1))",
    () => F.maxPool2d(x2, 2, { dilation: [1, 1, 1] }),
    "max_pool2d: dilation must be either a single int, or a tuple of two ints",
  ],
  [
    "max_pool2d(x2[0, 0], 2)",
    () => F.maxPool2d(x2.at(0, 0), 2),
    "non-empty 3D or 4D (batch mode) tensor expected for input",
  ],
  [
    "max_pool2d(x2[:, :0], 2)",
    () => F.maxPool2d(x2.at(":", ":0"), 2),
    "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:[2, 0, 8, 8]",
  ],
  ["max_pool2d(x2.bool(), 2)", () => F.maxPool2d(x2.to(bool), 2), "\"max_pool2d\" not implemented for 'Bool'"],
  [
    "max_pool3d(x3, 3, padding=2, dilation=3)",
    () => F.maxPool3d(x3, 3, { padding: 2, dilation: 3 }),
    "pad should be smaller than or equal to half of kernel size, but got kT: 3 kW: 3 kH: 3 padT: 2 padW: 2 padH: 2",
  ],
  [
    "max_pool3d(x3[:, :0], 2)",
    () => F.maxPool3d(x3.at(":", ":0"), 2),
    "max_pool3d_with_indices_out_cpu_template(): Expected input's non-batch dimensions to have positive length, but input has a shape of [2, 0, 8, 8, 8] and non-batch dimension 0 has length zero!",
  ],
  [
    "max_pool3d(x3, 2, (1, 1))",
    () => F.maxPool3d(x3, 2, { stride: [1, 1] }),
    "max_pool3d: stride must either be omitted, a single int, or a tuple of three ints",
  ],
  [
    "avg_pool1d(x1[0, 0], 2)",
    () => F.avgPool1d(x1.at(0, 0), 2),
    "Expected 2 to 3 dimensions, but got 1-dimensional tensor for argument #1 'self' (while checking arguments for avg_pool1d)",
  ],
  [
    "avg_pool1d(x1, (2, 2))",
    () => F.avgPool1d(x1, [2, 2]),
    "avg_pool1d() argument 'kernel_size' should contain one int (got 2)",
  ],
  [
    "avg_pool2d(x2[0, 0], 2)",
    () => F.avgPool2d(x2.at(0, 0), 2),
    "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
  ],
  [
    "avg_pool2d(x2, 2, divisor_override=0)",
    () => F.avgPool2d(x2, 2, { divisorOverride: 0 }),
    "divisor must be not zero",
  ],
  ["avg_pool2d(i2.int(), 2)", () => F.avgPool2d(i2.to(int32), 2), "\"avg_pool2d\" not implemented for 'Int'"],
  [
    "avg_pool3d(x3, 9)",
    () => F.avgPool3d(x3, 9),
    "input image (T: 8 H: 8 W: 8) smaller than kernel size (kT: 9 kH: 9 kW: 9)",
  ],
  [
    "avg_pool3d(x3, (2, 2))",
    () => F.avgPool3d(x3, [2, 2]),
    "avg_pool3d: kernel_size must be a single int, or a tuple of three ints",
  ],
  [
    "avg_pool3d(x3.half(), 2)",
    () => F.avgPool3d(x3.to(float16), 2),
    "\"avg_pool3d_out_frame\" not implemented for 'Half'",
  ],
  [
    "adaptive_avg_pool1d(x1, (2, 3))",
    () => F.adaptiveAvgPool1d(x1, [2, 3]),
    "adaptive_avg_pool1d() argument 'output_size' should contain one int (got 2)",
  ],
  [
    "adaptive_avg_pool2d(x2, -1)",
    () => F.adaptiveAvgPool2d(x2, -1),
    "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but received {-1, -1}",
  ],
  [
    "adaptive_avg_pool2d(x2, (2, 3, 4))",
    () => F.adaptiveAvgPool2d(x2, [2, 3, 4]),
    "adaptive_avg_pool2d: output_size must be 2",
  ],
  [
    "adaptive_avg_pool2d(x2, (2, 3, 4, 5))",
    () => F.adaptiveAvgPool2d(x2, [2, 3, 4, 5]),
    "Input dimension should be at least 5",
  ],
  [
    "adaptive_avg_pool2d(x2[:, :, :0], 2)",
    () => F.adaptiveAvgPool2d(x2.at(":", ":", ":0"), 2),
    "adaptive_avg_pool2d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes [2, 3, 0, 8] with dimension 2 being empty",
  ],
  [
    "adaptive_avg_pool2d(x2[0, 0, 0], 2)",
    () => F.adaptiveAvgPool2d(x2.at(0, 0, 0), 2),
    "adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got [8]",
  ],
  [
    "adaptive_avg_pool2d(i2, 2)",
    () => F.adaptiveAvgPool2d(i2, 2),
    "\"adaptive_avg_pool2d\" not implemented for 'Long'",
  ],
  [
    "adaptive_avg_pool2d(i2, 1)",
    () => F.adaptiveAvgPool2d(i2, 1),
    "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long",
  ],
  [
    "adaptive_max_pool1d(x1[:, :0], 2)",
    () => F.adaptiveMaxPool1d(x1.at(":", ":0"), 2),
    "adaptive_max_pool1d(): Expected input to have non-zero size for non-batch dimensions, but input has sizes [2, 0, 8] with dimension 1 being empty",
  ],
  [
    "adaptive_max_pool2d(x2, (2, 3, 4))",
    () => F.adaptiveMaxPool2d(x2, [2, 3, 4]),
    "adaptive_max_pool2d(): internal error: output_size.size() must be 2",
  ],
  [
    "adaptive_max_pool2d(x2, -1)",
    () => F.adaptiveMaxPool2d(x2, -1),
    "Trying to create tensor with negative dimension -1: [2, 3, -1, -1]",
  ],
  [
    "adaptive_max_pool3d(x3[0, 0], 2)",
    () => F.adaptiveMaxPool3d(x3.at(0, 0), 2),
    "adaptive_max_pool3d(): Expected 4D or 5D tensor, but got: [8, 8, 8]",
  ],
  [
    "adaptive_max_pool3d(i3, 2)",
    () => F.adaptiveMaxPool3d(i3, 2),
    "\"adaptive_max_pool3d_cpu\" not implemented for 'Long'",
  ],
  ["lp_pool2d(x2, 0, 2)", () => F.lpPool2d(x2, 0, 2), "float division by zero"],
  [
    "max_unpool1d(x1, i1, 2, output_size=(18,))",
    () => F.maxUnpool1d(x1, i1, 2, { outputSize: [18] }),
    'invalid output_size "(18,)" (dim 0 must be between 14 and 18)',
  ],
  [
    "max_unpool1d(x1, i1, 2, 1, 5)",
    () => F.maxUnpool1d(x1, i1, 2, { stride: 1, padding: 5 }),
    "max_unpooling: output_size must contain non-negative spatial dimensions, but got output_size[0]=-1",
  ],
  [
    "max_unpool2d(x2, i2, 2, output_size=(15,))",
    () => F.maxUnpool2d(x2, i2, 2, { outputSize: [15] }),
    "output_size should be a sequence containing 2 or 4 elements, but it has a length of '1'",
  ],
  [
    "max_unpool2d(x2, i2 + 300, 2)",
    () => F.maxUnpool2d(x2, i2.add(300), 2),
    "Found an invalid max index: 300 (output volumes are of size 16x16)",
  ],
  [
    "max_unpool2d(x2, i2[:1], 2)",
    () => F.maxUnpool2d(x2, i2.at(":1"), 2),
    "Expected shape of indices to be same as that of the input tensor ([2, 3, 8, 8]) but got indices tensor with shape: [1, 3, 8, 8]",
  ],
  [
    "max_unpool2d(x2, i2.int(), 2)",
    () => F.maxUnpool2d(x2, i2.to(int32), 2),
    "elements in indices should be type int64 but got: Int",
  ],
  [
    "max_unpool2d(x2[0, 0], i2[0, 0], 2)",
    () => F.maxUnpool2d(x2.at(0, 0), i2.at(0, 0), 2),
    "Input to max_unpooling2d should be a 3d or 4d Tensor, but got a tensor with 2 dimensions.",
  ],
  [
    "max_unpool2d(x2[:, :0], i2[:, :0], 2)",
    () => F.maxUnpool2d(x2.at(":", ":0"), i2.at(":", ":0"), 2),
    "max_unpooling2d_forward_out_cpu(): Expected input to have non-zero size for non-batch dimensions, but got [2, 0, 8, 8] with dimension 1 being empty.",
  ],
  ["max_unpool2d(i2, i2, 2)", () => F.maxUnpool2d(i2, i2, 2), "\"max_unpool2d\" not implemented for 'Long'"],
  [
    "max_unpool3d(x3, i3, 2, 0)",
    () => F.maxUnpool3d(x3, i3, 2, { stride: 0 }),
    "strides should be greater than zero, but got stride: [0, 0, 0]",
  ],
  [
    "fractional_max_pool2d(x2, 2)",
    () => F.fractionalMaxPool2d(x2, 2),
    "fractional_max_pool2d requires specifying either an output_size or an output_ratio",
  ],
  [
    "fractional_max_pool2d(x2, 2, 8)",
    () => F.fractionalMaxPool2d(x2, 2, { outputSize: 8 }),
    "fractional_max_pool2d(): pool height 2 too large relative to input height 8",
  ],
  [
    "fractional_max_pool2d(x2, (2, 2, 2), 3)",
    () => F.fractionalMaxPool2d(x2, [2, 2, 2], { outputSize: 3 }),
    "fractional_max_pool2d: kernel_size must either be a single Int or tuple of Ints",
  ],
  [
    "fractional_max_pool2d(x2[0, 0], 2, 3)",
    () => F.fractionalMaxPool2d(x2.at(0, 0), 2, { outputSize: 3 }),
    "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
  ],
  [
    "fractional_max_pool2d(x2[:, :0], 2, 3)",
    () => F.fractionalMaxPool2d(x2.at(":", ":0"), 2, { outputSize: 3 }),
    "fractional_max_pool2d(): Expected input to have non-zero size for non-batch dimensions, but got[2, 0, 8, 8] with dimension 1 being empty.",
  ],
  [
    "fractional_max_pool2d(x2, 2, -1)",
    () => F.fractionalMaxPool2d(x2, 2, { outputSize: -1 }),
    "Trying to create tensor with negative dimension -1: [2, 3, -1, -1]",
  ],
  [
    "fractional_max_pool2d(x2, 2, 3, _random_samples=torch.ones(2, 3, 3))",
    () => F.fractionalMaxPool2d(x2, 2, { outputSize: 3, _randomSamples: ones([2, 3, 3]) }),
    "Expect _random_samples.size(2) equals to 2; got 3.",
  ],
  [
    "fractional_max_pool2d(x2, 2, 3, _random_samples=torch.ones(1, 3, 2))",
    () => F.fractionalMaxPool2d(x2, 2, { outputSize: 3, _randomSamples: ones([1, 3, 2]) }),
    "Expect _random_samples.size(0) no less then input batch size.",
  ],
  [
    "fractional_max_pool3d(x3, 2, 7)",
    () => F.fractionalMaxPool3d(x3, 2, { outputSize: 7 }),
    "fractional_max_pool3d_out(): pool time 2 too large relative to input time 8",
  ],
];
test.each(errors)("%s raises", (_, f, message) => {
  expect(f).toThrow(message);
});
