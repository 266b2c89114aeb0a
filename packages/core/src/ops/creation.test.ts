import { describe, expect, test } from "vitest";
import {
  arange,
  asTensor,
  bool,
  eye,
  float,
  float16,
  float64,
  fromTypedArray,
  full,
  fullLike,
  int32,
  int64,
  linspace,
  logspace,
  ones,
  onesLike,
  scalarTensor,
  signal,
  type Tensor,
  tensor,
  trilIndices,
  triuIndices,
  uint8,
  zeros,
  zerosLike,
} from "../index.js";

/** The elements as text, exactly: nested lists, with infinities and bigints. */
function text(x: Tensor): string {
  const write = (value: unknown): string => (Array.isArray(value) ? `[${value.map(write)}]` : String(value));
  return write(x.tolist());
}

const cases: [python: string, ours: () => Tensor, dtype: string, elements: string][] = [
  [
    "torch.tensor([[1, 2], [3, 4]])",
    () =>
      tensor([
        [1, 2],
        [3, 4],
      ]),
    "int64",
    "[[1,2],[3,4]]",
  ],
  ["torch.tensor([1, 2.5])", () => tensor([1, 2.5]), "float32", "[1,2.5]"],
  ["torch.tensor([True, 2])", () => tensor([true, 2]), "int64", "[1,2]"],
  ["torch.tensor([True, False])", () => tensor([true, false]), "bool", "[true,false]"],
  ["torch.tensor(3)", () => tensor(3), "int64", "3"],
  ["torch.tensor(3.)", () => tensor(float(3)), "float32", "3"],
  ["torch.tensor([])", () => tensor([]), "float32", "[]"],
  ["torch.tensor([[], []])", () => tensor([[], []]), "float32", "[[],[]]"],
  [
    "torch.tensor([torch.tensor(1., dtype=torch.float64), 2])",
    () => tensor([tensor(1, { dtype: float64 }), 2]),
    "float64",
    "[1,2]",
  ],
  ["torch.tensor([torch.tensor(1), torch.tensor(2.5)])", () => tensor([tensor(1), tensor(2.5)]), "float32", "[1,2.5]"],
  ["torch.tensor([2.7, -2.7], dtype=torch.int64)", () => tensor([2.7, -2.7], { dtype: int64 }), "int64", "[2,-2]"],
  ["torch.tensor([-1, 255], dtype=torch.uint8)", () => tensor([-1, 255], { dtype: uint8 }), "uint8", "[255,255]"],
  ["torch.tensor([0.1, 0], dtype=torch.bool)", () => tensor([0.1, 0], { dtype: bool }), "bool", "[true,false]"],
  ["torch.tensor([2**62 + 1])", () => tensor([2n ** 62n + 1n]), "int64", "[4611686018427387905]"],
  ["torch.tensor([2.**40, 1])", () => tensor([float(2 ** 40), 1]), "float32", "[1099511627776,1]"],
  [
    "torch.tensor([65504., 1e6], dtype=torch.float16)",
    () => tensor([65504, 1e6], { dtype: float16 }),
    "float16",
    "[65504,Infinity]",
  ],
  ["torch.as_tensor([1, 2.])", () => asTensor([1, float(2)]), "float32", "[1,2]"],
  ["torch.zeros(2, 3)", () => zeros([2, 3]), "float32", "[[0,0,0],[0,0,0]]"],
  ["torch.zeros(2, dtype=torch.int64)", () => zeros([2], { dtype: int64 }), "int64", "[0,0]"],
  ["torch.ones(0, 2)", () => ones([0, 2]), "float32", "[]"],
  ["torch.full((2,), 7)", () => full([2], 7), "int64", "[7,7]"],
  ["torch.full((2,), 2.5)", () => full([2], 2.5), "float32", "[2.5,2.5]"],
  ["torch.full((2,), True)", () => full([2], true), "bool", "[true,true]"],
  ["torch.full((2,), 2.5, dtype=torch.int64)", () => full([2], 2.5, { dtype: int64 }), "int64", "[2,2]"],
  ["torch.scalar_tensor(3)", () => scalarTensor(3), "float32", "3"],
  ["torch.zeros_like(torch.tensor([1, 2]))", () => zerosLike(tensor([1, 2])), "int64", "[0,0]"],
  [
    "torch.ones_like(torch.tensor([1, 2]), dtype=torch.float64)",
    () => onesLike(tensor([1, 2]), { dtype: float64 }),
    "float64",
    "[1,1]",
  ],
  ["torch.full_like(torch.tensor([1, 2]), 2.5)", () => fullLike(tensor([1, 2]), 2.5), "int64", "[2,2]"],
  ["torch.ones(2).new_tensor([1, 2])", () => ones([2]).newTensor([1, 2]), "float32", "[1,2]"],
  ["torch.tensor([1]).new_zeros(2)", () => tensor([1]).newZeros([2]), "int64", "[0,0]"],
  ["torch.tensor([1]).new_full((2,), 7.9)", () => tensor([1]).newFull([2], 7.9), "int64", "[7,7]"],
  ["torch.arange(3)", () => arange(3), "int64", "[0,1,2]"],
  ["torch.arange(1, 4)", () => arange(1, 4), "int64", "[1,2,3]"],
  ["torch.arange(5, 0, -2)", () => arange(5, 0, -2), "int64", "[5,3,1]"],
  ["torch.arange(2.5)", () => arange(2.5), "float32", "[0,1,2]"],
  ["torch.arange(0, 5, 2.)", () => arange(0, 5, float(2)), "float32", "[0,2,4]"],
  [
    "torch.arange(0, 1, 0.1)",
    () => arange(0, 1, 0.1),
    "float32",
    "[0,0.10000000149011612,0.20000000298023224,0.30000001192092896,0.4000000059604645,0.5,0.6000000238418579,0.699999988079071,0.800000011920929,0.8999999761581421]",
  ],
  [
    "torch.arange(-3, 3, 0.25, dtype=torch.float64)",
    () => arange(-3, 3, 0.25, { dtype: float64 }),
    "float64",
    "[-3,-2.75,-2.5,-2.25,-2,-1.75,-1.5,-1.25,-1,-0.75,-0.5,-0.25,0,0.25,0.5,0.75,1,1.25,1.5,1.75,2,2.25,2.5,2.75]",
  ],
  [
    "torch.arange(0, 2, 0.1, dtype=torch.float64)",
    () => arange(0, 2, 0.1, { dtype: float64 }),
    "float64",
    "[0,0.1,0.2,0.30000000000000004,0.4,0.5,0.6000000000000001,0.7000000000000001,0.8,0.9,1,1.1,1.2000000000000002,1.3000000000000003,1.4000000000000001,1.5000000000000002,1.6,1.7000000000000002,1.8,1.9000000000000001]",
  ],
  ["torch.arange(0.5, 3, dtype=torch.int64)", () => arange(0.5, 3, { dtype: int64 }), "int64", "[0,1,2]"],
  ["torch.arange(1, 2**60, 2**59)", () => arange(1, 2n ** 60n, 2n ** 59n), "int64", "[1,576460752303423489]"],
  [
    "torch.linspace(0, 1, 7)",
    () => linspace(0, 1, 7),
    "float32",
    "[0,0.1666666716337204,0.3333333432674408,0.5,0.6666666269302368,0.8333333134651184,1]",
  ],
  ["torch.linspace(-5, 5, 4, dtype=torch.int64)", () => linspace(-5, 5, 4, { dtype: int64 }), "int64", "[-5,-1,1,5]"],
  [
    "torch.linspace(0.1, 0.7, 4, dtype=torch.float64)",
    () => linspace(0.1, 0.7, 4, { dtype: float64 }),
    "float64",
    "[0.1,0.3,0.5,0.7]",
  ],
  ["torch.linspace(3, 9, 1)", () => linspace(3, 9, 1), "float32", "[3]"],
  ["torch.logspace(0, 2, 3)", () => logspace(0, 2, 3), "float32", "[1,10,100]"],
  ["torch.logspace(0, 5, 6, base=2)", () => logspace(0, 5, 6, 2), "float32", "[1,2,4,8,16,32]"],
  ["torch.logspace(0, 3, 4, dtype=torch.int64)", () => logspace(0, 3, 4, { dtype: int64 }), "int64", "[1,10,100,1000]"],
  ["torch.eye(2, 3)", () => eye(2, 3), "float32", "[[1,0,0],[0,1,0]]"],
  ["torch.eye(2, dtype=torch.bool)", () => eye(2, { dtype: bool }), "bool", "[[true,false],[false,true]]"],
  ["torch.tril_indices(3, 3)", () => trilIndices(3, 3), "int64", "[[0,1,1,2,2,2],[0,0,1,0,1,2]]"],
  ["torch.triu_indices(2, 3, 1)", () => triuIndices(2, 3, 1), "int64", "[[0,0,1],[1,2,2]]"],
  [
    "torch.tril_indices(2, 2, dtype=torch.int32)",
    () => trilIndices(2, 2, { dtype: int32 }),
    "int32",
    "[[0,1,1],[0,0,1]]",
  ],
  ["torch.signal.windows.hann(5)", () => signal.windows.hann(5), "float32", "[0,0.5,1,0.5,0]"],
  [
    "torch.signal.windows.hamming(4, sym=False)",
    () => signal.windows.hamming(4, { sym: false }),
    "float32",
    "[0.08000001311302185,0.5400000214576721,1,0.5400000214576721]",
  ],
  [
    "torch.signal.windows.bartlett(6)",
    () => signal.windows.bartlett(6),
    "float32",
    "[0,0.3999999761581421,0.800000011920929,0.800000011920929,0.3999999761581421,0]",
  ],
  [
    "torch.signal.windows.blackman(4)",
    () => signal.windows.blackman(4),
    "float32",
    "[-1.4901161193847656e-8,0.6299999952316284,0.6299999356269836,-1.4901161193847656e-8]",
  ],
  [
    "torch.signal.windows.kaiser(5, beta=2.)",
    () => signal.windows.kaiser(5, { beta: 2 }),
    "float32",
    "[0.43867629766464233,0.8347615003585815,1,0.8347615003585815,0.43867629766464233]",
  ],
  ["torch.signal.windows.kaiser(1)", () => signal.windows.kaiser(1), "float32", "[1]"],
  [
    "torch.signal.windows.general_cosine(0, a=[1.])",
    () => signal.windows.generalCosine(0, { a: [1] }),
    "float32",
    "[]",
  ],
];

