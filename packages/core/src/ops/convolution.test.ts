import { describe, expect, test } from "vitest";
import { generated } from "../../test/generated.js";
import {
  bfloat16,
  bool,
  type ConvOptions,
  type ConvTransposeOptions,
  conv1d,
  conv2d,
  conv3d,
  convTranspose1d,
  convTranspose2d,
  convTranspose3d,
  type DType,
  float16,
  float32,
  float64,
  grad,
  int8,
  int16,
  int32,
  int64,
  ones,
  type Shape,
  type Tensor,
  uint8,
  zeros,
} from "../index.js";

const numbers = (x: Tensor): number[] => Array.from(x.toTypedArray() as ArrayLike<number>, Number);

/** A two-dimensional convolution by its definition, in double. */
function defined(x: Tensor, weight: Tensor, bias: Tensor, options: Required<ConvOptions>): number[] {
  const [strideY, strideX] = options.stride as [number, number];
  const [padY, padX] = options.padding as [number, number];
  const [dilationY, dilationX] = options.dilation as [number, number];
  const [samples, channels, height, width] = x.shape as [number, number, number, number];
  const [outputs, perGroup, kernelY, kernelX] = weight.shape as [number, number, number, number];
  const [a, w, b] = [numbers(x), numbers(weight), numbers(bias)];
  const result: number[] = [];
  for (let n = 0; n < samples; n++)
    for (let o = 0; o < outputs; o++)
      for (let y = -padY; y + dilationY * (kernelY - 1) < height + padY; y += strideY)
        for (let x = -padX; x + dilationX * (kernelX - 1) < width + padX; x += strideX) {
          let sum = b[o]!;
          const first = Math.floor((o * options.groups) / outputs) * perGroup;
          for (let c = 0; c < perGroup; c++)
            for (let ky = 0; ky < kernelY; ky++)
              for (let kx = 0; kx < kernelX; kx++) {
                const [row, column] = [y + dilationY * ky, x + dilationX * kx];
                if (row < 0 || row >= height || column < 0 || column >= width) continue;
                const factor = w[((o * perGroup + c) * kernelY + ky) * kernelX + kx]!;
                sum += a[((n * channels + first + c) * height + row) * width + column]! * factor;
              }
          result.push(sum);
        }
  return result;
}

