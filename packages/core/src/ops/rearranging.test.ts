import { expect, test, vi } from "vitest";
import {
  arange,
  blockDiag,
  cartesianProd,
  cat,
  columnStack,
  combinations,
  concat,
  diag,
  diagEmbed,
  diagflat,
  dstack,
  hstack,
  meshgrid,
  repeatInterleave,
  rowStack,
  stack,
  type Tensor,
  tensor,
  uint8,
  unravelIndex,
  vander,
  vstack,
  zeros,
} from "../index.js";

// v, m, x = (torch.arange(float(n)).reshape(shape).requires_grad_() for n, shape in ((4, [4]), (12, [3, 4]), (24, [2, 3, 4])))
const v = arange(4).float().requiresGrad_();
const m = arange(12).float().reshape([3, 4]).requiresGrad_();
const x = arange(24).float().reshape([2, 3, 4]).requiresGrad_();

const cases: [python: string, ours: () => Tensor, torch: [elements: string, gradFn: string | null]][] = [
  [
    "torch.cat([m, m[:1]])",
    () => cat([m, m.at(":1")]),
    ["[[0,1,2,3],[4,5,6,7],[8,9,10,11],[0,1,2,3]]", "CatBackward0"],
  ],
  [
    "torch.cat([m, m], -1)",
    () => cat([m, m], -1),
    ["[[0,1,2,3,0,1,2,3],[4,5,6,7,4,5,6,7],[8,9,10,11,8,9,10,11]]", "CatBackward0"],
  ],
  ["torch.cat([torch.zeros(0), m])", () => cat([zeros([0]), m]), ["[[0,1,2,3],[4,5,6,7],[8,9,10,11]]", "CatBackward0"]],
  ["torch.concat([v, v.long()])", () => concat([v, v.long()]), ["[0,1,2,3,0,1,2,3]", "CatBackward0"]],
  ["torch.stack([v, v], 1)", () => stack([v, v], 1), ["[[0,0],[1,1],[2,2],[3,3]]", "StackBackward0"]],
  ["torch.hstack([v, v[:1]])", () => hstack([v, v.at(":1")]), ["[0,1,2,3,0]", "CatBackward0"]],
  [
    "torch.hstack([m, m[:, :1]])",
    () => hstack([m, m.at(":", ":1")]),
    ["[[0,1,2,3,0],[4,5,6,7,4],[8,9,10,11,8]]", "CatBackward0"],
  ],
  ["torch.vstack([v, v])", () => vstack([v, v]), ["[[0,1,2,3],[0,1,2,3]]", "CatBackward0"]],
  ["torch.dstack([v, v])", () => dstack([v, v]), ["[[[0,0],[1,1],[2,2],[3,3]]]", "CatBackward0"]],
  [
    "torch.column_stack([v, v, v])",
    () => columnStack([v, v, v]),
    ["[[0,0,0],[1,1,1],[2,2,2],[3,3,3]]", "CatBackward0"],
  ],
  ["torch.row_stack([v, m])", () => rowStack([v, m]), ["[[0,1,2,3],[0,1,2,3],[4,5,6,7],[8,9,10,11]]", "CatBackward0"]],
  [
    "m.repeat(1, 2)",
    () => m.repeat([1, 2]),
    ["[[0,1,2,3,0,1,2,3],[4,5,6,7,4,5,6,7],[8,9,10,11,8,9,10,11]]", "RepeatBackward0"],
  ],
  ["v.repeat(2, 2)", () => v.repeat([2, 2]), ["[[0,1,2,3,0,1,2,3],[0,1,2,3,0,1,2,3]]", "RepeatBackward0"]],
  ["m.repeat(0, 1)", () => m.repeat([0, 1]), ["[]", "RepeatBackward0"]],
  ["v.tile(2)", () => v.tile([2]), ["[0,1,2,3,0,1,2,3]", "RepeatBackward0"]],
  [
    "m.tile(2, 1, 1)",
    () => m.tile([2, 1, 1]),
    ["[[[0,1,2,3],[4,5,6,7],[8,9,10,11]],[[0,1,2,3],[4,5,6,7],[8,9,10,11]]]", "RepeatBackward0"],
  ],
  ["v.repeat_interleave(2)", () => v.repeatInterleave(2), ["[0,0,1,1,2,2,3,3]", "ViewBackward0"]],
  [
    "m.repeat_interleave(2, 1)",
    () => m.repeatInterleave(2, 1),
    ["[[0,0,1,1,2,2,3,3],[4,4,5,5,6,6,7,7],[8,8,9,9,10,10,11,11]]", "ViewBackward0"],
  ],
  [
    "m.repeat_interleave(torch.tensor([2, 0, 1]), 0)",
    () => m.repeatInterleave(tensor([2, 0, 1]), 0),
    ["[[0,1,2,3],[0,1,2,3],[8,9,10,11]]", "IndexSelectBackward0"],
  ],
  ["torch.repeat_interleave(torch.tensor([1, 0, 2]))", () => repeatInterleave(tensor([1, 0, 2])), ["[0,2,2]", null]],
  ["m.flip(0)", () => m.flip([0]), ["[[8,9,10,11],[4,5,6,7],[0,1,2,3]]", "FlipBackward0"]],
  [
    "x.flip(0, 2)",
    () => x.flip([0, 2]),
    ["[[[15,14,13,12],[19,18,17,16],[23,22,21,20]],[[3,2,1,0],[7,6,5,4],[11,10,9,8]]]", "FlipBackward0"],
  ],
  ["m.fliplr()", () => m.fliplr(), ["[[3,2,1,0],[7,6,5,4],[11,10,9,8]]", "FlipBackward0"]],
  ["m.flipud()", () => m.flipud(), ["[[8,9,10,11],[4,5,6,7],[0,1,2,3]]", "FlipBackward0"]],
  ["m.roll(1)", () => m.roll(1), ["[[11,0,1,2],[3,4,5,6],[7,8,9,10]]", "RollBackward0"]],
  ["m.roll(-1, 0)", () => m.roll(-1, 0), ["[[4,5,6,7],[8,9,10,11],[0,1,2,3]]", "RollBackward0"]],
  [
    "m.t().roll((1, 2), (0, 1))",
    () => m.t().roll([1, 2], [0, 1]),
    ["[[7,11,3],[4,8,0],[5,9,1],[6,10,2]]", "RollBackward0"],
  ],
  ["m.roll((1, 1), (1, 1))", () => m.roll([1, 1], [1, 1]), ["[[2,3,0,1],[6,7,4,5],[10,11,8,9]]", "RollBackward0"]],
  ["m.rot90()", () => m.rot90(), ["[[3,7,11],[2,6,10],[1,5,9],[0,4,8]]", "Rot90Backward0"]],
  ["m.rot90(2)", () => m.rot90(2), ["[[11,10,9,8],[7,6,5,4],[3,2,1,0]]", "Rot90Backward0"]],
  [
    "x.rot90(-1, (1, 2))",
    () => x.rot90(-1, [1, 2]),
    ["[[[8,4,0],[9,5,1],[10,6,2],[11,7,3]],[[20,16,12],[21,17,13],[22,18,14],[23,19,15]]]", "Rot90Backward0"],
  ],
  ["m.tril()", () => m.tril(), ["[[0,0,0,0],[4,5,0,0],[8,9,10,0]]", "TrilBackward0"]],
  ["m.triu(1)", () => m.triu(1), ["[[0,1,2,3],[0,0,6,7],[0,0,0,11]]", "TriuBackward0"]],
  ["m.tril(-1)", () => m.tril(-1), ["[[0,0,0,0],[4,0,0,0],[8,9,0,0]]", "TrilBackward0"]],
  ["torch.diag(v)", () => diag(v), ["[[0,0,0,0],[0,1,0,0],[0,0,2,0],[0,0,0,3]]", "DiagEmbedBackward0"]],
  [
    "torch.diag(v, -1)",
    () => diag(v, -1),
    ["[[0,0,0,0,0],[0,0,0,0,0],[0,1,0,0,0],[0,0,2,0,0],[0,0,0,3,0]]", "DiagEmbedBackward0"],
  ],
  ["torch.diag(m, 1)", () => diag(m, 1), ["[1,6,11]", "DiagonalBackward0_copy"]],
  [
    "torch.diag_embed(m, 1, 0, 2)",
    () => diagEmbed(m, 1, 0, 2),
    [
      "[[[0,0,0,0,0],[0,4,0,0,0],[0,8,0,0,0]],[[0,0,1,0,0],[0,0,5,0,0],[0,0,9,0,0]],[[0,0,0,2,0],[0,0,0,6,0],[0,0,0,10,0]],[[0,0,0,0,3],[0,0,0,0,7],[0,0,0,0,11]],[[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0]]]",
      "DiagEmbedBackward0",
    ],
  ],
  [
    "torch.diagflat(m[:2, :2], 1)",
    () => diagflat(m.at(":2", ":2"), 1),
    ["[[0,0,0,0,0],[0,0,1,0,0],[0,0,0,4,0],[0,0,0,0,5],[0,0,0,0,0]]", "DiagEmbedBackward0"],
  ],
  [
    "torch.block_diag(m[:1], v, v[0])",
    () => blockDiag(m.at(":1"), v, v.at(0)),
    ["[[0,1,2,3,0,0,0,0,0],[0,0,0,0,0,1,2,3,0],[0,0,0,0,0,0,0,0,0]]", "BlockDiagBackward0"],
  ],
  [
    'torch.meshgrid(v[:2], v[:3], indexing="ij")[1]',
    () => meshgrid([v.at(":2"), v.at(":3")], { indexing: "ij" })[1]!,
    ["[[0,1,2],[0,1,2]]", "ExpandBackward0"],
  ],
  [
    'torch.meshgrid(v[:2], v[:3], indexing="xy")[1]',
    () => meshgrid([v.at(":2"), v.at(":3")], { indexing: "xy" })[1]!,
    ["[[0,0],[1,1],[2,2]]", "ExpandBackward0"],
  ],
  [
    "torch.cartesian_prod(v[:2], v[2:])",
    () => cartesianProd(v.at(":2"), v.at("2:")),
    ["[[0,2],[0,3],[1,2],[1,3]]", "StackBackward0"],
  ],
  ["torch.combinations(v, 3)", () => combinations(v, 3), ["[[0,1,2],[0,1,3],[0,2,3],[1,2,3]]", "StackBackward0"]],
  [
    "torch.combinations(v[:2], with_replacement=True)",
    () => combinations(v.at(":2"), 2, { withReplacement: true }),
    ["[[0,0],[0,1],[1,1]]", "StackBackward0"],
  ],
  ["torch.vander(v, 3)", () => vander(v, 3), ["[[0,0,1],[1,1,1],[4,2,1],[9,3,1]]", "FlipBackward0"]],
  [
    "torch.vander(v.long(), 3, increasing=True)",
    () => vander(v.long(), 3, { increasing: true }),
    ["[[1,0,0],[1,1,1],[1,2,4],[1,3,9]]", null],
  ],
  [
    "torch.unravel_index(torch.tensor([3, 5, -1]), (2, 3))[1]",
    () => unravelIndex(tensor([3, 5, -1]), [2, 3])[1]!,
    ["[0,2,2]", null],
  ],
  [
    "m.select_scatter(v, 0, 1)",
    () => m.selectScatter(v, 0, 1),
    ["[[0,1,2,3],[0,1,2,3],[8,9,10,11]]", "SelectScatterBackward0"],
  ],
  [
    "m.slice_scatter(m[:, :2], 1, 0, None, 2)",
    () => m.sliceScatter(m.at(":", ":2"), 1, 0, null, 2),
    ["[[0,1,1,3],[4,5,5,7],[8,9,9,11]]", "SliceScatterBackward0"],
  ],
  [
    "m.diagonal_scatter(v[:3])",
    () => m.diagonalScatter(v.at(":3")),
    ["[[0,1,2,3],[4,1,6,7],[8,9,2,11]]", "DiagonalScatterBackward0"],
  ],
  [
    "m.as_strided_scatter(v.view(2, 2), (2, 2), (4, 1), 1)",
    () => m.asStridedScatter(v.view([2, 2]), [2, 2], [4, 1], 1),
    ["[[0,0,1,3],[4,2,3,7],[8,9,10,11]]", "AsStridedScatterBackward0"],
  ],
  ["m.narrow_copy(1, 1, 2)", () => m.narrowCopy(1, 1, 2), ["[[1,2],[5,6],[9,10]]", "NarrowCopyBackward0"]],
  [
    "m.detach().clone().fill_diagonal_(7)",
    () => m.detach().clone().fillDiagonal_(7),
    ["[[7,1,2,3],[4,7,6,7],[8,9,7,11]]", null],
  ],
  [
    "torch.zeros(7, 2).fill_diagonal_(7, wrap=True)",
    () => zeros([7, 2]).fillDiagonal_(7, { wrap: true }),
    ["[[7,0],[0,7],[0,0],[7,0],[0,7],[0,0],[7,0]]", null],
  ],
];

