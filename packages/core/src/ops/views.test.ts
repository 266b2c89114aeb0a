import { expect, test } from "vitest";
import {
  arange,
  atleast1d,
  atleast2d,
  atleast3d,
  blockDiag,
  broadcastTensors,
  cartesianProd,
  cat,
  combinations,
  diag,
  float64,
  hstack,
  meshgrid,
  ones,
  stack,
  type Tensor,
  tensor,
  tril,
  vander,
  zeros,
  zerosLike,
} from "../index.js";

// v, m, x = (torch.arange(float(n)).reshape(shape).requires_grad_() for n, shape in ((4, [4]), (12, [3, 4]), (24, [2, 3, 4])))
// w = torch.ones(3, 4, requires_grad=True)
const v = arange(4).float().requiresGrad_();
const m = arange(12).float().reshape([3, 4]).requiresGrad_();
const x = arange(24).float().reshape([2, 3, 4]).requiresGrad_();
const w = ones([3, 4], { requiresGrad: true });

/** Shape, strides, storage offset and name of the grad_fn. */
type Look = [number[], number[], number, string | null];
const look = (y: Tensor): unknown[] => [y.shape, y.stride(), y.storageOffset(), y.gradFn?.name ?? null];

const views: [python: string, ours: () => Tensor | Tensor[], torch: Look | Look[]][] = [
  ["m.view(2, 6)", () => m.view([2, 6]), [[2, 6], [6, 1], 0, "ViewBackward0"]],
  ["m.view(-1)", () => m.view([-1]), [[12], [1], 0, "ViewBackward0"]],
  ["m.reshape(-1)", () => m.reshape([-1]), [[12], [1], 0, "ViewBackward0"]],
  ["m.t().reshape(3, 4)", () => m.t().reshape([3, 4]), [[3, 4], [4, 1], 0, "UnsafeViewBackward0"]],
  ["m.t().reshape(2, 2, 3)", () => m.t().reshape([2, 2, 3]), [[2, 2, 3], [2, 1, 4], 0, "ReshapeAliasBackward0"]],
  ["x.transpose(0, 1).flatten(1)", () => x.transpose(0, 1).flatten(1), [[3, 8], [8, 1], 0, "UnsafeViewBackward0"]],
  ["x.flatten()", () => x.flatten(), [[24], [1], 0, "ViewBackward0"]],
  ["v.flatten()", () => v.flatten(), [[4], [1], 0, null]],
  ["m.t().ravel()", () => m.t().ravel(), [[12], [1], 0, "ViewBackward0"]],
  ["m.unflatten(1, (2, -1))", () => m.unflatten(1, [2, -1]), [[3, 2, 2], [4, 2, 1], 0, "ViewBackward0"]],
  ["m.view_as(m.t().contiguous())", () => m.viewAs(m.t().contiguous()), [[4, 3], [3, 1], 0, "ViewBackward0"]],
  ["m.reshape_as(torch.ones(4, 3))", () => m.reshapeAs(ones([4, 3])), [[4, 3], [3, 1], 0, "ViewBackward0"]],
  ["m.expand(2, -1, 4)", () => m.expand([2, -1, 4]), [[2, 3, 4], [0, 4, 1], 0, "ExpandBackward0"]],
  ["torch.ones(3, 1).expand(1, 3, 5)", () => ones([3, 1]).expand([1, 3, 5]), [[1, 3, 5], [3, 1, 0], 0, null]],
  ["torch.ones(()).expand(2, 1)", () => ones([]).expand([2, 1]), [[2, 1], [0, 0], 0, null]],
  ["v.broadcast_to(3, 4)", () => v.broadcastTo([3, 4]), [[3, 4], [0, 1], 0, "ExpandBackward0"]],
  [
    "torch.broadcast_tensors(v, m)",
    () => broadcastTensors(v, m),
    [
      [[3, 4], [0, 1], 0, "ExpandBackward0"],
      [[3, 4], [4, 1], 0, null],
    ],
  ],
  ["x.transpose(0, -1)", () => x.transpose(0, -1), [[4, 3, 2], [1, 4, 12], 0, "TransposeBackward0"]],
  ["x.swapaxes(0, 1)", () => x.swapaxes(0, 1), [[3, 2, 4], [4, 12, 1], 0, "TransposeBackward0"]],
  ["m.t()", () => m.t(), [[4, 3], [1, 4], 0, "TBackward0"]],
  ["v.t()", () => v.t(), [[4], [1], 0, "TBackward0"]],
  ["m.T", () => m.T, [[4, 3], [1, 4], 0, "PermuteBackward0"]],
  ["x.mT", () => x.mT, [[2, 4, 3], [12, 1, 4], 0, "TransposeBackward0"]],
  ["m.H", () => m.H, [[4, 3], [1, 4], 0, "TransposeBackward0"]],
  ["x.mH", () => x.mH, [[2, 4, 3], [12, 1, 4], 0, "TransposeBackward0"]],
  ["x.adjoint()", () => x.adjoint(), [[2, 4, 3], [12, 1, 4], 0, "TransposeBackward0"]],
  ["x.permute(2, 0, 1)", () => x.permute([2, 0, 1]), [[4, 2, 3], [1, 12, 4], 0, "PermuteBackward0"]],
  ["x.movedim(0, -1)", () => x.movedim(0, -1), [[3, 4, 2], [4, 1, 12], 0, "PermuteBackward0"]],
  ["x.moveaxis((0, 1), (1, 2))", () => x.moveaxis([0, 1], [1, 2]), [[4, 2, 3], [1, 12, 4], 0, "PermuteBackward0"]],
  ["m.unsqueeze(-1)", () => m.unsqueeze(-1), [[3, 4, 1], [4, 1, 1], 0, "UnsqueezeBackward0"]],
  ["m.unsqueeze(0).squeeze()", () => m.unsqueeze(0).squeeze(), [[3, 4], [4, 1], 0, "SqueezeBackward0"]],
  ["m.unsqueeze(0).squeeze(0)", () => m.unsqueeze(0).squeeze(0), [[3, 4], [4, 1], 0, "SqueezeBackward1"]],
  ["m.unsqueeze(0).squeeze((0, 1))", () => m.unsqueeze(0).squeeze([0, 1]), [[3, 4], [4, 1], 0, "SqueezeBackward2"]],
  ["m.select(1, -1)", () => m.select(1, -1), [[3], [4], 3, "SelectBackward0"]],
  ["m.narrow(1, -3, 2)", () => m.narrow(1, -3, 2), [[3, 2], [4, 1], 1, "SliceBackward0"]],
  ["m.diagonal()", () => m.diagonal(), [[3], [5], 0, "DiagonalBackward0"]],
  ["x.diagonal(1, -2, -1)", () => x.diagonal(1, -2, -1), [[2, 3], [12, 5], 1, "DiagonalBackward0"]],
  ["x.diagonal(-9)", () => x.diagonal(-9), [[4, 0], [1, 16], 0, "DiagonalBackward0"]],
  ["x.unfold(1, 2, 1)", () => x.unfold(1, 2, 1), [[2, 2, 4, 2], [12, 4, 1, 4], 0, "UnfoldBackward0"]],
  ["torch.ones(()).unfold(0, 1, 1)", () => ones([]).unfold(0, 1, 1), [[1], [1], 0, null]],
  ["m.as_strided((2, 2), (4, 1), 1)", () => m.asStrided([2, 2], [4, 1], 1), [[2, 2], [4, 1], 1, "AsStridedBackward0"]],
  [
    "m.split(2)",
    () => m.split(2),
    [
      [[2, 4], [4, 1], 0, "SplitBackward0"],
      [[1, 4], [4, 1], 8, "SplitBackward0"],
    ],
  ],
  [
    "m.split([1, 2])",
    () => m.split([1, 2]),
    [
      [[1, 4], [4, 1], 0, "SplitWithSizesBackward0"],
      [[2, 4], [4, 1], 4, "SplitWithSizesBackward0"],
    ],
  ],
  [
    "m.chunk(2, 1)",
    () => m.chunk(2, 1),
    [
      [[3, 2], [4, 1], 0, "SplitBackward0"],
      [[3, 2], [4, 1], 2, "SplitBackward0"],
    ],
  ],
  [
    "m.tensor_split(2)",
    () => m.tensorSplit(2),
    [
      [[2, 4], [4, 1], 0, "SliceBackward0"],
      [[1, 4], [4, 1], 8, "SliceBackward0"],
    ],
  ],
  [
    "v.tensor_split((-1, 2))",
    () => v.tensorSplit([-1, 2]),
    [
      [[3], [1], 0, "SliceBackward0"],
      [[0], [1], 3, "SliceBackward0"],
      [[2], [1], 2, "SliceBackward0"],
    ],
  ],
  [
    "v.tensor_split(torch.tensor([1, 3]))",
    () => v.tensorSplit(tensor([1, 3])),
    [
      [[1], [1], 0, "SliceBackward0"],
      [[2], [1], 1, "SliceBackward0"],
      [[1], [1], 3, "SliceBackward0"],
    ],
  ],
  [
    "m.unbind(1)",
    () => m.unbind(1),
    [
      [[3], [4], 0, "UnbindBackward0"],
      [[3], [4], 1, "UnbindBackward0"],
      [[3], [4], 2, "UnbindBackward0"],
      [[3], [4], 3, "UnbindBackward0"],
    ],
  ],
  [
    "x.hsplit(3)",
    () => x.hsplit(3),
    [
      [[2, 1, 4], [12, 4, 1], 0, "SliceBackward0"],
      [[2, 1, 4], [12, 4, 1], 4, "SliceBackward0"],
      [[2, 1, 4], [12, 4, 1], 8, "SliceBackward0"],
    ],
  ],
  [
    "x.vsplit([1])",
    () => x.vsplit([1]),
    [
      [[1, 3, 4], [12, 4, 1], 0, "SliceBackward0"],
      [[1, 3, 4], [12, 4, 1], 12, "SliceBackward0"],
    ],
  ],
  [
    "x.dsplit(2)",
    () => x.dsplit(2),
    [
      [[2, 3, 2], [12, 4, 1], 0, "SliceBackward0"],
      [[2, 3, 2], [12, 4, 1], 2, "SliceBackward0"],
    ],
  ],
  ["torch.atleast_2d(v)", () => atleast2d(v), [[1, 4], [4, 1], 0, "UnsqueezeBackward0"]],
  [
    "torch.atleast_3d(v, m)",
    () => atleast3d(v, m),
    [
      [[1, 4, 1], [4, 1, 1], 0, "UnsqueezeBackward0"],
      [[3, 4, 1], [4, 1, 1], 0, "UnsqueezeBackward0"],
    ],
  ],
  ["torch.atleast_1d(torch.ones(()))", () => atleast1d(ones([])), [[1], [1], 0, null]],
  [
    'torch.meshgrid(v, w[0], indexing="xy")',
    () => meshgrid([v, w.at(0)], { indexing: "xy" }),
    [
      [[4, 4], [0, 1], 0, "ExpandBackward0"],
      [[4, 4], [1, 0], 0, "ExpandBackward0"],
    ],
  ],
  ["m.t().contiguous()", () => m.t().contiguous(), [[4, 3], [3, 1], 0, "CloneBackward0"]],
  ["m.t().clone()", () => m.t().clone(), [[4, 3], [1, 4], 0, "CloneBackward0"]],
  [
    "x.permute(2, 0, 1)[:, :, ::2].clone()",
    () => x.permute([2, 0, 1]).at(":", ":", "::2").clone(),
    [[4, 2, 2], [1, 8, 4], 0, "CloneBackward0"],
  ],
  ["v.expand(3, 4).clone()", () => v.expand([3, 4]).clone(), [[3, 4], [4, 1], 0, "CloneBackward0"]],
  ["m.t().double()", () => m.t().double(), [[4, 3], [1, 4], 0, "ToCopyBackward0"]],
  ["m.detach()", () => m.detach(), [[3, 4], [4, 1], 0, null]],
  ["m.float()", () => m.float(), [[3, 4], [4, 1], 0, null]],
  ["m.t().flip(0)", () => m.t().flip([0]), [[4, 3], [1, 4], 0, "FlipBackward0"]],
  ["m.t().rot90()", () => m.t().rot90(), [[3, 4], [4, 1], 0, "Rot90Backward0"]],
  ["torch.zeros_like(m.t())", () => zerosLike(m.t()), [[4, 3], [1, 4], 0, null]],
  [
    "m.t().index_fill(0, torch.tensor([0]), 1)",
    () => m.t().indexFill(0, tensor([0]), 1),
    [[4, 3], [1, 4], 0, "IndexFillBackward0"],
  ],
];

