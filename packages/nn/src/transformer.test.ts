import {
  arange,
  bool,
  float64,
  int64,
  manualSeed,
  noGrad,
  ones,
  randint,
  type Tensor,
  tensor,
  zeros,
} from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { checkLayer } from "../test/layers.js";
import {
  LayerNorm,
  Linear,
  Module,
  ReLU,
  Transformer,
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
  type TransformerLayerOptions,
} from "./index.js";

checkLayer({
  python: "nn.TransformerEncoderLayer(2, 1, 3, dropout=0.0, activation='gelu')",
  layer: new TransformerEncoderLayer(2, 1, { dimFeedforward: 3, dropout: 0, activation: "gelu" }),
  inputs: [[2, 1, 2]],
  forward: (layer, x) => [layer.forward(x!)],
  outputs: ["2x1x2: 0.265628544 -0.984369093 0.265633398 -0.984361003"],
  gradients: {
    "input 0": "2x1x2: 2e-9 -1e-9 8e-9 -8e-9",
    "self_attn.in_proj_weight": "6x2: 0 0 0 0 -1e-9 0 1e-9 0 0 -1e-9 0 -1e-9",
    "self_attn.in_proj_bias": "6: 0 0 0 0 3e-9 3e-9",
    "self_attn.out_proj.weight": "2x2: 2e-9 -4e-9 -2e-9 4e-9",
    "self_attn.out_proj.bias": "2: 6e-9 -6e-9",
    "linear1.weight": "3x2: 4.16e-7 6.76e-7 4.31e-7 0.000001395 4.79e-7 0.00000111",
    "linear1.bias": "3: -0.00000114 5.9e-7 -4.69e-7",
    "linear2.weight": "2x3: 0.000005138 -0.000003208 0.00000118 -0.000005138 0.000003208 -0.00000118",
    "linear2.bias": "2: 0.000003155 -0.000003155",
    "norm1.weight": "2: 0.000032936 0.000031699",
    "norm1.bias": "2: 0.000002935 -0.000002164",
    "norm2.weight": "2: -0.49998233 -1.499985823",
    "norm2.bias": "2: 0.5 -1.5",
  },
});

checkLayer({
  python:
    "nn.TransformerEncoderLayer(2, 2, 1, dropout=0.0, norm_first=True, batch_first=True, bias=False, layer_norm_eps=0.5)",
  layer: new TransformerEncoderLayer(2, 2, {
    dimFeedforward: 1,
    dropout: 0,
    normFirst: true,
    batchFirst: true,
    bias: false,
    layerNormEps: 0.5,
  }),
  inputs: [[1, 3, 2]],
  forward: (layer, x) => [
    layer.forward(x!, { srcMask: Transformer.generateSquareSubsequentMask(3, { dtype: float64 }), isCausal: true }),
  ],
  outputs: ["1x3x2: -0.651008878 -0.174966636 0.462490776 -0.498408288 0.05208974 0.61553672"],
  gradients: {
    "input 0": "1x3x2: -0.581545005 -1.418454995 1.031685373 -0.031685373 -0.937348821 1.437348821",
    "self_attn.in_proj_weight":
      "6x2: -0.003177106 -0.005663537 0.00013365 0.000238245 0.002632459 0.004692645 0.00123666 0.002204482 0.076991474 0.137245672 -0.030579606 -0.054511471",
    "self_attn.out_proj.weight": "2x2: 0.040083545 -0.103742923 0.061657314 -0.14168982",
    "linear1.weight": "1x2: 0.03327316 0.019963896",
    "linear2.weight": "2x1: 0.025509423 0",
    "norm1.weight": "2: 0.140044562 -0.011639838",
    "norm2.weight": "2: -0.009150119 -0.021627554",
  },
});

