import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  arange,
  float32,
  type Index,
  int32,
  int64,
  ones,
  type Scalar,
  Tensor,
  tensor,
  uint8,
  zeros,
} from "../index.js";

// masks of bytes: what they warn of is tested beside the warnings
beforeAll(() => {
  vi.spyOn(console, "warn").mockReturnValue();
});
afterAll(() => {
  vi.restoreAllMocks();
});

// v, m, x = (torch.arange(float(n)).reshape(shape).requires_grad_() for n, shape in ((4, [4]), (12, [3, 4]), (24, [2, 3, 4])))
const v = arange(4).float().requiresGrad_();
const m = arange(12).float().reshape([3, 4]).requiresGrad_();
const x = arange(24).float().reshape([2, 3, 4]).requiresGrad_();

const reads: [python: string, ours: () => Tensor, torch: [elements: string, gradFn: string | null]][] = [
  ["m[0]", () => m.at(0), ["[0,1,2,3]", "SelectBackward0"]],
  ["m[-1, 1:3]", () => m.at(-1, "1:3"), ["[9,10]", "SliceBackward0"]],
  ["m[:]", () => m.at(":"), ["[[0,1,2,3],[4,5,6,7],[8,9,10,11]]", "SliceBackward0"]],
  ["m[:, :]", () => m.at(":", ":"), ["[[0,1,2,3],[4,5,6,7],[8,9,10,11]]", "AliasBackward0"]],
  ["m[::2, 1:]", () => m.at("::2", "1:"), ["[[1,2,3],[9,10,11]]", "SliceBackward0"]],
  ["m[:, -3:-1]", () => m.at(":", "-3:-1"), ["[[1,2],[5,6],[9,10]]", "SliceBackward0"]],
  ["m[10:20]", () => m.at("10:20"), ["[]", "SliceBackward0"]],
  ["m[2:1]", () => m.at("2:1"), ["[]", "SliceBackward0"]],
  ["m[...]", () => m.at("..."), ["[[0,1,2,3],[4,5,6,7],[8,9,10,11]]", "AliasBackward0"]],
  ["m[()]", () => m.at(), ["[[0,1,2,3],[4,5,6,7],[8,9,10,11]]", "AliasBackward0"]],
  ["x[..., 0]", () => x.at("...", 0), ["[[0,4,8],[12,16,20]]", "SelectBackward0"]],
  [
    "x[0, ..., None]",
    () => x.at(0, "...", null),
    ["[[[0],[1],[2],[3]],[[4],[5],[6],[7]],[[8],[9],[10],[11]]]", "UnsqueezeBackward0"],
  ],
  [
    "m[None, :, None]",
    () => m.at(null, ":", null),
    ["[[[[0,1,2,3]],[[4,5,6,7]],[[8,9,10,11]]]]", "UnsqueezeBackward0"],
  ],
  ["m[torch.tensor(1)]", () => m.at(tensor(1)), ["[4,5,6,7]", "SelectBackward0"]],
  [
    "m[torch.tensor(1, dtype=torch.uint8)]",
    () => m.at(tensor(1, { dtype: uint8 })),
    ["[[[0,1,2,3],[4,5,6,7],[8,9,10,11]]]", "IndexBackward0"],
  ],
  ["m[True]", () => m.at(true), ["[[[0,1,2,3],[4,5,6,7],[8,9,10,11]]]", "IndexBackward0"]],
  ["m[False]", () => m.at(false), ["[]", "IndexBackward0"]],
  ["v[True, [0, 1]]", () => v.at(true, [0, 1]), ["[0,1]", "IndexBackward0"]],
  ["m[[2, 0]]", () => m.at([2, 0]), ["[[8,9,10,11],[0,1,2,3]]", "IndexBackward0"]],
  ["m[[0, 1], [1, 2]]", () => m.at([0, 1], [1, 2]), ["[1,6]", "IndexBackward0"]],
  [
    "m[[[0, 1], [1, 2]]]",
    () =>
      m.at([
        [0, 1],
        [1, 2],
      ]),
    ["[1,6]", "IndexBackward0"],
  ],
  [
    "m[torch.tensor([[0, 1], [1, 2]])]",
    () =>
      m.at(
        tensor([
          [0, 1],
          [1, 2],
        ]),
      ),
    ["[[[0,1,2,3],[4,5,6,7]],[[4,5,6,7],[8,9,10,11]]]", "IndexBackward0"],
  ],
  ["m[:, [0, -1]]", () => m.at(":", [0, -1]), ["[[0,3],[4,7],[8,11]]", "IndexBackward0"]],
  [
    "m[torch.tensor([0, 1], dtype=torch.int32)]",
    () => m.at(tensor([0, 1], { dtype: int32 })),
    ["[[0,1,2,3],[4,5,6,7]]", "IndexBackward0"],
  ],
  ["m[m > 5]", () => m.at(m.gt(5)), ["[6,7,8,9,10,11]", "IndexBackward0"]],
  ["m[[True, False, True]]", () => m.at([true, false, true]), ["[[0,1,2,3],[8,9,10,11]]", "IndexBackward0"]],
  ["m[torch.tensor([True, False, True]), 0]", () => m.at(tensor([true, false, true]), 0), ["[0,8]", "IndexBackward0"]],
  [
    "m[torch.tensor([True, False, True]), [1, 2]]",
    () => m.at(tensor([true, false, true]), [1, 2]),
    ["[1,10]", "IndexBackward0"],
  ],
  ["x[x.sum(2) > 20, 0]", () => x.at(x.sum(2).gt(20), 0), ["[4,8,12,16,20]", "IndexBackward0"]],
  [
    "x[:, x.sum((0, 2)) > 90]",
    () => x.at(":", x.sum([0, 2]).gt(90)),
    ["[[[4,5,6,7],[8,9,10,11]],[[16,17,18,19],[20,21,22,23]]]", "IndexBackward0"],
  ],
  ["x[0, :, [0, 1]]", () => x.at(0, ":", [0, 1]), ["[[0,1],[4,5],[8,9]]", "IndexBackward0"]],
  ["x[[0, 1], :, [0, 1]]", () => x.at([0, 1], ":", [0, 1]), ["[[0,4,8],[13,17,21]]", "IndexBackward0"]],
  ["x[:, [0, 1], [2, 3]]", () => x.at(":", [0, 1], [2, 3]), ["[[2,7],[14,19]]", "IndexBackward0"]],
  ["x[[0, 1], None, [0, 1]]", () => x.at([0, 1], null, [0, 1]), ["[[[0,1,2,3]],[[16,17,18,19]]]", "IndexBackward0"]],
  [
    "x[:, [[0, 1], [1, 2]]]",
    () =>
      x.at(":", [
        [0, 1],
        [1, 2],
      ]),
    [
      "[[[[0,1,2,3],[4,5,6,7]],[[4,5,6,7],[8,9,10,11]]],[[[12,13,14,15],[16,17,18,19]],[[16,17,18,19],[20,21,22,23]]]]",
      "IndexBackward0",
    ],
  ],
  ["x[..., [0, 1]]", () => x.at("...", [0, 1]), ["[[[0,1],[4,5],[8,9]],[[12,13],[16,17],[20,21]]]", "IndexBackward0"]],
  [
    "x[[[1], [0]], [0, 2]]",
    () => x.at([[1], [0]], [0, 2]),
    ["[[[12,13,14,15],[20,21,22,23]],[[0,1,2,3],[8,9,10,11]]]", "IndexBackward0"],
  ],
  ["m[[]]", () => m.at([]), ["[]", "IndexBackward0"]],
  [
    "torch.zeros(0, 3)[torch.zeros(0, dtype=torch.long)]",
    () => zeros([0, 3]).at(zeros([0], { dtype: int64 })),
    ["[]", null],
  ],
  ["torch.ones(())[None]", () => ones([]).at(null), ["[1]", null]],
  ["torch.ones(())[True]", () => ones([]).at(true), ["[1]", null]],
];

