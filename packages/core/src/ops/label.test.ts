import { expect, test } from "vitest";
import {
  cdist,
  cumulativeTrapezoid,
  dist,
  float32,
  floorDivide,
  heaviside,
  kron,
  mvlgamma,
  nextafter,
  pdist,
  quantile,
  renorm,
  type Tensor,
  tensor,
  trapezoid,
  unique,
  uniqueConsecutive,
} from "../index.js";

// x = torch.tensor([[1., 2.], [3., 4.]], requires_grad=True); <call>.grad_fn
const calls: readonly (readonly [string, (x: Tensor) => Tensor, string])[] = [
  ["torch.kron(x, x)", (x) => kron(x, x), "UnsafeViewBackward0"],
  ["torch.cdist(x, x)", (x) => cdist(x, x), "CdistBackward0"],
  ["torch.pdist(x)", (x) => pdist(x), "PdistBackward0"],
  ["torch.dist(x, x * 2)", (x) => dist(x, x.mul(2)), "DistBackward0"],
  ["torch.renorm(x, 2, 0, 1.)", (x) => renorm(x, 2, 0, 1), "RenormBackward0"],
  ["torch.mvlgamma(x, 1)", (x) => mvlgamma(x, 1), "MvlgammaBackward0"],
  ["torch.quantile(x, 0.5, 1)", (x) => quantile(x, 0.5, 1), "SqueezeBackward4"],
  ["torch.trapezoid(x)", (x) => trapezoid(x), "MulBackward1"],
  ["torch.trapezoid(x, x)", (x) => trapezoid(x, x), "DivBackward1"],
  ["torch.cumulative_trapezoid(x)", (x) => cumulativeTrapezoid(x), "CumsumBackward0"],
  ["torch.unique(x)", (x) => unique(x), "Unique2Backward0"],
  ["torch.unique(x, dim=0)", (x) => unique(x, { dim: 0 }), "UniqueDimBackward0"],
  ["torch.unique_consecutive(x)", (x) => uniqueConsecutive(x), "UniqueConsecutiveBackward0"],
  ["torch.unique_consecutive(x, dim=0)", (x) => uniqueConsecutive(x, { dim: 0 }), "UniqueConsecutiveBackward0"],
  ["x // 2", (x) => floorDivide(x, 2), "NotImplemented"],
  ["torch.heaviside(x, x)", (x) => heaviside(x, x), "NotImplemented"],
];

test.each(calls)("%s", (_, call, name) => {
  const x = tensor(
    [
      [1, 2],
      [3, 4],
    ],
    { dtype: float32, requiresGrad: true },
  );
  expect(call(x).gradFn?.name).toBe(name);
});

test("what chooses among equals has no gradient", () => {
  const x = tensor([1, 2], { dtype: float32, requiresGrad: true });
  // torch.unique(x).sum().backward()
  expect(() => unique(x).sum().backward()).toThrow("the derivative for '_unique2' is not implemented.");
});

test("the next number moves with the first one", () => {
  const x = tensor([1, 2], { dtype: float32, requiresGrad: true });
  const y = tensor([1, 3], { dtype: float32, requiresGrad: true });
  nextafter(x, y).sum().backward();
  // torch.nextafter(x, y).sum().backward(); x.grad, y.grad
  expect([x.grad!.tolist(), y.grad!.tolist()]).toEqual([
    [0, 1],
    [0, 0],
  ]);
});
