import { describe, expect, test } from "vitest";
import { checkDerivatives, expectNear, leaf, square, tall, wide } from "../../test/matrices.js";
import { linalg, ones, pinverse, tensor, zeros } from "../index.js";

describe("pinv, matrixRank and lstsq", () => {
  test("values", () => {
    // L.pinv(W)
    const wanted = [
      [0.3521827224166514, 0.11493829434518325],
      [-0.10388653527353109, 0.20040523116596048],
      [0.041628292503223446, -0.1370418124884877],
      [0.17093387364155463, 0.0390495487198379],
    ];
    expectNear(linalg.pinv(wide()), wanted);
    expectNear(pinverse(wide()), wanted);
    expectNear(linalg.pinv(square(), null, { hermitian: true }), linalg.inv(square()).tolist() as number[][]);
    expect(linalg.pinv(zeros([3, 0])).shape).toEqual([0, 3]);
    const rankOne = leaf([1, -1, 3]).outer(leaf([2, -1, 0.5]));
    expect(linalg.matrixRank(rankOne).item()).toBe(1);
    expect(linalg.matrixRank(square(), 4).item()).toBe(1);
    expect(linalg.matrixRank(square(), null, { hermitian: true, atol: tensor(3.5) }).item()).toBe(1);
    expect(linalg.matrixRank(zeros([2, 3, 0])).tolist()).toEqual([0, 0]);
  });

  test("least squares, and what drivers tell besides", () => {
    const [A, B] = [tall(), square().narrow(1, 0, 1)];
    // L.lstsq(B, A[:, :1], driver='gelsd')
    const gelsd = linalg.lstsq(A, B, null, { driver: "gelsd" });
    expectNear(gelsd.solution, [[-0.45], [2.1]]);
    expectNear(gelsd.residuals, [0.375]);
    expect(gelsd.rank.item()).toBe(2);
    expectNear(gelsd.singularValues, [3.6694689453412006, 1.6688312254918236]);
    const gelsy = linalg.lstsq(A, B.squeeze(1));
    expectNear(gelsy.solution, [-0.45, 2.1]);
    expect([gelsy.residuals.numel(), gelsy.singularValues.numel(), gelsy.rank.item()]).toEqual([0, 0, 2]);
    const gels = linalg.lstsq(A, B, null, { driver: "gels" });
    expect([gels.residuals.numel(), gels.rank.numel()]).toEqual([1, 0]);
  });

  test("gradients to second order", () => {
    checkDerivatives((A) => linalg.pinv(A), wide());
    checkDerivatives((A) => linalg.pinv(A), tall());
    const solution = (driver: linalg.LstsqDriver) => (A: typeof B, C: typeof B) => {
      const { solution: X, residuals } = linalg.lstsq(A, C, null, { driver });
      return residuals.numel() === 0 ? X : [X, residuals];
    };
    const B = square();
    checkDerivatives(solution("gelsd"), tall(), B);
    checkDerivatives(solution("gelsy"), tall(), leaf([1, 2, -1]));
    checkDerivatives(solution("gels"), wide(), leaf([[1], [2]]));
    expect(linalg.pinv(wide()).gradFn?.name).toBe("LinalgPinvBackward0");
    expect(linalg.lstsq(tall(), B).solution.gradFn?.name).toBe("LinalgLstsqBackward0");
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    [() => linalg.lstsq(ones([2, 2]), ones([3, 2])), "torch.linalg.lstsq: input.size(-2) should match other.size(-2)"],
    [() => linalg.lstsq(ones([2]), ones([2])), "torch.linalg.lstsq: input must have at least 2 dimensions."],
    [
      () => linalg.lstsq(ones([2, 2]), ones([2, 2]), null, { driver: "x" as "gels" }),
      "torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)",
    ],
    [
      () => linalg.pinv(ones([2])),
      "linalg.pinv(Float{[2]}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types",
    ],
    [() => linalg.matrixRank(tensor([[1]])), "This function doesn't handle types other than float and double"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});
