import { arange, float32, float64, int64, ones, tensor, uint8, zeros } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import {
  BCELoss,
  BCEWithLogitsLoss,
  CrossEntropyLoss,
  functional,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SmoothL1Loss,
} from "./index.js";

const { crossEntropy, nllLoss } = functional;
const x = tensor([[0.5, -1, 2]]);

test("losses print without their options, as PyTorch's do", () => {
  const losses = [new MSELoss(), new L1Loss({ reduction: "sum" }), new SmoothL1Loss(), new HuberLoss(), new NLLLoss()];
  expect(losses.map(String)).toEqual(["MSELoss()", "L1Loss()", "SmoothL1Loss()", "HuberLoss()", "NLLLoss()"]);
});

test("weights are saved under PyTorch's keys, and only where there are any", () => {
  expect(Object.keys(new CrossEntropyLoss().stateDict())).toEqual([]);
  expect(Object.keys(new CrossEntropyLoss({ weight: ones([3]) }).stateDict())).toEqual(["weight"]);
  const logits = new BCEWithLogitsLoss({ weight: ones([3]), posWeight: ones([3]) });
  expect(Object.keys(logits.stateDict())).toEqual(["weight", "pos_weight"]);
});

test("modules pass their options on", () => {
  const t = tensor([2]);
  const weight = tensor([1, 2, 0.5]);
  const close = (got: { item(): unknown }, want: number): void => expect(Number(got.item())).toBeCloseTo(want, 5);
  // each line: nn.Module(...)(x, t) in Python, x = torch.tensor([[.5, -1, 2]])
  close(new CrossEntropyLoss({ labelSmoothing: 0.3 }).forward(x, t), 0.691311);
  close(new NLLLoss({ weight, reduction: "sum" }).forward(x, t), -1);
  close(new HuberLoss({ delta: 0.5 }).forward(x, zeros([1, 3])), 0.458333);
  close(new SmoothL1Loss({ beta: 2 }).forward(x, zeros([1, 3])), 0.4375);
  close(new L1Loss({ reduction: "sum" }).forward(x, zeros([1, 3])), 3.5);
  close(new BCEWithLogitsLoss({ posWeight: weight }).forward(x, ones([1, 3])), 1.054688);
  close(new BCELoss({ reduction: "sum" }).forward(x.sigmoid(), ones([1, 3])), 1.914267);
  close(new KLDivLoss({ reduction: "sum", logTarget: true }).forward(x, zeros([1, 3])), -1.5);
});

test("a weighted mean of ignored targets is not a number", () => {
  expect(nllLoss(x, tensor([-100])).item()).toBeNaN();
});

test("results have the type that input and target meet in", () => {
  expect(functional.mseLoss(zeros([2]), ones([2], { dtype: float64 })).dtype).toBe(float64);
  expect(functional.mseLoss(zeros([2]), tensor([1, 2])).dtype).toBe(float32);
  expect(nllLoss(x, tensor([1], { dtype: uint8 })).item()).toBe(1);
});

test("float32 results have PyTorch's bits", () => {
  // i = torch.arange(40.); x = ((i * 0.7) % 3 - 1).reshape(8, 5); y = ((i * 0.3) % 2).reshape(8, 5)
  // t = (torch.arange(8) * 3) % 5; c = torch.tensor([.1, .2, .3, .4, .5]); printed: F....(x, t).item()
  const i = arange(40, { dtype: float32 });
  const a = i.mul(0.7).remainder(3).sub(1).reshape([8, 5]).requiresGrad_();
  const b = i.mul(0.3).remainder(2).reshape([8, 5]);
  const t = arange(8).mul(3).remainder(5);
  const classes = tensor([0.1, 0.2, 0.3, 0.4, 0.5]);
  const loss = functional.mseLoss(a, b);
  expect(loss.item()).toBe(1.4650006294250488);
  loss.backward();
  expect((a.grad!.at(0).tolist() as number[]).slice(0, 4)).toEqual([
    -0.05000000074505806, -0.030000001192092896, -0.010000002570450306, 0.00999999325722456,
  ]);
  expect(functional.l1Loss(a, b).item()).toBe(0.9750002026557922);
  expect(nllLoss(a, t).item()).toBe(-0.4749998450279236);
  expect(nllLoss(a, t, classes).item()).toBe(-0.5818181037902832);
  expect(crossEntropy(a.mul(4), t).item()).toBe(4.857061862945557);
  expect(functional.smoothL1Loss(a, b).item()).toBe(0.5815001726150513);
  expect(functional.huberLoss(a, b, { delta: 0.5 }).item()).toBe(0.37700003385543823);
  // the same of 300 elements in rows of 5: beyond one block of the cascade
  const long = arange(300, { dtype: float32 }).mul(0.7).remainder(3).sub(1).reshape([60, 5]);
  const targets = arange(60).mul(3).remainder(5);
  expect(nllLoss(long, targets).item()).toBe(-0.4499981701374054);
  expect(nllLoss(long, targets, classes).item()).toBe(-0.48333126306533813);
});

test("a target of another size is broadcast with a warning", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  expect(functional.mseLoss(zeros([3]), zeros([3, 1])).item()).toBe(0);
  expect(warn.mock.calls[0]![0]).toBe(
    "Using a target size (torch.Size([3, 1])) that is different to the input size (torch.Size([3])). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.",
  );
  warn.mockRestore();
});

