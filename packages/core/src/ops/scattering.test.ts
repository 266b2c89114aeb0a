import { expect, test } from "vitest";
import { arange, argwhere, empty, float32, int32, nonzero, ones, type Tensor, tensor } from "../index.js";

// v, m = (torch.arange(float(n)).reshape(shape).requires_grad_() for n, shape in ((4, [4]), (12, [3, 4])))
// w = torch.ones(3, 4, requires_grad=True); I = torch.tensor
const v = arange(4).float().requiresGrad_();
const m = arange(12).float().reshape([3, 4]).requiresGrad_();
const w = ones([3, 4], { requiresGrad: true });

const cases: [python: string, ours: () => Tensor, torch: [elements: string, gradFn: string | null]][] = [
  [
    "m.gather(1, I([[0, 3], [1, 1]]))",
    () =>
      m.gather(
        1,
        tensor([
          [0, 3],
          [1, 1],
        ]),
      ),
    ["[[0,3],[5,5]]", "GatherBackward0"],
  ],
  [
    "m.gather(0, I([[2, 0]], dtype=torch.int32))",
    () => m.gather(0, tensor([[2, 0]], { dtype: int32 })),
    ["[[8,1]]", "GatherBackward0"],
  ],
  ["v[0].gather(0, I([0, 0]))", () => v.at(0).gather(0, tensor([0, 0])), ["[0,0]", "GatherBackward0"]],
  [
    "m.take_along_dim(I([[-1], [0], [1]]), 1)",
    () => m.takeAlongDim(tensor([[-1], [0], [1]]), 1),
    ["[[3],[4],[9]]", "GatherBackward0"],
  ],
  ["m.take_along_dim(I([[3, 11]]))", () => m.takeAlongDim(tensor([[3, 11]])), ["[3,11]", "GatherBackward0"]],
  [
    "m.index_select(1, I([3, 0, 3]))",
    () => m.indexSelect(1, tensor([3, 0, 3])),
    ["[[3,0,3],[7,4,7],[11,8,11]]", "IndexSelectBackward0"],
  ],
  ["m.t().index_select(0, I(1))", () => m.t().indexSelect(0, tensor(1)), ["[[1,5,9]]", "IndexSelectBackward0"]],
  [
    "m.t().take(I([[1, -1], [3, 3]]))",
    () =>
      m.t().take(
        tensor([
          [1, -1],
          [3, 3],
        ]),
      ),
    ["[[4,11],[1,1]]", "TakeBackward0"],
  ],
  [
    "m.scatter(0, I([[2, 0, 1]]), w)",
    () => m.scatter(0, tensor([[2, 0, 1]]), w),
    ["[[0,1,2,3],[4,5,1,7],[1,9,10,11]]", "ScatterBackward0"],
  ],
  [
    "m.scatter(1, I([[0], [1]]), 7)",
    () => m.scatter(1, tensor([[0], [1]]), 7),
    ["[[7,1,2,3],[4,7,6,7],[8,9,10,11]]", "ScatterBackward1"],
  ],
  [
    'm.scatter(0, I([[0, 0], [0, 0]]), w, reduce="add")',
    () =>
      m.scatter(
        0,
        tensor([
          [0, 0],
          [0, 0],
        ]),
        w,
        { reduce: "add" },
      ),
    ["[[2,3,2,3],[4,5,6,7],[8,9,10,11]]", "NotImplemented"],
  ],
  [
    'm.scatter(0, I([[1, 1]]), 3, reduce="multiply")',
    () => m.scatter(0, tensor([[1, 1]]), 3, { reduce: "multiply" }),
    ["[[0,1,2,3],[12,15,6,7],[8,9,10,11]]", "NotImplemented"],
  ],
  [
    "m.scatter_add(0, I([[0, 1, 0, 1], [0, 0, 0, 0]]), m)",
    () =>
      m.scatterAdd(
        0,
        tensor([
          [0, 1, 0, 1],
          [0, 0, 0, 0],
        ]),
        m,
      ),
    ["[[4,6,10,10],[4,6,6,10],[8,9,10,11]]", "ScatterAddBackward0"],
  ],
  [
    'm.scatter_reduce(0, I([[0, 1, 2, 0], [0, 1, 2, 0]]), m + 1, "prod")',
    () =>
      m.scatterReduce(
        0,
        tensor([
          [0, 1, 2, 0],
          [0, 1, 2, 0],
        ]),
        m.add(1),
        "prod",
      ),
    ["[[0,1,2,96],[4,60,6,7],[8,9,210,11]]", "ScatterReduceBackward0"],
  ],
  [
    'm.scatter_reduce(0, I([[0, 1, 2, 0], [0, 1, 2, 0]]), -m, "mean", include_self=False)',
    () =>
      m.scatterReduce(
        0,
        tensor([
          [0, 1, 2, 0],
          [0, 1, 2, 0],
        ]),
        m.neg(),
        "mean",
        { includeSelf: false },
      ),
    ["[[-2,1,2,-5],[4,-3,6,7],[8,9,-4,11]]", "ScatterReduceBackward0"],
  ],
  [
    'm.scatter_reduce(1, I([[0, 0], [3, 3]]), -m, "amin")',
    () =>
      m.scatterReduce(
        1,
        tensor([
          [0, 0],
          [3, 3],
        ]),
        m.neg(),
        "amin",
      ),
    ["[[-1,1,2,3],[4,5,6,-5],[8,9,10,11]]", "ScatterReduceBackward0"],
  ],
  [
    'm.scatter_reduce(1, I([[0, 0], [3, 3]]), -m, "amax", include_self=False)',
    () =>
      m.scatterReduce(
        1,
        tensor([
          [0, 0],
          [3, 3],
        ]),
        m.neg(),
        "amax",
        { includeSelf: false },
      ),
    ["[[0,1,2,3],[4,5,6,-4],[8,9,10,11]]", "ScatterReduceBackward0"],
  ],
  [
    'I([5, 6]).scatter_reduce(0, I([0, 0]), I([1, -20]), "mean")',
    () => tensor([5, 6]).scatterReduce(0, tensor([0, 0]), tensor([1, -20]), "mean"),
    ["[-5,6]", null],
  ],
  [
    'I([True, False]).scatter_reduce(0, I([1, 1]), I([True, True]), "sum")',
    () => tensor([true, false]).scatterReduce(0, tensor([1, 1]), tensor([true, true]), "sum"),
    ["[true,true]", null],
  ],
  [
    'I([5., 6.]).scatter_reduce(0, I([0, 0]), I([math.nan, 1.]), "amax")',
    () => tensor([5, 6], { dtype: float32 }).scatterReduce(0, tensor([0, 0]), tensor([Number.NaN, 1]), "amax"),
    ["[null,6]", null],
  ],
  [
    "m.index_add(0, I([2, 0]), w[:2], alpha=0.5)",
    () => m.indexAdd(0, tensor([2, 0]), w.at(":2"), { alpha: 0.5 }),
    ["[[0.5,1.5,2.5,3.5],[4,5,6,7],[8.5,9.5,10.5,11.5]]", "IndexAddBackward0"],
  ],
  [
    "m.index_add(1, I([1, 1]), m[:, :2])",
    () => m.indexAdd(1, tensor([1, 1]), m.at(":", ":2")),
    ["[[0,2,2,3],[4,14,6,7],[8,26,10,11]]", "IndexAddBackward0"],
  ],
  [
    "m.index_copy(0, I([2]), w[:1])",
    () => m.indexCopy(0, tensor([2]), w.at(":1")),
    ["[[0,1,2,3],[4,5,6,7],[1,1,1,1]]", "IndexCopyBackward0"],
  ],
  [
    "m.index_fill(1, I([0, -1]), 7)",
    () => m.indexFill(1, tensor([0, -1]), 7),
    ["[[7,1,2,7],[7,5,6,7],[7,9,10,7]]", "IndexFillBackward0"],
  ],
  [
    "m.index_fill(0, I([0, 0]), v[1])",
    () => m.indexFill(0, tensor([0, 0]), v.at(1)),
    ["[[1,1,1,1],[4,5,6,7],[8,9,10,11]]", "IndexFillBackward1"],
  ],
  [
    'm.index_reduce(0, I([0, 0]), m[1:], "prod")',
    () => m.indexReduce(0, tensor([0, 0]), m.at("1:"), "prod"),
    ["[[0,45,120,231],[4,5,6,7],[8,9,10,11]]", "IndexReduceBackward0"],
  ],
  [
    'm.index_reduce(1, I([0, 2]), m[:, 2:], "mean", include_self=False)',
    () => m.indexReduce(1, tensor([0, 2]), m.at(":", "2:"), "mean", { includeSelf: false }),
    ["[[2,1,3,3],[6,5,7,7],[10,9,11,11]]", "IndexReduceBackward0"],
  ],
  [
    "m.index_put((I([0, 0]), I([1, 1])), I([5., 6.]), accumulate=True)",
    () => m.indexPut([tensor([0, 0]), tensor([1, 1])], tensor([5, 6], { dtype: float32 }), { accumulate: true }),
    ["[[0,12,2,3],[4,5,6,7],[8,9,10,11]]", "IndexPutBackward0"],
  ],
  [
    "m.index_put((m > 5,), I(2))",
    () => m.indexPut([m.gt(5)], tensor(2)),
    ["[[0,1,2,3],[4,5,2,2],[2,2,2,2]]", "IndexPutBackward0"],
  ],
  [
    "m.put(I([0, -1]), v[:2])",
    () => m.put(tensor([0, -1]), v.at(":2")),
    ["[[0,1,2,3],[4,5,6,7],[8,9,10,1]]", "PutBackward0"],
  ],
  [
    "m.put(I([[0, 0]]), v[2:], accumulate=True)",
    () => m.put(tensor([[0, 0]]), v.at("2:"), { accumulate: true }),
    ["[[5,1,2,3],[4,5,6,7],[8,9,10,11]]", "PutBackward0"],
  ],
  [
    "m.masked_fill(m > 5, -1)",
    () => m.maskedFill(m.gt(5), -1),
    ["[[0,1,2,3],[4,5,-1,-1],[-1,-1,-1,-1]]", "MaskedFillBackward0"],
  ],
  [
    "v.masked_fill(m > 5, w[0, 0])",
    () => v.maskedFill(m.gt(5), w.at(0, 0)),
    ["[[0,1,2,3],[0,1,1,1],[1,1,1,1]]", "MaskedFillBackward1"],
  ],
  ["m.masked_select(v > 1)", () => m.maskedSelect(v.gt(1)), ["[2,3,6,7,10,11]", "MaskedSelectBackward0"]],
  ["m.t().masked_select(m.t() > 6)", () => m.t().maskedSelect(m.t().gt(6)), ["[8,9,10,7,11]", "MaskedSelectBackward0"]],
  [
    "m.masked_scatter(m > 8, w)",
    () => m.maskedScatter(m.gt(8), w),
    ["[[0,1,2,3],[4,5,6,7],[8,1,1,1]]", "MaskedScatterBackward0"],
  ],
  ["torch.nonzero(m > 8)", () => nonzero(m.gt(8)), ["[[2,1],[2,2],[2,3]]", null]],
  ["torch.argwhere(v)", () => argwhere(v), ["[[1],[2],[3]]", null]],
  ["torch.nonzero(torch.tensor(3.))", () => nonzero(tensor(3)), ["[[]]", null]],
  ["torch.nonzero(m.t() > 8, as_tuple=True)[1]", () => nonzero(m.t().gt(8), { asTuple: true })[1]!, ["[2,2,2]", null]],
];

