import { describe, expect, test } from "vitest";
import { checkDerivatives, leaf, square, stack, tall } from "../../test/matrices.js";
import { arange, float64, int64, linear, matmul, ones, type Tensor, zeros } from "../index.js";

/** Σ over the last dimension of x and the one before the last of y, element by element. */
function byHand(x: Tensor, y: Tensor): unknown {
  const a = x.ndim === 1 ? x.unsqueeze(0) : x;
  const b = y.ndim === 1 ? y.unsqueeze(1) : y;
  let result = a.unsqueeze(-1).mul(b.unsqueeze(-3)).sum(-2);
  if (y.ndim === 1) result = result.squeeze(-1);
  return (x.ndim === 1 ? result.squeeze(y.ndim === 1 ? -1 : -2) : result).tolist();
}

const numbers = (shape: readonly number[]): Tensor =>
  arange(1, shape.reduce((a, b) => a * b, 1) + 1, { dtype: float64 }).reshape(shape);

describe("matmul", () => {
  // Each name is that of the same call in PyTorch 2.13, where both operands need a gradient.
  test.each([
    [[3], [3], "DotBackward0"],
    [[2, 3], [3], "MvBackward0"],
    [[3], [3, 4], "SqueezeBackward4"],
    [[2, 3], [3, 4], "MmBackward0"],
    [[5, 2, 3], [3], "UnsafeViewBackward0"],
    [[3], [5, 3, 2], "UnsafeViewBackward0"],
    [[5, 2, 3], [3, 4], "UnsafeViewBackward0"],
    [[2, 3], [5, 3, 4], "CloneBackward0"],
    [[5, 2, 3], [5, 3, 4], "UnsafeViewBackward0"],
    [[2, 1, 2, 3], [5, 3, 4], "UnsafeViewBackward0"],
  ])("%j @ %j", (a, b, name) => {
    const [x, y] = [numbers(a), numbers(b)];
    expect(matmul(x, y).tolist()).toEqual(byHand(x, y));
    const tracked = matmul(x.detach().requiresGrad_(), y.detach().requiresGrad_());
    expect(tracked.tolist()).toEqual(byHand(x, y));
    expect(tracked.gradFn?.name).toBe(name);
  });

  test("nothing to add up, and nothing at all", () => {
    expect(matmul(zeros([3, 3, 0]), zeros([0, 2])).tolist()).toEqual(zeros([3, 3, 2]).tolist());
    expect(matmul(zeros([0, 2, 3]), zeros([3, 4])).shape).toEqual([0, 2, 4]);
    expect(matmul(zeros([0]), zeros([0])).item()).toBe(0);
  });

  test("the result may be written to", () => {
    const x = leaf([1, 2, 3]);
    const y = matmul(x, square()).add_(1);
    y.sum().backward();
    expect(x.grad!.tolist()).toEqual(square().sum(1).tolist());
  });

  test("gradients to second order", () => {
    checkDerivatives(matmul, leaf([1, -2, 0.5]), tall());
    checkDerivatives(matmul, stack(), tall());
    checkDerivatives(matmul, square(), stack());
    checkDerivatives(matmul, stack(), leaf([1, -2, 0.5]));
    checkDerivatives(matmul, leaf([1, -2, 0.5]), stack());
    checkDerivatives(matmul, stack().unsqueeze(1).detach().requiresGrad_(), stack());
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    [[], [2], "both arguments to matmul need to be at least 1D, but they are 0D and 1D"],
    [[2, 3], [4, 2], "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x2)"],
    [[2], [3, 2], "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x2)"],
    [[2, 3, 4], [3, 2], "mat1 and mat2 shapes cannot be multiplied (6x4 and 3x2)"],
    [[2, 3, 4], [3], "size mismatch, got input (6), mat (6x4), vec (3)"],
    [[3], [2, 4, 3], "Expected size for first two dimensions of batch2 tensor to be: [2, 3] but got: [2, 4]."],
    [[2, 3, 4], [3, 4, 5], "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0"],
  ])("refuses %j @ %j", (a, b, message) => {
    expect(() => matmul(ones(a), ones(b))).toThrow(message);
  });

  test("refuses different types", () => {
    const long = ones([2, 2, 2], { dtype: int64 });
    expect(() => matmul(ones([2, 2, 2]), long)).toThrow("expected scalar type Float but found Long");
  });
});

describe("linear", () => {
  const weight = (): Tensor =>
    leaf([
      [1, 2, 3],
      [-1, 0.5, 0.25],
    ]);
  const bias = (): Tensor => leaf([10, 20]);

  // Each name is that of the same call in PyTorch 2.13.
  test.each([
    [[3], "ViewBackward0", "SqueezeBackward4"],
    [[4, 3], "AddmmBackward0", "MmBackward0"],
    [[2, 4, 3], "ViewBackward0", "UnsafeViewBackward0"],
  ])("of an input %j", (shape, withBias, withoutBias) => {
    const x = numbers(shape);
    const wanted = x.unsqueeze(-2).mul(weight()).sum(-1);
    expect(linear(x, weight()).tolist()).toEqual(wanted.tolist());
    expect(linear(x, weight(), bias()).tolist()).toEqual(wanted.add(bias()).tolist());
    expect(linear(x, weight(), bias()).gradFn?.name).toBe(withBias);
    expect(linear(x, weight()).gradFn?.name).toBe(withoutBias);
  });

  test("of an input that is not contiguous", () => {
    const x = numbers([2, 3, 4]).mT;
    expect(linear(x, weight(), bias()).tolist()).toEqual(linear(x.contiguous(), weight(), bias()).tolist());
    expect(linear(x, weight(), bias()).gradFn?.name).toBe("AddBackward0");
  });

  test("gradients to second order", () => {
    checkDerivatives(linear, tall().t().detach().requiresGrad_(), weight(), bias());
    checkDerivatives(linear, stack(), weight(), bias());
  });

  test("refuses what does not fit", () => {
    expect(() => linear(ones([2, 3]), ones([4, 2]), ones([4]))).toThrow(
      "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x4)",
    );
    expect(() => linear(ones([2, 3]), ones([4, 3]), ones([4], { dtype: float64 }))).toThrow(
      "self and mat2 must have the same dtype, but got Double and Float",
    );
  });
});
