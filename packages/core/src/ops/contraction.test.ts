import { describe, expect, test } from "vitest";
import { checkDerivatives, expectNear, leaf, square, stack, tall, wide } from "../../test/matrices.js";
import { arange, einsum, float64, inner, int32, int64, kron, ones, type Tensor, tensor, tensordot } from "../index.js";

describe("tensordot", () => {
  test("over neighbouring dimensions", () => {
    // torch.tensordot(A, B, 1)
    expectNear(tensordot(square(), tall(), 1), [
      [4.5, 9],
      [-5, 2.5],
      [7.5, 2.5],
    ]);
    expect(tensordot(ones([2, 3]), ones([4]), 0).shape).toEqual([2, 3, 4]);
    // torch.tensordot(torch.ones(2, 3, dtype=torch.int32), torch.ones(1, 2, dtype=torch.int32), dims=1)
    const [a, b] = [ones([2, 3], { dtype: int32 }), ones([1, 2], { dtype: int32 })];
    expect([tensordot(a, b, 1).dtype, tensordot(a, b, 1).tolist()]).toEqual([
      int32,
      [
        [3, 3],
        [3, 3],
      ],
    ]);
    expect(tensordot(ones([4, 2, 3]), ones([2, 3, 5])).tolist()).toEqual(new Array(4).fill(new Array(5).fill(6)));
  });

  test("over named dimensions", () => {
    const x = stack();
    const wanted = x
      .select(0, 0)
      .t()
      .matmul(x.select(0, 0))
      .add(x.select(0, 1).t().matmul(x.select(0, 1)));
    expectNear(
      tensordot(x, x, [
        [0, 1],
        [0, 1],
      ]),
      wanted.tolist() as number[][],
    );
    expect(
      tensordot(
        x,
        x,
        tensor([
          [0, 1],
          [0, 1],
        ]),
      ).tolist(),
    ).toEqual(
      tensordot(x, x, [
        [0, 1],
        [0, 1],
      ]).tolist(),
    );
    // a size of 1 meets any size: torch.tensordot(torch.ones(2, 3), torch.ones(1, 3), [[0], [0]])
    expect(tensordot(ones([2, 3]), ones([1, 3]), [[0], [0]]).tolist()).toEqual(new Array(3).fill([2, 2, 2]));
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    [1, "contracted dimensions need to match, but first has size 3 in dim -1 and second has size 2 in dim 0"],
    [3, "tensordot expects dims < ndim_a or ndim_b, but got dims=3"],
    [-1, "tensordot expects dims >= 0, but got dims=-1"],
    [[[0], [0, 1]], "both dimension lists should have same length"],
    [
      [
        [0, 0],
        [0, 0],
      ],
      "dim 0 appears multiple times in the list of dims",
    ],
  ])("refuses %j", (dims, message) => {
    expect(() => tensordot(ones([2, 3]), ones([2, 3]), dims)).toThrow(message);
  });

  test("refuses different types", () => {
    expect(() => tensordot(ones([2]), ones([2], { dtype: int64 }), 1)).toThrow("both inputs should have same dtype");
  });
});

describe("inner and kron", () => {
  test("values", () => {
    expect(inner(tensor([1, 2]), tensor([3, 4])).item()).toBe(11);
    expect(inner(ones([2, 3]), ones([4, 5, 3])).shape).toEqual([2, 4, 5]);
    expect(inner(tensor(2), tensor([1.5, 2])).tolist()).toEqual([3, 4]);
    // torch.kron(B, W[:1])
    expectNear(kron(tall(), wide().narrow(0, 0, 1)), [
      [2, -1, 0.5, 1, 4, -2, 1, 2],
      [-2, 1, -0.5, -1, 1, -0.5, 0.25, 0.5],
      [6, -3, 1.5, 3, 2, -1, 0.5, 1],
    ]);
    expect(kron(tensor([1, 2]), tensor([[1], [10]])).tolist()).toEqual([
      [1, 2],
      [10, 20],
    ]);
  });

  test("refuse what does not fit", () => {
    expect(() => inner(ones([2, 3]), ones([2, 4]))).toThrow(
      "inner() the last dimension must match on both input tensors but got shapes [2, 3] and [2, 4]",
    );
  });
});

