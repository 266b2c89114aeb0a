import { arange, bool, full, int64, manualSeed, ones, randint, type Tensor, tensor, zeros } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { checkLayer } from "../test/layers.js";
import { functional, MultiheadAttention } from "./index.js";

checkLayer({
  python: "nn.MultiheadAttention(2, 2)",
  layer: new MultiheadAttention(2, 2),
  inputs: [[3, 1, 2]],
  forward: (layer, x) => layer.forward(x!, x!, x!) as [Tensor, Tensor],
  outputs: [
    "3x1x2: -0.269061194 0.504918882 -0.242038787 0.511620471 -0.238407528 0.528587132",
    "1x3x3: 0.34316077 0.311241952 0.345597278 0.370596053 0.306483673 0.322920274 0.346292809 0.325368595 0.328338595",
  ],
  gradients: {
    "input 0": "3x1x2: 0.164165719 -0.036138833 0.014453148 0.158416415 -0.085539802 0.010824186",
    in_proj_weight:
      "6x2: -0.030781932 0.060820578 0.037786588 -0.033904604 0.040133154 0.122113731 -0.088048288 0.003569673 0.023370682 -0.061667704 0.021004447 -0.008190365",
    in_proj_bias: "6: -0.140859981 -0.004269879 0 0 0.0859375 -0.203125",
    "out_proj.weight": "2x2: -0.122174699 0.385909076 -0.062080785 0.08691782",
    "out_proj.bias": "2: -0.5 0",
  },
});

checkLayer({
  python: "nn.MultiheadAttention(2, 1, bias=False, kdim=1, vdim=3, add_zero_attn=True, batch_first=True)",
  layer: new MultiheadAttention(2, 1, { bias: false, kdim: 1, vdim: 3, addZeroAttn: true, batchFirst: true }),
  inputs: [
    [1, 2, 2],
    [1, 3, 1],
    [1, 3, 3],
  ],
  forward: (layer, q, k, v) =>
    layer.forward(q!, k!, v!, { keyPaddingMask: tensor([[false, true, false]]), needWeights: false }).slice(0, 1) as [
      Tensor,
    ],
  outputs: ["1x2x2: -0.125111033 0.017152452 -0.122806781 0.017262048"],
  gradients: {
    "input 0": "1x2x2: 0.002701783 -0.000161645 -0.004697763 0.000281063",
    "input 1": "1x3x1: 0.002500632 0 -0.000245438",
    "input 2": "1x3x3: -0.031405652 0.061808876 -0.099427064 0 0 0 -0.030522562 0.066499656 -0.101322559",
    q_proj_weight: "2x2: -0.001489874 0.004893083 0.000478888 -0.001572777",
    k_proj_weight: "2x1: -0.000996416 0.007659438",
    v_proj_weight: "2x3: -0.194060713 0.016050004 0.22616072 0.020277674 0.000403703 -0.019470268",
    "out_proj.weight": "2x2: -0.085686364 -0.077720064 0.263239107 0.242586617",
  },
});

checkLayer({
  python: "nn.MultiheadAttention(2, 2, add_bias_kv=True)",
  layer: new MultiheadAttention(2, 2, { addBiasKv: true }),
  inputs: [
    [2, 2],
    [3, 2],
  ],
  forward: (layer, q, k) =>
    layer.forward(q!, k!, k!, {
      averageAttnWeights: false,
      attnMask: tensor([
        [false, true, false],
        [true, false, false],
      ]),
    }) as [Tensor, Tensor],
  outputs: [
    "2x2: 0.811364291 -0.47032167 0.662452007 -0.293403384",
    "2x2x4: 0.343068756 0 0.333175471 0.323755773 0 0.256289376 0.309722428 0.433988196 0.333628289 0 0.350537409 0.315834302 0 0.250641186 0.264851884 0.484506929",
  ],
  gradients: {
    "input 0": "2x2: -0.03782396 0.127312663 -0.439583494 0.244275211",
    "input 1": "3x2: -0.07962771 0.100451898 -0.089849162 -0.015050882 -0.069528715 0.181627289",
    in_proj_weight:
      "6x2: 0.195487159 -0.147023464 -0.094011326 0.296363815 -0.182223473 0.088066279 0.19356977 -0.097462483 0.105912486 -0.085910293 -0.156798061 0.24487872",
    in_proj_bias: "6: 0.210141451 -0.727507302 -0.290786544 0.309950765 0.145295754 -0.64025033",
    bias_k: "1x1x2: 0.290786544 -0.309950765",
    bias_v: "1x1x2: 0.128141746 -0.45349967",
    "out_proj.weight": "2x2: 0.372217647 0.295798409 -0.361707529 0.233456068",
    "out_proj.bias": "2: 0.5 -1.5",
  },
});

