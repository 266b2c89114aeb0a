import { expect, test } from "vitest";
import {
  addcdiv,
  addcmul,
  float,
  float16,
  float32,
  float64,
  gradcheck,
  gradgradcheck,
  lerp,
  tensor,
  uint8,
} from "../index.js";

const steps = (n: number, by: number, from: number): number[] => Array.from({ length: n }, (_, i) => i * by + from);
const single = (values: number[]) => tensor(values, { dtype: float32 });
const leaf = (...values: number[]) => tensor(values, { dtype: float64, requiresGrad: true });

// X, Y, Z = (torch.from_numpy((numpy.arange(6) * by + start).astype("f4")) for by, start in ((0.7, -6), (0.31, -2.9), (0.17, 0.3)))
const x = single(steps(6, 0.7, -6));
const y = single(steps(6, 0.31, -2.9));
const z = single(steps(6, 0.17, 0.3));

test("addcmul fuses the last product", () => {
  // torch.addcmul(X, Y, Z, value=0.3)
  expect(addcmul(x, y, z, { value: 0.3 }).tolist()).toEqual([
    -6.261000156402588, -5.66519021987915, -5.037759780883789, -4.3787102699279785, -3.688040018081665,
    -2.965749979019165,
  ]);
});

test("addcdiv rounds product, quotient and sum", () => {
  // torch.addcdiv(X, Y, Z, value=0.3)
  expect(addcdiv(x, y, z, { value: 0.3 }).tolist()).toEqual([
    -8.899999618530273, -6.953191757202148, -5.668749809265137, -4.629629611968994, -3.708163261413574,
    -2.8521740436553955,
  ]);
});

test("lerp goes from the nearer end", () => {
  // torch.lerp(X, Y, 0.3), torch.lerp(X, Y, 0.7)
  expect(lerp(x, y, 0.3).tolist()).toEqual([
    -5.070000171661377, -4.486999988555908, -3.9039998054504395, -3.321000099182129, -2.73799991607666,
    -2.1549999713897705,
  ]);
  const far = [
    -3.830000162124634, -3.4030001163482666, -2.9760000705718994, -2.5490000247955322, -2.121999979019165,
    -1.6950000524520874,
  ];
  expect(lerp(x, y, 0.7).tolist()).toEqual(far);
  expect(lerp(x, y, single([0.7])).tolist()).toEqual(far);
});

test("integers", () => {
  const [a, b] = [tensor([1, 2]), tensor([3, 4])];
  expect(addcmul(a, a, b, { value: 2 }).tolist()).toEqual([7, 18]);
  expect(addcmul(a, a, b, { value: 2.5 }).tolist()).toEqual([7, 18]);
  expect(() => addcdiv(a, a, b)).toThrow("Integer division with addcdiv");
  expect(addcdiv(a, a, tensor([0.5, 0.25])).tolist()).toEqual([3, 10]);
  expect(() => lerp(a, b, 0.5)).toThrow(`"lerp_kernel_scalar" not implemented for 'Long'`);
  const bytes = tensor([1], { dtype: uint8 });
  expect(() => addcmul(bytes, bytes, bytes, { value: 300 })).toThrow("without overflow");
});

test("types must agree in lerp", () => {
  expect(() => lerp(x, y.to(float64), 0.5)).toThrow("lerp: expected dtype float for `end` but got dtype double");
  expect(() => lerp(x, y, z.to(float64))).toThrow("lerp: expected dtype float for `weight` but got dtype double");
});

test("first and second derivatives, with broadcasting", () => {
  const inputs = () => [leaf(0.3, -1.2), leaf(2.5), leaf(0.7, 1.9)] as const;
  const checks = [
    (a, b, c) => addcmul(a, b, c, { value: 0.3 }),
    (a, b, c) => addcdiv(a, b, c, { value: float(-2) }),
    (a, b, c) => lerp(a, b.expandTo(a.layout), c),
    (a, b) => lerp(a, b.expandTo(a.layout), 0.3),
  ] as ((...args: (typeof x)[]) => typeof x)[];
  for (const f of checks) {
    gradcheck(f, inputs().slice(0, f.length));
    gradgradcheck((...v) => f(...v).mul(f(...v)), inputs().slice(0, f.length));
  }
});

test("in place", () => {
  const a = leaf(1, 2);
  const b = leaf(3, 4);
  const c = a.clone();
  expect(c.addcmul_(b, b, { value: 2 })).toBe(c);
  expect(c.gradFn!.name).toBe("AddcmulBackward0");
  c.sum().backward();
  expect(c.tolist()).toEqual([19, 34]);
  expect(b.grad!.tolist()).toEqual([12, 16]);
  expect(leaf(1, 2).detach().addcdiv_(b, leaf(2, 8)).tolist()).toEqual([2.5, 2.5]);
  const d = a.clone().lerp_(b, leaf(0.5, 0.25));
  d.sum().backward();
  expect(d.tolist()).toEqual([2, 2.5]);
  expect(a.grad!.tolist()).toEqual([1.5, 1.75]);
  expect(
    tensor([1.5])
      .lerp_(tensor([2.5]), 0.5)
      .tolist(),
  ).toEqual([2]);
  expect(() => tensor([1, 2]).addcmul_(tensor([1.5, 2]), tensor([1, 2]))).toThrow("result type Float can't be cast");
  expect(() => tensor([1.5]).addcmul_(x, x)).toThrow("output with shape [1] doesn't match the broadcast shape [6]");
});

test("a weight given as a number has no say in the type", () => {
  // torch.lerp(torch.tensor(1.).half(), torch.tensor(2.).half(), 0.25).dtype
  const [start, end] = [tensor(1.5, { dtype: float16 }), tensor(2.5, { dtype: float16 })];
  expect([lerp(start, end, 0.25).dtype, lerp(start, end, 0.25).item()]).toEqual([float16, 1.75]);
});
