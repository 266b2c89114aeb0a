import { describe, expect, it } from "vitest";
import { firstOf, generated, singles } from "../../test/generated.js";
import {
  bool,
  float16,
  float32,
  float64,
  full,
  int32,
  int64,
  mean,
  nansum,
  ones,
  prod,
  sum,
  type Tensor,
  tensor,
  uint8,
  vectorNorm,
  zeros,
} from "../index.js";

const seen = (seed: number, shape: number[], order: number[] | null): Tensor => {
  const x = generated(seed, shape);
  return order === null ? x : x.permute(order);
};

describe("the order of float32 additions", () => {
  // x = generated(seed, shape); x = x if order is None else x.permute(order)
  // x.sum(dims), x.mean(dims), torch.linalg.vector_norm(x, 2, dims): the first four elements
  type Case = [number, number[], number[] | null, number[] | null, number[], number[], number[]];
  const cases: Case[] = [
    [1, [5000], null, null, [0.066298485], [1.3259697e-5], [40.820805]],
    [
      2,
      [3, 1000],
      null,
      [1],
      [0.111590385, 0.08513391, 0.058677077],
      [0.00011159039, 8.5133914e-5, 5.8677077e-5],
      [18.25569, 18.255383, 18.255747],
    ],
    [
      3,
      [1000, 3],
      null,
      [0],
      [-1.9374251, 0.13054657, 2.1985228],
      [-0.0019374251, 0.00013054657, 0.002198523],
      [18.26067, 18.259758, 18.246399],
    ],
    [
      4,
      [40, 7],
      null,
      [0],
      [-1.6188786, -2.1761599, -0.733441, 0.70927817],
      [-0.040471964, -0.054403998, -0.018336024, 0.017731953],
      [3.5972774, 3.6625354, 3.6698332, 3.6804934],
    ],
    [5, [100, 2], null, [0], [0.70244455, 0.30924177], [0.0070244456, 0.0030924177], [5.79903, 5.7210484]],
    [
      6,
      [6, 50, 4],
      null,
      [1],
      [0.55009425, -1.6465074, 0.15689158, 1.9602904],
      [0.011001885, -0.032930147, 0.0031378316, 0.03920581],
      [4.0945263, 4.100404, 4.106539, 3.9896255],
    ],
    [
      7,
      [50, 3, 20],
      null,
      [0, 2],
      [0.9527466, -1.6877806, 1.6716863],
      [0.0009527466, -0.0016877806, 0.0016716863],
      [18.236149, 18.267511, 18.263157],
    ],
    [8, [20, 30, 2], null, [0, 1], [0.6884763, 0.32925797], [0.0011474605, 0.00054876326], [14.152601, 14.12077]],
    [
      9,
      [70, 40],
      [1, 0],
      [0],
      [-0.4079113, 1.3008462, -0.99039614, 0.7183613],
      [-0.010197783, 0.032521155, -0.024759904, 0.017959032],
      [3.604768, 3.6191337, 3.6849413, 3.6744442],
    ],
    [
      10,
      [4, 30, 50],
      [2, 0, 1],
      [0, 2],
      [0.20246029, -0.85706806, 0.08340311, 1.023878],
      [0.00013497352, -0.0005713787, 5.5602075e-5, 0.0006825853],
      [22.357946, 22.358978, 22.3577, 22.360315],
    ],
    [11, [3, 40, 30], [1, 2, 0], null, [1.1893976], [0.00033038823], [34.639145]],
    [
      12,
      [2, 3, 20, 10],
      [3, 1, 0, 2],
      [0, 3],
      [1.0752683, -0.7679074, -0.20578933, -0.048966646],
      [0.0053763413, -0.0038395368, -0.0010289466, -0.00024483324],
      [8.1461525, 8.145103, 8.163289, 8.197552],
    ],
    [13, [64, 33], [1, 0], null, [0.326221], [0.0001544607], [26.523657]],
  ];

  it.each(cases)("is PyTorch's: %i, shape %j, permuted %j, over %j", (seed, shape, order, dims, sums, means, norms) => {
    const x = seen(seed, shape, order);
    expect(firstOf(sum(x, dims), 4)).toEqual(singles(sums));
    expect(firstOf(mean(x, dims), 4)).toEqual(singles(means));
    expect(firstOf(vectorNorm(x, 2, dims), 4)).toEqual(singles(norms));
  });

  it("is that of strides where elements are repeated", () => {
    // generated(5, [1, 7]).expand(30, 7): .sum(0), .sum()
    const rows = generated(5, [1, 7]).expand([30, 7]);
    const sums = [7.0888524, -15.829108, 21.25293, -1.6650306, -24.582993, 12.499049, -10.418914];
    expect(rows.sum(0).tolist()).toEqual(singles(sums));
    expect(rows.sum().item()).toBe(Math.fround(-11.65521));
    // generated(6, [5, 1]).expand(5, 40): .sum(1), .sum()
    const columns = generated(6, [5, 1]).expand([5, 40]);
    expect(columns.sum(1).tolist()).toEqual(singles([9.45362, -21.103662, 28.33906, -2.218224, -32.7755]));
    expect(columns.sum().item()).toBe(Math.fround(-18.304707));
  });

  it("multiplies in vectors", () => {
    // (generated(seed, shape) * 0.1 + 1).prod(dim): the first four elements
    const cases: [number, number[], number | null, number[]][] = [
      [1, [100], null, [0.85988224]],
      [2, [3, 70], 1, [0.8594256, 0.92336136, 0.9926703]],
      [3, [70, 40], 0, [0.9566984, 0.82112813, 0.8674805, 0.9165858]],
      [4, [70, 5], 0, [1.0956978, 0.634009, 0.8075743, 1.0521665]],
    ];
    for (const [seed, shape, dim, products] of cases)
      expect(firstOf(prod(generated(seed, shape).mul(0.1).add(1), dim), 4)).toEqual(singles(products));
  });

  it("is kept where gradients are summed back over broadcast dimensions", () => {
    // x = generated(1, [30, 40]); b = generated(2, [40]); c = generated(3, [30, 1]); s = torch.tensor(0.3)
    const x = generated(1, [30, 40]);
    const b = generated(2, [40]).requiresGrad_();
    const c = generated(3, [30, 1]).requiresGrad_();
    const s = tensor(0.3, { requiresGrad: true });
    const gradients = (loss: Tensor): (number | bigint)[] => {
      b.grad = c.grad = s.grad = null;
      loss.backward();
      return [b.grad!, c.grad!, s.grad!].flatMap((g) => firstOf(g, 1));
    };
    // (x + b + c + s).mean().backward()
    expect(gradients(x.add(b).add(c).add(s).mean())).toEqual(singles([0.025000002, 0.033333335, 1.0000001]));
    // ((x + b + c + s).sum() * 0.37).backward()
    expect(gradients(x.add(b).add(c).add(s).sum().mul(0.37))).toEqual(singles([11.099998, 14.799998, 443.9999]));
    // (x * b * c * s).sum().backward()
    expect(gradients(x.mul(b).mul(c).mul(s).sum())).toEqual(singles([-0.15238902, 3.8983908, 0.70135367]));
  });
});

