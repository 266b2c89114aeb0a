import {
  arange,
  defaultGenerator,
  float16,
  float64,
  gradcheck,
  gradgradcheck,
  manualSeed,
  type Tensor,
  tensor,
  zeros,
} from "@flambeau/core";
import { expect, test } from "vitest";
import { Embedding, EmbeddingBag, functional } from "./index.js";

const { embedding, embeddingBag } = functional;
const rows = [
  [0.5, -1],
  [2, 3],
  [-1.5, 0.25],
  [4, 1],
];
const table = (): Tensor => tensor(rows, { dtype: float64, requiresGrad: true });
const i = tensor([
  [1, 0],
  [3, 1],
]);
const bags = tensor([1, 0, 3, 1, 2]);
const offsets = tensor([0, 2, 2]);
const factors = (): Tensor =>
  tensor(
    [
      [0.5, 2],
      [1, -1],
    ],
    { dtype: float64 },
  );

// Python: y = F....(i, w, ...); (y * torch.arange(1, y.numel() + 1).reshape(y.shape)).sum().backward()
type Case = [python: string, f: (w: Tensor) => Tensor, output: unknown, gradient: unknown];
const cases: Case[] = [
  [
    "embedding(i, w)",
    (w) => embedding(i, w),
    [
      [
        [2, 3],
        [0.5, -1],
      ],
      [
        [4, 1],
        [2, 3],
      ],
    ],
    [
      [3, 4],
      [8, 10],
      [0, 0],
      [5, 6],
    ],
  ],
  [
    "embedding(i, w, padding_idx=-1)",
    (w) => embedding(i, w, { paddingIdx: -1 }),
    [
      [
        [2, 3],
        [0.5, -1],
      ],
      [
        [4, 1],
        [2, 3],
      ],
    ],
    [
      [3, 4],
      [8, 10],
      [0, 0],
      [0, 0],
    ],
  ],
  [
    "embedding(i, w, scale_grad_by_freq=True)",
    (w) => embedding(i, w, { scaleGradByFreq: true }),
    [
      [
        [2, 3],
        [0.5, -1],
      ],
      [
        [4, 1],
        [2, 3],
      ],
    ],
    [
      [3, 4],
      [4, 5],
      [0, 0],
      [5, 6],
    ],
  ],
  [
    "embedding_bag(i, w, mode='sum')",
    (w) => embeddingBag(i, w, null, null, { mode: "sum" }),
    [
      [2.5, 2],
      [6, 4],
    ],
    [
      [1, 2],
      [4, 6],
      [0, 0],
      [3, 4],
    ],
  ],
  [
    "embedding_bag(i, w)",
    (w) => embeddingBag(i, w),
    [
      [1.25, 1],
      [3, 2],
    ],
    [
      [0.5, 1],
      [2, 3],
      [0, 0],
      [1.5, 2],
    ],
  ],
  [
    "embedding_bag(bags, w, offsets, padding_idx=3)",
    (w) => embeddingBag(bags, w, offsets, null, { paddingIdx: 3 }),
    [
      [1.25, 1],
      [0, 0],
      [0.25, 1.625],
    ],
    [
      [0.5, 1],
      [3, 4],
      [2.5, 3],
      [0, 0],
    ],
  ],
  [
    "embedding_bag(bags, w, offsets, padding_idx=3, mode='max')",
    (w) => embeddingBag(bags, w, offsets, null, { paddingIdx: 3, mode: "max" }),
    [
      [2, 3],
      [0, 0],
      [2, 3],
    ],
    [
      [0, 0],
      [6, 8],
      [0, 0],
      [0, 0],
    ],
  ],
  [
    "embedding_bag(i, w, mode='sum', per_sample_weights=factors)",
    (w) => embeddingBag(i, w, null, factors(), { mode: "sum" }),
    [
      [2, -0.5],
      [2, -2],
    ],
    [
      [2, 4],
      [-2.5, -3],
      [0, 0],
      [3, 4],
    ],
  ],
];

test.each(cases)("F.%s", (python, f, output, gradient) => {
  const w = table();
  const y = f(w);
  expect(y.tolist()).toEqual(output);
  expect(y.gradFn?.name).toBe(python.startsWith("embedding_bag") ? "EmbeddingBagBackward0" : "EmbeddingBackward0");
  y.mul(arange(1, y.numel() + 1).reshape(y.shape))
    .sum()
    .backward();
  expect(w.grad!.tolist()).toEqual(gradient);
});

