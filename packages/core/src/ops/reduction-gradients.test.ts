import { describe, expect, it } from "vitest";
import { generated } from "../../test/generated.js";
import {
  cdist,
  cov,
  cumulativeTrapezoid,
  dist,
  float64,
  gradcheck,
  gradgradcheck,
  gradient,
  pdist,
  stdMean,
  type Tensor,
  trapezoid,
  varMean,
  vectorNorm,
  zeros,
} from "../index.js";

/** Distinct numbers away from zero. */
const plain = (): Tensor => generated(7, [3, 4], float64).mul(2).requiresGrad_();
/** Some of them zero. */
const withZeros = (): Tensor => {
  const x = generated(7, [3, 4], float64).clone();
  x.select(0, 1).narrow(0, 1, 2).fill_(0);
  x.select(0, 2).narrow(0, 3, 1).fill_(0);
  return x.requiresGrad_();
};

const other = (x: Tensor): Tensor => generated(20, x.shape, float64);

const { POSITIVE_INFINITY: inf } = Number;

const formulas: [string, (x: Tensor) => Tensor | readonly Tensor[]][] = [
  [
    "sum",
    (x) =>
      x
        .sum()
        .mul(x.sum(0))
        .mul(x.sum([0, 1], { keepdim: true })),
  ],
  ["nansum", (x) => x.nansum(1).pow(2)],
  [
    "mean",
    (x) =>
      x
        .mean()
        .mul(x.mean(0))
        .mul(x.mean([1], { keepdim: true })),
  ],
  ["nanmean", (x) => x.nanmean(1).pow(2)],
  ["sumToSize", (x) => x.pow(2).sumToSize([x.shape[0]!, 1])],
  ["prod", (x) => [x.prod(), x.prod(0), x.prod(1, { keepdim: true })]],
  ["var", (x) => [x.var(), x.var(0), x.var([0, 1], { correction: 0, keepdim: true })]],
  ["std", (x) => [x.std(), x.std(1, { correction: 0 })]],
  ["varMean", (x) => varMean(x, 0)],
  ["stdMean", (x) => stdMean(x, 1)],
  ["cov", (x) => cov(x)],
  ["corrcoef beside its diagonal", (x) => x.pow(3).corrcoef().select(0, 0).narrow(0, 1, 2)],
  ["amax and amin", (x) => [x.amax(0).pow(2), x.amin([0, 1]).pow(2)]],
  ["max and min", (x) => [x.max().pow(2), x.max(1).values.pow(2), x.min(0, { keepdim: true }).values.pow(2)]],
  ["aminmax", (x) => Object.values(x.pow(2).aminmax({ dim: 1 }))],
  ["vectorNorm", (x) => [0.5, 1, 1.5, 2, 3.5, inf, -inf].map((p) => vectorNorm(x, p, 1))],
  ["norm", (x) => [x.norm(), x.norm(3, [0, 1], { keepdim: true })]],
  ["dist", (x) => dist(x, other(x), 3)],
  ["cdist", (x) => cdist(x, other(x))],
  ["pdist", (x) => pdist(x, 1.5)],
  ["renorm", (x) => x.renorm(2, 0, 1)],
  ["cumsum", (x) => x.cumsum(1).pow(2)],
  ["cumprod", (x) => x.cumprod(0)],
  ["logcumsumexp", (x) => x.logcumsumexp(1)],
  ["cummax and cummin", (x) => [x.cummax(1).values.pow(2), x.cummin(0).values.pow(2)]],
  ["diff", (x) => x.diff(2).pow(2)],
  ["trapezoid", (x) => [trapezoid(x.pow(2)), cumulativeTrapezoid(x, other(x), { dim: 1 })]],
  ["gradient", (x) => gradient(x.pow(2), { edgeOrder: 2, spacing: 0.5 })],
  ["sort", (x) => x.sort(1, { descending: true }).values.pow(2)],
  ["topk", (x) => x.topk(2, 0).values.pow(2)],
  ["kthvalue", (x) => x.kthvalue(2, 1, { keepdim: true }).values.pow(2)],
  ["median", (x) => [x.median().pow(2), x.median(1).values.pow(2), x.nanmedian(0).values.pow(2)]],
  ["mode", (x) => x.mode(1).values.pow(2)],
  ["quantile", (x) => [x.quantile(0.3, 1).pow(2), x.nanquantile(0.6).pow(2)]],
  ["softmax", (x) => [x.softmax(0), x.softmax(1)]],
  ["logSoftmax", (x) => [x.logSoftmax(0), x.logSoftmax(1)]],
  ["logsumexp", (x) => [x.logsumexp(0), x.logsumexp([0, 1], { keepdim: true })]],
];

describe("first and second derivatives agree with differences", () => {
  it.each(formulas)("%s", (_, f) => {
    expect(gradcheck(f, [plain()])).toBe(true);
    expect(gradgradcheck(f, [plain()])).toBe(true);
  });

  it.each(formulas)("%s of a transposed tensor", (_, f) => {
    expect(gradcheck((x) => f(x.transpose(0, 1)), [plain()])).toBe(true);
  });

  it.each<[string, (x: Tensor) => Tensor]>([
    ["prod over all", (x) => x.prod()],
    ["prod", (x) => x.prod(1)],
    ["cumprod", (x) => x.cumprod(1)],
  ])("%s where some elements are zero", (_, f) => {
    expect(gradcheck(f, [withZeros()])).toBe(true);
    expect(gradgradcheck(f, [withZeros()])).toBe(true);
  });

  it("is that of a number too", () => {
    const x = generated(3, [], float64).requiresGrad_();
    const f = (y: Tensor): Tensor[] => [
      y.sum(0),
      y.prod(0),
      y.cumsum(0),
      y.cumprod(-1),
      y.logcumsumexp(0),
      y.softmax(0),
      y.max(0).values,
      y.logsumexp(0),
    ];
    expect(gradcheck(f, [x])).toBe(true);
  });

  it("is zero for a norm of zero", () => {
    const x = zeros([2], { dtype: float64, requiresGrad: true });
    for (const p of [1, 1.5, 2, 3, inf]) {
      x.grad = null;
      vectorNorm(x, p).backward();
      expect(x.grad!.tolist()).toEqual([0, 0]);
    }
  });
});