test("the older words for reductions warn and work", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const [a, b] = [tensor([1.0, 3.0]), zeros([2])];
  // F.mse_loss(a, b, size_average=False), F.l1_loss(a, b, reduce=False), nn.MSELoss(size_average=True).reduction
  expect(functional.mseLoss(a, b, { sizeAverage: false }).item()).toBe(10);
  expect(functional.l1Loss(a, b, { reduce: false }).tolist()).toEqual([1, 3]);
  expect(new MSELoss({ sizeAverage: true, reduction: "sum" }).reduction).toBe("mean");
  expect(warn.mock.calls.flat()).toEqual(
    ["sum", "none", "mean"].map(
      (word) => `size_average and reduce args will be deprecated, please use reduction='${word}' instead.`,
    ),
  );
  warn.mockRestore();
});

const two = zeros([2, 3]);
const long = { dtype: int64 };
// each message: what the same call says in Python
test.each<[string, () => unknown]>([
  ["avg is not a valid value for reduction", () => functional.mseLoss(x, x, { reduction: "avg" as never })],
  ["Weights and input must have the same size.", () => functional.l1Loss(x, x, ones([3]))],
  ["smooth_l1_loss does not support negative values for beta.", () => functional.smoothL1Loss(x, x, { beta: -1 })],
  ["huber_loss does not support non-positive values for delta.", () => functional.huberLoss(x, x, { delta: 0 })],
  ["Expected input batch_size (2) to match target batch_size (3).", () => nllLoss(two, zeros([3], long))],
  ["Target 5 is out of bounds.", () => nllLoss(two, tensor([0, 5]))],
  ["Target -1 is out of bounds.", () => nllLoss(two, tensor([0, -1]))],
  ["expected target dtype to be Long or Byte, but got Float", () => nllLoss(two, zeros([2]))],
  ["0D or 1D target tensor expected, multi-target not supported", () => nllLoss(two, zeros([2, 2], long))],
  ["Expected target size [2, 2], got [2, 3]", () => nllLoss(zeros([2, 3, 2]), zeros([2, 3], long))],
  [
    "size mismatch (got input: [2, 3, 2, 2] , target: [2, 3, 2]",
    () => nllLoss(zeros([2, 3, 2, 2]), zeros([2, 3, 2], long)),
  ],
  [
    "only batches of spatial targets supported (3D tensors) but got targets of dimension: 2",
    () => nllLoss(zeros([2, 3, 2, 2]), zeros([2, 2], long)),
  ],
  ["Expected 1 or more dimensions (got 0)", () => nllLoss(tensor(1.5), tensor(0))],
  [
    "weight tensor should be defined either for all 3 classes or no classes but got weight tensor of shape: [2]",
    () => crossEntropy(two, tensor([0, 1]), ones([2])),
  ],
  [
    "cross_entropy: weight tensor should be defined either for all 3 classes or no classes but got weight tensor of shape: [4]",
    () => crossEntropy(two, two, ones([4])),
  ],
  [
    "label_smoothing must be between 0.0 and 1.0. Got: 2",
    () => crossEntropy(two, tensor([0, 1]), { labelSmoothing: 2 }),
  ],
  [
    "Expected floating point type for target with class probabilities, got Long",
    () => crossEntropy(two, zeros([2, 3], long)),
  ],
  ["ignore_index is not supported for floating point target", () => crossEntropy(two, two, { ignoreIndex: 1 })],
  [
    "Using a target size (torch.Size([3])) that is different to the input size (torch.Size([2])) is deprecated. Please ensure they have the same size.",
    () => functional.binaryCrossEntropy(zeros([2]), zeros([3])),
  ],
  [
    "all elements of input should be between 0 and 1",
    () => functional.binaryCrossEntropy(tensor([1.5]), tensor([0.5])),
  ],
  [
    "all elements of target should be between 0 and 1",
    () => functional.binaryCrossEntropy(tensor([0.5]), tensor([1.5])),
  ],
  ["Found dtype Long but expected Float", () => functional.binaryCrossEntropy(tensor([0.5]), tensor([1]))],
  [
    "Target size (torch.Size([3])) must be the same as input size (torch.Size([2]))",
    () => functional.binaryCrossEntropyWithLogits(zeros([2]), zeros([3])),
  ],
  ["foo is not a valid value for reduction", () => functional.klDiv(x, x, { reduction: "foo" as never })],
  ["\"mse_cpu\" not implemented for 'Long' (device cpu)", () => functional.mseLoss(tensor([1]), tensor([2]))],
])("%s", (message, act) => {
  expect(act).toThrow(expect.objectContaining({ message }));
});

test("a number is a sample of one class to the multi-class margin", () => {
  // torch.nn.functional.multi_margin_loss(torch.tensor(5.25), torch.tensor(0))
  expect(functional.multiMarginLoss(tensor(5.25), tensor(0)).tolist()).toBe(0);
  expect(() => functional.multiMarginLoss(tensor(5.25), tensor([0, 1]))).toThrow(
    "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples (batch size). Expected target size [1], but got [2].",
  );
});