describe("a convolution", () => {
  test.each<[size: number, kernel: Shape, stride: Shape, padding: Shape, dilation: Shape, groups: number]>([
    [9, [3, 3], [1, 1], [0, 0], [1, 1], 1],
    [9, [1, 1], [1, 1], [0, 0], [1, 1], 2],
    [9, [1, 1], [2, 1], [0, 1], [1, 1], 1],
    [9, [2, 4], [3, 2], [1, 5], [2, 3], 2],
    [20, [5, 1], [1, 2], [4, 0], [1, 2], 4],
  ])("of %i x %j is its definition, and gradients fit", (size, kernel, stride, padding, dilation, groups) => {
    for (const [dtype, digits] of [
      [float64, 10],
      [float32, 4],
    ] as const) {
      const x = generated(1, [2, 4, size, size + 1], dtype).requiresGrad_();
      const weight = generated(2, [8, 4 / groups, ...kernel], dtype).requiresGrad_();
      const bias = generated(3, [8], dtype).requiresGrad_();
      const options = { stride, padding, dilation, groups };
      const y = conv2d(x, weight, bias, options);
      const wanted = defined(x, weight, bias, options);
      numbers(y).forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, digits));
      expect(numbers(y)).toHaveLength(wanted.length);

      // it is linear in each of its tensors, so the gradients say what it is again
      const g = generated(4, y.shape, dtype);
      const [dx, dw, db] = grad([y], [x, weight, bias], { gradOutputs: [g] }) as [Tensor, Tensor, Tensor];
      const inner = (a: Tensor, b: Tensor): number => Number(a.to(float64).mul(b.to(float64)).sum().item());
      expect(inner(dx, x) + inner(db, bias)).toBeCloseTo(inner(y, g), digits);
      expect(inner(dw, weight) + inner(db, bias)).toBeCloseTo(inner(y, g), digits);
    }
  });

  test("has the same numbers as a transposed one the other way", () => {
    const weight = generated(1, [6, 2, 3, 2]);
    const options = { stride: [2, 3], padding: [1, 0], groups: 3 };
    const x = generated(2, [1, 6, 7, 8]).requiresGrad_();
    const y = conv2d(x, weight, null, options);
    const g = generated(3, y.shape);
    const [dx] = grad([y], [x], { gradOutputs: [g] });
    const size = convTranspose2d(g, weight, null, options);
    expect(dx!.narrow(3, 0, size.shape[3]!).tolist()).toEqual(size.tolist());
  });

  test("takes and gives one sample or many", () => {
    const x = generated(1, [2, 3, 5]);
    const weight = generated(2, [4, 3, 2]);
    const turned = generated(2, [3, 4, 2]);
    expect(conv1d(x.select(0, 1), weight).tolist()).toEqual(conv1d(x, weight).select(0, 1).tolist());
    expect(convTranspose1d(x.select(0, 1), turned).tolist()).toEqual(convTranspose1d(x, turned).select(0, 1).tolist());
    expect(conv1d(ones([3, 5], { requiresGrad: true }), weight).gradFn?.name).toBe("SqueezeBackward1");
    expect(conv1d(ones([1, 3, 5], { requiresGrad: true }), weight).gradFn?.name).toBe("ConvolutionBackward0");
    expect(convTranspose1d(ones([1, 3, 5], { requiresGrad: true }), turned).gradFn?.name).toBe("ConvolutionBackward0");
  });

  test("takes any strides", () => {
    const x = generated(1, [5, 6, 3, 2]).permute([3, 2, 1, 0]);
    const weight = generated(2, [2, 2, 3, 4]).permute([3, 2, 1, 0]);
    expect(conv2d(x, weight).tolist()).toEqual(conv2d(x.contiguous(), weight.contiguous()).tolist());
    const row = x.narrow(2, 0, 1).expand([2, 3, 6, 5]);
    expect(conv2d(row, weight).tolist()).toEqual(conv2d(row.contiguous(), weight).tolist());
  });

  test("with padding that is the same keeps the size", () => {
    const x = generated(1, [1, 1, 4]);
    for (const length of [1, 2, 3, 4, 8])
      expect(conv1d(x, generated(2, [1, 1, length]), null, { padding: "same", dilation: 3 }).shape).toEqual(x.shape);
    // F.conv1d(torch.ones(1, 1, 4), torch.arange(1., 5).reshape(1, 1, 4), padding="same")
    const ramp = ones([1, 1, 4]).cumsum(2);
    expect(conv1d(ones([1, 1, 4]), ramp, null, { padding: "same" }).tolist()).toEqual([[[9, 10, 6, 3]]]);
    expect(conv1d(x, ramp, null, { padding: "valid" }).shape).toEqual([1, 1, 1]);
  });

  test.each<[DType]>([[int64], [int32], [int16], [int8], [uint8], [float16], [bfloat16]])("of %s", (dtype) => {
    // F.conv2d(torch.arange(12).reshape(1, 1, 3, 4).to(dtype), torch.arange(4).reshape(1, 1, 2, 2).to(dtype))
    const x = ones([12], { dtype }).cumsum(0).sub(1).to(dtype).reshape([1, 1, 3, 4]);
    const weight = ones([4], { dtype }).cumsum(0).sub(1).to(dtype).reshape([1, 1, 2, 2]);
    const y = conv2d(x, weight, zeros([1], { dtype }));
    expect(y.dtype).toBe(dtype);
    expect(numbers(y.to(float32))).toEqual([24, 30, 36, 48, 54, 60]);
  });

  test("of int64 is exact, transposed and dilated too", () => {
    const big = ones([1, 1, 2], { dtype: int64 }).mul(2 ** 40);
    const factor = ones([1, 1, 2], { dtype: int64 }).mul(2 ** 14 + 1);
    expect(conv1d(big, factor).itemBigInt()).toBe(2n * 2n ** 40n * (2n ** 14n + 1n));
    expect(convTranspose1d(big, factor, null, { dilation: 2 }).select(2, 3).itemBigInt()).toBe(
      2n ** 40n * (2n ** 14n + 1n),
    );
  });

  test("of nothing", () => {
    // torch: F.conv2d(torch.zeros(0, 4, 8, 8), torch.zeros(6, 4, 3, 3)).shape, and so on
    const x = zeros([0, 4, 8, 8], { requiresGrad: true });
    const weight = zeros([6, 4, 3, 3], { requiresGrad: true });
    const y = conv2d(x, weight, ones([6]));
    expect(y.shape).toEqual([0, 6, 6, 6]);
    y.sum().backward();
    expect(x.grad!.shape).toEqual([0, 4, 8, 8]);
    expect(weight.grad!.abs().sum().item()).toBe(0);
    expect(conv2d(zeros([2, 0, 8, 8]), zeros([6, 0, 3, 3]), ones([6])).shape).toEqual([2, 0, 6, 6]);
    expect(convTranspose3d(zeros([0, 4, 8, 8, 8]), zeros([4, 3, 2, 2, 2]), null, { stride: 2 }).shape).toEqual([
      0, 3, 16, 16, 16,
    ]);
    expect(convTranspose2d(zeros([2, 4, 1, 1]), zeros([4, 3, 2, 2]), null, { padding: 1 }).shape).toEqual([2, 3, 0, 0]);
    expect(conv2d(zeros([0, 4, 8, 8], { dtype: bool }), zeros([6, 4, 3, 3], { dtype: bool })).dtype).toBe(bool);
  });
});

