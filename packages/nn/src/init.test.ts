import { empty, float64, Generator, manualSeed, ones, randint, type Tensor } from "@flambeau/core";
import { expect, test, vi } from "vitest";
import { init, Linear, PReLU } from "./index.js";

const position = (): unknown => randint(0, 2 ** 31, [1]).item();
const close = (got: Tensor, want: readonly number[]): void =>
  (got.detach().reshape([-1]).tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 6));

// Python: torch.manual_seed(seed), then the same calls
test("Linear draws its weight, then its bias", () => {
  manualSeed(1);
  const line = new Linear(1, 1);
  expect([line.weight.item(), line.bias!.item()]).toEqual([0.5152631998062134, -0.44137823581695557]);
  manualSeed(3);
  expect(String(new Linear(3, 2).weight.detach())).toBe(
    "tensor([[-0.5724, -0.4554, -0.2473],\n        [-0.5462, -0.0328, -0.5079]])",
  );
  manualSeed(3);
  expect(String(new Linear(3, 2, { dtype: float64 }).bias!.detach())).toBe(
    "tensor([-0.3479, -0.0769], dtype=torch.float64)",
  );
  expect(new Linear(3, 2, { bias: false }).bias).toBe(null);
  expect(String(new Linear(3, 2, { bias: false }))).toBe("Linear(in_features=3, out_features=2, bias=False)");
  expect(new PReLU(2).weight.tolist()).toEqual([0.25, 0.25]);
});

test("normal numbers within bounds, by redrawing or by rejection", () => {
  manualSeed(5);
  close(
    init.truncNormal_(empty([2, 3])),
    [
      -0.4867807626724243, -0.6038215756416321, -0.5580962300300598, 0.6675242781639099, -0.19741509854793549,
      1.9427834749221802,
    ],
  );
  close(
    init.truncNormal_(empty([2, 3]), 0, 1, 2, 3),
    [
      2.0724122524261475, 2.090344190597534, 2.527325391769409, 2.5793275833129883, 2.980926990509033,
      2.3059091567993164,
    ],
  );
  close(
    init.truncNormal_(empty([3], { dtype: float64 }), 0, 1, -0.1, 0.1),
    [0.004822286751468896, -0.0714189902589241, 0.041835803554053835],
  );
  close(init.sparse_(empty([3, 2]), 0.5), [-0.000587875081691891, 0.012623529881238937, 0, 0, 0, 0]);
  expect(position()).toBe(838081189);
});

test("functions of fans draw from the generator they are given", () => {
  const generator = new Generator().manualSeed(9);
  close(
    init.kaimingNormal_(empty([2, 2, 2]), { mode: "fan_out", nonlinearity: "relu", generator }),
    [
      0.031627144664525986, 1.3514500856399536, -0.163363516330719, 0.24460814893245697, 0.9319866895675659,
      0.261372834444046, 0.2716078758239746, 0.21003776788711548,
    ],
  );
  close(
    init.xavierUniform_(empty([2, 2]), 2, { generator }),
    [0.09441006928682327, -0.7506304383277893, -0.25644925236701965, 0.6444882750511169],
  );
});

test("gains", () => {
  expect(init.calculateGain("leaky_relu", 0.2)).toBe(1.3867504905630728);
  expect([init.calculateGain("relu"), init.calculateGain("selu"), init.calculateGain("conv2d")]).toEqual([
    1.4142135623730951, 0.75, 1,
  ]);
});

test("patterns", () => {
  expect(init.dirac_(empty([4, 2, 2]), 2).tolist()).toEqual([
    [
      [0, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 1],
    ],
  ]);
  expect(init.eye_(ones([2, 3])).tolist()).toEqual([
    [1, 0, 0],
    [0, 1, 0],
  ]);
});

test("a parameter may be filled, and stays one", () => {
  const { weight } = new Linear(2, 2);
  init.ones_(weight);
  expect([weight.tolist(), weight.requiresGrad, weight.isLeaf]).toEqual([
    [
      [1, 1],
      [1, 1],
    ],
    true,
    true,
  ]);
});

test("a layer without inputs is made, with a warning", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  expect(new Linear(0, 2).bias!.tolist()).toEqual([0, 0]);
  expect(warn.mock.calls).toEqual([["Initializing zero-element tensors is a no-op"]]);
  warn.mockRestore();
});

test.each<[string, () => unknown]>([
  ["Only tensors with 2 dimensions are supported", () => init.eye_(ones([3]))],
  ["Only tensors with 2 dimensions are supported", () => init.sparse_(ones([3]), 0.1)],
  ["Only tensors with 3, 4, or 5 dimensions are supported", () => init.dirac_(ones([3, 3]))],
  ["dim 0 must be divisible by groups", () => init.dirac_(ones([3, 3, 3]), 2)],
  [
    "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
    () => init.kaimingUniform_(ones([3])),
  ],
  [
    "Mode fan not supported, please use one of ['fan_in', 'fan_out']",
    () => init.kaimingUniform_(ones([2, 2]), { mode: "fan" as never }),
  ],
  ["Unsupported nonlinearity foo", () => init.calculateGain("foo" as never)],
  ["negative_slope x not a valid number", () => init.calculateGain("leaky_relu", "x" as never)],
])("%s", (message, act) => {
  expect(act).toThrow(expect.objectContaining({ message }));
});

test("old names work and warn", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  // torch.manual_seed(0); nn.init.xavier_uniform(torch.empty(2, 2)).tolist()
  manualSeed(0);
  expect(init.xavierUniform(empty([2, 2])).tolist()).toEqual([
    [-0.009169445373117924, 0.657006561756134],
    [-1.0080204010009766, -0.9013375639915466],
  ]);
  expect(warn).toHaveBeenCalledWith(
    "`nn.init.xavier_uniform` is now deprecated in favor of `nn.init.xavier_uniform_`.",
  );
  const { constant, dirac, eye, kaimingNormal, kaimingUniform, normal, orthogonal, uniform, xavierNormal } = init;
  for (const fill of [eye, kaimingNormal, kaimingUniform, normal, orthogonal, uniform, xavierNormal])
    expect(fill(empty([2, 2])).shape).toEqual([2, 2]);
  expect(constant(empty([1]), 2.5).item()).toBe(2.5);
  expect(dirac(empty([1, 1, 1])).item()).toBe(1);
  expect(warn.mock.calls.map(([text]) => /init\.(\w+)` is/.exec(text)![1])).toEqual(
    "xavier_uniform eye kaiming_normal kaiming_uniform normal orthogonal uniform xavier_normal constant dirac".split(
      " ",
    ),
  );
  warn.mockRestore();
});