test.each(cases)("%s", (_, ours, torch) => {
  const result = ours();
  expect([JSON.stringify(result.tolist()), result.gradFn?.name ?? null]).toEqual(torch);
});

test("places are counted in int64", () => {
  // [x.dtype for x in torch.unravel_index(torch.tensor([3], dtype=torch.uint8), (2, 2))]
  expect(unravelIndex(tensor([3], { dtype: uint8 }), [2, 2]).map((x) => x.dtype.name)).toEqual(["int64", "int64"]);
});

test("a grid whose indexing is not named is warned of once", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  for (let i = 0; i < 2; i++) expect(meshgrid([arange(2), arange(3)])[0]!.shape).toEqual([2, 3]);
  // torch.meshgrid(torch.ones(2), torch.ones(3))
  expect(warn.mock.calls).toEqual([
    ["torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument."],
  ]);
  warn.mockRestore();
});

test("copies without elements keep the strides of what they are copies of", () => {
  // y = torch.zeros(5, 1, 2, 1).narrow(2, 2, 0); y.clone().stride(), y.flip(0).stride(), y.roll([1, 2], [0, 9]).stride()
  const y = zeros([5, 1, 2, 1]).narrow(2, 2, 0);
  for (const copy of [y.clone(), y.flip(0), y.roll([1, 2], [0, 9])]) expect(copy.stride()).toEqual([2, 2, 1, 1]);
});
