import { describe, expect, it } from "vitest";
import {
  arange,
  argsort,
  bool,
  bucketize,
  isin,
  kthvalue,
  mode,
  msort,
  nanquantile,
  quantile,
  searchsorted,
  sort,
  type Tensor,
  tensor,
  topk,
  unique,
  uniqueConsecutive,
  zeros,
} from "../index.js";

const { NaN: nan } = Number;
const lists = (parts: readonly Tensor[]): unknown[] => parts.map((part) => part.tolist());

describe("equal elements", () => {
  // x = torch.tensor([i * i % 7 for i in range(40)])
  const x = tensor(Array.from({ length: 40 }, (_, i) => (i * i) % 7));

  it("keep their order in a stable sort", () => {
    // x.sort(stable=True).indices, x.sort(stable=True, descending=True).indices
    expect(sort(x, 0, { stable: true }).indices.tolist()).toEqual([
      0, 7, 14, 21, 28, 35, 1, 6, 8, 13, 15, 20, 22, 27, 29, 34, 36, 3, 4, 10, 11, 17, 18, 24, 25, 31, 32, 38, 39, 2, 5,
      9, 12, 16, 19, 23, 26, 30, 33, 37,
    ]);
    expect(argsort(x, 0, { stable: true, descending: true }).tolist()).toEqual([
      2, 5, 9, 12, 16, 19, 23, 26, 30, 33, 37, 3, 4, 10, 11, 17, 18, 24, 25, 31, 32, 38, 39, 1, 6, 8, 13, 15, 20, 22,
      27, 29, 34, 36, 0, 7, 14, 21, 28, 35,
    ]);
  });

  it("end where PyTorch's unstable sort leaves them", () => {
    // x.sort().indices, x.sort(descending=True).indices
    expect(sort(x).indices.tolist()).toEqual([
      0, 35, 28, 7, 21, 14, 1, 36, 34, 29, 27, 22, 20, 15, 13, 6, 8, 39, 38, 3, 4, 32, 31, 25, 24, 10, 11, 18, 17, 23,
      26, 9, 5, 30, 19, 33, 2, 37, 16, 12,
    ]);
    expect(argsort(x, -1, { descending: true }).tolist()).toEqual([
      30, 16, 33, 12, 19, 9, 37, 23, 5, 2, 26, 39, 31, 24, 25, 18, 17, 32, 11, 10, 38, 4, 3, 34, 36, 29, 20, 27, 22, 15,
      13, 8, 6, 1, 28, 21, 0, 14, 35, 7,
    ]);
  });

  it("are chosen as PyTorch chooses them", () => {
    // x.topk(6).indices, x.topk(6, largest=False).indices, x.topk(6, sorted=False).indices
    expect(topk(x, 6).indices.tolist()).toEqual([12, 37, 9, 19, 30, 33]);
    expect(topk(x, 6, -1, { largest: false }).indices.tolist()).toEqual([7, 14, 21, 28, 0, 35]);
    expect(topk(x, 6, -1, { sorted: false }).indices.tolist()).toEqual([12, 37, 9, 19, 30, 33]);
    // torch.arange(300).remainder(3).topk(3).indices
    expect(arange(300).remainder(3).topk(3).indices.tolist()).toEqual([8, 5, 2]);
    // x.kthvalue(9).indices, x.kthvalue(30).indices, x.median(0).indices, x.mode()
    expect([kthvalue(x, 9).indices.item(), kthvalue(x, 30).indices.item()]).toEqual([20, 5]);
    expect(x.median(0).indices.item()).toBe(10);
    expect([mode(x).values.item(), mode(x).indices.item()]).toEqual([2, 17]);
  });
});

