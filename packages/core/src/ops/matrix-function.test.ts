import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, tall } from "../../test/matrices.js";
import { chainMatmul, eye, int64, linalg, matrixExp, matrixPower, ones, tensor, zeros } from "../index.js";

// chainMatmul: what they warn of is tested beside the warnings
beforeAll(() => {
  vi.spyOn(console, "warn").mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe("functions of matrices", () => {
  test("powers", () => {
    expect(
      matrixPower(
        tensor([
          [2, 1],
          [1, 1],
        ]),
        5,
      ).tolist(),
    ).toEqual([
      [89, 55],
      [55, 34],
    ]);
    // L.matrix_power(A, -2)
    expectNear(matrixPower(square(), -2), [
      [0.14201183431952663, -0.16331360946745563, -0.19408284023668643],
      [-0.16331360946745563, 0.327810650887574, 0.3431952662721894],
      [-0.19408284023668643, 0.3431952662721894, 0.5585798816568048],
    ]);
    expect(matrixPower(stack(), 0).tolist()).toEqual([eye(3).tolist(), eye(3).tolist()]);
    for (const n of [-3, -1, 1, 2, 3, 6]) checkDerivatives((A) => matrixPower(A, n), square());
  });

  test("exponentials", () => {
    // L.matrix_exp(A)
    expectNear(matrixExp(square()), [
      [77.00841610513575, 38.28633396234336, 3.0425141879869533],
      [38.28633396234336, 41.942212701429334, -12.5252894932478],
      [3.0425141879869533, -12.5252894932478, 13.316270414996803],
    ]);
    expectNear(
      matrixExp(
        leaf([
          [0, 1],
          [-1, 0],
        ]),
      ),
      [
        [Math.cos(1), Math.sin(1)],
        [-Math.sin(1), Math.cos(1)],
      ],
    );
    expect(matrixExp(zeros([2, 0, 0])).shape).toEqual([2, 0, 0]);
    checkDerivatives((A) => matrixExp(A.mul(0.5)), stack());
    expect(matrixExp(square()).gradFn?.name).toBe("LinalgMatrixExpBackward0");
  });

  test("products of several", () => {
    // L.multi_dot([B.T, A, B])
    expectNear(linalg.multiDot([tall().t(), square(), tall()]), [
      [32, 14],
      [14, 21.75],
    ]);
    expect(linalg.multiDot([ones([2]), ones([2, 3]), ones([3, 4]), ones([4])]).item()).toBe(24);
    expect(chainMatmul(ones([1, 2]), ones([2, 3]), ones([3, 1])).tolist()).toEqual([[6]]);
    expect(() => linalg.multiDot([ones([2, 3]), ones([2, 2])])).toThrow(
      "multi_dot(): tensors 0 and 1 with shapes [2, 3] and [2, 2] cannot be multiplied",
    );
    expect(() => linalg.multiDot([ones([2])])).toThrow("multi_dot(): expected at least 2 tensors but got 1");
    expect(() => linalg.multiDot([ones([2, 2]), ones([2, 2], { dtype: int64 })])).toThrow(
      "multi_dot(): all tensors must have be the same dtype but tensor 0 is float and tensor 1 long int",
    );
  });
});
