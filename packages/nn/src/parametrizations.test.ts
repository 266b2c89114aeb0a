import { arange, deepcopy, manualSeed, noGrad, randint, type Tensor, tensor, zeros } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { ConvTranspose1d, Linear, Module, type ModuleDict, utils } from "./index.js";

const { parametrizations, parametrize } = utils;

// Python: a(*s) is (((torch.arange(prod(s)) * 7) % 11 - 5) / 4).reshape(s)
const a = (...shape: number[]): Tensor =>
  arange(shape.reduce((n, size) => n * size, 1))
    .mul(7)
    .remainder(11)
    .sub(5)
    .div(4)
    .reshape(shape);

function expectClose(x: Tensor, wanted: unknown): void {
  const want = tensor(wanted as number[]);
  expect(x.shape).toEqual(want.shape);
  const values = want.reshape([-1]).tolist() as number[];
  (x.detach().reshape([-1]).tolist() as number[]).forEach((value, i) => expect(value).toBeCloseTo(values[i]!, 5));
}

function linear(): Linear {
  const layer = new Linear(2, 3);
  noGrad(() => [layer.weight.copy_(a(3, 2)), layer.bias!.copy_(a(3))]);
  return layer;
}
const originals = (layer: Module): Tensor[] => {
  const lists = (layer as Module & { parametrizations: ModuleDict }).parametrizations;
  return lists.get("weight").parameters();
};

// Python: l.weight = a(3, 2), l.bias = a(3); weight_norm(l, dim=dim); (l(a(4, 2)) * a(4, 3)).sum().backward();
// p = l.parametrizations.weight; p.original0, p.original0.grad, p.original1.grad
const norms: [dim: number | null, lengths: unknown, gradient: unknown, ofDirections: number[][]][] = [
  [
    0,
    [[1.346291184425354], [1.346291184425354], [0.7905694246292114]],
    [[-1.72928786277771], [0.8936588168144226], [0.2569350600242615]],
    [
      [0.33189645409584045, 0.8297414183616638],
      [-0.6681034564971924, -0.26724135875701904],
      [-0.581250011920929, -0.19375000894069672],
    ],
  ],
  [
    1,
    [[1.3693064451217651, 1.541103482246399]],
    [[-1.494826078414917, 0.729996383190155]],
    [
      [0.5729167461395264, -0.04934211075305939],
      [-1.5458333492279053, -0.029605276882648468],
      [-0.22708335518836975, -0.08223683387041092],
    ],
  ],
  [
    null,
    2.0615527629852295,
    -0.4471750557422638,
    [
      [1.6663602590560913, 0.2959558963775635],
      [-1.1084558963775635, 0.8336397409439087],
      [-0.44577205181121826, -0.6001838445663452],
    ],
  ],
];
describe("weightNorm", () => {
  test.each(norms)("along dimension %s", (dim, lengths, gradient, ofDirections) => {
    const layer = parametrizations.weightNorm(linear(), "weight", dim);
    expectClose(layer.weight, a(3, 2).tolist());
    layer.forward(a(4, 2)).mul(a(4, 3)).sum().backward();
    const [length, direction] = originals(layer) as [Tensor, Tensor];
    expectClose(length, lengths);
    expectClose(length.grad!, gradient);
    expectClose(direction.grad!, ofDirections);
  });

  // Python: print(weight_norm(nn.Linear(2, 3))), l.state_dict()
  test("prints and saves as in PyTorch", () => {
    const layer = parametrizations.weightNorm(linear());
    expect(String(layer)).toBe(
      [
        "ParametrizedLinear(",
        "  in_features=2, out_features=3, bias=True",
        "  (parametrizations): ModuleDict(",
        "    (weight): ParametrizationList(",
        "      (0): _WeightNorm()",
        "    )",
        "  )",
        ")",
      ].join("\n"),
    );
    const prefix = "parametrizations.weight.original";
    expect(Object.keys(layer.stateDict())).toEqual(["bias", `${prefix}0`, `${prefix}1`]);
    const old = { bias: a(3), weight_g: a(3, 1), weight_v: a(3, 2).mul(2) };
    layer.loadStateDict(old);
    expectClose(originals(layer)[0]!, a(3, 1).tolist());
  });

  test("is copied with the module, and can be set and removed", () => {
    const layer = parametrizations.weightNorm(linear());
    const copy = deepcopy(layer);
    noGrad(() => originals(copy)[0]!.mul_(2));
    expectClose(copy.weight, a(3, 2).mul(2).tolist());
    expectClose(layer.weight, a(3, 2).tolist());
    (layer as { weight: Tensor }).weight = a(3, 2).neg();
    expectClose(layer.weight, a(3, 2).neg().tolist());
    parametrize.removeParametrizations(layer, "weight");
    expect(parametrize.isParametrized(layer)).toBe(false);
    expect(String(layer)).toBe("Linear(in_features=2, out_features=3, bias=True)");
    expectClose(layer.weight, a(3, 2).neg().tolist());
    expect(layer.parameters()).toHaveLength(2);
  });
});