describe("NaN", () => {
  const x = tensor([1, nan, 3]);

  it("is the largest element", () => {
    expect(sort(x).values.tolist()).toEqual([1, 3, nan]);
    expect(sort(x, 0, { descending: true }).values.tolist()).toEqual([nan, 3, 1]);
    expect(topk(x, 2).values.tolist()).toEqual([nan, 3]);
    expect(kthvalue(x, 3).values.item()).toBeNaN();
  });

  it("is the median unless it is skipped", () => {
    expect(tensor([2, nan, 1]).median().item()).toBeNaN();
    expect(tensor([2, nan, 1]).nanmedian(0).indices.item()).toBe(2);
    expect(tensor([nan, nan]).nanmedian().item()).toBeNaN();
  });

  it("makes a quantile NaN unless it is skipped", () => {
    expect(quantile(tensor([3, nan, 1, 2]), 0.5).item()).toBeNaN();
    // torch.tensor([3., nan, 1., 2.]).nanquantile(torch.tensor([0.1, 0.5]))
    expect(nanquantile(tensor([3, nan, 1, 2]), tensor([0.1, 0.5])).tolist()).toEqual([1.2000000476837158, 2]);
  });

  it("differs from every other in unique", () => {
    expect(lists(unique(tensor([1, nan, 1, nan]), { returnCounts: true }))).toEqual([
      [1, nan, nan],
      [2, 1, 1],
    ]);
  });
});

describe("shapes", () => {
  it("sorts along any dimension, and a number", () => {
    const x = tensor([
      [3, 1],
      [2, 4],
    ]);
    expect(sort(x, 0).values.tolist()).toEqual([
      [2, 1],
      [3, 4],
    ]);
    expect(msort(x).tolist()).toEqual(sort(x, 0).values.tolist());
    expect(topk(x, 1, 1).values.shape).toEqual([2, 1]);
    expect(kthvalue(x, 1, 0, { keepdim: true }).values.shape).toEqual([1, 2]);
    expect(x.transpose(0, 1).sort(1).values.tolist()).toEqual([
      [2, 3],
      [1, 4],
    ]);
    expect([sort(tensor(5)).values.shape, topk(tensor(5), 1).indices.shape, mode(tensor(5)).values.shape]).toEqual([
      [],
      [],
      [],
    ]);
    expect(sort(zeros([0])).values.shape).toEqual([0]);
  });

  it("puts the quantiles of several fractions first", () => {
    const x = tensor([
      [4.0, 1, 3],
      [2, 8, 6.5],
    ]);
    // torch.tensor([[4., 1., 3.], [2., 8., 6.5]]).quantile(torch.tensor([0.25, 0.5]), 1)
    expect(quantile(x, tensor([0.25, 0.5]), 1).tolist()).toEqual([
      [2, 4.25],
      [3, 6.5],
    ]);
    expect(quantile(x, tensor([0.25, 0.5]), 1, { keepdim: true }).shape).toEqual([2, 2, 1]);
    expect(quantile(x, 0.5, 0, { keepdim: true }).shape).toEqual([1, 3]);
    expect(quantile(x, 0.5, null, { keepdim: true }).shape).toEqual([1, 1]);
  });

  it("interpolates between elements as asked", () => {
    // [torch.tensor([4., 1., 3., 8.]).quantile(0.4, interpolation=i).item() for i in (...)]
    const x = tensor([4.0, 1, 3, 8.5]).sub(tensor([0, 0, 0, 0.5]));
    const modes = ["linear", "lower", "higher", "midpoint", "nearest"] as const;
    expect(modes.map((interpolation) => quantile(x, 0.4, null, { interpolation }).item())).toEqual([
      3.200000047683716, 3, 4, 3.5, 3,
    ]);
  });
});

