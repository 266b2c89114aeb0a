import { describe, expect, test } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, wide } from "../../test/matrices.js";
import { eye, float16, float64, linalg, norm, ones, tensor, zeros } from "../index.js";

const { POSITIVE_INFINITY: inf } = Number;
const orders = ["fro", "nuc", 1, -1, 2, -2, inf, -inf] as const;

describe("norms", () => {
  test("of one matrix, by every order", () => {
    // [L.matrix_norm(W, p).item() for p in ('fro', 'nuc', 1, -1, 2, -2, inf, -inf)]
    const wanted = [4.5069390943299865, 6.2235791165364525, 4, 1.25, 3.799550959520753, 2.4240281570156994, 6.25, 4.5];
    orders.forEach((order, i) => {
      expectNear(linalg.matrixNorm(wide(), order), wanted[i]!);
      expectNear(linalg.norm(wide(), order), wanted[i]!);
      expectNear(linalg.matrixNorm(wide().unsqueeze(1), order, [0, 2], { keepdim: true }), [[[wanted[i]!]]]);
      expectNear(linalg.norm(wide().t().unsqueeze(0), order, [2, 1]), [wanted[i]!]);
      checkDerivatives((A) => linalg.matrixNorm(A, order), stack());
    });
    expectNear(norm(wide(), "nuc"), wanted[1]!);
  });

  test("of all elements and of vectors", () => {
    expectNear(linalg.norm(stack()), linalg.norm(stack().flatten()).item() as number);
    expect(linalg.norm(leaf([3, -4]), 1).item()).toBe(7);
    expect(linalg.norm(leaf([[3, -4]]), inf, 1).tolist()).toEqual([4]);
    expect(linalg.norm(leaf([[3, -4]]), 1, 1, { keepdim: true }).tolist()).toEqual([[7]]);
    expect(linalg.matrixNorm(ones([2, 2]), "fro", [0, 1], { dtype: float64 }).dtype).toBe(float64);
    // torch.linalg.matrix_norm(torch.zeros(3, 0), 1), torch.linalg.matrix_norm(torch.zeros(0, 3), 2)
    expect(linalg.matrixNorm(zeros([3, 0]), 1).item()).toBe(0);
    expect(linalg.matrixNorm(zeros([0, 3]), 2).item()).toBe(0);
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    [() => linalg.matrixNorm(ones([2])), "linalg.matrix_norm: The input tensor A must have at least 2 dimensions."],
    [() => linalg.matrixNorm(ones([2, 2]), 3), "linalg.matrix_norm: Order 3 not supported."],
    [() => linalg.matrixNorm(ones([2, 2]), "x" as "fro"), "linalg.matrix_norm: Order x not supported."],
    [() => linalg.matrixNorm(ones([2, 2]), 1, [0, 0]), "linalg.matrix_norm: dims must be different. Got (0, 0)"],
    [() => linalg.matrixNorm(ones([2, 2]), 1, [0]), "linalg.matrix_norm: dim must be a 2-tuple. Got 0"],
    [
      () => linalg.matrixNorm(tensor([[1]])),
      "linalg.matrix_norm: Expected a floating point or complex tensor as input. Got Long",
    ],
    [
      () => linalg.norm(ones([2, 2, 2]), 2),
      "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got 3D.",
    ],
    [
      () => linalg.norm(ones([2, 3, 2]), null, [0, 1, 2]),
      "linalg.norm: If dim is specified, it must be of length 1 or 2. Got [0, 1, 2]",
    ],
    [() => norm(ones([2, 2, 2]), "nuc"), "linalg.matrix_norm: dim must be a 2-tuple. Got 0 1 2"],
  ])("%s", (call, message) => {
    expect(call).toThrow(message);
  });
});

describe("cond", () => {
  test("by every order", () => {
    // L.cond(A), L.cond(A, 1), L.cond(A, 'fro')
    expectNear(linalg.cond(square()), 4.363081688229729);
    expectNear(linalg.cond(square(), 1), 6.092307692307693);
    expectNear(linalg.cond(square(), "fro"), 5.869538251850893);
    expectNear(linalg.cond(square(), -2).mul(linalg.cond(square(), 2)), 1);
    for (const order of orders) checkDerivatives((A) => linalg.cond(A, order), stack());
  });

  test("of singular and of empty matrices", () => {
    // torch.linalg.cond(torch.stack([torch.eye(2), torch.ones(2, 2)]), 1)
    const batch = eye(2).unsqueeze(0).expand([2, 2, 2]).clone();
    batch.select(0, 1).fill_(1);
    expect(linalg.cond(batch, 1).tolist()).toEqual([1, inf]);
    expect(linalg.cond(zeros([2, 0, 0])).tolist()).toEqual([0, 0]);
    expect(() => linalg.cond(ones([2, 3]), 1)).toThrow(
      "linalg.cond(ord=1): A must be batches of square matrices, but they are 2 by 3 matrices",
    );
    expect(() => linalg.cond(ones([2, 2]), 3)).toThrow("linalg.cond got an invalid norm type: 3");
  });
});

test("of halves, but for orders that need singular values", () => {
  // torch.linalg.matrix_norm(torch.ones(2, 2).half(), 1), and of order 2
  const halves = ones([2, 2], { dtype: float16 });
  expect([linalg.matrixNorm(halves, 1).dtype, linalg.matrixNorm(halves, 1).item()]).toEqual([float16, 2]);
  expect(() => linalg.matrixNorm(halves, 2)).toThrow(
    "linalg.matrix_norm: Low precision dtypes not supported. Got Half",
  );
});
