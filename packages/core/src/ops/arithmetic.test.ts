import { describe, expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import {
  add,
  bfloat16,
  bool,
  div,
  float,
  float16,
  float32,
  float64,
  int8,
  int32,
  mul,
  neg,
  positive,
  rsub,
  sub,
  tensor,
} from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  2,
  `
  add | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -0.5 -1.0999999999999999 4.6 | 1 1 1 | 1 1 1 | AddBackward0
  sub | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.9 1.7 0.3999999999999999 | 1 1 1 | -1 -1 -1 | SubBackward0
  mul | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -0.84 -0.42 5.25 | 0.7 -1.4 2.1 | -1.2 0.3 2.5 | MulBackward0
  div | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -1.7142857142857144 -0.2142857142857143 1.1904761904761905 | 1.4285714285714286 -0.7142857142857143 0.47619047619047616 | 2.448979591836735 -0.15306122448979595 -0.5668934240362812 | DivBackward0
  rsub | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 1.9 -1.7 -0.3999999999999999 | -1 -1 -1 | 1 1 1 | RsubBackward0
  `,
);

testElementwise(
  1,
  `
  neg | -1.2 0.3 2.5 | 1.2 -0.3 -2.5 | -1 -1 -1 | NegBackward0
  `,
);

describe("alpha", () => {
  test("is fused in floats and exact in integers", () => {
    // x = (numpy.arange(5) * 0.7 - 6).astype("f4"), y = (numpy.arange(5) * 0.31 - 2.9).astype("f4"); torch.add(x, y, alpha=0.3)
    const x = tensor([-6, -5.3, -4.6, -3.9, -3.2], { dtype: float32 });
    const y = tensor([-2.9, -2.59, -2.28, -1.97, -1.66], { dtype: float32 });
    expect(add(x, y, { alpha: 0.3 }).tolist()).toEqual([
      -6.869999885559082, -6.077000141143799, -5.283999919891357, -4.491000175476074, -3.697999954223633,
    ]);
    expect(add(tensor([2n ** 60n]), tensor([3]), { alpha: 2 }).tolist()).toEqual([2n ** 60n + 6n]);
    expect(sub(tensor([7]), tensor([3]), { alpha: 2 }).tolist()).toEqual([1]);
    // torch.add(torch.tensor([2**24 + 1, 2**31 - 1], dtype=torch.int32), torch.tensor([1, 1], dtype=torch.int32), alpha=2)
    const integers = tensor([2 ** 24 + 1, 2 ** 31 - 1], { dtype: int32 });
    expect(add(integers, tensor([1, 1], { dtype: int32 }), { alpha: 2 }).tolist()).toEqual([16777219, -2147483647]);
  });

  test("multiplies numbers too", () => {
    expect(add(tensor([1.5]), 2, { alpha: 3 }).tolist()).toEqual([7.5]);
    expect(add(tensor([1]), 2.5, { alpha: 3 }).tolist()).toEqual([8.5]);
    expect(add(tensor([1]), float(2), { alpha: 3 }).dtype).toBe(float32);
    expect(rsub(tensor([1, 2]), 3, { alpha: 2 }).tolist()).toEqual([1, -1]);
    expect(rsub(tensor([1, 2]), tensor([1, 2]), { alpha: 2 }).tolist()).toEqual([-1, -2]);
  });

  test("is of the result's kind", () => {
    const one = tensor([1]);
    expect(() => add(one, one, { alpha: 1.5 })).toThrow(
      "For integral input tensors, argument alpha must not be a floating point number.",
    );
    expect(() => add(one, 2, { alpha: 2.5 })).toThrow("must not be a floating point number");
    expect(() => add(one, one, { alpha: true })).toThrow("Boolean alpha only supported for Boolean results.");
    const yes = tensor([true, false]);
    expect(add(yes, tensor([true, true]), { alpha: 2 }).tolist()).toEqual([true, true]);
  });

  test("reaches the gradient", () => {
    const x = tensor([1.5], { requiresGrad: true });
    add(x, x, { alpha: 3 }).backward();
    expect(x.grad!.tolist()).toEqual([4]);
    sub(x, x, { alpha: 3 }).backward();
    expect(x.grad!.tolist()).toEqual([2]);
    expect(x.clone().add_(x, { alpha: 2 }).tolist()).toEqual([4.5]);
  });
});

