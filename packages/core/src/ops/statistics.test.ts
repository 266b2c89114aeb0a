import { describe, expect, it, vi } from "vitest";
import { firstOf, generated, singles } from "../../test/generated.js";
import {
  cdist,
  corrcoef,
  cov,
  dist,
  float32,
  float64,
  norm,
  pdist,
  renorm,
  std,
  stdMean,
  tensor,
  var as variance,
  varMean,
  vectorNorm,
  zeros,
} from "../index.js";

describe("variance and standard deviation", () => {
  // x = generated(seed, shape) + 10: x.var(dims), x.std(dims, correction=0), torch.var_mean(x, dims)[1]: the first four elements
  type Case = [number, number[], number[] | null, number[], number[], number[]];
  const cases: Case[] = [
    [1, [1000], null, [0.33360377], [0.57729554], [10.000066]],
    [
      2,
      [7, 100],
      [1],
      [0.3337838, 0.3364355, 0.33356902, 0.3395296],
      [0.5748443, 0.57712317, 0.5746593, 0.5797709],
      [10.001524, 10.008321, 9.995118, 10.001916],
    ],
    [
      3,
      [30, 8],
      [0],
      [0.29553294, 0.4011467, 0.2708215, 0.37700638],
      [0.53449214, 0.62271595, 0.51165825, 0.60368824],
      [9.820089, 9.9894905, 10.025558, 9.928293],
    ],
    [
      4,
      [4, 10, 6],
      [0, 2],
      [0.34094843, 0.30756706, 0.34094858, 0.37523007],
      [0.5716137, 0.54291046, 0.57161385, 0.59966284],
      [10.072537, 9.988945, 9.905353, 10.155094],
    ],
  ];

  it.each(cases)("are rounded once: %i, shape %j, over %j", (seed, shape, dims, variances, deviations, means) => {
    const x = generated(seed, shape).add(10);
    expect(firstOf(variance(x, dims), 4)).toEqual(singles(variances));
    expect(firstOf(std(x, dims, { correction: 0 }), 4)).toEqual(singles(deviations));
    const [v, m] = varMean(x, dims);
    expect([firstOf(v, 4), firstOf(m, 4)]).toEqual([singles(variances), singles(means)]);
    expect(firstOf(stdMean(x, dims, { unbiased: false })[0], 4)).toEqual(singles(deviations));
  });

  it("of too few elements are NaN, or infinite, with a warning", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const x = tensor([1.5, 2.5]);
    expect([variance(x.narrow(0, 0, 1)).item(), variance(zeros([0])).item()]).toEqual([Number.NaN, Number.NaN]);
    expect(variance(x, 0, { correction: 2 }).item()).toBe(Number.POSITIVE_INFINITY);
    // torch.ones(1).std()
    std(x.narrow(0, 0, 1));
    expect(warn.mock.lastCall).toEqual([
      "std(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor (input numel divided by output numel).",
    ]);
    expect(warn).toHaveBeenCalledTimes(4);
    warn.mockRestore();
    expect(x.var(0, { keepdim: true }).shape).toEqual([1]);
    expect(x.var(0, { correction: null }).item()).toBe(0.5);
    expect(() => std(tensor([1, 2]))).toThrow("std and var only support floating point and complex dtypes");
  });
});

describe("covariance", () => {
  const x = tensor(
    [
      [1, 2, 4.0],
      [3, 4, 1],
    ],
    { dtype: float32 },
  );

  it("is PyTorch's", () => {
    // x.cov(correction=0), x.corrcoef()[0, 1]
    expect(cov(x, { correction: 0 }).tolist()).toEqual([
      [1.5555557012557983, -1.2222222089767456],
      [-1.2222222089767456, 1.5555557012557983],
    ]);
    const [first, second] = firstOf(corrcoef(x), 2);
    expect([first, second]).toEqual([1, expect.closeTo(-0.7857142090797424, 6)]);
    // x.cov(fweights=torch.tensor([1, 2, 1]), aweights=torch.tensor([0.5, 1., 2.]))
    const weighted = cov(x, { fweights: tensor([1, 2, 1]), aweights: tensor([0.5, 1, 2]) });
    const expected = [1.8571428060531616, -2.0714285373687744, -2.0714285373687744, 2.9285712242126465];
    firstOf(weighted, 4).forEach((v, i) => {
      expect(v).toBeCloseTo(expected[i]!, 6);
    });
    expect(cov(tensor([1, 2])).item()).toBe(0.5);
  });

  it("refuses what is no table", () => {
    expect(() => cov(zeros([1, 1, 1]))).toThrow(
      "cov(): expected input to have two or fewer dimensions but got an input with 3 dimensions",
    );
    expect(() => cov(x, { fweights: tensor([0.5, 1, 1]) })).toThrow("cov(): expected fweights to have integral dtype");
    expect(() => cov(x, { aweights: tensor([0.5, -1, 1]) })).toThrow("cov(): aweights cannot be negative");
  });
});