describe("types", () => {
  it("makes int64 of sums and products of integers and bools", () => {
    for (const dtype of [bool, uint8, int32, int64]) {
      const x = tensor([1, 0, 1], { dtype });
      expect([x.sum().dtype, x.sum(0).dtype, x.prod().dtype]).toEqual([int64, int64, int64]);
      expect(x.sum().item()).toBe(2);
    }
  });

  it("keeps int64 exact and wraps it as PyTorch does", () => {
    // torch.tensor([2**62, 3]).sum(), torch.tensor([2**62, 2**62]).sum(), torch.tensor([2**40, 2**40]).prod()
    expect(
      tensor([2n ** 62n, 3n])
        .sum()
        .itemBigInt(),
    ).toBe(2n ** 62n + 3n);
    expect(
      tensor([2n ** 62n, 2n ** 62n])
        .sum()
        .itemBigInt(),
    ).toBe(-(2n ** 63n));
    expect(tensor([-5, 3, -7]).sum().item()).toBe(-9);
    expect(
      tensor([2n ** 40n, 2n ** 40n])
        .prod()
        .item(),
    ).toBe(0);
    expect(
      full([3, 100000], 2 ** 31, { dtype: int64 })
        .sum(1)
        .tolist(),
    ).toEqual([214748364800000, 214748364800000, 214748364800000]);
  });

  it("converts to dtype first", () => {
    // torch.tensor([0.6, 0.6]).sum(dtype=torch.int64), torch.tensor([1, 2]).mean(dtype=torch.float64)
    expect(tensor([0.6, 0.6]).sum(null, { dtype: int64 }).item()).toBe(0);
    expect(tensor([1, 2]).mean(null, { dtype: float64 }).item()).toBe(1.5);
    expect(tensor([1.5, 2.5]).prod(null, { dtype: int32 }).dtype).toBe(int32);
  });

  it("rounds a mean of halves once", () => {
    // torch.full((70000,), 0.1, dtype=torch.float16).mean() ; the sum alone would overflow
    expect(full([70000], 0.1, { dtype: float16 }).mean().item()).toBe(0.0999755859375);
  });

  it("refuses means of integers", () => {
    expect(() => tensor([1, 2]).mean()).toThrow(
      "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long",
    );
    expect(() => ones([2]).mean(0, { dtype: int64 })).toThrow("Optional dtype must be either a floating point");
    expect(() => tensor([1]).nanmean()).toThrow(
      "nanmean(): expected input to have floating point or complex dtype but got Long",
    );
  });
});