test.each(cases)("%s", (_, ours, dtype, elements) => {
  const result = ours();
  expect(result.dtype.name).toBe(dtype);
  expect(text(result)).toBe(elements);
});

const errors: [python: string, ours: () => unknown, torch: string][] = [
  ["torch.tensor([[1, 2], [3]])", () => tensor([[1, 2], [3]]), "expected sequence of length 2 at dim 1 (got 1)"],
  [
    "torch.tensor([300], dtype=torch.uint8)",
    () => tensor([300], { dtype: uint8 }),
    "value cannot be converted to type uint8 without overflow",
  ],
  [
    "torch.tensor([math.nan], dtype=torch.int64)",
    () => tensor([Number.NaN], { dtype: int64 }),
    "value cannot be converted to type int64 without overflow",
  ],
  [
    "torch.tensor([2**40], dtype=torch.int32)",
    () => tensor([2 ** 40], { dtype: int32 }),
    "value cannot be converted to type int32 without overflow",
  ],
  ["torch.arange(5, 0)", () => arange(5, 0), "upper bound and lower bound inconsistent with step sign"],
  ["torch.arange(0, 5, 0)", () => arange(0, 5, 0), "step must be nonzero"],
  ["torch.arange(0, math.inf)", () => arange(0, Number.POSITIVE_INFINITY), "unsupported range: 0 -> inf"],
  ["torch.linspace(0, 1, -1)", () => linspace(0, 1, -1), "number of steps must be non-negative"],
  ["torch.logspace(0, 1, -1)", () => logspace(0, 1, -1), "number of steps must be non-negative"],
  ["torch.eye(-1)", () => eye(-1), "n must be greater or equal to 0, got -1"],
  [
    "torch.signal.windows.hann(-1)",
    () => signal.windows.hann(-1),
    "general_cosine requires non-negative window length, got M=-1",
  ],
  [
    "torch.signal.windows.gaussian(3, std=0)",
    () => signal.windows.gaussian(3, { std: 0 }),
    "Standard deviation must be positive, got: 0 instead.",
  ],
  [
    "torch.signal.windows.exponential(3, tau=-1)",
    () => signal.windows.exponential(3, { tau: -1 }),
    "Tau must be positive, got: -1 instead.",
  ],
  [
    "torch.signal.windows.exponential(3, center=1)",
    () => signal.windows.exponential(3, { center: 1 }),
    "Center must be None for symmetric windows",
  ],
  [
    "torch.signal.windows.general_cosine(3, a=[])",
    () => signal.windows.generalCosine(3, { a: [] }),
    "Coefficients cannot be empty",
  ],
  [
    "torch.signal.windows.kaiser(3, beta=-1)",
    () => signal.windows.kaiser(3, { beta: -1 }),
    "beta must be non-negative, got: -1 instead.",
  ],
];