checkLayer({
  python: "nn.TransformerDecoderLayer(2, 1, 1, dropout=0.0)",
  layer: new TransformerDecoderLayer(2, 1, { dimFeedforward: 1, dropout: 0 }),
  inputs: [
    [2, 1, 2],
    [3, 1, 2],
  ],
  forward: (layer, x, y) => [layer.forward(x!, y!, { memoryKeyPaddingMask: tensor([[false, true, false]]) })],
  outputs: ["2x1x2: 1.046857819 0.265598197 1.046857807 0.265598179"],
  gradients: {
    "input 0": "2x1x2: 0 0 0 0",
    "input 1": "3x1x2: 1.94e-7 -3.91e-7 0 0 2.2e-8 -2.28e-7",
    "self_attn.in_proj_weight": "6x2: 0 0 0 0 0 0 0 0 0 0 0 0",
    "self_attn.in_proj_bias": "6: 0 0 0 0 0 0",
    "self_attn.out_proj.weight": "2x2: 0 0 0 0",
    "self_attn.out_proj.bias": "2: 0 0",
    "multihead_attn.in_proj_weight":
      "6x2: -1.3e-8 -4e-9 2.4e-8 7e-9 5.7e-8 -6.5e-8 -3e-8 3.4e-8 -6.6e-8 -1.05e-7 2.4e-8 3.8e-8",
    "multihead_attn.in_proj_bias": "6: -5e-8 8.9e-8 0 0 6.9e-7 -2.52e-7",
    "multihead_attn.out_proj.weight": "2x2: 7.7e-8 -1.87e-7 -7.7e-8 1.87e-7",
    "multihead_attn.out_proj.bias": "2: -5.96e-7 5.96e-7",
    "linear1.weight": "1x2: -0.000024858 -0.000106783",
    "linear1.bias": "1: -0.000093711",
    "linear2.weight": "2x1: -0.000051415 0.000051415",
    "linear2.bias": "2: -0.000093711 0.000093711",
    "norm1.weight": "2: 6.2e-7 6.75e-7",
    "norm1.bias": "2: -6.2e-7 6.75e-7",
    "norm2.weight": "2: 0.000078864 0.000054036",
    "norm2.bias": "2: -0.000079069 0.000054177",
    "norm3.weight": "2: 0.499977979 1.499934023",
    "norm3.bias": "2: 0.5 -1.5",
  },
});

function close(got: Tensor, want: readonly number[]): void {
  expect(got.numel()).toBe(want.length);
  (got.flatten().tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 5));
}

/** What is warned of while `f` runs. */
function warnings(f: () => void): unknown[] {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  try {
    f();
    return warn.mock.calls.flat();
  } finally {
    warn.mockRestore();
  }
}

test("parameters, their keys and what is dropped are those of the seed", () => {
  // torch.manual_seed(0); m = nn.Transformer(4, 2, 1, 1, 5, dropout=0.5, batch_first=True)
  manualSeed(0);
  const sizes = { dModel: 4, nhead: 2, numEncoderLayers: 1, numDecoderLayers: 1, dimFeedforward: 5 };
  const model = new Transformer({ ...sizes, dropout: 0.5, batchFirst: true });
  // s = torch.arange(12.).reshape(1, 3, 4) / 8; m(s, s[:, 1:], tgt_mask=nn.Transformer.generate_square_subsequent_mask(2))
  const src = arange(12).reshape([1, 3, 4]).div(8);
  const tgtMask = model.generateSquareSubsequentMask(2);
  close(
    model.forward(src, src.narrow(1, 1, 2), { tgtMask }),
    [
      -0.5770480036735535, -1.3350203037261963, 0.787668764591217, 1.1243995428085327, 0.33741623163223267,
      -0.10203613340854645, 1.269392728805542, -1.5047729015350342,
    ],
  );
  // torch.randint(0, 2**31, (1,))
  expect(randint(0, 2 ** 31, [1]).item()).toBe(136791195);
  const attention = (name: string): string[] =>
    ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"].map((key) => `${name}.${key}`);
  const pairs = (...names: string[]): string[] => names.flatMap((name) => [`${name}.weight`, `${name}.bias`]);
  const inLayer = (stack: string, keys: string[]): string[] => keys.map((key) => `${stack}.layers.0.${key}`);
  expect(Object.keys(model.stateDict())).toEqual([
    ...inLayer("encoder", [...attention("self_attn"), ...pairs("linear1", "linear2", "norm1", "norm2")]),
    ...pairs("encoder.norm"),
    ...inLayer("decoder", [
      ...attention("self_attn"),
      ...attention("multihead_attn"),
      ...pairs("linear1", "linear2", "norm1", "norm2", "norm3"),
    ]),
    ...pairs("decoder.norm"),
  ]);
});