describe("at", () => {
  test.each(reads)("%s", (_, ours, torch) => {
    const result = ours();
    expect([JSON.stringify(result.tolist()), result.gradFn?.name ?? null]).toEqual(torch);
  });

  test("gives views for numbers and slices, copies for tensors", () => {
    const y = zeros([3, 4]);
    y.at(0, "1:3").fill_(1);
    y.at([1, 2]).fill_(9);
    expect(`${y.tolist()}`).toBe("0,1,1,0,0,0,0,0,0,0,0,0");
  });

  test("gradients of elements that are read twice add up", () => {
    // v = torch.zeros(3, requires_grad=True); v[[0, 0, 2]].mul(torch.tensor([1., 2., 4.])).sum().backward(); v.grad
    const y = zeros([3], { requiresGrad: true });
    y.at([0, 0, 2])
      .mul(tensor([1, 2, 4]))
      .sum()
      .backward();
    expect(y.grad!.tolist()).toEqual([3, 0, 4]);
  });
});

// src = torch.arange(12.).reshape(3, 4).requires_grad_(); m = src * 1; the line; m, m.grad_fn;
// (m * (torch.arange(12.).reshape(3, 4) + 1)).sum().backward(); src.grad, and the gradient of the value
type Write = [string, () => Index[], () => Tensor | Scalar, string, string, string, string | null];
const writes: Write[] = [
  ["m[0] = 7", () => [0], () => 7, "7,7,7,7,4,5,6,7,8,9,10,11", "CopySlices", "0,0,0,0,5,6,7,8,9,10,11,12", null],
  [
    "m[(-1, slice(1, 3))] = 7",
    () => [-1, "1:3"],
    () => 7,
    "0,1,2,3,4,5,6,7,8,7,7,11",
    "CopySlices",
    "1,2,3,4,5,6,7,8,9,0,0,12",
    null,
  ],
  [
    "m[...] = 2.5",
    () => ["..."],
    () => 2.5,
    "2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5",
    "FillBackward3",
    "0,0,0,0,0,0,0,0,0,0,0,0",
    null,
  ],
  [
    "m[(slice(None), 0)] = [1., 2., 3.]",
    () => [":", 0],
    () => tensor([1, 2, 3], { dtype: float32, requiresGrad: true }),
    "1,1,2,3,2,5,6,7,3,9,10,11",
    "CopySlices",
    "0,2,3,4,0,6,7,8,0,10,11,12",
    "1,5,9",
  ],
  [
    "m[slice(0, 2)] = [[1., 2., 3., 4.]]",
    () => ["0:2"],
    () => tensor([[1, 2, 3, 4]], { dtype: float32, requiresGrad: true }),
    "1,2,3,4,1,2,3,4,8,9,10,11",
    "CopySlices",
    "0,0,0,0,0,0,0,0,9,10,11,12",
    "6,8,10,12",
  ],
  [
    "m[(None, 0)] = [1., 2., 3., 4.]",
    () => [null, 0],
    () => tensor([1, 2, 3, 4], { dtype: float32, requiresGrad: true }),
    "1,2,3,4,4,5,6,7,8,9,10,11",
    "CopySlices",
    "0,0,0,0,5,6,7,8,9,10,11,12",
    "1,2,3,4",
  ],
  [
    "m[[2, 0]] = [[1.], [2.]]",
    () => [[2, 0]],
    () => tensor([[1], [2]], { dtype: float32, requiresGrad: true }),
    "2,2,2,2,4,5,6,7,1,1,1,1",
    "IndexPutBackward0",
    "0,0,0,0,5,6,7,8,0,0,0,0",
    "42,10",
  ],
  [
    "m[([0, 1], [1, 2])] = [5., 6.]",
    () => [
      [0, 1],
      [1, 2],
    ],
    () => tensor([5, 6], { dtype: float32, requiresGrad: true }),
    "0,5,2,3,4,5,6,7,8,9,10,11",
    "IndexPutBackward0",
    "1,0,3,4,5,6,0,8,9,10,11,12",
    "2,7",
  ],
  [
    "m[(slice(None), [3, 0])] = [[1., 2.]]",
    () => [":", [3, 0]],
    () => tensor([[1, 2]], { dtype: float32, requiresGrad: true }),
    "2,1,2,1,2,5,6,1,2,9,10,1",
    "IndexPutBackward0",
    "0,2,3,0,0,6,7,0,0,10,11,0",
    "24,15",
  ],
  [
    "m[torch.arange(12).reshape(3, 4) % 2 == 0] = 9",
    () => [arange(12).reshape([3, 4]).remainder(2).eq(0)],
    () => 9,
    "9,1,9,3,9,5,9,7,9,9,9,11",
    "IndexPutBackward0",
    "0,2,0,4,0,6,0,8,0,10,0,12",
    null,
  ],
  [
    "m[torch.arange(12).reshape(3, 4) > 9] = [1., 2.]",
    () => [arange(12).reshape([3, 4]).gt(9)],
    () => tensor([1, 2], { dtype: float32, requiresGrad: true }),
    "0,1,2,3,4,5,6,7,8,9,1,2",
    "IndexPutBackward0",
    "1,2,3,4,5,6,7,8,9,10,0,0",
    "11,12",
  ],
  [
    "m[torch.tensor(1)] = 3",
    () => [tensor(1)],
    () => 3,
    "0,1,2,3,3,3,3,3,8,9,10,11",
    "CopySlices",
    "1,2,3,4,0,0,0,0,9,10,11,12",
    null,
  ],
  ["m[True] = 3", () => [true], () => 3, "3,3,3,3,3,3,3,3,3,3,3,3", "CopySlices", "0,0,0,0,0,0,0,0,0,0,0,0", null],
  [
    "m[([0, 1], None)] = [[[1., 2., 3., 4.]], [[5., 6., 7., 8.]]]",
    () => [[0, 1], null],
    () => tensor([[[1, 2, 3, 4]], [[5, 6, 7, 8]]], { dtype: float32, requiresGrad: true }),
    "1,2,3,4,5,6,7,8,8,9,10,11",
    "CopySlices",
    "0,0,0,0,0,0,0,0,9,10,11,12",
    "1,2,3,4,5,6,7,8",
  ],
  [
    "m[(slice(None, None, 2), [[0], [1]])] = 4",
    () => ["::2", [[0], [1]]],
    () => 4,
    "4,4,2,3,4,5,6,7,4,4,10,11",
    "CopySlices",
    "0,0,3,4,5,6,7,8,0,0,11,12",
    null,
  ],
];