describe("einsum", () => {
  const letters = (shape: readonly number[]): Tensor =>
    arange(
      shape.reduce((a, b) => a * b, 1),
      { dtype: float64 },
    ).reshape(shape);

  // torch.einsum(equation, *(torch.arange(n).reshape(shape)))
  test.each([
    [
      "ij,jk->ik",
      [
        [2, 3],
        [3, 4],
      ],
      [
        [20, 23, 26, 29],
        [56, 68, 80, 92],
      ],
    ],
    [
      "ij,jk->ki",
      [
        [2, 3],
        [3, 4],
      ],
      [
        [20, 56],
        [23, 68],
        [26, 80],
        [29, 92],
      ],
    ],
    ["ii", [[3, 3]], 12],
    ["ii->i", [[3, 3]], [0, 4, 8]],
    ["ij->", [[2, 3]], 15],
    [
      "ba",
      [[2, 3]],
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
    ],
    [
      "...ik, ...j -> ij",
      [
        [1, 2, 3],
        [3, 3],
      ],
      [
        [27, 36, 45],
        [108, 144, 180],
      ],
    ],
    ["iji->j", [[1, 3, 1]], [0, 1, 2]],
    [
      "ijk,jk->i",
      [
        [2, 3, 4],
        [3, 4],
      ],
      [506, 1298],
    ],
    ["i,j,k->kij", [[1], [2], [2]], [[[0, 0]], [[0, 0]]]],
    ["ij,j", [[2, 3], [1]], [0, 0]],
    [" i j -> j ", [[2, 3]], [3, 5, 7]],
  ])("%s of %j", (equation, shapes, wanted) => {
    expect(einsum(equation, ...shapes.map(letters)).tolist()).toEqual(wanted);
  });

  test("of three operands", () => {
    // torch.einsum('ij,jk,ik->k', A, B, B)
    expectNear(einsum("ij,jk,ik->k", square(), tall(), tall()), [32, 21.75]);
  });

  test("names gradients as in PyTorch", () => {
    const x = square();
    const names = ["ij,jk->ik", "i...,i...->i...", "ij,ij->"].map((equation) => einsum(equation, x, x).gradFn?.name);
    expect(names).toEqual(["ViewBackward0", "MulBackward0", "ViewBackward0"]);
    expect(einsum("ij->ji", x).gradFn?.name).toBe("PermuteBackward0");
    expect(einsum("ii", x).gradFn?.name).toBe("SumBackward1");
  });

  // Each message is that of the same call in PyTorch 2.13.
  test.each([
    ["ij", 2, "einsum(): more operands were provided than specified in the equation"],
    ["ij,jk", 1, "einsum(): fewer operands were provided than specified in the equation"],
    [
      "ijk->i",
      1,
      "einsum(): the number of subscripts in the equation (3) does not match the number of dimensions (2) for operand 0 and no ellipsis was given",
    ],
    [
      "ijk...",
      1,
      "einsum(): the number of subscripts in the equation (3) is more than the number of dimensions (2) for operand 0",
    ],
    ["ij->ii", 1, "einsum(): output subscript i appears more than once in the output"],
    ["ij->k", 1, "einsum(): output subscript k does not appear in the equation for any input operand"],
    ["i.j->i", 1, "einsum(): found '.' for operand 0 that is not part of any ellipsis"],
    ["i...j...", 1, "einsum(): found '.' for operand 0 for which an ellipsis was already found"],
    ["i1", 1, "einsum(): invalid subscript given at index 1 in the equation string, subscripts must be in [a-zA-Z]"],
    [
      "ij->i->j",
      1,
      "einsum(): invalid subscript given at index 5 in the equation string, subscripts must be in [a-zA-Z]",
    ],
    ["ij->i...j...", 1, "einsum(): found '.' for output but an ellipsis (...) was already found"],
    ["ij->i.j", 1, "einsum(): found '.' for output that is not part of any ellipsis (...)"],
    [
      "ij,jk->ik",
      2,
      "einsum(): subscript j has size 2 for operand 1 which does not broadcast with previously seen size 3",
    ],
    ["ii->i", 1, "einsum(): subscript i is repeated for operand 0 but the sizes don't match, 3 != 2"],
  ])("refuses %s for %d operands", (equation, count, message) => {
    expect(() => einsum(equation, ...new Array<Tensor>(count).fill(ones([2, 3])))).toThrow(message);
  });
});

test("gradients to second order", () => {
  checkDerivatives((x, y) => tensordot(x, y, [[0], [1]]), tall(), square());
  checkDerivatives((x, y) => tensordot(x, y, [[0], [0]]), tall(), leaf([[1, -2]]));
  checkDerivatives(kron, wide(), leaf([1, -2]));
  checkDerivatives((x, y, z) => einsum("ij,jk,k->ik", x, y, z), square(), tall(), leaf([2, -1]));
  checkDerivatives((x, y) => einsum("...ij,...jk->...ik", x, y), stack(), tall());
});