test("parameters and weights that are dropped come from the stream of the seed", () => {
  const close = (got: Tensor, want: readonly number[]): void => {
    (got.flatten().tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 5));
  };
  // torch.manual_seed(0); m = nn.MultiheadAttention(4, 2, dropout=0.5, add_bias_kv=True); x = torch.arange(12.).reshape(3, 1, 4) / 8
  manualSeed(0);
  const attention = new MultiheadAttention(4, 2, { dropout: 0.5, addBiasKv: true });
  const x = arange(12).reshape([3, 1, 4]).div(8);
  // m(x, x, x); torch.randint(0, 2**31, (1,)); m(x, x, x, need_weights=False)[0]
  const [y, weights] = attention.forward(x, x, x);
  close(
    y,
    [
      -0.2505999207496643, -0.0632631927728653, -0.11482541263103485, 0.12417292594909668, -0.1791037917137146,
      -0.026126867160201073, -0.08100353926420212, 0.11998959630727768, -0.5154446363449097, -0.2325352430343628,
      -0.25721246004104614, 0.37514257431030273,
    ],
  );
  close(
    weights!,
    [
      0, 0.5041820406913757, 0, 0.20049217343330383, 0.2550140619277954, 0.2910216748714447, 0, 0.41571858525276184,
      0.22710773348808289, 0.30002686381340027, 0.4305597245693207, 0.5541740655899048,
    ],
  );
  expect(randint(0, 2 ** 31, [1]).item()).toBe(58289758);
  close(
    attention.forward(x, x, x, { needWeights: false })[0],
    [
      -0.37735605239868164, 0.09484123438596725, -0.1412358433008194, 0.06469279527664185, -0.23471185564994812,
      -0.05517324060201645, -0.10704150050878525, 0.1215822771191597, -0.6148231625556946, -0.22701497375965118,
      -0.2970384359359741, 0.4188002347946167,
    ],
  );
});

test("state dict keys and texts are PyTorch's", () => {
  expect(String(new MultiheadAttention(4, 2))).toBe(
    "MultiheadAttention(\n  (out_proj): NonDynamicallyQuantizableLinear(in_features=4, out_features=4, bias=True)\n)",
  );
  // nn.MultiheadAttention(4, 2, add_bias_kv=True, kdim=3, bias=False).state_dict().keys()
  const attention = new MultiheadAttention(4, 2, { addBiasKv: true, kdim: 3, bias: false });
  expect(Object.keys(attention.stateDict())).toEqual([
    "q_proj_weight",
    "k_proj_weight",
    "v_proj_weight",
    "bias_k",
    "bias_v",
    "out_proj.weight",
  ]);
  expect([attention.inProjWeight, attention.inProjBias]).toEqual([null, null]);
  expect([attention.kProjWeight!.shape, attention.biasK!.shape]).toEqual([
    [4, 3],
    [1, 1, 4],
  ]);
});

test("a query that may look at nothing gets NaN with weights, and nothing from its heads without", () => {
  const attention = new MultiheadAttention(2, 1);
  const x = ones([2, 1, 2]);
  const keyPaddingMask = tensor([[true, true]]);
  expect(attention.forward(x, x, x, { keyPaddingMask })[0].isnan().all().item()).toBe(true);
  // out_proj.bias is zero
  expect(attention.forward(x, x, x, { keyPaddingMask, needWeights: false })[0].flatten().tolist()).toEqual([
    0, 0, 0, 0,
  ]);
});