describe("setAt", () => {
  test.each(writes)("%s", (_, index, value, elements, gradFn, gradient, valueGradient) => {
    const source = arange(12).float().reshape([3, 4]).requiresGrad_();
    const y = source.mul(1);
    const written = value();
    y.setAt(index(), written);
    expect(`${y.flatten().tolist()}`).toBe(elements);
    expect(y.gradFn!.name).toBe(gradFn);
    y.mul(arange(12).reshape([3, 4]).add(1))
      .sum()
      .backward();
    expect(`${source.grad!.flatten().tolist()}`).toBe(gradient);
    expect(written instanceof Tensor ? `${written.grad!.flatten().tolist()}` : null).toBe(valueGradient);
  });

  test("converts numbers and tensors to the type of the elements", () => {
    // q = torch.zeros(3, dtype=torch.int64); q[0] = 2.7; q[1] = torch.tensor(3.9); q[[2]] = 4.5
    const y = zeros([3], { dtype: int64 });
    y.setAt([0], 2.7);
    y.setAt([1], tensor(3.9));
    y.setAt([[2]], 4.5);
    expect(y.tolist()).toEqual([2, 3, 4]);
  });
});

const errors: [python: string, ours: () => unknown, torch: string][] = [
  ["v[4]", () => v.at(4), "index 4 is out of bounds for dimension 0 with size 4"],
  ["v[-5]", () => v.at(-5), "index -5 is out of bounds for dimension 0 with size 4"],
  ["m[0, 5]", () => m.at(0, 5), "index 5 is out of bounds for dimension 1 with size 4"],
  ["x[0, :, 9]", () => x.at(0, ":", 9), "index 9 is out of bounds for dimension 2 with size 4"],
  ["x[None, 0, 9]", () => x.at(null, 0, 9), "index 9 is out of bounds for dimension 2 with size 3"],
  ["x[..., 9]", () => x.at("...", 9), "index 9 is out of bounds for dimension 1 with size 4"],
  ["v[0, 0]", () => v.at(0, 0), "too many indices for tensor of dimension 1"],
  [
    "torch.ones(())[0]",
    () => ones([]).at(0),
    "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
  ],
  ["torch.ones(())[0:1]", () => ones([]).at("0:1"), "slice() cannot be applied to a 0-dim tensor."],
  ["v[::0]", () => v.at("::0"), "slice step cannot be zero"],
  ["v[::-1]", () => v.at("::-1"), "step must be greater than zero"],
  ["m[[0, 5]]", () => m.at([0, 5]), "index 5 is out of bounds for dimension 0 with size 3"],
  [
    "m[[0, 1], [0, 1, 2]]",
    () => m.at([0, 1], [0, 1, 2]),
    "shape mismatch: indexing tensors could not be broadcast together with shapes [2], [3]",
  ],
  [
    "m[torch.tensor([True, False])]",
    () => m.at(tensor([true, false])),
    "The shape of the mask [2] at index 0 does not match the shape of the indexed tensor [3, 4] at index 0",
  ],
  ["x[x.sum(2) > 0, [0], [0]]", () => x.at(x.sum(2).gt(0), [0], [0]), "too many indices for tensor of dimension 3"],
  [
    "v[torch.tensor([1.5])]",
    () => v.at(tensor([1.5])),
    "tensors used as indices must be long, int, byte or bool tensors",
  ],
  [
    "m.detach()[0:2] = torch.ones(3)",
    () => m.detach().setAt(["0:2"], ones([3])),
    "The expanded size of the tensor (4) must match the existing size (3) at non-singleton dimension 1.  Target sizes: [2, 4].  Tensor sizes: [3]",
  ],
  [
    "m.detach()[[0]] = torch.ones(2, 4)",
    () => m.detach().setAt([[0]], ones([2, 4])),
    "shape mismatch: value tensor of shape [2, 4] cannot be broadcast to indexing result of shape [1, 4]",
  ],
  [
    "m.detach()[[0]] = torch.ones(4).double()",
    () => m.detach().setAt([[0]], ones([4]).double()),
    "Index put requires the source and destination dtypes match, got Float for the destination and Double for the source.",
  ],
  [
    "m[0] = 1",
    () => m.setAt([0], 1),
    "a view of a leaf Variable that requires grad is being used in an in-place operation.",
  ],
  [
    "torch.ones(3, requires_grad=True)[[0]] = 1",
    () => ones([3], { requiresGrad: true }).setAt([[0]], 1),
    "a leaf Variable that requires grad is being used in an in-place operation.",
  ],
  ["list(torch.ones(()))", () => [...ones([])], "iteration over a 0-d tensor"],
];

test.each(errors)("%s raises", (_, ours, torch) => {
  expect(ours).toThrow(torch);
});

test.each([
  ["1:2:3:4", "new(): invalid data type 'string': \"1:2:3:4\" is no index"],
  ["a", "new(): invalid data type 'string': \"a\" is no index"],
])("%s is no index", (index, message) => {
  expect(() => v.at(index)).toThrow(message);
});

test("what is neither number nor tensor cannot be assigned", () => {
  expect(() => zeros([2]).setAt([0], [1] as never)).toThrow("can't assign a list to a torch.FloatTensor");
  expect(() => v.at(1.5)).toThrow("are valid indices (got float)");
});