describe("dimensions", () => {
  const x = generated(1, [2, 3, 4]);

  it("removes or keeps them", () => {
    expect(x.sum(1).shape).toEqual([2, 4]);
    expect(x.sum([0, -1]).shape).toEqual([3]);
    expect(x.mean([0, 2], { keepdim: true }).shape).toEqual([1, 3, 1]);
    expect(x.sum(null, { keepdim: true }).shape).toEqual([1, 1, 1]);
    expect(x.sum([]).shape).toEqual([]);
    expect(x.prod(-2, { keepdim: true }).shape).toEqual([2, 1, 4]);
    expect(tensor(2.5).sum(0).item()).toBe(2.5);
  });

  it("gives sums and products of nothing", () => {
    expect(zeros([0]).sum().item()).toBe(0);
    expect(zeros([0]).prod().item()).toBe(1);
    expect(zeros([0]).mean().item()).toBeNaN();
    expect(zeros([2, 0]).sum(1).tolist()).toEqual([0, 0]);
    expect(zeros([0, 2]).mean(1).shape).toEqual([0]);
  });

  it("refuses what is out of range or named twice", () => {
    expect(() => x.sum(3)).toThrow("Dimension out of range (expected to be in range of [-3, 2], but got 3)");
    expect(() => x.sum([0, -3])).toThrow("dim 0 appears multiple times in the list of dims");
  });

  it("sums back to a size", () => {
    expect(ones([2, 3, 4]).sumToSize([3, 1]).tolist()).toEqual([[8], [8], [8]]);
    expect(ones([2, 3]).sumToSize([]).item()).toBe(6);
    // torch.tensor([True, True, False]).sum_to_size(1)
    expect(tensor([true, true, false]).sumToSize([1]).tolist()).toEqual([2]);
    expect(tensor([true, true, false]).sumToSize([3]).dtype.name).toBe("bool");
    expect(() => ones([3, 4]).sumToSize([2, 4])).toThrow("size {[2, 4]} is not expandable to size {[3, 4]}.");
  });
});

describe("special values", () => {
  it("makes negative zero positive in sums, as adding to zero does", () => {
    expect(Object.is(tensor([-0]).to(float32).sum().item(), 0)).toBe(true);
    expect(Object.is(tensor([-0.0], { dtype: float32 }).prod().item(), -0)).toBe(true);
  });

  it("counts NaN as nothing where asked to", () => {
    const x = tensor([
      [1, Number.NaN],
      [Number.NaN, Number.NaN],
    ]);
    expect(nansum(x, 1).tolist()).toEqual([1, 0]);
    expect(x.nanmean().item()).toBe(1);
    expect(x.nanmean(1).tolist()[1 as never]).toBeNaN();
    expect(x.sum().item()).toBeNaN();
  });

  it("names its gradients as PyTorch does", () => {
    const x = ones([2, 2]).requiresGrad_();
    const names = [x.sum(), x.sum(0), x.mean(), x.mean(0), x.prod(), x.prod(0), x.nansum()].map((y) => y.gradFn?.name);
    expect(names).toEqual([
      "SumBackward0",
      "SumBackward1",
      "MeanBackward0",
      "MeanBackward1",
      "ProdBackward0",
      "ProdBackward1",
      "NansumBackward0",
    ]);
  });
});