test("masks of different types are taken with a warning", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const x = ones([3, 2, 4]);
  new MultiheadAttention(4, 2).forward(x, x, x, {
    keyPaddingMask: zeros([2, 3], { dtype: bool }),
    attnMask: zeros([3, 3]),
  });
  expect(warn.mock.calls).toEqual([
    ["Support for mismatched key_padding_mask and attn_mask is deprecated. Use same type for both instead."],
  ]);
  warn.mockRestore();
});

test("projected keys and values can be given", () => {
  const x = ones([1, 1, 2]);
  const identity = tensor([
    [1, 0],
    [0, 1],
  ]).float();
  const given = full([2, 3, 1], 0.5);
  const [y] = functional.multiHeadAttentionForward(
    x,
    x,
    x,
    2,
    2,
    zeros([6, 2]),
    null,
    null,
    null,
    true,
    0,
    identity,
    null,
    { staticK: given, staticV: given },
  );
  // three of 0.5 and a zero, all weighted alike
  expect(y.flatten().tolist()).toEqual([0.375, 0.375]);
});

const m = new MultiheadAttention(4, 2);
const separate = new MultiheadAttention(4, 2, { kdim: 3 });
const x = ones([3, 2, 4]);
const flat = ones([3, 4]);
test.each<[string, () => unknown]>([
  [
    "embed_dim and num_heads must be greater than 0, got embed_dim=0 and num_heads=2 instead",
    () => new MultiheadAttention(0, 2),
  ],
  ["embed_dim must be divisible by num_heads", () => new MultiheadAttention(5, 2)],
  ["query should be unbatched 2D or batched 3D tensor but received 1-D query tensor", () => m.forward(ones([4]), x, x)],
  [
    "For batched (3-D) `query`, expected `key` and `value` to be 3-D but found 2-D and 2-D tensors respectively",
    () => m.forward(x, flat, flat),
  ],
  [
    "For batched (3-D) `query`, expected `key_padding_mask` to be `None` or 2-D but found 1-D tensor instead",
    () => m.forward(x, x, x, { keyPaddingMask: zeros([3]) }),
  ],
  [
    "For unbatched (2-D) `query`, expected `attn_mask` to be `None`, 2-D or 3-D but found 1-D tensor instead",
    () => m.forward(flat, flat, flat, { attnMask: zeros([3]) }),
  ],
  [
    "Expected `attn_mask` shape to be (2, 3, 3) but got torch.Size([3, 3, 3])",
    () => m.forward(flat, flat, flat, { attnMask: zeros([3, 3, 3]) }),
  ],
  [
    "The shape of the 2D attn_mask is torch.Size([2, 3]), but should be (3, 3).",
    () => m.forward(x, x, x, { attnMask: zeros([2, 3]) }),
  ],
  [
    "The shape of the 3D attn_mask is torch.Size([3, 3, 3]), but should be (4, 3, 3).",
    () => m.forward(x, x, x, { attnMask: zeros([3, 3, 3]) }),
  ],
  [
    "only bool and floating types of attn_mask are supported",
    () => m.forward(x, x, x, { attnMask: zeros([3, 3], { dtype: int64 }) }),
  ],
  ["Expected key_padded_mask.shape[1] to be 3, but got 4", () => m.forward(x, x, x, { keyPaddingMask: zeros([2, 4]) })],
  ["Need attn_mask if specifying the is_causal hint.", () => m.forward(x, x, x, { isCausal: true })],
  [
    "key shape torch.Size([3, 2, 4]) does not match value shape torch.Size([2, 2, 4])",
    () => m.forward(x, x, ones([2, 2, 4])),
  ],
  ["was expecting embedding dimension of 4, but got 2", () => m.forward(ones([3, 2, 2]), x, x)],
  ["expecting key weights shape of (4, 4), but got torch.Size([4, 3])", () => separate.forward(x, x, x)],
  [
    "key's sequence and batch dims torch.Size([2, 2]) do not match value's torch.Size([3, 2])",
    () => separate.forward(x, ones([2, 2, 3]), x),
  ],
])("%s", (message, f) => {
  expect(f).toThrow(message);
});