describe("norms", () => {
  it("of every order", () => {
    // torch.linalg.vector_norm(torch.tensor([[3., -4., 0.], [1., -2., 2.]]), p, 1)
    const x = tensor(
      [
        [3, -4, 0],
        [1, -2, 2],
      ],
      { dtype: float32 },
    );
    const expected: [number, number[]][] = [
      [0, [2, 3]],
      [0.5, [13.928203582763672, 14.656855583190918]],
      [1, [7, 5]],
      [2, [5, 3]],
      [3, [4.497941493988037, 2.571281671524048]],
      [Number.POSITIVE_INFINITY, [4, 2]],
      [Number.NEGATIVE_INFINITY, [0, 1]],
    ];
    for (const [p, values] of expected) expect(vectorNorm(x, p, 1).tolist()).toEqual(values);
    expect([norm(x).item(), x.norm("fro", [0, 1], { keepdim: true }).shape]).toEqual([vectorNorm(x).item(), [1, 1]]);
    expect(vectorNorm(x, 2, null, { dtype: float64 }).dtype).toBe(float64);
  });

  it.each<[() => unknown, string]>([
    [
      () => vectorNorm(tensor([1])),
      "linalg.vector_norm: Expected a floating point or complex tensor as input. Got Long",
    ],
    [() => vectorNorm(zeros([0]), Number.POSITIVE_INFINITY), "cannot compute the inf norm on an empty tensor"],
    [() => vectorNorm(zeros([2, 0]), -1, 1), "cannot compute the -1 norm on the dimension 1"],
    [
      () => vectorNorm(zeros([2], { dtype: float64 }), 2, 0, { dtype: float32 }),
      "should be convertible without narrowing",
    ],
    [() => renorm(zeros([3]), 2, 0, 1), "renorm: input needs at least 2 dimensions, got 1 dimensions"],
    [() => cdist(zeros([3, 4]), zeros([2, 3])), "X1 and X2 must have the same number of columns. X1: 4 X2: 3"],
    [() => pdist(zeros([2, 2, 2])), "pdist only supports 2D tensors, got: 3D"],
  ])("refuse: %#", (call, message) => {
    expect(call).toThrow(message);
  });

  it("measure distances", () => {
    const a = tensor([
      [0.9041, 0.0196],
      [-0.3108, -2.4423],
    ]);
    const b = tensor([
      [-2.1763, -0.4713],
      [-0.6986, 1.3702],
    ]);
    // torch.cdist(a, b)
    const expected = [3.1192703247070312, 2.095893144607544, 2.7138407230377197, 3.832172393798828];
    firstOf(cdist(a, b), 4).forEach((v, i) => {
      expect(v).toBeCloseTo(expected[i]!, 6);
    });
    expect(cdist(zeros([5, 1, 3, 2]), zeros([4, 6, 2])).shape).toEqual([5, 4, 3, 6]);
    // torch.nn.functional.pdist(torch.tensor([[0., 0.], [3., 4.], [1., 1.]]), 1)
    expect(
      pdist(
        tensor(
          [
            [0, 0],
            [3, 4],
            [1, 1],
          ],
          { dtype: float32 },
        ),
        1,
      ).tolist(),
    ).toEqual([7, 2, 5]);
    expect(pdist(zeros([1, 3])).shape).toEqual([0]);
    // torch.dist(torch.tensor([1., 2.]), torch.tensor([3., 5.]), 3.5)
    expect(dist(tensor([1.5, 2]), tensor([3.5, 5]), 3.5).item()).toBeCloseTo(3.191579580307007, 6);
  });

  it("shrink what is too long", () => {
    // torch.tensor([[1., 2., 3.], [0.1, 0.2, 0.3]]).renorm(1, 0, 5)
    const x = tensor([
      [1, 2, 3],
      [0.1, 0.2, 0.3],
    ]);
    const shrunk = singles([0.8333333134651184, 1.6666666269302368, 2.5, 0.1, 0.2, 0.3]);
    expect(firstOf(renorm(x, 1, 0, 5), 6)).toEqual(shrunk);
    expect(firstOf(x.renorm_(1, 0, 5), 6)).toEqual(shrunk);
    expect(firstOf(x, 6)).toEqual(shrunk);
  });
});