test("padding comes out of an encoder as zeros where PyTorch takes its fast path", () => {
  // torch.manual_seed(0); e = nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 5, batch_first=True), 2, nn.LayerNorm(4)).eval()
  manualSeed(0);
  const layer = new TransformerEncoderLayer(4, 2, { dimFeedforward: 5, batchFirst: true });
  const norm = new LayerNorm(4);
  const encoder = new TransformerEncoder(layer, 2, { norm }).eval();
  // nn.init.constant_(e.norm.bias, 0.25); x = torch.arange(24.).reshape(2, 3, 4) % 5 / 4
  norm.bias!.detach().fill_(0.25);
  const x = arange(24).reshape([2, 3, 4]).remainder(5).div(4);
  const srcKeyPaddingMask = tensor([
    [false, false, true],
    [false, false, false],
  ]);
  const seen = [
    -0.6984246373176575, 0.8007187843322754, -0.7169246673583984, 1.6146305799484253, 1.5576947927474976,
    -0.022852838039398193, -1.1839351654052734, 0.6490933299064636,
  ];
  // e(x, src_key_padding_mask=torch.tensor([[False, False, True], [False, False, False]]))[0]
  const padding = [1.113501787185669, 1.001939296722412, -1.3896121978759766, 0.27417105436325073];
  close(encoder.forward(x, { srcKeyPaddingMask }).select(0, 0), [...seen, ...padding]);
  // with torch.no_grad()
  close(noGrad(() => encoder.forward(x, { srcKeyPaddingMask })).select(0, 0), [...seen, 0.25, 0.25, 0.25, 0.25]);
  // padding in front is not packed away
  const inFront = tensor([
    [true, false, false],
    [false, false, false],
  ]);
  const last = noGrad(() => encoder.forward(x, { srcKeyPaddingMask: inFront }))
    .select(0, 0)
    .select(0, 0);
  expect(last.eq(0.25).any().item()).toBe(false);
});

test.each<[string, TransformerLayerOptions, number]>([
  ["encoder_layer.norm_first was True", { normFirst: true, batchFirst: true }, 2],
  ["encoder_layer.self_attn.batch_first was not True(use batch_first for better inference performance)", {}, 2],
  ["encoder_layer.self_attn was passed bias=False", { batchFirst: true, bias: false }, 2],
  ["encoder_layer.activation_relu_or_gelu was not True", { batchFirst: true, activation: (x) => x.tanh() }, 2],
  ["encoder_layer.self_attn.num_heads is odd", { batchFirst: true }, 1],
])("warns that padding is not dropped because %s", (reason, options, nhead) => {
  const layer = new TransformerEncoderLayer(4, nhead, options);
  expect(warnings(() => new TransformerEncoder(layer, 1))).toEqual([
    `enable_nested_tensor is True, but self.use_nested_tensor is False because ${reason}`,
  ]);
  expect(warnings(() => new TransformerEncoder(layer, 1, { enableNestedTensor: false }))).toEqual([]);
});

test("layers of a stack begin alike and go their own ways", () => {
  const decoder = new TransformerDecoder(new TransformerDecoderLayer(4, 2, { dimFeedforward: 2 }), 2);
  const [first, second] = [...decoder.layers] as [TransformerDecoderLayer, TransformerDecoderLayer];
  expect(first.multiheadAttn.inProjWeight!.tolist()).toEqual(second.multiheadAttn.inProjWeight!.tolist());
  first.selfAttn.inProjWeight!.detach().fill_(0);
  expect(second.selfAttn.inProjWeight!.eq(0).all().item()).toBe(false);
});

