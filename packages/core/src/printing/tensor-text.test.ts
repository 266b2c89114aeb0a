import { afterEach, describe, expect, test } from "vitest";
import { setPrintoptions } from "./options.js";
import type { Element, Printable } from "./printable.js";
import { tensorText } from "./tensor-text.js";

interface Case extends Partial<Omit<Printable, "read">> {
  /** The line whose `repr` is `text`. */
  readonly python: string;
  readonly shape: readonly number[];
  readonly data: readonly Element[];
  readonly options?: Parameters<typeof setPrintoptions>[0];
  readonly text: string;
}

const plain = {
  dtypeName: "float32",
  defaultDtypeName: "float32",
  requiresGrad: false,
  gradName: null,
  isParameter: false,
};

function printable({ data, ...tensor }: Pick<Case, "data" | "shape"> & Partial<Printable>): Printable {
  return {
    ...plain,
    ...tensor,
    read(i) {
      if (!(i in data)) throw new Error(`read outside the tensor: ${i}`);
      return data[i]!;
    },
  };
}

function range(length: number, value: (i: number) => Element): Element[] {
  return Array.from({ length }, (_, i) => value(i));
}

afterEach(() => setPrintoptions({ profile: "default" }));

const families: Record<string, readonly Case[]> = {
  numbers: [
    { python: "torch.tensor(1.5)", shape: [], data: [1.5], text: "tensor(1.5000)" },
    { python: "torch.tensor(3)", shape: [], dtypeName: "int64", data: [3n], text: "tensor(3)" },
    { python: "torch.tensor(True)", shape: [], dtypeName: "bool", data: [true], text: "tensor(True)" },
    { python: "torch.tensor([1., 2., 10.])", shape: [3], data: [1, 2, 10], text: "tensor([ 1.,  2., 10.])" },
    {
      python: "torch.tensor([0.1, 2.25, -10.])",
      shape: [3],
      data: [0.10000000149011612, 2.25, -10],
      text: "tensor([  0.1000,   2.2500, -10.0000])",
    },
    { python: "torch.tensor([-0., 0.])", shape: [2], data: [-0, 0], text: "tensor([-0., 0.])" },
    {
      python: "torch.tensor([0., 1e-5])",
      shape: [2],
      data: [0, 9.999999747378752e-6],
      text: "tensor([0.0000e+00, 1.0000e-05])",
    },
    {
      python: "torch.tensor([1., 1000., 0.5])",
      shape: [3],
      data: [1, 1000, 0.5],
      text: "tensor([1.0000e+00, 1.0000e+03, 5.0000e-01])",
    },
    {
      python: "torch.tensor([1., 1001., 0.5])",
      shape: [3],
      data: [1, 1001, 0.5],
      text: "tensor([1.0000e+00, 1.0010e+03, 5.0000e-01])",
    },
    {
      python: "torch.tensor([1e8, 1e5])",
      shape: [2],
      data: [100000000, 100000],
      text: "tensor([100000000.,    100000.])",
    },
    {
      python: "torch.tensor([1.1e8, 2e8])",
      shape: [2],
      data: [110000000, 200000000],
      text: "tensor([1.1000e+08, 2.0000e+08])",
    },
    {
      python: "torch.tensor([1e-4], dtype=torch.float64)",
      shape: [1],
      dtypeName: "float64",
      data: [0.0001],
      text: "tensor([0.0001], dtype=torch.float64)",
    },
    { python: "torch.tensor([1e-4])", shape: [1], data: [9.999999747378752e-5], text: "tensor([1.0000e-04])" },
    {
      python: "torch.tensor([0.03125, 0.09375]).mul(1/512)",
      shape: [2],
      data: [6.103515625e-5, 0.00018310546875],
      text: "tensor([6.1035e-05, 1.8311e-04])",
    },
    {
      python: "torch.tensor([1.00005, 0.00015, 2.5], dtype=torch.float64)",
      shape: [3],
      dtypeName: "float64",
      data: [1.00005, 0.00015, 2.5],
      text: "tensor([1.0001e+00, 1.5000e-04, 2.5000e+00], dtype=torch.float64)",
    },
    {
      python: "torch.tensor([math.inf, 1., math.nan])",
      shape: [3],
      data: [Number.POSITIVE_INFINITY, 1, Number.NaN],
      text: "tensor([inf, 1., nan])",
    },
    {
      python: "torch.tensor([-math.inf, 0.5, math.nan])",
      shape: [3],
      data: [Number.NEGATIVE_INFINITY, 0.5, Number.NaN],
      text: "tensor([  -inf, 0.5000,    nan])",
    },
    {
      python: "torch.tensor([math.nan, math.inf])",
      shape: [2],
      data: [Number.NaN, Number.POSITIVE_INFINITY],
      text: "tensor([nan, inf])",
    },
    {
      python: "torch.tensor([1., 12345678.])",
      shape: [2],
      data: [1, 12345678],
      text: "tensor([1.0000e+00, 1.2346e+07])",
    },
    {
      python: "torch.tensor([True, False])",
      shape: [2],
      dtypeName: "bool",
      data: [true, false],
      text: "tensor([ True, False])",
    },
    {
      python: "torch.tensor([-9223372036854775808, 5])",
      shape: [2],
      dtypeName: "int64",
      data: [-9223372036854775808n, 5n],
      text: "tensor([-9223372036854775808,                    5])",
    },
    {
      python: "torch.tensor([1.5, 65504], dtype=torch.float16)",
      shape: [2],
      dtypeName: "float16",
      data: [1.5, 65504],
      text: "tensor([1.5000e+00, 6.5504e+04], dtype=torch.float16)",
    },
    {
      python: "torch.tensor([0.1, 3], dtype=torch.bfloat16)",
      shape: [2],
      dtypeName: "bfloat16",
      data: [0.10009765625, 3],
      text: "tensor([0.1001, 3.0000], dtype=torch.bfloat16)",
    },
    {
      python: "torch.tensor([255, 0], dtype=torch.uint8)",
      shape: [2],
      dtypeName: "uint8",
      data: [255n, 0n],
      text: "tensor([255,   0], dtype=torch.uint8)",
    },
  ],
  layouts: [
    { python: "torch.zeros(0)", shape: [0], data: [], text: "tensor([])" },
    { python: "torch.zeros(0, 3)", shape: [0, 3], data: [], text: "tensor([], size=(0, 3))" },
    {
      python: "torch.zeros(2, 0, dtype=torch.int64)",
      shape: [2, 0],
      dtypeName: "int64",
      data: [],
      text: "tensor([], size=(2, 0), dtype=torch.int64)",
    },
    {
      python: "torch.zeros(0, dtype=torch.bool)",
      shape: [0],
      dtypeName: "bool",
      data: [],
      text: "tensor([], dtype=torch.bool)",
    },
    {
      python: "torch.arange(24.).reshape(2, 3, 4)",
      shape: [2, 3, 4],
      data: range(24, (i) => i),
      text: `tensor([[[ 0.,  1.,  2.,  3.],
         [ 4.,  5.,  6.,  7.],
         [ 8.,  9., 10., 11.]],

        [[12., 13., 14., 15.],
         [16., 17., 18., 19.],
         [20., 21., 22., 23.]]])`,
    },
    {
      python: "torch.arange(4).reshape(1, 2, 1, 2)",
      shape: [1, 2, 1, 2],
      dtypeName: "int64",
      data: [0n, 1n, 2n, 3n],
      text: `tensor([[[[0, 1]],

         [[2, 3]]]])`,
    },
    {
      python: "torch.arange(30) * 111",
      shape: [30],
      dtypeName: "int64",
      data: range(30, (i) => BigInt(i * 111)),
      text: `tensor([   0,  111,  222,  333,  444,  555,  666,  777,  888,  999, 1110, 1221,
        1332, 1443, 1554, 1665, 1776, 1887, 1998, 2109, 2220, 2331, 2442, 2553,
        2664, 2775, 2886, 2997, 3108, 3219])`,
    },
    {
      python: "torch.arange(20.) / 8",
      shape: [20],
      data: range(20, (i) => i / 8),
      text: `tensor([0.0000, 0.1250, 0.2500, 0.3750, 0.5000, 0.6250, 0.7500, 0.8750, 1.0000,
        1.1250, 1.2500, 1.3750, 1.5000, 1.6250, 1.7500, 1.8750, 2.0000, 2.1250,
        2.2500, 2.3750])`,
    },
    {
      python: "torch.arange(1001)",
      shape: [1001],
      dtypeName: "int64",
      data: range(1001, BigInt),
      text: "tensor([   0,    1,    2,  ...,  998,  999, 1000])",
    },
    {
      python: "torch.zeros(40, 50)",
      shape: [40, 50],
      data: range(2000, () => 0),
      text: `tensor([[0., 0., 0.,  ..., 0., 0., 0.],
        [0., 0., 0.,  ..., 0., 0., 0.],
        [0., 0., 0.,  ..., 0., 0., 0.],
        ...,
        [0., 0., 0.,  ..., 0., 0., 0.],
        [0., 0., 0.,  ..., 0., 0., 0.],
        [0., 0., 0.,  ..., 0., 0., 0.]])`,
    },
    {
      python: "torch.arange(1200.).reshape(2, 600) / 4",
      shape: [2, 600],
      data: range(1200, (i) => i / 4),
      text: `tensor([[0.0000e+00, 2.5000e-01, 5.0000e-01,  ..., 1.4925e+02, 1.4950e+02,
         1.4975e+02],
        [1.5000e+02, 1.5025e+02, 1.5050e+02,  ..., 2.9925e+02, 2.9950e+02,
         2.9975e+02]])`,
    },
    {
      python: "torch.arange(2744).reshape(14, 14, 14)",
      shape: [14, 14, 14],
      dtypeName: "int64",
      data: range(2744, BigInt),
      text: `tensor([[[   0,    1,    2,  ...,   11,   12,   13],
         [  14,   15,   16,  ...,   25,   26,   27],
         [  28,   29,   30,  ...,   39,   40,   41],
         ...,
         [ 154,  155,  156,  ...,  165,  166,  167],
         [ 168,  169,  170,  ...,  179,  180,  181],
         [ 182,  183,  184,  ...,  193,  194,  195]],

        [[ 196,  197,  198,  ...,  207,  208,  209],
         [ 210,  211,  212,  ...,  221,  222,  223],
         [ 224,  225,  226,  ...,  235,  236,  237],
         ...,
         [ 350,  351,  352,  ...,  361,  362,  363],
         [ 364,  365,  366,  ...,  375,  376,  377],
         [ 378,  379,  380,  ...,  389,  390,  391]],

        [[ 392,  393,  394,  ...,  403,  404,  405],
         [ 406,  407,  408,  ...,  417,  418,  419],
         [ 420,  421,  422,  ...,  431,  432,  433],
         ...,
         [ 546,  547,  548,  ...,  557,  558,  559],
         [ 560,  561,  562,  ...,  571,  572,  573],
         [ 574,  575,  576,  ...,  585,  586,  587]],

        ...,

        [[2156, 2157, 2158,  ..., 2167, 2168, 2169],
         [2170, 2171, 2172,  ..., 2181, 2182, 2183],
         [2184, 2185, 2186,  ..., 2195, 2196, 2197],
         ...,
         [2310, 2311, 2312,  ..., 2321, 2322, 2323],
         [2324, 2325, 2326,  ..., 2335, 2336, 2337],
         [2338, 2339, 2340,  ..., 2349, 2350, 2351]],

        [[2352, 2353, 2354,  ..., 2363, 2364, 2365],
         [2366, 2367, 2368,  ..., 2377, 2378, 2379],
         [2380, 2381, 2382,  ..., 2391, 2392, 2393],
         ...,
         [2506, 2507, 2508,  ..., 2517, 2518, 2519],
         [2520, 2521, 2522,  ..., 2531, 2532, 2533],
         [2534, 2535, 2536,  ..., 2545, 2546, 2547]],

        [[2548, 2549, 2550,  ..., 2559, 2560, 2561],
         [2562, 2563, 2564,  ..., 2573, 2574, 2575],
         [2576, 2577, 2578,  ..., 2587, 2588, 2589],
         ...,
         [2702, 2703, 2704,  ..., 2713, 2714, 2715],
         [2716, 2717, 2718,  ..., 2727, 2728, 2729],
         [2730, 2731, 2732,  ..., 2741, 2742, 2743]]])`,
    },
  ],
  suffixes: [
    {
      python: "torch.tensor([1., 2.], requires_grad=True)",
      shape: [2],
      data: [1, 2],
      requiresGrad: true,
      text: "tensor([1., 2.], requires_grad=True)",
    },
    {
      python: "torch.tensor([1., 2.], dtype=torch.float64, requires_grad=True)",
      shape: [2],
      dtypeName: "float64",
      data: [1, 2],
      requiresGrad: true,
      text: "tensor([1., 2.], dtype=torch.float64, requires_grad=True)",
    },
    {
      python: "torch.tensor([1., 2.], requires_grad=True) + 1",
      shape: [2],
      data: [2, 3],
      requiresGrad: true,
      gradName: "AddBackward0",
      text: "tensor([2., 3.], grad_fn=<AddBackward0>)",
    },
    {
      python: "torch.nn.Parameter(torch.tensor([[0.3636]]))",
      shape: [1, 1],
      data: [0.3635999858379364],
      isParameter: true,
      requiresGrad: true,
      text: `Parameter containing:
tensor([[0.3636]], requires_grad=True)`,
    },
    {
      python: "torch.zeros(0, 2, requires_grad=True)",
      shape: [0, 2],
      data: [],
      requiresGrad: true,
      text: "tensor([], size=(0, 2), requires_grad=True)",
    },
    {
      python: "torch.tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.], requires_grad=True)",
      shape: [12],
      data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      requiresGrad: true,
      text: `tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11.],
       requires_grad=True)`,
    },
    {
      python:
        "torch.tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.], dtype=torch.float64, requires_grad=True)",
      shape: [13],
      dtypeName: "float64",
      data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      requiresGrad: true,
      text: `tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12.],
       dtype=torch.float64, requires_grad=True)`,
    },
    {
      python: "torch.tensor([[1.]*9, [2.]*9], requires_grad=True).mul(1)",
      shape: [2, 9],
      data: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2],
      requiresGrad: true,
      gradName: "MulBackward0",
      text: `tensor([[1., 1., 1., 1., 1., 1., 1., 1., 1.],
        [2., 2., 2., 2., 2., 2., 2., 2., 2.]], grad_fn=<MulBackward0>)`,
    },
  ],
  options: [
    {
      python: "torch.tensor([1.12345, 2.])",
      shape: [2],
      data: [1.1234500408172607, 2],
      options: { precision: 2 },
      text: "tensor([1.12, 2.00])",
    },
    {
      python: "torch.tensor([0.5, 1.5, 2.5])",
      shape: [3],
      data: [0.5, 1.5, 2.5],
      options: { precision: 0 },
      text: "tensor([0, 2, 2])",
    },
    {
      python: "torch.arange(10.)",
      shape: [10],
      data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      options: { threshold: 5 },
      text: "tensor([0., 1., 2.,  ..., 7., 8., 9.])",
    },
    {
      python: "torch.arange(12.).reshape(3, 4)",
      shape: [3, 4],
      data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      options: { threshold: 5, edgeitems: 1 },
      text: `tensor([[ 0.,  ...,  3.],
        ...,
        [ 8.,  ..., 11.]])`,
    },
    {
      python: "torch.arange(5.)",
      shape: [5],
      data: [0, 1, 2, 3, 4],
      options: { edgeitems: 0 },
      text: "tensor([0., 1., 2., 3., 4.], size=(5,))",
    },
    {
      python: "torch.arange(12.).reshape(3, 4)",
      shape: [3, 4],
      data: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      options: { threshold: 5, edgeitems: 0 },
      text: "tensor([...], size=(3, 4))",
    },
    {
      python: "torch.arange(6.)",
      shape: [6],
      data: [0, 1, 2, 3, 4, 5],
      options: { linewidth: 20 },
      text: `tensor([0., 1., 2.,
        3., 4., 5.])`,
    },
    {
      python: "torch.arange(3.)",
      shape: [3],
      data: [0, 1, 2],
      options: { linewidth: 1 },
      text: `tensor([0.,
        1.,
        2.])`,
    },
    {
      python: "torch.tensor([1., 20.])",
      shape: [2],
      data: [1, 20],
      options: { sciMode: true },
      text: "tensor([1.0000e+00, 2.0000e+01])",
    },
    {
      python: "torch.tensor([0., 0.])",
      shape: [2],
      data: [0, 0],
      options: { sciMode: true },
      text: "tensor([0., 0.])",
    },
    {
      python: "torch.tensor([1e-5, 1.])",
      shape: [2],
      data: [9.999999747378752e-6, 1],
      options: { sciMode: false },
      text: "tensor([0.0000, 1.0000])",
    },
    {
      python: "torch.arange(1001.)",
      shape: [1001],
      data: range(1001, (i) => i),
      options: { profile: "short" },
      text: "tensor([   0.,    1.,  ...,  999., 1000.])",
    },
    {
      python: "torch.arange(10.) / 3",
      shape: [10],
      data: range(10, (i) => Math.fround(i / 3)),
      options: { profile: "short", precision: 3 },
      text: "tensor([0.000, 0.333, 0.667, 1.000, 1.333, 1.667, 2.000, 2.333, 2.667, 3.000])",
    },
  ],
};

for (const [family, cases] of Object.entries(families))
  describe(family, () => {
    // with options, the Python line follows torch.set_printoptions(**options)
    test.each(cases)("$python $options", ({ options = {}, text, ...tensor }) => {
      setPrintoptions(options);
      expect(tensorText(printable(tensor))).toBe(text);
    });
  });

test("the default dtype is not spelled out", () => {
  // torch.set_default_dtype(torch.float64)
  const shape = [1];
  const data = [0.5];
  const defaultDtypeName = "float64";
  // torch.tensor([0.5])
  expect(tensorText(printable({ shape, data, defaultDtypeName, dtypeName: "float64" }))).toBe("tensor([0.5000])");
  // torch.tensor([0.5], dtype=torch.float32)
  expect(tensorText(printable({ shape, data, defaultDtypeName }))).toBe("tensor([0.5000], dtype=torch.float32)");
  // torch.zeros(0, 2)
  expect(tensorText(printable({ shape: [0, 2], data: [], defaultDtypeName, dtypeName: "float64" }))).toBe(
    "tensor([], size=(0, 2))",
  );
});
