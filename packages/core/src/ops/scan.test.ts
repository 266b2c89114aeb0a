import { describe, expect, it } from "vitest";
import {
  arange,
  cummax,
  cummin,
  cumprod,
  cumsum,
  cumulativeTrapezoid,
  diff,
  float32,
  gradient,
  int32,
  int64,
  logcumsumexp,
  tensor,
  trapezoid,
  trapz,
  uint8,
  zeros,
} from "../index.js";

const { NaN: nan } = Number;

describe("running results", () => {
  it("keep a double until they are stored", () => {
    // torch.tensor([1e8, 1, 1, 1, 1, -1e8]).cumsum(0): a float32 total would lose every 1
    const x = tensor([1e8, 1, 1, 1, 1, -1e8], { dtype: float32 });
    expect(cumsum(x, 0).tolist()).toEqual([1e8, 1e8, 1e8, 1e8, 1e8, 4]);
  });

  it("of integers are int64 and wrap", () => {
    expect(cumsum(tensor([250, 10], { dtype: uint8 }), 0).tolist()).toEqual([250, 260]);
    expect(cumprod(tensor([2n, 2n ** 62n]), 0).tolist()).toEqual([2, -(2n ** 63n)]);
    expect(cumsum(tensor([true, true]), 0).dtype).toBe(int64);
    expect(cumprod(tensor([2.5, 2.5]), 0, { dtype: int32 }).tolist()).toEqual([2, 4]);
  });

  it("run along any dimension, and in place", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(cumsum(x, 0).tolist()).toEqual([
      [1, 2],
      [4, 6],
    ]);
    expect(x.transpose(0, 1).cumprod(-1).tolist()).toEqual([
      [1, 3],
      [2, 8],
    ]);
    expect(cumsum(tensor(2.5), 0).item()).toBe(2.5);
    expect(cumsum(zeros([0, 3]), 0).shape).toEqual([0, 3]);
    x.cumsum_(1);
    expect(x.tolist()).toEqual([
      [1, 3],
      [3, 7],
    ]);
    expect(() => cumsum(x, 2)).toThrow("Dimension out of range");
  });

  it("take the last of equal extremes, and keep NaN", () => {
    const x = tensor([1, 3, 3, 2, nan, 5]);
    expect(cummax(x, 0).values.tolist()).toEqual([1, 3, 3, 3, nan, nan]);
    expect(cummax(x, 0).indices.tolist()).toEqual([0, 1, 2, 2, 4, 4]);
    expect(cummin(tensor([2, 1, 1, 4]), 0).indices.tolist()).toEqual([0, 1, 2, 2]);
  });

  it("add exponentials without overflow", () => {
    // torch.tensor([0., -1., 2.]).logcumsumexp(0)
    const x = tensor([0, -1, 2], { dtype: float32 });
    expect(logcumsumexp(x, 0).tolist()).toEqual([0, 0.3132616877555847, 2.1698460578918457]);
    expect(logcumsumexp(tensor([1000.5, 1000.5]), 0).tolist()[0 as never]).toBe(1000.5);
    expect(() => logcumsumexp(tensor([1]), 0)).toThrow("\"logcumsumexp_out_cpu\" not implemented for 'Long'");
  });
});

describe("differences", () => {
  it("of neighbours", () => {
    expect(diff(tensor([1, 4, 9, 16]), 2).tolist()).toEqual([2, 2]);
    expect(diff(tensor([1, 3, 2]), 1, 0, { prepend: tensor([0, 0]), append: tensor([7]) }).tolist()).toEqual([
      0, 1, 2, -1, 5,
    ]);
    expect(diff(tensor([true, false, false])).tolist()).toEqual([true, false]);
    expect(diff(zeros([3, 4]), 10).shape).toEqual([3, 0]);
    expect(diff(tensor([1, 2]), 0).tolist()).toEqual([1, 2]);
    expect(() => diff(tensor(1))).toThrow("diff expects input to be at least one-dimensional");
    expect(() => diff(tensor([1]), -1)).toThrow("order must be non-negative but got -1");
  });

  it("estimate derivatives", () => {
    const x = tensor([1, 4, 9, 16], { dtype: float32 });
    // torch.gradient(x, spacing=2.), torch.gradient(x, edge_order=2)
    expect(gradient(x, { spacing: 2 })[0]!.tolist()).toEqual([1.5, 2, 3, 3.5]);
    expect(gradient(x, { edgeOrder: 2 })[0]!.tolist()).toEqual([2, 4, 6, 8]);
    // torch.gradient(x, spacing=[torch.tensor([0., 1., 3., 4.])], edge_order=2)
    const uneven = gradient(x, { spacing: [tensor([0, 1, 3, 4], { dtype: float32 })], edgeOrder: 2 })[0]!;
    const expected = [3.1666665077209473, 2.8333332538604736, 5.500000476837158, 8.500000953674316];
    (uneven.tolist() as number[]).forEach((v, i) => {
      expect(v).toBeCloseTo(expected[i]!, 5);
    });
    // torch.gradient(torch.tensor([[1., 2., 4., 8.], [10., 20., 40., 80.]]))
    const [down, across] = gradient(
      tensor(
        [
          [1, 2, 4, 8],
          [10, 20, 40, 80],
        ],
        { dtype: float32 },
      ),
    );
    expect(down!.tolist()).toEqual([
      [9, 18, 36, 72],
      [9, 18, 36, 72],
    ]);
    expect(across!.tolist()).toEqual([
      [1, 1.5, 3, 4],
      [10, 15, 30, 40],
    ]);
    expect(() => gradient(tensor([1.5]))).toThrow(
      "torch.gradient expected each dimension size to be at least edge_order+1",
    );
    expect(() => gradient(zeros([2, 2]), { spacing: [1, 2, 3] })).toThrow("a list of length equal to 'self.dim() = 2'");
  });
});

describe("integrals", () => {
  const y = arange(9).to(float32).reshape([3, 3]);

  it("by the trapezoidal rule", () => {
    // torch.trapezoid(torch.tensor([1., 5., 10.]), torch.tensor([1., 3., 6.]))
    const samples = tensor([1, 5, 10], { dtype: float32 });
    expect(trapezoid(samples, tensor([1, 3, 6])).item()).toBe(28.5);
    // torch.cumulative_trapezoid(torch.tensor([1, 2, 4]), dx=2)
    expect(cumulativeTrapezoid(tensor([1, 2, 4]), null, { dx: 2 }).dtype).toBe(float32);
    expect(trapz(samples, null, { dx: 2 }).item()).toBe(21);
    // torch.trapezoid(y, torch.tensor([[1., 2., 3.], [1., 3., 5.], [1., 4., 7.]]))
    expect(
      trapezoid(
        y,
        tensor([
          [1, 2, 3],
          [1, 3, 5],
          [1, 4, 7],
        ]),
      ).tolist(),
    ).toEqual([2, 16, 42]);
    expect(trapezoid(y, null, { dim: 0 }).tolist()).toEqual([6, 8, 10]);
    // torch.cumulative_trapezoid(y, torch.tensor([1., 3., 6.]))
    expect(cumulativeTrapezoid(y, tensor([1, 3, 6])).tolist()).toEqual([
      [1, 5.5],
      [7, 20.5],
      [13, 35.5],
    ]);
    expect(() => trapezoid(y, tensor([1, 2]))).toThrow("trapezoid: There must be one `x` value for each sample point");
  });
});
