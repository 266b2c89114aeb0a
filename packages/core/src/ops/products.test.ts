import { describe, expect, test } from "vitest";
import { firstOf, generated, singles } from "../../test/generated.js";
import { checkDerivatives, expectNear, leaf, square, stack, tall, wide } from "../../test/matrices.js";
import {
  bfloat16,
  bmm,
  bool,
  dot,
  float16,
  float32,
  float64,
  ger,
  int8,
  int32,
  int64,
  mm,
  mv,
  ones,
  outer,
  tensor,
  vdot,
  zeros,
} from "../index.js";

describe("values", () => {
  test("all layouts of both factors give the same bits", () => {
    const [a, b] = [generated(3, [5, 7]), generated(4, [7, 6])];
    const product = mm(a, b).tolist();
    const turnedA = a.t().contiguous().t();
    const turnedB = b.t().contiguous().t();
    for (const x of [a, turnedA]) for (const y of [b, turnedB]) expect(mm(x, y).tolist()).toEqual(product);
    // torch: the same in float64, rounded once
    expectNear(mm(a, b), mm(a.to(float64), b.to(float64)).tolist() as number[][], 1e-6);
  });

  test("products are rounded, then added in order", () => {
    const big = 2 ** 24;
    // 1 + 2**24 rounds to 2**24, so the order decides
    expect(mm(tensor([[1, big, -big]], { dtype: float32 }), ones([3, 1])).tolist()).toEqual([[0]]);
    expect(mm(tensor([[big, -big, 1]], { dtype: float32 }), ones([3, 1])).tolist()).toEqual([[1]]);
    const x = tensor([0.1, 0.7], { dtype: float32 });
    const [a, b] = [Math.fround(0.1), Math.fround(0.7)];
    expect(dot(x, x).item()).toBe(Math.fround(Math.fround(a * a) + Math.fround(b * b)));
  });

  test("integers are exact and wrap", () => {
    const big = tensor([[2n ** 62n, 3n]], { dtype: int64 });
    expect(mm(big, tensor([[4n], [5n]])).tolist()).toEqual([[15]]);
    const x = tensor([[65537, 65537]], { dtype: int32 });
    // torch.mm(x, x.T), x = torch.tensor([[65537, 65537]], dtype=torch.int32) -> [[262146]]
    expect(mm(x, x.t()).tolist()).toEqual([[262146]]);
    expect(dot(tensor([100, 100], { dtype: int8 }), tensor([2, 1], { dtype: int8 })).item()).toBe(44);
  });

  test("half types are added up in float32", () => {
    for (const dtype of [float16, bfloat16]) {
      const x = ones([1, 4096], { dtype });
      expect(mm(x, x.t()).tolist()).toEqual([[4096]]);
      expect(mm(x, x.t()).dtype).toBe(dtype);
    }
  });

  test("nothing to add up gives zeros, and negative zeros become positive", () => {
    expect(mm(zeros([2, 0]), zeros([0, 3])).tolist()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(dot(zeros([0]), zeros([0])).item()).toBe(0);
    expect(Object.is(mm(tensor([[0.5]]).mul(0), tensor([[-1.5]])).item(), 0)).toBe(true);
  });

  test("stacks, vectors and views", () => {
    const x = stack();
    const each = [0, 1].map((i) => mm(x.select(0, i), tall()).tolist());
    expect(bmm(x, tall().expand([2, 3, 2])).tolist()).toEqual(each);
    expectNear(
      mv(square(), wide().select(0, 1).narrow(0, 0, 3)),
      square()
        .matmul(leaf([1, 3, -2]))
        .tolist() as number[],
    );
    expect(outer(tensor([1, 2]), tensor([3, 4.5])).tolist()).toEqual([
      [3, 4.5],
      [6, 9],
    ]);
    expect(ger).toBe(outer);
    expect(vdot(tensor([1, 2]), tensor([3, 4])).item()).toBe(11);
  });

  // torch.nn.functional.linear(lcg(43, [4, 3]), lcg(502, [2, 3]), lcg(602, [2]))
  test("bits of a layer with three inputs", () => {
    const product = mm(generated(43, [4, 3]), generated(502, [2, 3]).t()).add(generated(602, [2]));
    expect(firstOf(product, 4)).toEqual(singles([1.1097705, 0.2226227, 0.9683063, 0.33659345]));
  });
});

describe("gradients", () => {
  test("to second order", () => {
    checkDerivatives(mm, square(), tall());
    checkDerivatives(bmm, stack(), stack());
    checkDerivatives(mv, wide(), leaf([1, -2, 0.5, 3]));
    checkDerivatives(dot, leaf([1, -2, 0.5]), leaf([2, 0.25, 1]));
    checkDerivatives(outer, leaf([1, -2]), leaf([2, 0.25, 1]));
  });

  test("are named as in PyTorch", () => {
    const x = square();
    const v = leaf([1, 2, 3]);
    const names = [mm(x, x), mv(x, v), dot(v, v), vdot(v, v), outer(v, v), bmm(stack(), stack())].map(
      (y) => y.gradFn?.name,
    );
    expect(names).toEqual([
      "MmBackward0",
      "MvBackward0",
      "DotBackward0",
      "VdotBackward0",
      "MulBackward0",
      "BmmBackward0",
    ]);
  });
});

// Each message is that of the same call in PyTorch 2.13.
describe("errors", () => {
  const long = { dtype: int64 };
  test.each([
    [() => mm(ones([2, 3]), ones([2, 3])), "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"],
    [() => mm(ones([3]), ones([3, 2])), "self must be a matrix"],
    [() => mm(ones([2, 3]), ones([3])), "mat2 must be a matrix"],
    [
      () => mm(ones([2, 3]), ones([3, 2], long)),
      "expected m1 and m2 to have the same dtype, but got: float != long int",
    ],
    [() => bmm(ones([2, 3]), ones([2, 3, 4])), "batch1 must be a 3D tensor"],
    [() => bmm(ones([2, 3, 4]), ones([2, 3])), "batch2 must be a 3D tensor"],
    [
      () => bmm(ones([2, 3, 4]), ones([3, 4, 5])),
      "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [3, 4].",
    ],
    [() => bmm(ones([2, 3, 4]), ones([2, 4, 5], long)), "expected scalar type Float but found Long"],
    [() => mv(ones([2, 3]), ones([3, 1])), "vector + matrix @ vector expected, got 1, 2, 2"],
    [() => mv(ones([2, 3]), ones([2])), "size mismatch, got input (2), mat (2x3), vec (2)"],
    [
      () => mv(ones([2, 3]), ones([3], long)),
      "addmv input tensors must have the same dtype, but got Long, Float, and Long",
    ],
    [() => dot(ones([2, 2]), ones([2])), "1D tensors expected, but got 2D and 1D tensors"],
    [
      () => dot(ones([2]), ones([3])),
      "inconsistent tensor size, expected tensor [2] and src [3] to have the same number of elements, but got 2 and 3 elements respectively",
    ],
    [() => dot(ones([2]), ones([2], long)), "dot : expected both vectors to have same dtype, but found Float and Long"],
    [() => outer(ones([2, 2]), ones([2])), "outer: Expected 1-D argument self, but got 2-D"],
    [() => outer(ones([2]), ones([2, 2])), "outer: Expected 1-D argument vec2, but got 2-D"],
    [
      () => mm(ones([1, 1], { dtype: bool }), ones([1, 1], { dtype: bool })),
      "\"addmm_impl_cpu_\" not implemented for 'Bool'",
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});
