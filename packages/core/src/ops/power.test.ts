import { describe, expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import {
  bool,
  float,
  float16,
  float32,
  float64,
  floatPower,
  int8,
  int64,
  ldexp,
  pow,
  type Tensor,
  tensor,
  uint8,
} from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  sqrt | 0.3 1.1 2.5 | 0.5477225575051661 1.0488088481701516 1.5811388300841898 | 0.9128709291752769 0.4767312946227961 0.31622776601683794 | SqrtBackward0
  rsqrt | 0.3 1.1 2.5 | 1.8257418583505538 0.9534625892455922 0.6324555320336759 | -3.0429030972509232 -0.43339208602072365 -0.1264911064067352 | RsqrtBackward0
  reciprocal | 0.3 1.1 2.5 | 3.3333333333333335 0.9090909090909091 0.4 | -11.111111111111112 -0.8264462809917354 -0.16000000000000003 | ReciprocalBackward0
  square | -1.2 0.3 2.5 | 1.44 0.09 6.25 | -2.4 0.6 5 | PowBackward0
  `,
);

testElementwise(
  2,
  `
  pow | 0.3 1.1 2.5 | 2 -1.4 0.7 | 0.09 0.8750850024146979 1.8991444823309347 | 0.6 -1.113744548527797 0.5317604550526617 | -0.10835755238933424 0.08340450892421297 1.7401684876497756 | PowBackward1
  hypot | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 1.3892443989449803 1.4317821063276353 3.2649655434629015 | -0.8637789008984335 0.20952908873087348 0.7657048647896111 | 0.5038710255240862 -0.9778024140774094 0.6431920864232733 | HypotBackward0
  ldexp | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.949405751254965 0.11367874248827986 10.717734625362931 | 1.624504792712471 0.37892914162759955 4.2870938501451725 | -1.351225100249721 0.07879609984535124 7.428967537560017 | LdexpBackward0
  `,
);

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

describe("integers", () => {
  test("wrap, and stay exact", () => {
    expect(pow(tensor([3]), 40).tolist()).toEqual([-6289078614652622815n]);
    expect(pow(tensor([7], { dtype: uint8 }), 3).tolist()).toEqual([87]);
  });

  test("negative exponents are an error as numbers and truncate as tensors", () => {
    expect(() => pow(tensor([1, 2]), -1)).toThrow("Integers to negative integer powers are not allowed.");
    expect(pow(tensor([1, 2]), float(-1)).tolist()).toEqual([1, 0.5]);
    expect(pow(tensor([1, -1, 2, 0]), tensor([-1, -1, -1, -1])).tolist()).toEqual([1, -1, 0, 0]);
    expect(pow(2, tensor([1, -2])).tolist()).toEqual([2, 0]);
  });

  test("an exponent must fit the type", () => {
    expect(() => pow(tensor([1], { dtype: uint8 }), 300)).toThrow("without overflow");
  });

  test("bools have the powers 0 and 1 only", () => {
    const x = tensor([true, false]);
    expect(pow(x, true).dtype).toBe(bool);
    expect(pow(x, true).tolist()).toEqual([true, false]);
    expect(pow(x, 0).dtype).toBe(int64);
    expect(() => pow(x, x)).toThrow(`"pow" not implemented for 'Bool'`);
  });
});

describe("floats", () => {
  test("have C's special values", () => {
    expect(pow(tensor([1, -1, 2, 0.5]), tensor([nan, inf, nan, -1])).tolist()).toEqual([1, 1, nan, 2]);
    expect(pow(tensor([-8, 4]), 0.5).tolist()).toEqual([nan, 2]);
  });

  test("in double precision have the bits of the C library", () => {
    expect(pow(tensor([2.5], { dtype: float64 }), 2.5).tolist()).toEqual([9.882117688026186]);
  });

  test("exponents that are numbers have forms of their own", () => {
    // torch.tensor([0.47, 1.83]) ** 3
    const z = tensor([0.47, 1.83]);
    expect(pow(z, 3).tolist()).toEqual([0.10382299870252609, 6.1284871101379395]);
    expect(pow(z, -2).tolist()).toEqual(z.mul(z).reciprocal().tolist());
    expect(pow(z, -0.5).tolist()).toEqual(z.rsqrt().tolist());
    expect(pow(z, -1).tolist()).toEqual(z.reciprocal().tolist());
  });

  test("name their gradients by what is a number", () => {
    const x = tensor([2.5], { requiresGrad: true });
    expect([x.pow(2), x.pow(x), pow(2, x)].map((y) => y.gradFn!.name)).toEqual([
      "PowBackward0",
      "PowBackward1",
      "PowBackward2",
    ]);
  });

  test("gradients at the edges", () => {
    const derivative = (f: (x: Tensor) => Tensor, at: number): number => {
      const x = tensor([at], { dtype: float32, requiresGrad: true });
      f(x).sum().backward();
      return (x.grad!.tolist() as number[])[0]!;
    };
    expect(derivative((x) => pow(x, 0), 3)).toBe(0);
    expect(derivative((x) => pow(0, x), 2)).toBe(0);
    expect(derivative((x) => pow(0, x), -1)).toBe(-inf);
    expect(derivative((x) => pow(x, tensor([0])), 0)).toBe(0);
    expect(derivative((x) => pow(tensor([0]), x), 0)).toBe(0);
  });
});

test("ldexp of a float by integers is exact, other powers are rounded first", () => {
  // torch.ldexp(torch.tensor([3.], dtype=torch.float16), torch.tensor([-3])), torch.ldexp(torch.tensor([0]), torch.tensor([255]))
  const half = ldexp(tensor([3], { dtype: float16 }), tensor([-3]));
  expect(half.dtype).toBe(float16);
  expect(half.tolist()).toEqual([0.375]);
  expect(ldexp(tensor([0]), tensor([255])).tolist()).toEqual([nan]);
  expect(ldexp(tensor([0.1], { dtype: float32 }), tensor([2.5], { dtype: float16 })).tolist()).toEqual([
    0.565625011920929,
  ]);
});

test("floatPower computes in double, and in place wants double", () => {
  expect(floatPower(tensor([2], { dtype: int8 }), -1).dtype).toBe(float64);
  expect(floatPower(2, tensor([3])).tolist()).toEqual([8]);
  expect(tensor([2], { dtype: float64 }).floatPower_(3).tolist()).toEqual([8]);
  expect(() => tensor([2.5]).floatPower_(3)).toThrow("requires dtype Double");
});

test("ldexp takes no exponents of bool beside floats", () => {
  // torch.ldexp(torch.tensor([1.5]), torch.tensor([True]))
  expect(() => ldexp(tensor([1.5]), tensor([true]))).toThrow("\"ldexp_cpu_exp\" not implemented for 'Bool'");
});
