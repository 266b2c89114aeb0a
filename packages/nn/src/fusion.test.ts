import { arange, float64, noGrad, type Tensor } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { BatchNorm1d, BatchNorm2d, Conv2d, ConvTranspose1d, Linear, type Module, utils } from "./index.js";

// Python, in float64: a(*s) is ((torch.arange(prod(s)) * 7) % 11 - 5).double().reshape(s) / 4
const count = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);
const a = (...shape: number[]): Tensor =>
  arange(count(shape)).mul(7).remainder(11).sub(5).to(float64).div(4).reshape(shape);

/** bn.running_mean = a(c), bn.running_var = a(c).abs() + 0.5, bn.weight = a(c) + 1, bn.bias = a(c) * 2 */
function prepared<T extends BatchNorm1d | BatchNorm2d>(bn: T): T {
  noGrad(() => {
    bn.runningMean!.copy_(a(3));
    bn.runningVar!.copy_(a(3).abs().add(0.5));
    bn.weight!.copy_(a(3).add(1));
    bn.bias!.copy_(a(3).mul(2));
  });
  bn.eval();
  return bn;
}

function expectParameters(
  layer: Module & { weight: Tensor; bias: Tensor | null },
  weight: number[],
  bias: number[],
): void {
  const numbers = (x: Tensor): number[] => x.detach().reshape([-1]).tolist() as number[];
  numbers(layer.weight).forEach((value, i) => expect(value).toBeCloseTo(weight[i]!, 9));
  numbers(layer.bias!).forEach((value, i) => expect(value).toBeCloseTo(bias[i]!, 9));
}

const weight = [0.2362271207, -0.0944908483, -0.74999625, 1.8749906251, 0.124999375, -0.374998125];
const dtype = { dtype: float64 };

describe("a batch normalisation becomes a part of", () => {
  // Python: fuse_conv_bn_eval(conv, bn) with conv.weight = a(3, 2, 1, 1), conv.bias = a(3)
  test("a convolution", () => {
    const conv = new Conv2d(2, 3, 1, dtype).eval();
    noGrad(() => [conv.weight.copy_(a(3, 2, 1, 1)), conv.bias!.copy_(a(3))]);
    const fused = utils.fuseConvBnEval(conv, prepared(new BatchNorm2d(3, dtype)));
    expectParameters(fused, weight, [-2.5, 1, -1]);
    expect(fused.bias!.requiresGrad).toBe(true);
    expect(conv.weight.tolist()).toEqual(a(3, 2, 1, 1).tolist());
  });

  // Python: fuse_conv_bn_eval(conv, bn, True) with conv.weight = a(2, 3, 2)
  test("a transposed convolution without a bias", () => {
    const conv = new ConvTranspose1d(2, 3, 2, { ...dtype, bias: false }).eval();
    noGrad(() => conv.weight.copy_(a(2, 3, 2)));
    const fused = utils.fuseConvBnEval(conv, prepared(new BatchNorm1d(3, dtype)), true);
    const rest = [-0.1889816966, 0, -1.4999925001, 1.124994375, -0.124999375, -0.624996875];
    expectParameters(fused, [...weight, ...rest], [-2.7362271207, 0.25000375, -0.75000125]);
    expect(fused.bias!.requiresGrad).toBe(false);
  });

  // Python: fuse_linear_bn_eval(linear, bn) with linear.weight = a(3, 2), linear.bias = a(3)
  test("a linear layer", () => {
    const linear = new Linear(2, 3, dtype).eval();
    noGrad(() => [linear.weight.copy_(a(3, 2)), linear.bias!.copy_(a(3))]);
    expectParameters(utils.fuseLinearBnEval(linear, prepared(new BatchNorm1d(3, dtype))), weight, [-2.5, 1, -1]);
  });

  test("nothing in training, without running numbers, or with other features", () => {
    const linear = new Linear(2, 3).eval();
    const bare = new BatchNorm1d(3, { trackRunningStats: false }).eval();
    expect(() => utils.fuseLinearBnEval(linear, new BatchNorm1d(3))).toThrow("Fusion only for eval!");
    expect(() => utils.fuseLinearBnEval(linear, bare)).toThrow("bn.running_mean and bn.running_var must not be None");
    expect(() => utils.fuseLinearBnEval(linear, new BatchNorm1d(4).eval())).toThrow(
      "To fuse, linear.out_features == bn.num_features or bn.num_features == 1, got linear.out_features=3 and bn.num_features=4",
    );
  });
});
