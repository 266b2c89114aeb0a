import { describe, expect, it } from "vitest";
import { generated, singles } from "../../test/generated.js";
import {
  float16,
  float32,
  float64,
  grad,
  logSoftmax,
  logsumexp,
  ones,
  softmax,
  type Tensor,
  tensor,
  zeros,
} from "../index.js";

const lastOf = (x: Tensor, count: number): number[] => Array.from(x.toTypedArray() as Float32Array).slice(-count);

describe("softmax and its logarithm", () => {
  // x = (generated(seed, shape) * 4).requires_grad_(); g = generated(seed + 49, shape)
  // y = x.softmax(dim); torch.autograd.grad(y, x, g); y = x.log_softmax(dim); torch.autograd.grad(y, x, g): the last five elements
  type Case = [number, number[], number, number[], number[], number[], number[]];
  const cases: Case[] = [
    [
      1,
      [2, 5],
      1,
      [0.12527055, 0.005898792, 0.8280053, 0.038989462, 0.001835953],
      [-0.046739638, -0.0067071714, 0.08199437, -0.025924314, -0.0026232786],
      [-2.0772793, -5.1330075, -0.1887357, -3.244464, -6.3001914],
      [0.36179668, -0.34793186, 0.5148397, 0.10917852, -0.63788307],
    ],
    [
      2,
      [2, 19],
      1,
      [0.00015452283, 0.021690158, 0.0010213555, 0.1433662, 0.0067508877],
      [-0.00026768452, -0.010763997, -0.001287106, -0.003458835, -0.0053200903],
      [-8.775168, -3.8308966, -6.8866243, -1.942353, -4.998081],
      [-0.97139084, 0.26214755, -0.4993567, 0.7199912, -0.027893739],
    ],
    [
      3,
      [9, 3],
      0,
      [0.0020059706, 0.16015269, 0.018790815, 0.0006243421, 0.04984625],
      [-0.002654852, -0.017848542, -0.0131125925, -0.001008482, -0.020100156],
      [-6.211627, -1.8316276, -3.9743872, -7.378812, -2.998812],
      [-0.5655992, 0.36523536, -0.08919701, -0.85910046, 0.28196603],
    ],
    [
      4,
      [5, 9],
      0,
      [0.021316731, 0.65770674, 0.07269707, 0.0022088808, 0.65770674],
      [-0.016602958, 0.07699923, -0.039591614, -0.0031526664, 0.07699923],
      [-3.848263, -0.41899616, -2.6214542, -6.115269, -0.41899616],
      [-0.30089682, 0.03580852, 0.18818586, -0.60994136, 0.7035937],
    ],
    [
      5,
      [3, 4, 2],
      1,
      [0.019436479, 0.85005206, 0.12847, 0.0018848376, 0.849153],
      [-0.016736718, 0.06968052, -0.049969994, -0.0027252715, 0.07062714],
      [-3.9406037, -0.16245766, -2.05206, -6.2739134, -0.16351594],
      [-0.27306888, 0.19887269, 0.2165648, -0.5696715, 0.8043562],
    ],
  ];

  it.each(cases)("have PyTorch's bits: %i, shape %j, along %i", (seed, shape, dim, soft, softGrad, log, logGrad) => {
    const x = generated(seed, shape).mul(4).requiresGrad_();
    const cotangent = generated(seed + 49, shape);
    const check = (y: Tensor, values: number[], gradients: number[]): void => {
      expect(lastOf(y.detach(), 5)).toEqual(singles(values));
      expect(lastOf(grad(y, x, { gradOutputs: cotangent })[0]!, 5)).toEqual(singles(gradients));
    };
    check(softmax(x, dim), soft, softGrad);
    check(logSoftmax(x, dim), log, logGrad);
  });

  it("are sure of what is infinite", () => {
    const { NEGATIVE_INFINITY: low } = Number;
    expect(softmax(tensor([0, low, 0]), 0).tolist()).toEqual([0.5, 0, 0.5]);
    expect(softmax(tensor([low, low]), 0).tolist()).toEqual([Number.NaN, Number.NaN]);
    expect(logSoftmax(tensor([1000.5, 0]), 0).tolist()).toEqual([0, -1000.5]);
  });

  it("need floats", () => {
    expect(() => softmax(tensor([1, 2]), 0)).toThrow("\"softmax_lastdim_kernel_impl\" not implemented for 'Long'");
    expect(() => logSoftmax(ones([2, 2]).gt(0), 0)).toThrow("\"log_softmax_kernel_impl\" not implemented for 'Bool'");
    expect(softmax(tensor([3, 3]), 0, { dtype: float32 }).tolist()).toEqual([0.5, 0.5]);
    expect(softmax(tensor([3.5, 3.5], { dtype: float16 }), 0).dtype).toBe(float16);
    expect(softmax(zeros([2, 0]), 1).shape).toEqual([2, 0]);
    expect(softmax(tensor(2.5), 0).item()).toBe(1);
  });
});

describe("logsumexp", () => {
  it("does not overflow, and knows infinities", () => {
    // torch.tensor([1000., 1000.]).logsumexp(0), torch.tensor([[1., 2.], [3., 4.]]).logsumexp([0, 1])
    expect(logsumexp(tensor([1000, 1000], { dtype: float32 }), 0).item()).toBe(1000.6931762695312);
    expect(
      logsumexp(
        tensor([
          [1, 2],
          [3, 4],
        ]),
        [0, 1],
      ).item(),
    ).toBeCloseTo(4.440189838409424, 6);
    expect(logsumexp(tensor([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]), 0).item()).toBe(
      Number.NEGATIVE_INFINITY,
    );
    expect(logsumexp(zeros([2, 0]), 1).tolist()).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    expect(logsumexp(zeros([2, 3], { dtype: float64 }), 1, { keepdim: true }).shape).toEqual([2, 1]);
  });
});