// paddings and frequencies scale gradients only, so finite differences know nothing of them
test.each(cases.filter(([python]) => !/padding_idx=-1|freq/.test(python)))("derivatives of F.%s", (_, f) => {
  expect(gradcheck(f, [table()])).toBe(true);
  expect(gradgradcheck(f, [table()])).toBe(true);
});

test("rows that are too long are scaled down where they are used", () => {
  const w = tensor(rows, { dtype: float64 });
  const y = embedding(tensor([1, 1, 2]), w, { maxNorm: 2 });
  const short = [1.1094003616812285, 1.6641005425218427];
  expect(y.tolist()).toEqual([short, short, [-1.5, 0.25]]);
  expect(w.tolist()).toEqual([[0.5, -1], short, [-1.5, 0.25], [4, 1]]);
});

test("the layer draws its rows, and keeps the padding row at zero", () => {
  manualSeed(0);
  const layer = new Embedding(3, 2, { paddingIdx: 1 });
  expect(layer.weight.tolist()).toEqual([
    [1.5409960746765137, -0.293428897857666],
    [0, 0],
    [-1.0845223665237427, -1.3985954523086548],
  ]);
  expect(String(layer)).toBe("Embedding(3, 2, padding_idx=1)");
  const options = { paddingIdx: -1, maxNorm: 2, normType: 1, scaleGradByFreq: true };
  expect(String(new Embedding(10, 3, options))).toBe(
    "Embedding(10, 3, padding_idx=9, max_norm=2, norm_type=1, scale_grad_by_freq=True)",
  );
  expect(String(new EmbeddingBag(10, 3, { paddingIdx: 1, maxNorm: 2.5 }))).toBe(
    "EmbeddingBag(10, 3, max_norm=2.5, mode='mean', padding_idx=1)",
  );
});

test("a layer of given rows draws nothing and is frozen unless asked otherwise", () => {
  const state = defaultGenerator.getState();
  const given = zeros([3, 2]);
  const layer = Embedding.fromPretrained(given);
  expect(defaultGenerator.getState()).toEqual(state);
  expect(layer.weight.requiresGrad).toBe(false);
  expect(Embedding.fromPretrained(given, { freeze: false }).weight.requiresGrad).toBe(true);
});

test.each<[string, () => unknown]>([
  ["index out of range in self", () => embedding(tensor([4]), table())],
  [
    "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got torch.FloatTensor instead (while checking arguments for embedding)",
    () => embedding(tensor([1.5]), table()),
  ],
  ["Padding_idx must be within num_embeddings", () => new Embedding(3, 2, { paddingIdx: 3 })],
  ["offsets has to be a 1D Tensor but got None", () => embeddingBag(bags, table())],
  [
    "max mode does not support scaling the gradient by the frequency",
    () => embeddingBag(i, table(), null, null, { mode: "max", scaleGradByFreq: true }),
  ],
])("%s", (message, act) => {
  expect(act).toThrow(expect.objectContaining({ message }));
});

test("bags divide gradients by PyTorch's frequencies", () => {
  const weight = zeros([4, 3], { requiresGrad: true });
  const grad = arange(1, 10).float().reshape([3, 3]);
  const [indices, offsets] = [tensor([3, 1, 1, 0, 2, 2, 2]), tensor([0, 2, 5])];
  embeddingBag(indices, weight, offsets, null, { mode: "sum", scaleGradByFreq: true, paddingIdx: 1 }).backward({
    gradient: grad,
  });
  // y = F.embedding_bag(i, w, o, mode='sum', scale_grad_by_freq=True, padding_idx=1); torch.autograd.grad(y, w, grad)
  expect(weight.grad!.tolist()).toEqual([
    [4, 5, 6],
    [0, 0, 0],
    [9, 10.5, 12],
    [0.3333333432674408, 0.6666666865348816, 1],
  ]);
});

test("what is looked up in is a matrix", () => {
  // F.embedding(torch.tensor([0]), torch.ones(3))
  expect(() => embedding(tensor([0]), zeros([3]))).toThrow("'weight' must be 2-D");
});

test("bags of half precision are added up in single precision", () => {
  // F.embedding_bag(i, w, torch.tensor([0]), mode='sum', per_sample_weights=s), all floats of torch.float16
  const half = { dtype: float16 };
  const [indices, offsets] = [tensor([0, 1, 0]), tensor([0])];
  const table = tensor(
    [
      [3.25, -3],
      [5.75, 3.5],
    ],
    half,
  );
  const bags = embeddingBag(indices, table, offsets, tensor([-7.5, 3.7, -8.2], half), { mode: "sum" });
  expect(bags.tolist()).toEqual([[-29.765625, 60.0625]]);
});
