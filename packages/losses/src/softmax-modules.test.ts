import { manualSeed, tensor } from "@flambeau/core";
import { expect, test } from "vitest";
import { AdaptiveLogSoftmaxWithLoss, LinearCrossEntropyLoss } from "./index.js";

const close = (got: unknown, want: readonly number[]): void =>
  (got as number[]).forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 6));

test("LinearCrossEntropyLoss", () => {
  const x = tensor([
    [0.5, -1, 2],
    [1, 0, -0.5],
  ]);
  // torch.manual_seed(3); m = nn.LinearCrossEntropyLoss(3, 4); m(x, torch.tensor([2, 0])).item(); print(m)
  manualSeed(3);
  const plain = new LinearCrossEntropyLoss(3, 4);
  close([plain.forward(x, tensor([2, 0])).item()], [1.649364709854126]);
  expect(String(plain)).toBe(`LinearCrossEntropyLoss(
  in_features=3, num_classes=4, out_features=(), bias=False, reduction=mean, ignore_index=None, label_smoothing=0.0, options=None
  (linear): Linear(in_features=3, out_features=4, bias=False)
)`);
  // m = nn.LinearCrossEntropyLoss(3, 2, out_features=(2,), bias=True, reduction="none", weight=torch.tensor([.5, 2.]), ignore_index=1,
  //   label_smoothing=.1); m(x, torch.tensor([[0, 1], [0, 0]])).tolist(), list(m.state_dict())
  const options = { outFeatures: [2], bias: true, reduction: "none", weight: tensor([0.5, 2]) } as const;
  const wide = new LinearCrossEntropyLoss(3, 2, { ...options, ignoreIndex: 1, labelSmoothing: 0.1 });
  const losses = wide.forward(
    x,
    tensor([
      [0, 1],
      [0, 0],
    ]),
  );
  close(losses.flatten().tolist(), [0.7764104604721069, 0, 0.5342622995376587, 0.5741386413574219]);
  expect(Object.keys(wide.stateDict())).toEqual(["weight", "linear.weight", "linear.bias"]);
  expect(wide.extraRepr()).toContain(
    "out_features=(2,), bias=True, reduction=none, ignore_index=1, label_smoothing=0.1",
  );
  expect(() => new LinearCrossEntropyLoss(3, 2, { weight: tensor([1, 1, 1]) })).toThrow(
    "expected weight shape to be (2,), got (3,)",
  );
  expect(() => new LinearCrossEntropyLoss(3, 2, { labelSmoothing: 2 })).toThrow(
    "expected label_smoothing to be in range [0, 1], got 2.0",
  );
});

test("AdaptiveLogSoftmaxWithLoss", () => {
  // torch.manual_seed(4); a = nn.AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4], div_value=2.)
  // x = torch.tensor([[.5, -1, 2, 0], [1, 0, -.5, 3], [2, 2, -1, .5], [0, 1, 0, 1]]); o = a(x, torch.tensor([1, 3, 5, 0]))
  // o.output.tolist(), o.loss.item(), a.log_prob(x)[0].tolist(), a.predict(x).tolist(), a(x[0], torch.tensor(1)).output.item()
  manualSeed(4);
  const softmax = new AdaptiveLogSoftmaxWithLoss(4, 6, [2, 4], { divValue: 2 });
  const x = tensor([
    [0.5, -1, 2, 0],
    [1, 0, -0.5, 3],
    [2, 2, -1, 0.5],
    [0, 1, 0, 1],
  ]);
  const { output, loss } = softmax.forward(x, tensor([1, 3, 5, 0]));
  close(output.tolist(), [-0.548193097114563, -3.052377939224243, -1.7457711696624756, -1.6811373233795166]);
  close([loss.item()], [1.7568697929382324]);
  close(
    softmax.logProb(x).at(0).tolist(),
    [
      -2.5949769020080566, -0.548193097114563, -3.2484235763549805, -3.1904945373535156, -2.844388484954834,
      -1.5644526481628418,
    ],
  );
  expect(softmax.predict(x).tolist()).toEqual([1, 5, 2, 1]);
  close([softmax.forward(x.at(0), tensor(1)).output.item()], [-0.548193097114563]);
  expect(Object.keys(softmax.stateDict())).toEqual(
    "head.weight tail.0.0.weight tail.0.1.weight tail.1.0.weight tail.1.1.weight".split(" "),
  );
  loss.backward();
  expect([...softmax.parameters()].map((p) => p.grad?.shape)).toEqual([...softmax.parameters()].map((p) => p.shape));
  expect(() => softmax.forward(x, tensor([1, 2]))).toThrow("Input and target should have the same size in the batch");
  expect(() => softmax.forward(x, tensor([1, 2, 3, 9]))).toThrow(
    "Target values should be in [0, 5], but values in range [1, 9] were found. ",
  );
  expect(() => new AdaptiveLogSoftmaxWithLoss(4, 6, [])).toThrow(
    "cutoffs should be a sequence of length larger than 0",
  );
  expect(() => new AdaptiveLogSoftmaxWithLoss(4, 6, [4, 2])).toThrow("sorted in an increasing order");
});
