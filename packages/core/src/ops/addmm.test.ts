import { describe, expect, test } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, tall } from "../../test/matrices.js";
import { addbmm, addmm, addmv, addr, baddbmm, bool, full, int64, ones, randn, type Tensor, tensor } from "../index.js";

const scaled = { alpha: 2.5, beta: -0.5 };
const ints = (values: number[] | number[][]): Tensor => tensor(values, { dtype: int64 });

describe("values", () => {
  test("beta times the tensor and alpha times the product", () => {
    // torch.addmm(B, A, B, beta=0.5, alpha=2)
    expectNear(addmm(tall(), square(), tall(), { beta: 0.5, alpha: 2 }), [
      [9.5, 19],
      [-10.5, 5.25],
      [16.5, 5.5],
    ]);
    // torch.addmv(torch.ones(3), A, torch.tensor([1., 2, 3]), beta=-0.5, alpha=2.5)
    expectNear(addmv(leaf([1, 1, 1]), square(), leaf([1, 2, 3]), scaled), [18.25, 9.5, 10.75]);
    // torch.addr(torch.ones(1), torch.tensor([1., 2]), torch.tensor([3., 4]), beta=-0.5, alpha=2.5)
    expectNear(addr(leaf([1]), leaf([1, 2]), leaf([3, 4]), scaled), [
      [7, 9.5],
      [14.5, 19.5],
    ]);
  });

  test("sums of stacks are sums of their products", () => {
    const [x, y] = [stack(), stack().mT];
    const products = baddbmm(leaf([0]), x, y);
    expect(products.tolist()).toEqual(x.bmm(y).tolist());
    expectNear(addbmm(leaf([1]), x, y, scaled), x.bmm(y).sum(0).mul(2.5).sub(0.5).tolist() as number[][]);
  });

  test("a beta of 0 ignores even NaN", () => {
    const nan = full([2], Number.NaN);
    expect(addmm(nan, ones([2, 3]), ones([3, 2]), { beta: 0 }).tolist()).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(addr(nan, ones([1]), ones([2]), { beta: 0 }).tolist()).toEqual([[1, 1]]);
  });

  test("factors of integers are cut off", () => {
    // torch.addmm(torch.ones(2).long(), torch.ones(2, 3).long(), torch.ones(3, 2).long(), alpha=1.5, beta=2.7) -> 5
    const [x, y] = [ones([2, 3], { dtype: int64 }), ones([3, 2], { dtype: int64 })];
    expect(
      addmm(ints([1, 1]), x, y, { alpha: 1.5, beta: 2.7 })
        .select(0, 0)
        .tolist(),
    ).toEqual([5, 5]);
    expect(addmv(ints([1, 1]), x, ints([1, 1, 1]), { alpha: 0.6, beta: 0.2 }).tolist()).toEqual([0, 0]);
  });

  test("addr promotes types, and bools are logical", () => {
    expect(addr(ints([1]), tensor([0.5]), ints([2])).tolist()).toEqual([[2]]);
    const [yes, no] = [tensor([true]), tensor([false])];
    expect(addr(no, yes, yes, { alpha: 2 }).tolist()).toEqual([[true]]);
    expect(addr(no, yes, no).dtype).toBe(bool);
  });
});

describe("in place", () => {
  test("writes the same numbers into the tensor itself", () => {
    const forms: readonly (readonly [Tensor, Tensor, (x: Tensor) => Tensor])[] = [
      [ones([3, 2]), addmm(ones([3, 2]), ones([3, 4]), ones([4, 2])), (x) => x.addmm_(ones([3, 4]), ones([4, 2]))],
      [ones([3]), addmv(ones([3]), ones([3, 4]), ones([4])), (x) => x.addmv_(ones([3, 4]), ones([4]))],
      [ones([3, 2]), addr(ones([3, 2]), ones([3]), ones([2])), (x) => x.addr_(ones([3]), ones([2]))],
      [ones([2, 1, 1]), ones([2, 1, 1]).mul(5), (x) => x.baddbmm_(ones([2, 1, 4]), ones([2, 4, 1]))],
      [ones([1, 1]), ones([1, 1]).mul(9), (x) => x.addbmm_(ones([2, 1, 4]), ones([2, 4, 1]))],
    ];
    for (const [x, wanted, write] of forms) {
      expect(write(x)).toBe(x);
      expect(x.tolist()).toEqual(wanted.tolist());
    }
  });

  test("addbmm_ gives a broadcast tensor the shape of the result", () => {
    const x = ones([1]);
    expect(x.addbmm_(ones([2, 3, 4]), ones([2, 4, 2])).shape).toEqual([3, 2]);
    expect(x.tolist()).toEqual(new Array(3).fill([9, 9]));
  });
});