test.each(errors)("%s raises", (_, ours, torch) => {
  expect(ours).toThrow(torch);
});

describe("data", () => {
  test("typed arrays give their own types, and are copied", () => {
    const data = Float64Array.of(1, 2, 3, 4);
    const x = fromTypedArray(data, [2, 2]);
    data[0] = 9;
    expect(x.dtype).toBe(float64);
    expect(x.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(tensor(BigInt64Array.of(2n ** 62n)).itemBigInt()).toBe(2n ** 62n);
    expect(tensor([Uint8Array.of(1, 2), Uint8Array.of(3, 4)]).dtype).toBe(uint8);
    expect(() => fromTypedArray(data, [3])).toThrow("fromTypedArray: `shape` [3] does not hold 4 elements");
  });

  test("what cannot be data is refused", () => {
    expect(() => tensor([null as never])).toThrow("tensor: Could not infer dtype of null");
    expect(() => tensor("a" as never)).toThrow("new(): invalid data type 'string'");
    expect(() => tensor([[1], 2])).toThrow("what stands beside a list at dim 1 is not a sequence");
    expect(() => tensor([ones([2])])).toThrow("only one element tensors can be converted to Python scalars");
    expect(() => zeros([2, -1])).toThrow("zeros: Dimension size must be non-negative.");
    expect(() => zeros([1.5])).toThrow("sizes must be whole numbers, got 1.5 in [1.5]");
    expect(() => zeros([1], { device: "cuda" })).toThrow('device: there is only "cpu", got "cuda"');
    expect(() => tensor([1], { requiresGrad: true })).toThrow("floating point");
  });

  test("only leaves that ask for it require a gradient", () => {
    const x = ones([2], { requiresGrad: true });
    expect([x.requiresGrad, x.isLeaf, zerosLike(x).requiresGrad, asTensor(x) === x]).toEqual([true, true, false, true]);
  });
});
