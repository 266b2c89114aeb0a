import { expect, test, vi } from "vitest";
import { nn, ones, optim, tensor, utils, zeros } from "../src/index.js";

const { functional } = nn;
const { DataLoader, Subset, defaultCollate, randomSplit } = utils.data;
const wrong = (value: unknown): never => value as never;
const parameters = () => [new nn.Parameter(ones([1]))];
const stepped = (schedule: (optimizer: optim.SGD) => { step(): void }) => {
  const optimizer = new optim.SGD(parameters(), { lr: 0.1 });
  const scheduler = schedule(optimizer);
  optimizer.step();
  scheduler.step();
};

// The words of PyTorch 2.13: [program, what it is here, what both say].
const errors: readonly (readonly [string, () => unknown, string])[] = [
  [
    "F.embedding_bag(torch.tensor([0, 5]), torch.ones(3, 2), torch.tensor([0]))",
    () => functional.embeddingBag(tensor([0, 5]), ones([3, 2]), tensor([0])),
    "Index 1 of input takes value 5 which is not in the valid range [0, 3)",
  ],
  [
    "F.embedding_bag(torch.tensor([0, 5]), torch.ones(3, 2), torch.tensor([0]), mode='max')",
    () => functional.embeddingBag(tensor([0, 5]), ones([3, 2]), tensor([0]), null, { mode: "max" }),
    "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be 5",
  ],
  [
    "nn.Conv1d(3, 6, 3, dilation=0)(torch.ones(1, 3, 8))",
    () => new nn.Conv1d(3, 6, 3, { dilation: 0 }).forward(ones([1, 3, 8])),
    "dilation should be greater than zero, but got [1, 0]",
  ],
  [
    "nn.Conv2d(4, 4, 3, dilation=0, groups=4)(torch.ones(1, 4, 8, 8))",
    () => new nn.Conv2d(4, 4, 3, { dilation: 0, groups: 4 }).forward(ones([1, 4, 8, 8])),
    "non-positive dilation is not supported",
  ],
  [
    "nn.FractionalMaxPool2d(2)",
    () => new nn.FractionalMaxPool2d(2, wrong(undefined)),
    "FractionalMaxPool2d requires specifying either an output size, or a pooling ratio",
  ],
  ["nn.GroupNorm(0, 4)", () => new nn.GroupNorm(0, 4), "integer modulo by zero"],
  [
    "F.local_response_norm(torch.ones(2, 3, 4), 0)",
    () => functional.localResponseNorm(ones([2, 3, 4]), 0),
    "kernel size should be greater than zero, but got kH: 0 kW: 1",
  ],
  [
    "F.dropout(torch.tensor([1, 2]), 0.5)",
    () => functional.dropout(tensor([1, 2]), 0.5),
    "result type Float can't be cast to the desired output type Long",
  ],
  ["F.relu6(torch.tensor([True]))", () => functional.relu6(tensor([true])), "Bool inputs not supported for hardtanh"],
  [
    "F.softshrink(torch.ones(2), -1.)",
    () => functional.softshrink(ones([2]), -1),
    "lambda must be in range [0, 3.40282e+38] for input dtype Float, but found -1",
  ],
  [
    "F.softshrink(torch.tensor([1]))",
    () => functional.softshrink(tensor([1])),
    "\"softshrink_check\" not implemented for 'Long'",
  ],
  [
    "F.rrelu(torch.ones(2), 0.5, 0.1)",
    () => functional.rrelu(ones([2]), 0.5, 0.1),
    "Lower bound should be less than or equal to the upper bound",
  ],
  [
    "F.unfold(torch.ones(4, 4), 2)",
    () => functional.unfold(ones([4, 4]), 2),
    "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
  ],
  [
    "nn.LSTM(3, 2)(torch.ones(4, 1, 3), torch.ones(1, 1, 2))",
    () => new nn.LSTM(3, 2).forward(ones([4, 1, 3]), wrong(zeros([1, 1, 2]))),
    "index 1 is out of bounds for dimension 0 with size 1",
  ],
  [
    "nn.ModuleList(nn.Linear(1, 1))",
    () => new nn.ModuleList(wrong(new nn.Linear(1, 1))),
    "ModuleList.extend should be called with an iterable, but got Linear",
  ],
  [
    "nn.ModuleDict(3)",
    () => new nn.ModuleDict(wrong(3)),
    "ModuleDict.update should be called with an iterable of key/value pairs, but got number",
  ],
  [
    "nn.Linear(2, 1).load_state_dict(None)",
    () => new nn.Linear(2, 1).loadStateDict(wrong(null)),
    "Expected state_dict to be dict-like, got null.",
  ],
  [
    "nn.utils.parametrize.register_parametrization(nn.Linear(1, 1), 'foo', nn.ReLU())",
    () => nn.utils.parametrize.registerParametrization(new nn.Linear(1, 1), "foo", new nn.ReLU()),
    "Module 'Linear(in_features=1, out_features=1, bias=True)' does not have a parameter, a buffer, or a parametrized element with name 'foo'",
  ],
  [
    "F.multi_margin_loss(torch.ones(5, 4), torch.ones(5))",
    () => functional.multiMarginLoss(ones([5, 4]), ones([5])),
    "expected scalar type Long but found Float",
  ],
  [
    "F.multilabel_margin_loss(torch.ones(5, 0), torch.ones(5, 4))",
    () => functional.multilabelMarginLoss(ones([5, 0]), ones([5, 4])),
    "Expected non-empty vector or matrix with optional 0-dim batch size, but got: [5, 0]",
  ],
  [
    "nn.MultiMarginLoss(weight=torch.ones(2, 2))",
    () => new nn.MultiMarginLoss({ weight: ones([2, 2]) }),
    "MultiMarginLoss: expected weight to be null or 1D tensor, got 2D instead",
  ],
  [
    "optim.SGD({'a': nn.Parameter(torch.ones(1))}, lr=0.1)",
    () => new optim.SGD(wrong({ a: parameters()[0] }), { lr: 0.1 }),
    "optimizer can only optimize Tensors, but one of the params is str",
  ],
  [
    "optim.lr_scheduler.StepLR(optimizer, 0).step()",
    () => stepped((optimizer) => new optim.lrScheduler.StepLR(optimizer, 0)),
    "integer modulo by zero",
  ],
  [
    "optim.lr_scheduler.CosineAnnealingLR(optimizer, 0).step()",
    () => stepped((optimizer) => new optim.lrScheduler.CosineAnnealingLR(optimizer, 0)),
    "integer modulo by zero",
  ],
  ["Subset([1, 2], [5])[0]", () => new Subset([1, 2], [5]).getItem(0), "list index out of range"],
  ["default_collate([])", () => defaultCollate([]), "list index out of range"],
  [
    "loader.batch_size = 3",
    () => Object.assign(new DataLoader([1, 2]), { batchSize: 3 }),
    "batchSize attribute should not be set after DataLoader is initialized",
  ],
  [
    "nn.ParameterList([]).extend(1)",
    () => new nn.ParameterList().extend(wrong(1)),
    "ParameterList.extend should be called with an iterable, but got number",
  ],
  ["nn.ParameterDict({})['b']", () => new nn.ParameterDict().get("b"), "'ParameterDict' object has no attribute 'b'"],
  [
    "nn.Sequential(nn.ReLU()).insert(0, 1)",
    () => new nn.Sequential(new nn.ReLU()).insert(0, wrong(1)),
    "module should be of type: <class 'torch.nn.modules.module.Module'>",
  ],
  [
    "F.nll_loss(torch.ones(3), torch.tensor([0, 1]))",
    () => functional.nllLoss(ones([3]), tensor([0, 1])),
    "For 1D input, 1D target must have size 1, but got target size: 2",
  ],
  [
    "F.embedding_bag(torch.tensor([0, 1]), torch.ones(2, 2), torch.tensor([0, 5]))",
    () => functional.embeddingBag(tensor([0, 1]), ones([2, 2]), tensor([0, 5])),
    "offsets[-1] can not be greater than input's length 2 but got offsets[-1] of 5",
  ],
  [
    "optim.Adafactor([nn.Parameter(torch.ones(1))], lr=torch.tensor([1., 2.]))",
    () => new optim.Adafactor(parameters(), { lr: wrong(tensor([1, 2])) }),
    "Tensor lr must be 1-element",
  ],
  [
    "optim.SGD([[nn.Parameter(torch.ones(1))]], lr=0.1)",
    () => new optim.SGD(wrong([parameters()]), { lr: 0.1 }),
    "optimizer can only optimize Tensors, but one of the params is list",
  ],
  ["optim.SGD(parameters, lr=None)", () => new optim.SGD(parameters(), { lr: wrong(null) }), "Invalid learning rate"],
  [
    "list(DataLoader([1, 2], sampler=[5]))",
    () => [...new DataLoader([1, 2], { sampler: [5] })],
    "list index out of range",
  ],
  [
    "WeightedRandomSampler(1, 2)",
    () => new utils.data.WeightedRandomSampler(wrong(1), 2),
    "weights should be a 1d sequence but given weights have shape ()",
  ],
];

test.each(errors)("%s", (_, program, message) => {
  expect(program).toThrow(message);
});

test("what is right is not refused", () => {
  expect(new Subset([4, 5, 6], [2, 0]).getItem(0)).toBe(6);
  expect(new DataLoader([1, 2], { batchSize: 2 }).batchSize).toBe(2);
  expect(Object.keys(new nn.ModuleDict([["a", new nn.Linear(1, 1)]]).stateDict())).toEqual(["a.weight", "a.bias"]);
});

test("splits without samples are warned of", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  // torch.utils.data.random_split([1], [0.5, 0.5])
  expect(randomSplit([1], [0.5, 0.5]).map(({ length }) => length)).toEqual([1, 0]);
  expect(warn.mock.calls).toEqual([["Length of split at index 1 is 0. This might result in an empty dataset."]]);
  warn.mockRestore();
});