describe("what does not fit is refused", () => {
  const x = zeros([2, 4, 8, 8]);
  const w = zeros([6, 4, 3, 3]);
  const t = zeros([4, 3, 2, 2]);
  const conv =
    (options: ConvOptions, input = x, weight = w, bias: Tensor | null = null) =>
    (): Tensor =>
      conv2d(input, weight, bias, options);
  const transposed =
    (options: ConvTransposeOptions, input = x, weight = t, bias: Tensor | null = null) =>
    (): Tensor =>
      convTranspose2d(input, weight, bias, options);

  // Each message is that of the same call in PyTorch 2.13.
  test.each<[string, () => Tensor]>([
    ["non-positive stride is not supported", conv({ stride: 0 })],
    ["negative padding is not supported", conv({ padding: -1 })],
    ["non-positive dilation is not supported", conv({ dilation: 0 })],
    ["dilation should be greater than zero", conv({ dilation: -1 })],
    ["non-positive groups is not supported", conv({ groups: 0 })],
    [
      "Given groups=2, weight of size [6, 4, 3, 3], expected input[2, 4, 8, 8] to have 8 channels, but got 4 channels instead",
      conv({ groups: 2 }),
    ],
    [
      "Given groups=7, expected weight to be at least 7 at dimension 0, but got weight of size [6, 4, 3, 3] instead",
      conv({ groups: 7 }),
    ],
    [
      "Given weight of size [6, 4, 3, 3], expected bias to be 1-dimensional with 6 elements, but got bias of size [5] instead",
      conv({}, x, w, zeros([5])),
    ],
    ["Input type (float) and bias type (double) should be the same", conv({}, x, w, zeros([6], { dtype: float64 }))],
    ["expected scalar type Double but found Float", conv({}, x.to(float64))],
    [
      "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [8, 8]",
      conv({}, x.select(0, 0).select(0, 0)),
    ],
    [
      "expected stride to be a single integer value or a list of 1 values to match the convolution dimensions, but got stride=[1, 1]",
      conv({}, x, zeros([6, 4, 3])),
    ],
    [
      "expected padding to be a single integer value or a list of 2 values to match the convolution dimensions, but got padding=[1, 2, 3]",
      conv({ padding: [1, 2, 3] }),
    ],
    ["weight should have at least three dimensions", conv({}, x, zeros([6]))],
    [
      "Calculated padded input size per channel: (2 x 10). Kernel size: (3 x 3). Kernel size can't be greater than actual input size",
      conv({ padding: [0, 1] }, zeros([1, 4, 2, 8])),
    ],
    ["padding='same' is not supported for strided convolutions", conv({ padding: "same", stride: 2 })],
    ["Invalid padding string: 'SAME'", conv({ padding: "SAME" as "same" })],
    [
      "Only zero batch or zero channel inputs are supported, but got input shape: [2, 4, 0, 8]",
      conv({ padding: 2 }, zeros([2, 4, 0, 8])),
    ],
    [
      "kernel size should be greater than zero, but got kernel_height: 0 kernel_width: 3",
      conv({}, x.to(float64), zeros([6, 4, 0, 3], { dtype: float64 })),
    ],
    [
      "Given transposed=1, weight of size [4, 3, 2, 2], expected input[2, 6, 8, 8] to have 4 channels, but got 6 channels instead",
      transposed({}, zeros([2, 6, 8, 8])),
    ],
    [
      "Given transposed=1, weight of size [4, 3, 2, 2], expected bias to be 1-dimensional with 6 elements, but got bias of size [3] instead",
      transposed({ groups: 2 }, x, t, zeros([3])),
    ],
    [
      "output padding must be smaller than either stride or dilation, but got output_padding_height: 1 output_padding_width: 0 stride_height: 1 stride_width: 2 dilation_height: 1 dilation_width: 1",
      transposed({ outputPadding: [1, 0], stride: [1, 2] }),
    ],
    [
      "non-empty 2D or 4D weight tensor expected, but got: [4, 0, 2, 3]",
      transposed({}, x.to(float64), zeros([4, 0, 2, 3], { dtype: float64 })),
    ],
    ["negative output_padding is not supported", transposed({ outputPadding: -1 })],
    [
      "Given input size per channel: (1 x 1). Calculated output size per channel: (-2 x -2). Output size is too small",
      transposed({ padding: 2 }, zeros([2, 4, 1, 1], { dtype: int64 }), t.to(int64)),
    ],
    ["\"slow_conv2d_cpu\" not implemented for 'Bool'", conv({}, x.to(bool), w.to(bool))],
    ["\"slow_conv_dilated<>\" not implemented for 'Int'", conv({ dilation: 2 }, x.to(int32), w.to(int32))],
    ["\"slow_conv_transpose2d_out_cpu\" not implemented for 'Int'", transposed({}, x.to(int32), t.to(int32))],
    [
      "\"compute_columns3d\" not implemented for 'Bool'",
      () => conv3d(zeros([1, 1, 2, 2, 2], { dtype: bool }), zeros([1, 1, 1, 1, 1], { dtype: bool })),
    ],
  ])("%s", (message, run) => {
    expect(run).toThrow(message);
  });
});