describe("integers", () => {
  test("wrap", () => {
    expect(add(tensor([2n ** 63n - 1n]), 1).tolist()).toEqual([-(2n ** 63n)]);
    expect(mul(tensor([2n ** 62n]), 4).tolist()).toEqual([0]);
    expect(mul(tensor([2 ** 53 + 2]), 3).tolist()).toEqual([27021597764222982n]);
    expect(add(tensor([100], { dtype: int8 }), 100).tolist()).toEqual([-56]);
    expect(mul(tensor([2 ** 30], { dtype: int32 }), 6).tolist()).toEqual([-2147483648]);
    expect(neg(tensor([-128], { dtype: int8 })).tolist()).toEqual([-128]);
  });

  test("divide to floats, but not in place", () => {
    expect(div(tensor([1, 2]), 2).tolist()).toEqual([0.5, 1]);
    expect(() => tensor([1, 2]).div_(2)).toThrow("result type Float can't be cast to the desired output type Long");
    expect(() => tensor([1, 2]).mul_(2.5)).toThrow("can't be cast");
    expect(() => tensor([true]).add_(1)).toThrow("result type Long can't be cast to the desired output type Bool");
  });
});

describe("bools", () => {
  const [x, y] = [tensor([true, true, false]), tensor([true, false, false])];
  test("add and multiply as or and and", () => {
    expect(add(x, y).dtype).toBe(bool);
    expect(add(x, y).tolist()).toEqual([true, true, false]);
    expect(mul(x, y).tolist()).toEqual([true, false, false]);
    expect(add(x, 1).tolist()).toEqual([2, 2, 1]);
  });

  test("do not subtract", () => {
    expect(() => sub(x, y)).toThrow("Subtraction, the `-` operator, with two bool tensors is not supported.");
    expect(() => sub(x, 1)).toThrow("Subtraction, the `-` operator, with a bool tensor is not supported.");
    expect(() => sub(tensor([1]), true)).toThrow("with a bool tensor is not supported.");
    expect(() => rsub(x, 1)).toThrow("with a bool tensor is not supported.");
    expect(() => sub(tensor([1, 2, 3]), y)).toThrow("with a bool tensor is not supported.");
    expect(() => neg(x)).toThrow("Negation, the `-` operator, on a bool tensor is not supported.");
    expect(() => positive(x)).toThrow("The `+` operator, on a bool tensor is not supported.");
  });
});

test("half types round what they are added to, but not what multiplies them", () => {
  // torch.tensor([1.5, 2.5], dtype=torch.float16) * 0.1, + 0.1; torch.tensor([1.5, 2.5], dtype=torch.bfloat16) + torch.tensor(0.1)
  const x = tensor([1.5, 2.5], { dtype: float16 });
  expect(mul(x, 0.1).tolist()).toEqual([0.1500244140625, 0.25]);
  expect(add(x, 0.1).tolist()).toEqual([1.599609375, 2.599609375]);
  expect(add(tensor([1.5, 2.5], { dtype: bfloat16 }), tensor(0.1)).tolist()).toEqual([1.6015625, 2.59375]);
});

describe("a number on the left", () => {
  // t = torch.tensor([1.5, -2.0]); i = torch.tensor([1, 2], dtype=torch.int8); torch.add(2, t, alpha=2), ...
  const t = tensor([1.5, -2]);
  const i = tensor([1, 2], { dtype: int8 });

  test("is added, subtracted, multiplied and divided", () => {
    expect(add(2, t, { alpha: 2 }).tolist()).toEqual([5, -2]);
    expect(sub(2, i, { alpha: 2 }).tolist()).toEqual([0, -2]);
    expect(mul(2.5, i).tolist()).toEqual([2.5, 5]);
    expect(div(3, t).tolist()).toEqual([2, -1.5]);
    expect(div(3, i, { roundingMode: "floor" }).tolist()).toEqual([3, 1]);
  });

  test("widens the other operand only across categories", () => {
    const types = [add(2, i), add(2.5, i), add(2, tensor(1, { dtype: int8 })), add(true, i), add(2.5, t.double())];
    expect(types.map((x) => x.dtype.name)).toEqual(["int8", "float32", "int8", "int8", "float64"]);
    expect(add(0.1, tensor([1], { dtype: float64 })).item()).toBe(1.1);
  });

  test("may stand beside a number", () => {
    expect([add(2, 2.5).item(), mul(2, 3).dtype.name, div(1, 2).item()]).toEqual([4.5, "int64", 0.5]);
  });

  test("that is a bool is not subtracted from", () => {
    expect(() => sub(true, i)).toThrow("Subtraction, the `-` operator, with a bool tensor is not supported.");
  });

  test("hands the gradient to the other operand", () => {
    const x = tensor(4, { dtype: float64, requiresGrad: true });
    div(2, x).backward();
    expect(x.grad?.item()).toBe(-0.125);
  });
});

test("an operand that is neither tensor nor number is named", () => {
  expect(() => tensor([1]).fmod("2" as never)).toThrow("expected a Tensor or a number as operand, got string");
});