describe("unique", () => {
  it("compares rows or columns", () => {
    const x = tensor([
      [3, 1],
      [1, 2],
      [3, 1],
      [1, 0],
    ]);
    // x.unique(dim=0, return_inverse=True, return_counts=True)
    expect(lists(unique(x, { dim: 0, returnInverse: true, returnCounts: true }))).toEqual([
      [
        [1, 0],
        [1, 2],
        [3, 1],
      ],
      [2, 1, 2, 0],
      [1, 1, 2],
    ]);
    expect(unique(x.narrow(0, 0, 1).expand([2, 2]), { dim: 1 }).tolist()).toEqual([
      [1, 3],
      [1, 3],
    ]);
    expect(unique(x, { returnInverse: true })[1]!.shape).toEqual([4, 2]);
  });

  it("finds runs", () => {
    // torch.tensor([1, 1, 2, 2, 3, 1, 1, 2]).unique_consecutive(return_inverse=True, return_counts=True)
    const x = tensor([1, 1, 2, 2, 3, 1, 1, 2]);
    expect(lists(uniqueConsecutive(x, { returnInverse: true, returnCounts: true }))).toEqual([
      [1, 2, 3, 1, 2],
      [0, 0, 1, 1, 2, 3, 3, 4],
      [2, 2, 1, 2, 1],
    ]);
  });
});

describe("search", () => {
  const sequences = tensor([
    [1, 3, 5, 7, 9],
    [2, 4, 6, 8, 10],
  ]);
  const values = tensor([
    [3, 6, 9],
    [3, 6, 9],
  ]);

  it("finds places in lines", () => {
    // torch.searchsorted(sequences, values), ... right=True
    expect(searchsorted(sequences, values).tolist()).toEqual([
      [1, 3, 4],
      [1, 2, 4],
    ]);
    expect(searchsorted(sequences, values, { side: "right" }).tolist()).toEqual([
      [2, 3, 5],
      [1, 3, 4],
    ]);
    expect(searchsorted(tensor([5, 1, 3]), tensor([2, 5]), { sorter: tensor([1, 2, 0]) }).tolist()).toEqual([1, 2]);
  });

  it("finds intervals", () => {
    const found = bucketize(values, tensor([1, 3, 5, 7, 9]), { right: true, outInt32: true });
    expect([found.dtype.name, found.tolist()]).toEqual([
      "int32",
      [
        [2, 3, 5],
        [2, 3, 5],
      ],
    ]);
    expect(bucketize(2.5, tensor([1, 3])).item()).toBe(1);
  });

  it("tells what occurs", () => {
    expect(isin(values, tensor([6, 9])).tolist()).toEqual([
      [false, true, true],
      [false, true, true],
    ]);
    expect(isin(tensor([1, 2]), 2, { invert: true }).tolist()).toEqual([true, false]);
  });
});

describe("refusals", () => {
  it.each<[() => unknown, string]>([
    [() => topk(tensor([1, 2]), 3), "selected index k out of range"],
    [() => topk(tensor([true]), 1), "topk does not support bool dtypes on CPU"],
    [() => kthvalue(tensor([1, 2, 3]), 4), "kthvalue(): selected number k out of range for dimension 0"],
    [() => kthvalue(zeros([0, 3]), 1, 0), "kthvalue(): Expected reduction dim 0 to have non-zero size."],
    [() => mode(zeros([2, 0])), "mode(): Expected reduction dim 1 to have non-zero size."],
    [() => tensor([true], { dtype: bool }).median(), "\"median_cpu\" not implemented for 'Bool'"],
    [() => quantile(tensor([1.5]), 1.5), "quantile() q must be in the range [0, 1] but got 1.5"],
    [() => quantile(tensor([1.5]), tensor([0.5, 2])), "quantile() q values must be in the range [0, 1]"],
    [() => quantile(tensor([1]), 0.5), "quantile() input tensor must be either float or double dtype"],
    [() => quantile(zeros([0]), 0.5), "quantile() input tensor must be non-empty"],
    [() => bucketize(1, zeros([1, 1])), "boundaries tensor must be 1 dimension, but got dim(2)"],
    [
      () => searchsorted(zeros([2, 3]), tensor([1.5])),
      "the first N-1 dimensions of boundaries tensor and input value tensor must match",
    ],
    [() => searchsorted(zeros([2]), 1, { right: true, side: "left" }), "side and right can't be set to opposites"],
    [() => unique(tensor(1), { dim: 0 }), "Dimension specified as 0 but tensor has no dimensions"],
  ])("%#", (call, message) => {
    expect(call).toThrow(message);
  });
});
