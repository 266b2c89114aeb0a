import { describe, expect, test } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, tall } from "../../test/matrices.js";
import { eye, float16, float64, inverse, LinAlgError, linalg, logdet, ones, tensor, zeros } from "../index.js";

const singular = () =>
  tensor(
    [
      [1, 2],
      [2, 4],
    ],
    { dtype: float64 },
  );
const column = () => tall().select(1, 0).detach().requiresGrad_();

describe("solve", () => {
  test("from the left, from the right, for vectors and stacks", () => {
    // L.solve(A, B)
    expectNear(linalg.solve(square(), tall()), [
      [0, 0.38461538461538464],
      [0.2, 0.20769230769230768],
      [1.6, 0.5076923076923077],
    ]);
    // L.solve(A, B[:, 0])
    expectNear(linalg.solve(square(), column()), [0, 0.2, 1.6]);
    // L.solve(A, B.T, left=False): A is symmetric
    expect(linalg.solve(square(), tall().t(), { left: false }).shape).toEqual([2, 3]);
    const X = linalg.solve(stack(), tall());
    expectNear(stack().matmul(X), [tall().tolist(), tall().tolist()] as number[][][]);
    expectNear(linalg.solve(stack(), stack().select(2, 0)), [
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(linalg.solve(zeros([0, 3, 3]), zeros([3, 2])).shape).toEqual([0, 3, 2]);
  });

  test("gradients to second order", () => {
    checkDerivatives((A, B) => linalg.solve(A, B), square(), tall());
    checkDerivatives((A, B) => linalg.solve(A, B), stack(), column());
    checkDerivatives((A, B) => linalg.solve(A, B, { left: false }), square(), tall().t().detach().requiresGrad_());
    expect(linalg.solve(square(), tall()).gradFn?.name).toBe("LinalgSolveExBackward0");
  });

  test("singular matrices throw a LinAlgError, or are told by number", () => {
    expect(() => linalg.solve(singular(), ones([2], { dtype: float64 }))).toThrow(LinAlgError);
    expect(() => linalg.solve(singular(), ones([2], { dtype: float64 }))).toThrow(
      "torch.linalg.solve: The solver failed because the input matrix is singular.",
    );
    const { info } = linalg.solveEx(singular().expand([2, 2, 2]), ones([2, 1], { dtype: float64 }));
    expect(info.tolist()).toEqual([2, 2]);
  });
});

describe("inv", () => {
  test("values and gradients", () => {
    // L.inv(A)
    expectNear(linalg.inv(square()), [
      [0.3076923076923077, -0.15384615384615385, -0.15384615384615385],
      [-0.15384615384615385, 0.47692307692307695, 0.27692307692307694],
      [-0.15384615384615385, 0.27692307692307694, 0.676923076923077],
    ]);
    expect(linalg.inv(zeros([2, 0, 0])).shape).toEqual([2, 0, 0]);
    expect(inverse).toBe(linalg.inv);
    checkDerivatives((A) => linalg.inv(A), stack());
    expect(linalg.inv(square()).gradFn?.name).toBe("LinalgInvExBackward0");
  });

  test("float32 is rounded once", () => {
    // torch.linalg.inv of the same in float64, rounded
    const inverse32 = linalg.inv(
      tensor([
        [4, 1, 0.5],
        [1, 3, -1],
        [0.5, -1, 2],
      ]),
    );
    expect(inverse32.select(0, 0).tolist()).toEqual(
      [0.3076923076923077, -0.15384615384615385, -0.15384615384615385].map(Math.fround),
    );
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    [() => linalg.inv(ones([2, 3])), "linalg.inv: A must be batches of square matrices, but they are 2 by 3 matrices"],
    [() => linalg.inv(ones([2])), "linalg.inv: The input tensor A must have at least 2 dimensions."],
    [() => linalg.inv(tensor([[1]])), "linalg.inv: Expected a floating point or complex tensor as input. Got Long"],
    [() => linalg.inv(ones([1, 1], { dtype: float16 })), "linalg.inv: Low precision dtypes not supported. Got Half"],
    [
      () => linalg.inv(zeros([2, 2])),
      "linalg.inv: The diagonal element 1 is zero, the inversion could not be completed because the input matrix is singular.",
    ],
    [
      () => linalg.inv(singular().expand([2, 2, 2])),
      "linalg.inv: (Batch element 0): The diagonal element 2 is zero, the inversion could not be completed because the input matrix is singular.",
    ],
    [
      () => linalg.solve(eye(2), ones([3, 2])),
      "linalg.solve: Incompatible shapes of A and B for the equation AX = B (2x2 and 3x2)",
    ],
    [
      () => linalg.solve(eye(2), ones([2, 2], { dtype: float64 })),
      "linalg.solve: Expected A and B to have the same dtype, but found A of type Float and B of type Double instead",
    ],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});

describe("solveTriangular", () => {
  test("reads one triangle", () => {
    // L.solve_triangular(A, B, upper=True)
    expectNear(linalg.solveTriangular(square(), tall(), { upper: true }), [
      [0.020833333333333336, 0.3541666666666667],
      [0.16666666666666666, 0.3333333333333333],
      [1.5, 0.5],
    ]);
    // L.solve_triangular(A, B.T, upper=False, left=False, unitriangular=True)
    const options = { upper: false, left: false, unitriangular: true };
    expectNear(linalg.solveTriangular(square(), tall().t(), options), [
      [-2.5, 2, 3],
      [0, 1.5, 1],
    ]);
    // torch.linalg.solve_triangular(torch.zeros(1, 1), torch.ones(1, 1), upper=True)
    expect(linalg.solveTriangular(zeros([1, 1]), ones([1, 1]), { upper: true }).item()).toBe(Number.POSITIVE_INFINITY);
  });

  test("gradients to second order", () => {
    for (const upper of [false, true])
      for (const unitriangular of [false, true]) {
        checkDerivatives((A, B) => linalg.solveTriangular(A, B, { upper, unitriangular }), stack(), tall());
        const options = { upper, unitriangular, left: false };
        checkDerivatives(
          (A, B) => linalg.solveTriangular(A, B, options),
          square(),
          tall().t().detach().requiresGrad_(),
        );
      }
    expect(linalg.solveTriangular(square(), tall(), { upper: true }).gradFn?.name).toBe(
      "LinalgSolveTriangularBackward0",
    );
  });
});

describe("determinants", () => {
  test("values", () => {
    // L.det(A), L.slogdet(A)
    expectNear(linalg.det(square()), 16.25);
    const { sign, logabsdet } = linalg.slogdet(square());
    expect(sign.item()).toBe(1);
    expectNear(logabsdet, 2.7880929087757464);
    // torch.linalg.det(torch.tensor([[1., 2, 3], [4, 5, 6], [7, 8, 9]])) -> 0
    expect(
      linalg
        .det(
          tensor(
            [
              [1, 2, 3],
              [4, 5, 6],
              [7, 8, 9],
            ],
            { dtype: float64 },
          ),
        )
        .item(),
    ).toBe(0);
    expect(linalg.det(zeros([2, 0, 0])).tolist()).toEqual([1, 1]);
    expect(linalg.slogdet(singular()).logabsdet.item()).toBe(Number.NEGATIVE_INFINITY);
    // torch.logdet(-torch.eye(3)), torch.logdet(torch.zeros(1, 1))
    expect(logdet(eye(3).neg()).item()).toBe(Number.NaN);
    expect(logdet(zeros([1, 1])).item()).toBe(Number.NEGATIVE_INFINITY);
  });

  test("gradients to second order", () => {
    checkDerivatives((A) => linalg.det(A), stack());
    checkDerivatives((A) => linalg.slogdet(A).logabsdet, stack());
    checkDerivatives((A) => logdet(A), square());
    expect(linalg.det(square()).gradFn?.name).toBe("LinalgDetBackward0");
    expect(linalg.slogdet(square()).logabsdet.gradFn?.name).toBe("LinalgSlogdetBackward0");
    expect(logdet(square()).gradFn?.name).toBe("WhereBackward0");
  });

  test("the gradient of a singular matrix is its adjugate", () => {
    const A = leaf([
      [1, 2],
      [2, 4],
    ]);
    linalg.det(A).backward();
    // torch.autograd.grad(torch.linalg.det(A), A, create_graph=True)
    expectNear(A.grad!, [
      [4, -2],
      [-2, 1],
    ]);
  });

  test("refuse what is not square", () => {
    expect(() => logdet(ones([2, 3]))).toThrow(
      "logdet: A must be batches of square matrices, but they are 2 by 3 matrices",
    );
    expect(() => linalg.det(ones([2, 2], { dtype: float16 }))).toThrow("\"lu_cpu\" not implemented for 'Half'");
  });
});

describe("tensorsolve and tensorinv", () => {
  test("see tensors as matrices", () => {
    const [A, B] = [square(), column()];
    expect(linalg.tensorsolve(A.reshape([3, 3, 1]), B).tolist()).toEqual(linalg.solve(A, B).unsqueeze(1).tolist());
    expect(linalg.tensorinv(A.reshape([3, 3, 1]), 1).tolist()).toEqual(linalg.inv(A).unsqueeze(1).tolist());
    expect(linalg.tensorsolve(eye(6).reshape([2, 6, 3]), ones([2, 3]), { dims: [1] }).shape).toEqual([6]);
  });

  test("refuse groups of different sizes", () => {
    expect(() => linalg.tensorinv(ones([2, 3, 5]))).toThrow(
      "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got 5 != 6",
    );
    expect(() => linalg.tensorinv(ones([2, 3, 6]), 0)).toThrow(
      "Expected a strictly positive integer for 'ind', but got 0",
    );
  });
});