test.each(views)("%s", (_, ours, torch) => {
  const result = ours();
  expect(Array.isArray(result) ? result.map(look) : look(result)).toEqual(torch);
});

const errors: [python: string, ours: () => unknown, torch: string][] = [
  ["m.view(5, 2)", () => m.view([5, 2]), "shape '[5, 2]' is invalid for input of size 12"],
  ["m.view(-1, -1)", () => m.view([-1, -1]), "only one dimension can be inferred"],
  ["m.view(-2, 6)", () => m.view([-2, 6]), "invalid shape dimension -2 at index 0 of shape [-2, 6]"],
  [
    "torch.zeros(0, 3).view(-1, 0)",
    () => zeros([0, 3]).view([-1, 0]),
    "cannot reshape tensor of 0 elements into shape [-1, 0] because the unspecified dimension size -1 can be any value and is ambiguous",
  ],
  [
    "m.t().view(-1)",
    () => m.t().view([-1]),
    "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
  ],
  [
    "m[:, :3].view(torch.float64)",
    () => m.at(":", ":3").view(float64),
    "self.size(-1) must be divisible by 2 to view Float as Double (different element sizes), but got 3",
  ],
  [
    "v.expand(-1, 4)",
    () => v.expand([-1, 4]),
    "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension 0",
  ],
  [
    "x.expand(2, 2, 2)",
    () => x.expand([2, 2, 2]),
    "The expanded size of the tensor (2) must match the existing size (4) at non-singleton dimension 2.  Target sizes: [2, 2, 2].  Tensor sizes: [2, 3, 4]",
  ],
  ["m.flatten(1, 0)", () => m.flatten(1, 0), "flatten() has invalid args: start_dim cannot come after end_dim"],
  [
    "m.unflatten(1, (3, 2))",
    () => m.unflatten(1, [3, 2]),
    "unflatten: Provided sizes [3, 2] don't multiply up to the size of dim 1 (4) in the input tensor",
  ],
  ["m.unflatten(1, [])", () => m.unflatten(1, []), "unflatten: sizes must be non-empty"],
  ["m.squeeze(2)", () => m.squeeze(2), "Dimension out of range (expected to be in range of [-2, 1], but got 2)"],
  ["m.squeeze((0, 0))", () => m.squeeze([0, 0]), "dim 0 appears multiple times in the list of dims"],
  ["m.unsqueeze(5)", () => m.unsqueeze(5), "Dimension out of range (expected to be in range of [-3, 2], but got 5)"],
  [
    "m.transpose(0, 2)",
    () => m.transpose(0, 2),
    "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
  ],
  ["x.t()", () => x.t(), "t() expects a tensor with <= 2 dimensions, but self is 3D"],
  ["v.mT", () => v.mT, "tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor."],
  ["m.permute(0, 0)", () => m.permute([0, 0]), "permute(): duplicate dims are not allowed."],
  [
    "m.permute(0)",
    () => m.permute([0]),
    "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = 2 is not equal to len(dims) = 1",
  ],
  ["m.movedim((0, 0), (0, 1))", () => m.movedim([0, 0], [0, 1]), "movedim: repeated dim in `source` ([0, 0])"],
  [
    "m.movedim((0, 1), (0,))",
    () => m.movedim([0, 1], [0]),
    "movedim: Invalid source or destination dims: source ([0, 1] dims) should contain the same number of dims as destination ([0] dims)",
  ],
  ["v.select(0, 9)", () => v.select(0, 9), "select(): index 9 out of range for tensor of size [4] at dimension 0"],
  ["torch.ones(()).select(0, 0)", () => ones([]).select(0, 0), "select() cannot be applied to a 0-dim tensor."],
  ["v.narrow(0, 2, 3)", () => v.narrow(0, 2, 3), "start (2) + length (3) exceeds dimension size (4)."],
  ["v.narrow(0, 5, 1)", () => v.narrow(0, 5, 1), "start out of range (expected to be in range of [-4, 4], but got 5)"],
  ["m.diagonal(0, 0, 0)", () => m.diagonal(0, 0, 0), "diagonal dimensions cannot be identical 0, 0"],
  ["v.unfold(0, 9, 1)", () => v.unfold(0, 9, 1), "maximum size for tensor at dimension 0 is 4 but size is 9"],
  ["v.unfold(0, 2, 0)", () => v.unfold(0, 2, 0), "step is 0 but must be > 0"],
  [
    "m.as_strided((2, 2), (9, 9))",
    () => m.asStrided([2, 2], [9, 9]),
    "setStorage: sizes [2, 2], strides [9, 9], storage offset 0, and itemsize 4 requiring a storage size of 76 are out of bounds for storage of size 48",
  ],
  ["m.as_strided((2, 2), (1,))", () => m.asStrided([2, 2], [1]), "mismatch in length of strides and shape"],
  ["m.split(0)", () => m.split(0), "split_size can only be 0 if dimension size is 0, but got dimension size of 3"],
  ["m.split(-1)", () => m.split(-1), "split expects split_size be non-negative, but got split_size=-1"],
  [
    "m.split([2, 2])",
    () => m.split([2, 2]),
    "split_with_sizes expects split_sizes to sum exactly to 3 (input tensor's size at dimension 0), but got split_sizes=[2, 2]",
  ],
  ["m.chunk(0)", () => m.chunk(0), "chunk expects `chunks` to be greater than 0, got: 0"],
  ["m.tensor_split(0)", () => m.tensorSplit(0), "number of sections must be larger than 0, got 0"],
  ["torch.ones(()).unbind()", () => ones([]).unbind(), "Dimension specified as 0 but tensor has no dimensions"],
  [
    "v.hsplit(3)",
    () => v.hsplit(3),
    "torch.hsplit attempted to split along dimension 0, but the size of the dimension 4 is not divisible by the split_size 3!",
  ],
  [
    "v.vsplit(2)",
    () => v.vsplit(2),
    "torch.vsplit requires a tensor with at least 2 dimension, but got a tensor with 1 dimensions!",
  ],
  [
    'torch.meshgrid(v, v, indexing="zz")',
    () => meshgrid([v, v], { indexing: "zz" as "ij" }),
    'torch.meshgrid: indexing must be one of "xy" or "ij", but received: zz',
  ],
  ["m.flip(0, 0)", () => m.flip([0, 0]), "dim 0 appears multiple times in the list of dims"],
  ["m.roll((1, 2), (0,))", () => m.roll([1, 2], [0]), "shifts and dimensions must align. shifts: 2, dims:1"],
  [
    "m.rot90(1, [0, 0])",
    () => m.rot90(1, [0, 0]),
    "expected rotation dims to be different, but got dim0 = 0 and dim1 = 0",
  ],
  ["v.fliplr()", () => v.fliplr(), "Input must be >= 2-d."],
  [
    "m.repeat(2)",
    () => m.repeat([2]),
    "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
  ],
  ["m.repeat_interleave(-1)", () => m.repeatInterleave(-1), "Repeats must be non-negative"],
  [
    "m.repeat_interleave(torch.tensor([1, 2]), 0)",
    () => m.repeatInterleave(tensor([1, 2]), 0),
    "repeats must have the same size as input along dim, but got repeats.size(0) = 2 and input.size(0) = 3",
  ],
  ["torch.cat([])", () => cat([]), "torch.cat(): expected a non-empty list of Tensors"],
  ["torch.cat([m, v])", () => cat([m, v]), "Tensors must have same number of dimensions: got 2 and 1"],
  [
    "torch.cat([torch.ones(()), v])",
    () => cat([ones([]), v]),
    "zero-dimensional tensor (at position 0) cannot be concatenated",
  ],
  [
    "torch.cat([m, m[:, :3]])",
    () => cat([m, m.at(":", ":3")]),
    "Sizes of tensors must match except in dimension 0. Expected size 4 but got size 3 for tensor number 1 in the list.",
  ],
  [
    "torch.stack([m, v])",
    () => stack([m, v]),
    "stack expects each tensor to be equal size, but got [3, 4] at entry 0 and [4] at entry 1",
  ],
  ["torch.hstack([])", () => hstack([]), "hstack expects a non-empty TensorList"],
  ["torch.tril(v)", () => tril(v), "tril: input tensor must have at least 2 dimensions"],
  ["torch.diag(x)", () => diag(x), "diag(): Supports 1D or 2D tensors. Got 3D"],
  [
    "torch.block_diag(x)",
    () => blockDiag(x),
    "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input 0 has 3 dimensions",
  ],
  ["torch.cartesian_prod(m, v)", () => cartesianProd(m, v), "Expect a 1D vector, but got shape [3, 4]"],
  ["torch.combinations(m)", () => combinations(m), "Expect a 1D vector, but got shape [3, 4]"],
  ["torch.vander(m)", () => vander(m), "x must be a one-dimensional tensor."],
];

test.each(errors)("%s raises", (_, ours, torch) => {
  expect(ours).toThrow(torch);
});

test("views of nothing in the same shape keep their strides", () => {
  // torch.zeros(0, 9).as_strided((3, 0), (3, 1)).reshape(3, 0).stride()
  expect(zeros([9]).asStrided([3, 0], [3, 1]).reshape([3, 0]).stride()).toEqual([3, 1]);
});