describe("spectralNorm", () => {
  // Python: torch.manual_seed(0); l = spectral_norm(nn.Linear(3, 2)); l.weight; l.eval(); l.weight; torch.randint(1000, (1,))
  test("draws and divides as in PyTorch", () => {
    manualSeed(0);
    const layer = parametrizations.spectralNorm(new Linear(3, 2));
    const wanted = [
      [-0.006572856567800045, 0.4709565043449402, -0.7225707769393921],
      [-0.6460983157157898, -0.33813613653182983, 0.23542168736457825],
    ];
    expectClose(layer.weight, wanted);
    expectClose(layer.eval().weight, wanted);
    expect(randint(1000, [1]).item()).toBe(126);
    const prefix = "parametrizations.weight";
    expect(Object.keys(layer.stateDict())).toEqual(["bias", `${prefix}.original`, `${prefix}.0._u`, `${prefix}.0._v`]);
  });

  // Python: torch.manual_seed(1); spectral_norm(nn.ConvTranspose1d(2, 3, 2)).weight.flatten()
  test("takes the second dimension of transposed convolutions", () => {
    manualSeed(1);
    const conv = parametrizations.spectralNorm(new ConvTranspose1d(2, 3, 2));
    expectClose(
      conv.weight.reshape([-1]),
      [
        0.3557456433773041, -0.30473431944847107, -0.13384495675563812, 0.32405951619148254, -0.6499825119972229,
        0.4140540361404419, -0.14203593134880066, 0.35124459862709045, 0.0959794670343399, -0.0845373272895813,
        0.19149424135684967, 0.034059423953294754,
      ],
    );
  });
});

describe("registerParametrization", () => {
  class Doubled extends Module<Tensor> {
    forward(x: Tensor): Tensor {
      return x.mul(2);
    }
  }
  class Flat extends Module<Tensor> {
    forward(x: Tensor): Tensor {
      return x.flatten();
    }
  }

  test("one after the other", () => {
    const layer = linear();
    const { weight } = layer;
    parametrize.registerParametrization(layer, "weight", new Doubled());
    parametrize.registerParametrization(layer, "weight", new Doubled());
    expectClose(layer.weight, a(3, 2).mul(4).tolist());
    expect(layer.parameters()[1]).toBe(weight);
    parametrize.removeParametrizations(layer, "weight", { leaveParametrized: false });
    expectClose(layer.weight, a(3, 2).tolist());
  });

  test("refuses other shapes, other types and what is not there", () => {
    const register = (name: string, step: Module<Tensor>) => () =>
      parametrize.registerParametrization(linear(), name, step);
    expect(register("weight", new Flat())).toThrow("may not change the shape");
    expect(register("width", new Doubled())).toThrow("width");
    expect(() => parametrize.removeParametrizations(linear(), "weight")).toThrow(
      "does not have a parametrization on weight",
    );
    const layer = parametrize.registerParametrization(linear(), "weight", new Doubled());
    expect(() => ((layer as { weight: Tensor }).weight = zeros([3, 2]))).toThrow("does not implement rightInverse");
    const normed = parametrizations.weightNorm(linear());
    expect(() => parametrize.removeParametrizations(normed, "weight", { leaveParametrized: false })).toThrow(
      "in terms of a sequence of tensors",
    );
  });
});
