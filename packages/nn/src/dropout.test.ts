import { arange, defaultGenerator, float32, manualSeed, ones, randint, type Tensor, tensor } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { Dropout, functional } from "./index.js";

const F = functional;
/** `torch.randint(0, 2**31, (1,)).item()`: where the generator is. */
const position = (): unknown => randint(0, 2 ** 31, [1]).item();
const close = (got: Tensor, want: readonly number[]): void =>
  (got.reshape([-1]).tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 6));

// Python: torch.manual_seed(5), then the same calls
test("dropout draws as PyTorch draws, in the order of memory", () => {
  manualSeed(5);
  const x = arange(1, 9, 1, { dtype: float32 }).reshape([2, 4]);
  close(
    F.dropout(x, 0.3),
    [1.4285714626312256, 2.857142925262451, 4.285714149475098, 5.714285850524902, 7.142857551574707, 0, 10, 0],
  );
  close(
    F.dropout(x.t(), 0.3),
    [0, 0, 2.857142925262451, 8.571428298950195, 4.285714149475098, 10, 5.714285850524902, 11.428571701049805],
  );
  expect(position()).toBe(511510674);
});

test("alpha dropout", () => {
  manualSeed(5);
  const x = arange(1, 9, 1, { dtype: float32 });
  close(
    F.alphaDropout(x, 0.3, { training: true }),
    [
      1.315044641494751, 2.175997257232666, 3.036949872970581, 3.897902488708496, 4.758854866027832, -1.059548258781433,
      6.48076057434082, -1.059548258781433,
    ],
  );
  expect(position()).toBe(2108059852);
});

test("dropout of channels", () => {
  manualSeed(5);
  const y = ones([2, 3, 2]);
  close(F.dropout1d(y, 0.4).select(2, 0), [0, 1.6666666, 1.6666666, 1.6666666, 1.6666666, 0]);
  close(
    F.featureAlphaDropout(y, 0.4, { training: true }).select(2, 1),
    [
      1.4703772068023682, -0.9106420278549194, -0.9106420278549194, 1.4703772068023682, 1.4703772068023682,
      1.4703772068023682,
    ],
  );
  close(F.dropout2d(ones([1, 3, 1, 2])), [0, 0, 2, 2, 2, 2]);
  close(F.dropout3d(ones([3, 1, 1, 2])), [2, 2, 2, 2, 2, 2]);
  expect(position()).toBe(101684586);
});

test("rrelu and gumbelSoftmax draw as PyTorch draws", () => {
  manualSeed(5);
  const z = tensor([-1, 2, -3, -4], { dtype: float32, requiresGrad: true });
  const r = F.rrelu(z, 0.125, 0.3333333333333333, { training: true });
  r.sum().backward();
  close(r.detach(), [-0.25875312089920044, 2, -0.5373486876487732, -0.800689697265625]);
  close(z.grad!, [0.25875312089920044, 1, 0.17911623418331146, 0.20017242431640625]);
  expect(position()).toBe(2059200585);
  manualSeed(5);
  const logits = tensor([[0.5, 2, 1]]);
  close(F.gumbelSoftmax(logits), [0.04977446049451828, 0.761876106262207, 0.1883493959903717]);
  close(F.gumbelSoftmax(logits, { tau: 0.5, hard: true }), [0, 1, 0]);
});

test("what is certain draws nothing", () => {
  manualSeed(5);
  const state = defaultGenerator.getState();
  const x = ones([3]);
  expect(F.dropout(x, 0) === x).toBe(true);
  expect(F.dropout(x, 0.5, { training: false }) === x).toBe(true);
  expect(F.dropout(x, 1).tolist()).toEqual([0, 0, 0]);
  expect(new Dropout(0.5).eval().forward(x) === x).toBe(true);
  expect(defaultGenerator.getState()).toEqual(state);
});

test("gradients pass where nothing was dropped", () => {
  manualSeed(0);
  const x = ones([6], { requiresGrad: true });
  const y = F.dropout(x, 0.5);
  y.sum().backward();
  expect(x.grad!.tolist()).toEqual(y.tolist());
  expect(y.gradFn?.name).toBe("MulBackward0");
  const z = ones([6]);
  expect(F.dropout(z, 0.5, { inplace: true }) === z).toBe(true);
  expect(z.sum().item()).not.toBe(6);
});

test.each<[string, () => unknown]>([
  ["dropout probability has to be between 0 and 1, but got 1.5", () => new Dropout(1.5)],
  ["dropout probability has to be between 0 and 1, but got -0.1", () => F.dropout(ones([2]), -0.1)],
  [
    "dropout1d: Expected 2D or 3D input, but received a 1D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).",
    () => F.dropout1d(ones([3])),
  ],
  [
    "Feature dropout requires at least 2 dimensions in the input",
    () => F.featureAlphaDropout(ones([3]), 0.5, { training: true }),
  ],
])("%s", (message, act) => {
  expect(act).toThrow(expect.objectContaining({ message }));
});

test("dropout of whole channels warns of dimensions that it does not expect", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  // F.dropout2d(torch.ones(2, 3), 0.5, False), F.dropout2d(torch.ones(2, 3, 4), 0.5, False), F.dropout3d(torch.ones(2, 3), 0.5, False)
  F.dropout2d(ones([2, 3]), 0.5, { training: false });
  F.dropout2d(ones([2, 3, 4]), 0.5, { training: false });
  F.dropout3d(ones([2, 3]), 0.5, { training: false });
  expect(warn.mock.calls.map(([text]) => String(text).split(",")[0])).toEqual([
    "dropout2d: Received a 2-D input to dropout2d",
    "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is interpreted as shape (N",
    "dropout3d: Received a 2-D input to dropout3d",
  ]);
  warn.mockRestore();
});
