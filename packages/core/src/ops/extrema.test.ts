import { describe, expect, it } from "vitest";
import {
  all,
  amax,
  amin,
  aminmax,
  any,
  argmax,
  argmin,
  bincount,
  bool,
  countNonzero,
  histc,
  histogram,
  linspace,
  max,
  min,
  ones,
  tensor,
  uint8,
  zeros,
} from "../index.js";

const { NaN: nan } = Number;

describe("largest and smallest", () => {
  const x = tensor([
    [1, 4, 4],
    [7, 2, 7],
  ]);

  it("of all elements, of lines, of two tensors", () => {
    expect([max(x).item(), min(x).item()]).toEqual([7, 1]);
    expect(max(x, 1).values.tolist()).toEqual([4, 7]);
    expect(max(x, 1).indices.tolist()).toEqual([1, 0]);
    expect(min(x, 0, { keepdim: true }).indices.tolist()).toEqual([[0, 1, 0]]);
    expect(x.max(tensor([5])).tolist()).toEqual([
      [5, 5, 5],
      [7, 5, 7],
    ]);
    expect([amax(x, [0, 1]).item(), amin(x).item(), amax(x, []).item()]).toEqual([7, 1, 7]);
    const both = aminmax(x, { dim: 0 });
    expect([both.min.tolist(), both.max.tolist()]).toEqual([
      [1, 2, 4],
      [7, 4, 7],
    ]);
    expect([argmax(x).item(), argmin(x, 1).tolist(), argmax(x, 0, { keepdim: true }).shape]).toEqual([
      3,
      [0, 1],
      [1, 3],
    ]);
    expect(x.transpose(0, 1).argmax().item()).toBe(1);
  });

  it("let the first NaN win", () => {
    const y = tensor([2, nan, 1, nan]);
    expect([max(y).item(), min(y).item(), amax(y).item()]).toEqual([nan, nan, nan]);
    expect([max(y, 0).indices.item(), argmin(y).item()]).toEqual([1, 1]);
  });

  it("share the gradient among equal elements, but not where an index was chosen", () => {
    const gradientOf = (loss: (y: typeof x) => typeof x): unknown => {
      const y = tensor([2.5, 1, 2.5, nan]).narrow(0, 0, 3).clone().requiresGrad_();
      loss(y).backward();
      return y.grad!.tolist();
    };
    expect(gradientOf((y) => max(y))).toEqual([0.5, 0, 0.5]);
    expect(gradientOf((y) => amax(y))).toEqual([0.5, 0, 0.5]);
    expect(gradientOf((y) => max(y, 0).values)).toEqual([1, 0, 0]);
    expect(gradientOf((y) => aminmax(y).max.add(aminmax(y).min))).toEqual([0.5, 1, 0.5]);
    expect(gradientOf((y) => y.median())).toEqual([0.5, 0, 0.5]);
  });

  it.each<[() => unknown, string]>([
    [
      () => max(zeros([0])),
      "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.",
    ],
    [() => min(zeros([0, 3]), 0), "min(): Expected reduction dim 0 to have non-zero size."],
    [() => amax(zeros([0])), "amax(): Expected reduction dim to be specified for input.numel() == 0."],
    [
      () => aminmax(zeros([0])),
      "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.",
    ],
    [() => aminmax(zeros([0]), { dim: 0 }), "aminmax: Expected reduction dim 0 to have non-zero size."],
    [() => argmax(zeros([0])), "argmax(): Expected reduction dim to be specified for input.numel() == 0."],
    [() => argmax(tensor([true])), "argmax(): does not support bool input"],
  ])("need an element: %#", (call, message) => {
    expect(call).toThrow(message);
  });

  it("of an empty tensor are as many as the other dimensions say", () => {
    expect(max(zeros([0, 3]), 1).values.shape).toEqual([0]);
    expect(amin(zeros([0, 3]), 1, { keepdim: true }).shape).toEqual([0, 1]);
  });
});

describe("truth", () => {
  it("of all and of any", () => {
    const x = tensor([
      [0, 3],
      [2, 5],
    ]);
    expect([all(x).item(), any(x).item(), all(x, 0).tolist(), any(x, 1).tolist()]).toEqual([
      false,
      true,
      [false, true],
      [true, true],
    ]);
    expect([all(zeros([0])).item(), any(zeros([0])).item()]).toEqual([true, false]);
    expect(all(zeros([2, 0]), 1).tolist()).toEqual([true, true]);
    expect([all(tensor([nan])).dtype, all(x.to(uint8)).dtype]).toEqual([bool, uint8]);
    // torch.ones(3, 4).all([]) reduces nothing
    expect(all(ones([3, 4]), []).shape).toEqual([3, 4]);
    expect([countNonzero(x).item(), countNonzero(x, [0]).tolist()]).toEqual([3, [1, 2]]);
  });
});

describe("counts", () => {
  it("integers", () => {
    // torch.tensor([4, 3, 6, 3, 4]).bincount(torch.linspace(0, 1, 5))
    const x = tensor([4, 3, 6, 3, 4]);
    expect(bincount(x, linspace(0, 1, 5)).tolist()).toEqual([0, 0, 0, 1, 1, 0, 0.5]);
    expect(bincount(x, null, 9).tolist()).toEqual([0, 0, 0, 2, 2, 0, 1, 0, 0]);
    expect(bincount(x, tensor([1, 1, 1, 1, 1])).dtype.name).toBe("float64");
    expect(() => bincount(tensor([-1]))).toThrow("bincount only supports 1-d non-negative integral inputs.");
    expect(() => bincount(x, null, -1)).toThrow("minlength should be >= 0");
  });

  it("floats in bins", () => {
    const x = tensor([1.0, 2.5, 1]).sub(tensor([0, 0.5, 0]));
    // torch.histc(torch.tensor([1., 2, 1]), 4, 0, 3), torch.histc(torch.ones(3), 2)
    expect(histc(x, 4, 0, 3).tolist()).toEqual([0, 2, 1, 0]);
    expect(histc(ones([3]), 2).tolist()).toEqual([0, 3]);
    // torch.histogram(torch.tensor([1., 2, 1]), 4, range=(0., 3.), weight=torch.tensor([1., 2., 4.]))
    const { hist, binEdges } = histogram(x, 4, { range: [0, 3], weight: tensor([1, 2, 4.5]).sub(tensor([0, 0, 0.5])) });
    expect([hist.tolist(), binEdges.tolist()]).toEqual([
      [0, 5, 2, 0],
      [0, 0.75, 1.5, 2.25, 3],
    ]);
    // ... density=True
    expect(histogram(x, 4, { range: [0, 3], density: true }).hist.tolist()).toEqual([
      0, 0.8888888955116272, 0.4444444477558136, 0,
    ]);
    expect(histogram(ones([3]), 2).binEdges.tolist()).toEqual([0.5, 1, 1.5]);
    expect(histogram(tensor([0.5, 1.5, 9]), tensor([0.0, 1, 2.5])).hist.tolist()).toEqual([1, 1]);
    expect(() => histc(x, 3, 2, 1)).toThrow("torch.histc: max must be larger than min");
    expect(() => histc(x, 0)).toThrow("bins must be > 0, but got 0");
  });
});

it("gradients of a NaN extreme are NaN", () => {
  // x = torch.tensor([1., nan], requires_grad=True); torch.amax(x).backward(); x.grad
  const x = tensor([1, Number.NaN]).requiresGrad_();
  amax(x).backward();
  expect(x.grad!.tolist()).toEqual([Number.NaN, Number.NaN]);
});
