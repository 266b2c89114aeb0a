import { bfloat16, float16, manualSeed, ones, type Tensor, tensor, zeros } from "@flambeau/core";
import { expect, test } from "vitest";
import { checkFunctions } from "../../test/derivatives.js";
import { functional } from "../index.js";

const { scaledDotProductAttention } = functional;
const seen = tensor([
  [true, false, true],
  [false, false, false],
]);

checkFunctions([
  [
    "scaled_dot_product_attention(q, k, v)",
    (q, k, v) => scaledDotProductAttention(q!, k!, v!),
    "MmBackward0",
    [
      [2, 2],
      [3, 2],
      [3, 1],
    ],
    "2x1: -0.7030793808 -0.8151365939",
    [
      "2x2: 0.01577088544 -0.01866325313 -1.703009675 -1.703074964",
      "3x2: 0.01532319655 0.002750081453 -1.828769636 2.207719458 1.81344644 -2.210469539",
      "3x1: -0.4952826737 -0.5849914767 -0.9197258496",
    ],
  ],
  [
    "scaled_dot_product_attention(q, k, v, torch.tensor([[True, False, True], [False, False, False]]))",
    (q, k, v) => scaledDotProductAttention(q!, k!, v!, seen),
    "UnsafeViewBackward0",
    [
      [1, 2, 2],
      [1, 3, 2],
      [1, 3, 2],
    ],
    "1x2x2: -0.6596422624 1.592993238 0 0",
    [
      "1x2x2: 0.07011976125 -0.08056312994 0 0",
      "1x3x2: 0.06713594162 0.01193527851 0 0 -0.06713594162 -0.01193527851",
      "1x3x2: -0.4952582574 -1.485774772 0 0 -0.004741742573 -0.01422522772",
    ],
  ],
  [
    "scaled_dot_product_attention(q, k, v, mask, scale=0.25)",
    (q, k, v, mask) => scaledDotProductAttention(q!, k!, v!, mask, { scale: 0.25 }),
    "MmBackward0",
    [
      [2, 2],
      [3, 2],
      [3, 2],
      [2, 3],
    ],
    "2x2: -1.154707104 1.009143831 1.445877 -1.060084762",
    [
      "2x2: 0.8571494878 -0.345778867 0.1657199438 -0.4138950134",
      "3x2: 0.3695340812 0.2961381222 -0.6073239541 0.04670732619 0.2377898728 -0.3428454484",
      "3x2: -0.1571389467 -0.9878948441 -0.09440754516 -0.4767826058 0.7515464918 -0.03532255005",
      "2x3: -0.7622516308 0.7048792804 0.05737235036 -0.367280765 -0.2465229463 0.6138037113",
    ],
  ],
  [
    "scaled_dot_product_attention(q, k, v, is_causal=True)",
    (q, k, v) => scaledDotProductAttention(q!, k!, v!, null, { isCausal: true }),
    "MmBackward0",
    [
      [3, 1],
      [2, 1],
      [2, 2],
    ],
    "3x2: -0.6875 1.625 -1.091402024 1.221097976 -2.349856852 -0.03735685198",
    [
      "3x1: 0 -0.7104655313 -0.02863860597",
      "2x1: -0.131167694 0.131167694",
      "2x2: 0.2457510094 -1.477650535 -0.7457510094 1.477650535",
    ],
  ],
  [
    "scaled_dot_product_attention(q, k, v, enable_gqa=True)",
    (q, k, v) => scaledDotProductAttention(q!, k!, v!, null, { enableGqa: true }),
    "UnsafeViewBackward0",
    [
      [4, 1, 2],
      [2, 2, 2],
      [1, 2, 2],
    ],
    "4x1x2: -0.6878102206 1.624689779 -2.374669436 -0.06216943582 -2.374324138 -0.06182413771 -2.352790141 -0.04029014097",
    [
      "4x1x2: 0.002028698797 -0.0007402009124 -0.001080855038 0.0003943660273 0.0004030723705 -0.001104716867 0 0",
      "2x2x2: 0.001657246513 -0.0002918964318 -0.001657246513 0.0002918964318 2.985721263e-05 0.0005822156463 -2.985721263e-05 -0.0005822156463",
      "1x2x2: -0.4935320049 -1.505704181 0.4935320049 1.005704181",
    ],
  ],
]);

test("what a query may look at can be said twice in four dimensions, where PyTorch has a fused kernel", () => {
  const x = tensor([[[[0.5], [2]]]]);
  // F.scaled_dot_product_attention(x, x, x, torch.tensor([[True, True], [False, True]]), is_causal=True)
  const mask = tensor([
    [true, true],
    [false, true],
  ]);
  expect(scaledDotProductAttention(x, x, x, mask, { isCausal: true }).tolist()).toEqual([[[[0.5], [2]]]]);
});

test("weights are dropped with the draws of the seed", () => {
  // torch.manual_seed(0); x = torch.ones(1, 2, 3, 3); F.scaled_dot_product_attention(x, x, x, dropout_p=0.5)[0, :, :, 0]
  manualSeed(0);
  const x = ones([1, 2, 3, 3]);
  const means = scaledDotProductAttention(x, x, x, null, { dropoutP: 0.5 }).select(3, 0).flatten().tolist() as number[];
  means.forEach((mean, i) => expect(mean).toBeCloseTo([0.6667, 0, 1.3333, 2, 1.3333, 2][i]!, 4));
});

test("half precision is computed in single precision", () => {
  for (const dtype of [float16, bfloat16]) {
    const x = ones([2, 3], { dtype });
    const y = scaledDotProductAttention(x, x, x, zeros([2, 2], { dtype }));
    expect([y.dtype, y.tolist()]).toEqual([
      dtype,
      [
        [1, 1, 1],
        [1, 1, 1],
      ],
    ]);
  }
});

test("without keys the answer is zero", () => {
  // F.scaled_dot_product_attention(torch.ones(2, 3), torch.ones(0, 3), torch.ones(0, 3))
  expect(
    scaledDotProductAttention(ones([2, 3]), ones([0, 3]), ones([0, 3]))
      .sum()
      .item(),
  ).toBe(0);
  expect(scaledDotProductAttention(ones([0, 3]), ones([2, 3]), ones([2, 3])).shape).toEqual([0, 3]);
});

const x = ones([2, 3]);
const heads = (n: number): Tensor => ones([1, n, 2, 3]);
test.each<[string, () => Tensor]>([
  [
    "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: 1 key.dim: 2 and value.dim: 2 instead.",
    () => scaledDotProductAttention(ones([3]), x, x),
  ],
  [
    "Expected query, key, and value to have the same dtype, but got query.dtype: float key.dtype: double and value.dtype: float instead.",
    () => scaledDotProductAttention(x, x.double(), x),
  ],
  [
    "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: long int and  query.dtype: float instead.",
    () => scaledDotProductAttention(x, x, x, tensor([[1, 1]])),
  ],
  [
    "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True",
    () => scaledDotProductAttention(x, x, x, zeros([2, 2]), { isCausal: true }),
  ],
  [
    "Number of heads in key and value must divide the number of heads in query",
    () => scaledDotProductAttention(heads(4), heads(3), heads(3), null, { enableGqa: true }),
  ],
  [
    "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
    () => scaledDotProductAttention(x, x, x, null, { enableGqa: true }),
  ],
  [
    "dropout probability has to be between 0 and 1, but got 1.5",
    () => scaledDotProductAttention(x, x, x, null, { dropoutP: 1.5 }),
  ],
])("%s", (message, f) => {
  expect(f).toThrow(message);
});
