import { describe, expect, test, vi } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, tall, wide } from "../../test/matrices.js";
import { cross, float64, linalg, ones, tensor, trace, zeros } from "../index.js";
import { setWarnAlways } from "../warnings.js";

describe("cross, trace, vecdot, vander, diagonal", () => {
  test("values", () => {
    // L.cross(A, B.T[:1].expand(3, 3))
    const wanted = [
      [3.5, -11.5, -5],
      [8, -4, -4],
      [-1, 0.5, 0.5],
    ];
    const row = tall().t().narrow(0, 0, 1);
    expectNear(linalg.cross(square(), row), wanted);
    expectNear(cross(square().t(), row.t(), 0), tensor(wanted, { dtype: float64 }).t().tolist() as number[][]);
    expect(
      trace(
        tensor([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ).item(),
    ).toBe(6);
    expect(trace(zeros([0, 3])).item()).toBe(0);
    expect(linalg.vecdot(square(), leaf([1, 2, 4])).tolist()).toEqual([8, 3, 6.5]);
    // L.vander(B[:, 0])
    expectNear(linalg.vander(leaf([1, -1, 3])), [
      [1, 1, 1],
      [1, -1, 1],
      [1, 3, 9],
    ]);
    expect(linalg.diagonal(stack(), { offset: 1 }).tolist()).toEqual([
      [-1, 1],
      [2, 0.75],
    ]);
  });

  test("gradients to second order", () => {
    checkDerivatives((x, y) => linalg.cross(x, y), square(), leaf([[1, -2, 0.5]]));
    checkDerivatives(trace, wide());
    checkDerivatives(
      (x, y) => linalg.vecdot(x, y, { dim: 0 }),
      square(),
      tall().narrow(1, 0, 1).detach().requiresGrad_(),
    );
    // torch.linalg.vander(torch.tensor(3.), N=3)
    expect(linalg.vander(tensor(3), { N: 3 }).tolist()).toEqual([[1, 3, 9]]);
    checkDerivatives((x) => linalg.vander(x, { N: 4 }), leaf([0.5, -2]));
    expect(linalg.cross(square(), square()).gradFn?.name).toBe("LinalgCrossBackward0");
    expect(trace(square()).gradFn?.name).toBe("TraceBackward0");
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    [() => linalg.cross(ones([2]), ones([2])), "linalg.cross: inputs dimension -1 must have length 3. Got 2 and 2"],
    [() => linalg.cross(ones([3]), ones([2, 3])), "linalg.cross: inputs must have the same number of dimensions."],
    [() => trace(ones([2])), "trace: expected a matrix, but got tensor with dim 1"],
    [() => linalg.vander(ones([2]), { N: 1 }), "N must be greater than 1."],
    [
      () => linalg.vecdot(tensor([1]), tensor([1])),
      "linalg.vecdot: Expected a floating point or complex tensor as input. Got Long",
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});

test("cross takes the first dimension of size 3 where none is named, and warns", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  setWarnAlways(true);
  // torch.cross(torch.ones(2), torch.ones(2))
  expect(() => cross(ones([2]), ones([2]))).toThrow("no dimension of size 3 in input");
  expect(cross(ones([2, 3]), ones([2, 3])).shape).toEqual([2, 3]);
  expect(warn.mock.calls.flat().join()).toMatch(/^Using torch.cross without specifying the dim arg is deprecated.\n/);
  expect(warn).toHaveBeenCalledTimes(2);
  setWarnAlways(false);
  warn.mockRestore();
});