test("causal masks are recognised in any type, and make no difference to be told", () => {
  const layer = new TransformerDecoderLayer(4, 2, { dimFeedforward: 2, dropout: 0 });
  const decoder = new TransformerDecoder(layer, 1);
  const x = arange(24).reshape([3, 2, 4]).remainder(7).div(4);
  const tgtMask = Transformer.generateSquareSubsequentMask(3);
  const told = decoder.forward(x, x, { tgtMask, tgtIsCausal: true });
  for (const mask of [tgtMask, tgtMask.ne(0)])
    expect(decoder.forward(x, x, { tgtMask: mask }).sub(told).abs().max().item()).toBeLessThan(1e-6);
  expect(decoder.forward(x, x, { tgtMask, tgtIsCausal: false }).sub(told).abs().max().item()).toBeLessThan(1e-6);
  expect(decoder.forward(x, x).sub(told).abs().max().item()).toBeGreaterThan(1e-3);
});

test("encoder and decoder may be anybody's, and so may the layers and the function between the linear ones", () => {
  class Twice extends Module<Tensor> {
    forward(x: Tensor): Tensor {
      return x.mul(2);
    }
  }
  class Sum extends Module<Tensor> {
    forward(tgt: Tensor, memory: Tensor): Tensor {
      return tgt.add(memory);
    }
  }
  const model = new Transformer({ dModel: 2, nhead: 1, customEncoder: new Twice(), customDecoder: new Sum() });
  expect(model.forward(ones([3, 1, 2]), ones([3, 1, 2])).tolist()).toEqual([[[3, 3]], [[3, 3]], [[3, 3]]]);
  const encoder = new TransformerEncoder(new Twice(), 3, { enableNestedTensor: false });
  expect(encoder.forward(ones([1, 1, 1])).item()).toBe(8);
  const layer = new TransformerEncoderLayer(2, 1, { dimFeedforward: 3, activation: new ReLU() });
  expect(String(layer)).toContain("  (activation): ReLU()");
  expect(layer.forward(ones([2, 2])).shape).toEqual([2, 2]);
});

test("masks of different types are taken with a warning", () => {
  const layer = new TransformerEncoderLayer(4, 2, { dimFeedforward: 2 });
  const masks = { srcMask: zeros([3, 3]), srcKeyPaddingMask: zeros([2, 3], { dtype: bool }) };
  expect(warnings(() => layer.forward(ones([3, 2, 4]), masks))).toEqual([
    "Support for mismatched src_key_padding_mask and src_mask is deprecated. Use same type for both instead.",
  ]);
});

const layer = new TransformerEncoderLayer(4, 2, { dimFeedforward: 2 });
const model = new Transformer({
  dModel: 4,
  nhead: 2,
  customEncoder: new Linear(4, 4),
  customDecoder: new Linear(4, 4),
});
const x = ones([3, 2, 4]);
test.each<[string, () => unknown]>([
  [
    "activation should be relu/gelu, not tanh",
    () => new TransformerEncoderLayer(4, 2, { activation: "tanh" as "relu" }),
  ],
  ["the batch number of src and tgt must be equal", () => model.forward(x, ones([3, 1, 4]))],
  ["the feature number of src and tgt must be equal to d_model", () => model.forward(x, ones([3, 2, 3]))],
  ["Need attn_mask if specifying the is_causal hint.", () => layer.forward(x, { isCausal: true })],
  [
    "only bool and floating types of src_key_padding_mask are supported",
    () => layer.forward(x, { srcKeyPaddingMask: zeros([2, 3], { dtype: int64 }) }),
  ],
])("%s", (message, f) => {
  expect(f).toThrow(message);
});