test("gradients to second order, with factors and broadcasting", () => {
  checkDerivatives((x, a, b) => addmm(x, a, b, scaled), leaf([1, -2]), square(), tall());
  checkDerivatives((x, a, b) => addmv(x, a, b, scaled), leaf(0.5), square(), leaf([1, 2, -1]));
  checkDerivatives((x, a, b) => addr(x, a, b, scaled), leaf([[1], [2]]), leaf([1, 2]), leaf([3, -1, 0.5]));
  checkDerivatives((x, a, b) => baddbmm(x, a, b, scaled), leaf([1, 2, 3]), stack(), stack());
  checkDerivatives((x, a, b) => addbmm(x, a, b, scaled), leaf([1]), stack(), stack());
  checkDerivatives((x, a, b) => x.clone().addmm_(a, b, scaled), tall(), square(), tall());
  expect(addmm(leaf([1, 2]), square(), tall()).gradFn?.name).toBe("AddmmBackward0");
});

// Each message is that of the same call in PyTorch 2.13.
describe("errors", () => {
  const long = { dtype: int64 };
  test.each([
    [() => addmm(ones([2]), ones([2, 3]), ones([2, 3])), "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"],
    [() => addmm(ones([2, 2]), ones([2, 3]), ones([3])), "mat2 must be a matrix, got 1-D tensor"],
    [
      () => addmm(ones([2], long), ones([2, 3]), ones([3, 2])),
      "self and mat2 must have the same dtype, but got Long and Float",
    ],
    [
      () => addmm(ones([5]), ones([2, 3]), ones([3, 2])),
      "The expanded size of the tensor (2) must match the existing size (5) at non-singleton dimension 1.  Target sizes: [2, 2].  Tensor sizes: [5]",
    ],
    [
      () => ones([2]).addmm_(ones([2, 3]), ones([3, 2])),
      "Bad in-place call: input tensor size [2] and output tensor size [2, 2] should match",
    ],
    [() => addmv(ones([3]), ones([2, 3]), ones([3])), "size mismatch, got input (3), mat (2x3), vec (3)"],
    [() => addr(ones([2]), ones([3, 1]), ones([2])), "addr: Expected 1-D argument vec1, but got 2-D"],
    [
      () => addr(ints([1]), ints([1]), ints([1]), { alpha: 0.5 }),
      "For integral input tensors, argument alpha must not be a floating point number.",
    ],
    [() => ones([2]).addr_(ones([2]), ones([2])), "2D tensor expected, got 1D tensor for input"],
    [
      () => baddbmm(ones([2], long), ones([2, 3, 4]), ones([2, 4, 2])),
      "Input dtypes must be the same, got: input long int, batch1: float, batch2: float",
    ],
    [() => addbmm(ones([2]), ones([2, 3, 4]), ones([2, 3, 2])), "Incompatible matrix sizes for bmm (3x4 and 3x2)"],
    [
      () => addbmm(ones([2]), ones([2, 3, 4]), ones([3, 4, 2])),
      "batch1 and batch2 must have same number of batches, got 2 and 3",
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});

test.each([
  [1, 1, 1],
  [3, 0, 5],
  [7, 5, 1],
  [40, 64, 19],
  [20, 300, 33],
])("a bias is added to the rounded product of [%i, %i] and %i columns", (m, k, n) => {
  const [x, y, bias] = [randn([m, k]), randn([k, n]), randn([n])];
  expect(addmm(bias, x, y).tolist()).toEqual(x.matmul(y).add(bias).tolist());
  expect(addmm(bias, x, y.t().contiguous().t()).tolist()).toEqual(x.matmul(y).add(bias).tolist());
});
