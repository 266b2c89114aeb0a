import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, tall, wide } from "../../../test/matrices.js";
import {
  cholesky,
  choleskyInverse,
  choleskySolve,
  eye,
  float64,
  geqrf,
  LinAlgError,
  linalg,
  luUnpack,
  ones,
  svd,
  type Tensor,
  tensor,
  zeros,
} from "../../index.js";

// cholesky: what they warn of is tested beside the warnings
beforeAll(() => {
  vi.spyOn(console, "warn").mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

const indefinite = () =>
  tensor(
    [
      [1, 2],
      [2, 1],
    ],
    { dtype: float64 },
  );
const notFinite = () =>
  tensor(
    [
      [Number.NaN, 1],
      [1, 1],
    ],
    { dtype: float64 },
  );
/** Symmetric, whatever x is. */
const symmetric = (x: Tensor): Tensor => x.add(x.mT).div(2);

describe("cholesky", () => {
  test("gives the lower or the upper factor", () => {
    // L.cholesky(A)
    const lower = [
      [2, 0, 0],
      [0.5, 1.6583123951777, 0],
      [0.25, -0.6784005252999682, 1.2154310870109943],
    ];
    expectNear(linalg.cholesky(square()), lower);
    expectNear(linalg.cholesky(square(), { upper: true }).mT, lower);
    expectNear(linalg.cholesky(square().tril()), lower);
    expectNear(linalg.cholesky(square().triu(), { upper: true }).mT, lower);
    expect(linalg.cholesky(zeros([0, 3, 3])).shape).toEqual([0, 3, 3]);
  });

  test("gradients to second order", () => {
    for (const upper of [false, true]) checkDerivatives((A) => linalg.cholesky(symmetric(A), { upper }), square());
    expect(linalg.cholesky(square()).gradFn?.name).toBe("LinalgCholeskyExBackward0");
    expect(cholesky(square()).gradFn?.name).toBe("CholeskyBackward0");
  });

  test("refuses what is not positive definite", () => {
    expect(() => linalg.cholesky(indefinite())).toThrow(LinAlgError);
    expect(() => linalg.cholesky(indefinite())).toThrow(
      "linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the leading minor of order 2 is not positive-definite).",
    );
    expect(() => cholesky(indefinite().expand([3, 2, 2]))).toThrow("cholesky: (Batch element 0): The factorization");
    expect(linalg.choleskyEx(indefinite()).info.item()).toBe(2);
    // torch.linalg.cholesky_ex(torch.tensor([[1., 2., 3.], [2., 3., 1.], [3., 1., 5.]])).L
    const partial = linalg.choleskyEx(
      tensor([
        [1.0, 2, 3],
        [2, 3, 1],
        [3, 1, 5],
      ]).float(),
    );
    expect(partial.L.tolist()).toEqual([
      [1, 0, 0],
      [2, -1, 0],
      [3, 1, 5],
    ]);
  });

  test("solves and inverts", () => {
    // torch.cholesky_solve(B, A), of which the lower triangle is read
    expectNear(choleskySolve(tall(), square()), [
      [-0.03081597222222223, 0.0859375],
      [0.06597222222222224, 0.0625],
      [0.6145833333333334, 0.1875],
    ]);
    const [L, U] = [linalg.cholesky(square()), linalg.cholesky(square(), { upper: true })];
    expectNear(choleskyInverse(L), linalg.inv(square()).tolist() as number[][]);
    expectNear(choleskySolve(tall(), U, { upper: true }), linalg.solve(square(), tall()).tolist() as number[][]);
    for (const upper of [false, true]) {
      const part = (x: Tensor): Tensor => (upper ? x.triu() : x.tril());
      checkDerivatives((B, A) => choleskySolve(B, part(A), { upper }), tall(), square());
      checkDerivatives((A) => choleskyInverse(part(A), { upper }), square());
    }
    expect(() => choleskySolve(ones([3, 2]), eye(2))).toThrow(
      "Incompatible matrix sizes for cholesky_solve: each A matrix is 2 by 2 but each b matrix is 3 by 2",
    );
  });
});

describe("qr", () => {
  test("has the shapes of its modes, and LAPACK's signs", () => {
    const { Q, R } = linalg.qr(tall());
    // L.qr(B)
    expectNear(R, [
      [-3.3166247903554003, -1.3568010505999362],
      [0, -1.846372364689991],
    ]);
    expectNear(Q, [
      [-0.3015113445777635, -0.8616404368553293],
      [0.30151134457776363, -0.492365963917331],
      [-0.9045340337332909, 0.1230914909793326],
    ]);
    const complete = linalg.qr(tall(), { mode: "complete" });
    expectNear(complete.Q.matmul(complete.R), tall().tolist() as number[][]);
    expectNear(complete.Q.mT.matmul(complete.Q), eye(3).tolist() as number[][]);
    expect(linalg.qr(tall(), { mode: "r" }).Q.shape).toEqual([0]);
    expect(linalg.qr(zeros([3, 0])).Q.shape).toEqual([3, 0]);
    expectNear(linalg.qr(stack()).Q.matmul(linalg.qr(stack()).R), stack().tolist() as number[][][]);
  });

  test("gradients to second order", () => {
    const both = (options?: linalg.QrOptions) => (A: Tensor) => Object.values(linalg.qr(A, options));
    checkDerivatives(both(), tall());
    checkDerivatives(both(), stack());
    checkDerivatives(both(), wide());
    checkDerivatives(both({ mode: "complete" }), wide());
    checkDerivatives((A) => linalg.qr(A).R, tall());
    expect(linalg.qr(tall()).Q.gradFn?.name).toBe("LinalgQrBackward0");
  });

  test("says where there is no gradient", () => {
    expect(() => linalg.qr(tall(), { mode: "r" }).R.sum().backward()).toThrow(
      "The derivative of linalg.qr depends on Q, which is not computed when mode='r'.",
    );
    expect(() => linalg.qr(tall(), { mode: "complete" }).R.sum().backward()).toThrow(
      "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.",
    );
    expect(() => linalg.qr(tall(), { mode: "full" as "r" })).toThrow("qr received unrecognized mode 'full'");
  });

  test("its reflections multiply to Q", () => {
    const { a, tau } = geqrf(tall());
    // torch.geqrf(B)
    expectNear(tau, [1.3015113445777635, 1.6919757235565023]);
    expectNear(linalg.householderProduct(a, tau), linalg.qr(tall()).Q.tolist() as number[][]);
    const [x, t] = [a.detach().requiresGrad_(), tau.detach().requiresGrad_()];
    expectNear(linalg.householderProduct(x, t), linalg.qr(tall()).Q.tolist() as number[][]);
    checkDerivatives((p, q) => linalg.householderProduct(p, q), x, t);
  });
});

describe("lu", () => {
  test("gives P, L and U, or both factors in one", () => {
    const { P, L, U } = linalg.lu(tall());
    // L.lu(B)
    expect(P.tolist()).toEqual([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expectNear(U, [
      [3, 1],
      [0, 1.6666666666666667],
    ]);
    expectNear(P.matmul(L).matmul(U), tall().tolist() as number[][]);
    const { LU, pivots } = linalg.luFactor(stack());
    const parts = luUnpack(LU, pivots);
    expectNear(parts.P.matmul(parts.L).matmul(parts.U), stack().tolist() as number[][][]);
    expectNear(linalg.luSolve(LU, pivots, tall()), linalg.solve(stack(), tall()).tolist() as number[][][]);
    const turned = linalg.luSolve(LU, pivots, tall(), { adjoint: true });
    expectNear(turned, linalg.solve(stack().mT, tall()).tolist() as number[][][]);
    expectNear(linalg.luSolve(LU, pivots, tall().mT, { left: false }).mT, turned.tolist() as number[][][]);
  });

  test("gradients to second order", () => {
    for (const A of [tall, wide, stack]) {
      checkDerivatives((x) => Object.values(linalg.lu(x)).slice(1), A());
      checkDerivatives((x) => linalg.luFactor(x).LU, A());
      checkDerivatives((x) => Object.values(luUnpack(x, linalg.luFactor(A()).pivots)).slice(1), A());
    }
    const { LU, pivots } = linalg.luFactor(square());
    for (const adjoint of [false, true])
      checkDerivatives((x, B) => linalg.luSolve(x, pivots, B, { adjoint }), LU.detach().requiresGrad_(), tall());
    expect(LU.gradFn?.name).toBe("LinalgLuFactorExBackward0");
    expect(linalg.lu(square()).L.gradFn?.name).toBe("LinalgLuBackward0");
    expect(linalg.lu(square()).P.requiresGrad).toBe(false);
  });

  test("refuses a zero pivot where it would divide by it", () => {
    const singular = tensor(
      [
        [1, 2],
        [2, 4],
      ],
      { dtype: float64 },
    );
    expect(linalg.luFactorEx(singular).info.item()).toBe(2);
    expect(() => linalg.luFactor(singular)).toThrow("torch.linalg.lu_factor: U[2,2] is zero");
    expect(() => linalg.lu(singular, { pivot: false })).toThrow("LU without pivoting is not implemented on the CPU");
  });
});

describe("svd", () => {
  test("multiplies back", () => {
    for (const A of [tall(), wide(), stack()]) {
      for (const fullMatrices of [false, true]) {
        const { U, S, Vh } = linalg.svd(A, { fullMatrices });
        const k = S.shape.at(-1)!;
        expectNear(
          U.narrow(-1, 0, k)
            .mul(S.unsqueeze(-2))
            .matmul(Vh.narrow(-2, 0, k)),
          A.tolist() as number[][],
        );
        expect([U.shape.at(-1), Vh.shape.at(-2)]).toEqual(fullMatrices ? A.shape.slice(-2) : [k, k]);
      }
    }
    // L.svdvals(W)
    expectNear(linalg.svdvals(wide()), [3.799550959520753, 2.4240281570156994]);
    const { U, S, V } = svd(wide());
    expectNear(U.mul(S).matmul(V.t()), wide().tolist() as number[][]);
    expect(svd(wide(), { some: false }).V.shape).toEqual([4, 4]);
    expect(svd(wide(), { computeUv: false }).V.tolist()).toEqual(zeros([4, 4]).tolist());
    expect(linalg.svd(zeros([0, 3])).Vh.tolist()).toEqual(eye(3).tolist());
  });

  test("gradients to second order", () => {
    // what does not depend on the signs of vectors
    const parts = (A: Tensor): Tensor[] => {
      const { U, S, Vh } = linalg.svd(A, { fullMatrices: false });
      return [U.square(), S, Vh.square(), U.matmul(Vh)];
    };
    for (const A of [tall, wide, stack]) checkDerivatives(parts, A());
    checkDerivatives((A) => linalg.svdvals(A), wide());
    expect(linalg.svdvals(wide()).gradFn?.name).toBe("LinalgSvdBackward0");
  });

  test("has LAPACK's signs", () => {
    // torch.linalg.svd(B, full_matrices=False).U
    expectNear(linalg.svd(tall(), { fullMatrices: false }).U, [
      [-0.5008576392603807, -0.7632004707335105],
      [0.173547289245653, -0.5506493182859842],
      [-0.8479522177516868, 0.3380981658384578],
    ]);
    // torch.linalg.svd(W, full_matrices=False).U
    expectNear(linalg.svd(wide(), { fullMatrices: false }).U, [
      [-0.2090415371805866, -0.977906762290341],
      [0.977906762290341, -0.2090415371805866],
    ]);
  });

  test("refuses what is not finite", () => {
    const message = "The algorithm failed to converge because the input matrix contained non-finite values.";
    expect(() => linalg.svd(notFinite())).toThrow(`linalg.svd: ${message}`);
    expect(() => linalg.svdvals(notFinite().expand([2, 2, 2]))).toThrow(`linalg.svd: (Batch element 0): ${message}`);
    expect(() => linalg.svd(ones([2]))).toThrow("linalg.svd: The input tensor A must have at least 2 dimensions.");
  });
});

describe("eigh", () => {
  test("diagonalizes, and reads one triangle", () => {
    const { eigenvalues, eigenvectors } = linalg.eigh(square());
    // L.eigvalsh(A)
    expectNear(eigenvalues, [1.0595504397993127, 3.3175444385565522, 4.622905121644136]);
    expectNear(eigenvectors.mul(eigenvalues).matmul(eigenvectors.t()), square().tolist() as number[][]);
    expectNear(linalg.eigvalsh(square().tril()), eigenvalues.tolist() as number[]);
    expectNear(linalg.eigvalsh(square().triu(), { UPLO: "U" }), eigenvalues.tolist() as number[]);
    expect(linalg.eigvalsh(zeros([2, 0, 0])).shape).toEqual([2, 0]);
    expect(linalg.eigvalsh(notFinite()).tolist()).toEqual([Number.NaN, Number.NaN]);
  });

  test("gradients to second order", () => {
    checkDerivatives((A) => {
      const { eigenvalues, eigenvectors } = linalg.eigh(symmetric(A));
      return [eigenvalues, eigenvectors.square()];
    }, stack());
    checkDerivatives((A) => linalg.eigvalsh(symmetric(A)), stack());
    expect(linalg.eigh(square()).eigenvalues.gradFn?.name).toBe("LinalgEighBackward0");
  });

  test("has LAPACK's signs for two rows", () => {
    const root = Math.SQRT1_2;
    // torch.linalg.eigh(torch.tensor([[2., 1], [1, 2]], dtype=torch.float64)).eigenvectors
    expectNear(
      linalg.eigh(
        leaf([
          [2, 1],
          [1, 2],
        ]),
      ).eigenvectors,
      [
        [-root, root],
        [root, root],
      ],
    );
    // torch.linalg.eigh(torch.tensor([[-3., 1], [1, 1]], dtype=torch.float64)).eigenvectors
    expectNear(
      linalg.eigh(
        leaf([
          [-3, 1],
          [1, 1],
        ]),
      ).eigenvectors,
      [
        [-0.9732489894677301, -0.22975292054736116],
        [0.22975292054736116, -0.9732489894677301],
      ],
    );
  });

  test("refuses what does not fit", () => {
    expect(() => linalg.eigh(square(), { UPLO: "X" as "L" })).toThrow(
      "Expected UPLO argument to be 'L' or 'U', but got X",
    );
    expect(() => linalg.eigh(tensor([[1]]))).toThrow("\"linalg_eigh_cpu\" not implemented for 'Long'");
    expect(() => linalg.eigh(leaf([[1, 2]]))).toThrow("linalg.eigh: A must be batches of square matrices");
  });
});

test("singular vectors of diagonal matrices have no negative zeros", () => {
  // torch.linalg.svd(torch.tensor([[2., 0.], [0., 3.]])).U
  const { U } = linalg.svd(
    tensor([
      [2.0, 0],
      [0, 3],
    ]).float(),
  );
  expect(U.tolist()).toEqual([
    [0, 1],
    [1, 0],
  ]);
});
