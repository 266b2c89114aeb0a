import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { div, float64, floorDivide, fmod, gcd, int8, lcm, remainder, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  2,
  `
  remainder | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 0.19999999999999996 -1.0999999999999999 0.3999999999999999 | 1 1 1 | 2 1 -1 | RemainderBackward1
  fmod | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | -0.5 0.3 0.3999999999999999 | 1 1 1 | 1 0 -1 | FmodBackward1
  `,
);

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const special = tensor([5, -5, 0, inf, nan, -inf]);

test("floats divide and leave rests as Python does", () => {
  // x = torch.tensor([5., -5, 0, inf, nan, -inf]): x // 2, x % 2, x % inf, x % -inf, x // inf, x.fmod(inf)
  expect(floorDivide(special, 2).tolist()).toEqual([2, -3, 0, nan, nan, nan]);
  expect(remainder(special, 2).tolist()).toEqual([1, 1, 0, nan, nan, nan]);
  expect(remainder(special, inf).tolist()).toEqual([5, inf, 0, nan, nan, nan]);
  expect(remainder(special, -inf).tolist()).toEqual([-inf, -5, 0, nan, nan, nan]);
  expect(floorDivide(special, inf).tolist()).toEqual([0, -1, 0, nan, nan, nan]);
  expect(fmod(special, inf).tolist()).toEqual([5, -5, 0, nan, nan, nan]);
  expect(div(special, 0, { roundingMode: "floor" }).tolist()).toEqual([inf, -inf, nan, inf, nan, -inf]);
  expect(floorDivide(tensor([5, -5, 0.5, -0.5]), -inf).tolist()).toEqual([-1, 0, -1, 0]);
});

test("integers divide exactly", () => {
  const x = tensor([-7, 7, 9007199254740993n]);
  expect(floorDivide(x, 2).tolist()).toEqual([-4, 3, 4503599627370496]);
  expect(div(x, 2, { roundingMode: "trunc" }).tolist()).toEqual([-3, 3, 4503599627370496]);
  expect(remainder(x, 4).tolist()).toEqual([1, 3, 1]);
  expect(remainder(x, -4).tolist()).toEqual([-3, -1, -3]);
  expect(fmod(x, 4).tolist()).toEqual([-3, 3, 1]);
  expect(div(tensor([-(2n ** 63n)]), -1, { roundingMode: "floor" }).tolist()).toEqual([-(2n ** 63n)]);
});

test("an integer divided by zero is an error, and leaves no trace", () => {
  const x = tensor([1, 2]);
  for (const f of [floorDivide, remainder, fmod]) expect(() => f(x, 0)).toThrow("ZeroDivisionError");
  expect(() => div(tensor([1], { dtype: int8 }), 0, { roundingMode: "trunc" })).toThrow("ZeroDivisionError");
  expect(() => x.remainder_(0)).toThrow("ZeroDivisionError");
  expect(x.tolist()).toEqual([1, 2]);
});

test("numbers on the left", () => {
  expect(remainder(7, tensor([2, 4])).tolist()).toEqual([1, 3]);
  expect(floorDivide(2.5, tensor([1, 2])).tolist()).toEqual([2, 1]);
});

test("rounded quotients are flat; floorDivide has no gradient", () => {
  const x = tensor([7, -7], { dtype: float64, requiresGrad: true });
  const y = div(x, 2, { roundingMode: "floor" });
  expect(y.gradFn!.name).toBe("DivBackward2");
  y.sum().backward();
  expect(x.grad!.tolist()).toEqual([0, 0]);
  expect(() => floorDivide(x, 2).sum().backward()).toThrow("derivative for aten::floor_divide is not implemented");
  expect(remainder(x, 2).gradFn!.name).toBe("RemainderBackward0");
  expect(fmod(x, 2).gradFn!.name).toBe("FmodBackward0");
});

test("an unknown rounding mode is named", () => {
  expect(() => div(tensor([1]), 2, { roundingMode: "ceil" as never })).toThrow(
    "div expected `roundingMode` to be one of null, 'trunc', or 'floor' but found 'ceil'",
  );
});

test("gcd and lcm", () => {
  // torch.gcd(torch.tensor([-4, 0, 0, -2**63]), torch.tensor([6, 0, -3, 2])), torch.lcm(...)
  expect(gcd(tensor([-4, 0, 0, -(2n ** 63n)]), tensor([6, 0, -3, 2])).tolist()).toEqual([2, 0, 3, 2]);
  expect(lcm(tensor([-4, 0, 0, 4]), tensor([6, 0, -3, -6])).tolist()).toEqual([12, 0, 0, 12]);
  const bytes = (values: number[]) => tensor(values, { dtype: int8 });
  expect(gcd(bytes([-128, 0, 12]), bytes([-128, 2, 18])).tolist()).toEqual([-128, 2, 6]);
  expect(lcm(bytes([4]), bytes([-6])).tolist()).toEqual([12]);
  expect(() => gcd(tensor([1.5]), tensor([2.5]))).toThrow(`"gcd_cpu" not implemented for 'Float'`);
});