test.each(cases)("%s", (_, ours, torch) => {
  const result = ours();
  expect([JSON.stringify(result.tolist()), result.gradFn?.name.replace("torch::autograd::", "") ?? null]).toEqual(
    torch,
  );
});

const errors: [python: string, ours: () => unknown, torch: string][] = [
  [
    "m.gather(0, I([[3, 0]]))",
    () => m.gather(0, tensor([[3, 0]])),
    "index 3 is out of bounds for dimension 0 with size 3",
  ],
  [
    "m.gather(0, I([[-1, 0]]))",
    () => m.gather(0, tensor([[-1, 0]])),
    "index -1 is out of bounds for dimension 0 with size 3",
  ],
  [
    "m.gather(0, I([0]))",
    () => m.gather(0, tensor([0])),
    "Index tensor must have the same number of dimensions as input tensor",
  ],
  [
    "m.gather(0, I([[0, 0, 0, 0, 0]]))",
    () => m.gather(0, tensor([[0, 0, 0, 0, 0]])),
    "Size does not match at dimension 1 expected index [1, 5] to be no larger than self [3, 4] apart from dimension 0",
  ],
  ["m.gather(0, I([[0.]]))", () => m.gather(0, tensor([[0.5]])), "gather(): Expected dtype int32/int64 for index"],
  ["m.index_select(0, I([3]))", () => m.indexSelect(0, tensor([3])), "index out of range in self"],
  [
    "m.index_select(0, I([[0]]))",
    () => m.indexSelect(0, tensor([[0]])),
    "index_select(): Index is supposed to be a vector",
  ],
  ["m.take(I([12]))", () => m.take(tensor([12])), "out of range: tried to access index 12 on a tensor of 12 elements."],
  ["torch.empty(0).take(I([0]))", () => empty([0]).take(tensor([0])), "take(): tried to take from an empty tensor"],
  [
    "m.scatter(0, I([[5]]), w)",
    () => m.scatter(0, tensor([[5]]), w),
    "index 5 is out of bounds for dimension 0 with size 3",
  ],
  [
    "m.scatter(0, I([[0, 0, 0]]), w[:, :2])",
    () => m.scatter(0, tensor([[0, 0, 0]]), w.at(":", ":2")),
    "Expected index [1, 3] to be no larger than self [3, 4] apart from dimension 0 and to be no larger size than src [3, 2]",
  ],
  [
    "m.scatter(0, I([[0]]), w.double())",
    () => m.scatter(0, tensor([[0]]), w.double()),
    "scatter(): Expected self.dtype to be equal to src.dtype",
  ],
  [
    'm.scatter_reduce(0, I([[0]]), w, "foo")',
    () => m.scatterReduce(0, tensor([[0]]), w, "foo" as "sum"),
    "reduce argument must be either sum, prod, mean, amax or amin, got foo",
  ],
  [
    "m.index_add(0, I([5]), w[:1])",
    () => m.indexAdd(0, tensor([5]), w.at(":1")),
    "index 5 is out of bounds for dimension 0 with size 3",
  ],
  [
    "m.index_add(0, I([0]), w)",
    () => m.indexAdd(0, tensor([0]), w),
    "index_add_(): Number of indices (1) should be equal to source.size(dim): (3), for dim: 0",
  ],
  [
    "m.index_add(0, I([0]), w[:1].double())",
    () => m.indexAdd(0, tensor([0]), w.at(":1").double()),
    "index_add_(): self (Float) and source (Double) must have the same scalar type",
  ],
  [
    "m.index_copy(0, I([-1]), w[:1])",
    () => m.indexCopy(0, tensor([-1]), w.at(":1")),
    "index_copy_(): index -1 is out of bounds for dimension 0 with size 3",
  ],
  [
    "m.index_fill(0, I([-5]), 1)",
    () => m.indexFill(0, tensor([-5]), 1),
    "index -5 is out of bounds for dimension 0 with size 3",
  ],
  [
    "m.index_fill(0, I([0]), v)",
    () => m.indexFill(0, tensor([0]), v),
    "index_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 dimension(s).",
  ],
  [
    "m.index_put((I([0]), I([0]), I([0])), I(1.))",
    () => m.indexPut([tensor([0]), tensor([0]), tensor([0])], v.at(0)),
    "too many indices for tensor of dimension 2 (got 3)",
  ],
  [
    "m.index_put((I([0]),), v[:2])",
    () => m.indexPut([tensor([0])], v.at(":2")),
    "shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of shape [1, 4]",
  ],
  [
    "m.index_put((I([0]),), v.double())",
    () => m.indexPut([tensor([0])], v.double()),
    "Index put requires the source and destination dtypes match, got Float for the destination and Double for the source.",
  ],
  [
    "m.put(I([12]), v[:1])",
    () => m.put(tensor([12]), v.at(":1")),
    "out of range: tried to access index 12 on a tensor of 12 elements.",
  ],
  [
    "m.put(I([0]), v)",
    () => m.put(tensor([0]), v),
    "put_(): Expected source and index to have the same number of elements, but got source.numel() = 4, index.numel() = 1",
  ],
  [
    "m.masked_fill(v, 1)",
    () => m.maskedFill(v, 1),
    "masked_fill_ only supports boolean masks, but got mask with dtype float",
  ],
  [
    "m.masked_fill(v > 1, v)",
    () => m.maskedFill(v.gt(1), v),
    "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 dimension(s).",
  ],
  [
    "m.masked_select(v[:2] > 1)",
    () => m.maskedSelect(v.at(":2").gt(1)),
    "The size of tensor a (2) must match the size of tensor b (4) at non-singleton dimension 1",
  ],
  [
    "m.masked_scatter(m >= 0, v)",
    () => m.maskedScatter(m.ge(0), v),
    "Number of elements of source < number of ones in mask",
  ],
  [
    "m.take_along_dim(I([0]), 0)",
    () => m.takeAlongDim(tensor([0]), 0),
    "torch.take_along_dim(): input and indices should have the same number of dimensions, but got 2 dimensions for input, and 1 dimensions for indices",
  ],
  [
    "m.select_scatter(w, 0, 0)",
    () => m.selectScatter(w, 0, 0),
    "expected src to have a size equal to the slice of self. src size = [3, 4], slice size = [4]",
  ],
  [
    "v.detach().expand(2, 4).scatter_(0, I([[0]]), 1)",
    () =>
      v
        .detach()
        .expand([2, 4])
        .scatter_(0, tensor([[0]]), 1),
    "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.",
  ],
];

test.each(errors)("%s raises", (_, ours, torch) => {
  expect(ours).toThrow(torch);
});
