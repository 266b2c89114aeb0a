import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import {
  bfloat16,
  copysign,
  float16,
  float64,
  frexp,
  heaviside,
  int8,
  int32,
  nextafter,
  sgn,
  sign,
  signbit,
  tensor,
  uint8,
} from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  abs | -1.2 0.3 2.5 | 1.2 0.3 2.5 | -1 1 1 | AbsBackward0
  sign | -1.2 0.3 2.5 | -1 1 1 | 0 0 0 | SignBackward0
  `,
);

testElementwise(
  2,
  `
  copysign | -1.2 0.3 2.5 | 0.7 -1.4 2.1 | 1.2 -0.3 2.5 | -1 -1 1 | 0 0 0 | CopysignBackward0
  `,
);

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

test("the sign of NaN and of zeros is 0", () => {
  for (const f of [sign, sgn]) expect(f(tensor([-2.5, nan, 0, -0])).tolist()).toEqual([-1, 0, 0, 0]);
  expect(sign(tensor([true, false])).tolist()).toEqual([true, false]);
  expect(signbit(tensor([-2.5, nan, 0, -0])).tolist()).toEqual([true, false, false, true]);
});

test("the lowest integer has no absolute value", () => {
  expect(tensor([-128, 3], { dtype: int8 }).abs().tolist()).toEqual([-128, 3]);
  expect(() => tensor([true]).abs()).toThrow(`"abs" not implemented for 'Bool'`);
});

test("copysign with a number", () => {
  const x = tensor([5], { dtype: uint8 });
  expect(copysign(x, -2).tolist()).toEqual([-5]);
  expect(copysign(tensor([1.5], { requiresGrad: true }), -1).gradFn!.name).toBe("CopysignBackward1");
  expect(copysign(tensor([1.5]), -0).tolist()).toEqual([-1.5]);
});

test("heaviside", () => {
  expect(heaviside(tensor([-1.5, 0, 2, nan]), tensor(0.5)).tolist()).toEqual([0, 0.5, 1, 0]);
  expect(() => heaviside(tensor([0.5]), tensor(1))).toThrow(
    "heaviside is not yet implemented for tensors with different",
  );
  const x = tensor([0.5], { requiresGrad: true });
  expect(() => heaviside(x, x).sum().backward()).toThrow("derivative for aten::heaviside is not implemented");
});

test("nextafter steps in the type's own spacing", () => {
  // torch.nextafter(torch.tensor([1, 0, -0., inf, -2.]), torch.tensor([2, -1, 0, 0, -2.])) and so on
  expect(nextafter(tensor([1, 0, -0, inf, -2.5]), tensor([2, -1, 0, 0, -2.5])).tolist()).toEqual([
    1.0000001192092896, -1.401298464324817e-45, 0, 3.4028234663852886e38, -2.5,
  ]);
  const pairs = (dtype: typeof float64, x: number[], y: number[]) =>
    nextafter(tensor(x, { dtype }), tensor(y, { dtype })).tolist();
  expect(pairs(float64, [1, -1, 0], [2, 0, -1])).toEqual([1.0000000000000002, -0.9999999999999999, -5e-324]);
  expect(pairs(float16, [1, 0], [0, 1])).toEqual([0.99951171875, 5.960464477539063e-8]);
  expect(pairs(bfloat16, [1, 0], [0, 1])).toEqual([0.99609375, 9.183549615799121e-41]);
  expect(() => nextafter(tensor([1]), tensor([2]))).toThrow("\"nextafter_cpu\" not implemented for 'Long'");
});

test("frexp", () => {
  // torch.frexp(torch.tensor([8, 0, -3, inf, 1e-40]))
  const x = tensor([8, 0, -3, inf, 1e-40], { requiresGrad: true });
  const { mantissa, exponent } = frexp(x);
  expect(mantissa.tolist()).toEqual([0.5, 0, -0.75, inf, 0.5444488525390625]);
  expect(exponent.tolist()).toEqual([4, 0, 2, 0, -132]);
  expect(exponent.dtype).toBe(int32);
  mantissa.select(0, 0).backward();
  expect((x.grad!.tolist() as number[])[0]).toBe(1 / 16);
  expect(() => frexp(tensor([8]))).toThrow("frexp() only supports floating-point dtypes");
});
