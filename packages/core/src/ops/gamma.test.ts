import { expect, test } from "vitest";
import { expectClose, testElementwise } from "../../test/elementwise.js";
import {
  digamma,
  float32,
  float64,
  gradcheck,
  gradgradcheck,
  igamma,
  igammac,
  lgamma,
  mvlgamma,
  ones,
  polygamma,
  special,
  tensor,
} from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  lgamma | 0.3 2.5 -1.7 | 1.0957979948180756 0.2846828704729192 0.9218446876946375 | -3.502524222200133 0.7031566406452431 -1.4857174995110571 | LgammaBackward0
  `,
  1e-9,
);

testElementwise(
  1,
  `
  digamma | 0.3 2.5 -1.7 | -3.502524222200133 0.7031566406452431 -1.4857174995110571 | 12.245364544940365 0.4903577562398206 14.632201633770636 | DigammaBackward0
  `,
  1e-9,
);

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const doubles = (values: number[], requiresGrad = false) => tensor(values, { dtype: float64, requiresGrad });

test("poles and limits", () => {
  expect(lgamma(tensor([0, -1, -0.5, 1e30])).tolist()).toEqual([inf, inf, 1.2655121088027954, 6.807755301009307e31]);
  expect(digamma(tensor([0, -0, 1, -1], { dtype: float32 })).tolist()).toEqual([-inf, inf, -0.5772156715393066, nan]);
  expect(special.zeta(tensor([1, 0.5, 2]), tensor([2, 2, -1])).tolist()).toEqual([inf, nan, inf]);
});

test("polygamma", () => {
  // [torch.polygamma(n, torch.tensor([0.3, 2.5, 7], dtype=torch.float64)) for n in range(4)]
  const wanted = [
    [-3.502524222200133, 0.7031566406452431, 1.872784335098467],
    [12.245364544940365, 0.4903577562398206, 0.1535451779624394],
    [-75.27253658872601, -0.23620405164172736, -0.023530472985855234],
    [743.1417646550497, 0.2239058488172521, 0.007198198563125444],
  ];
  wanted.forEach((row, n) => {
    expectClose(polygamma(n, doubles([0.3, 2.5, 7])), row, 1e-11);
    gradcheck((x) => polygamma(n, x), [doubles([0.3, 2.5, 7], true)]);
  });
  expect(() => polygamma(-1, doubles([1]))).toThrow("polygamma(n, x) does not support negative n.");
  expectClose(doubles([2.5]).polygamma_(2), [wanted[2]![1]!], 1e-11);
});

test("arguments far below zero take no longer", () => {
  expect(polygamma(2, doubles([-inf, -1e30])).tolist()).toEqual([-inf, -inf]);
  expect(Number.isFinite(polygamma(2, doubles([-1e12 - 0.5])).item())).toBe(true);
});

test("mvlgamma", () => {
  // torch.mvlgamma(torch.tensor([2.5, 4.]), 3)
  expectClose(mvlgamma(tensor([2.5, 4]), 3), [1.8809953927993774, 5.402975082397461], 1e-6);
  gradgradcheck((x) => mvlgamma(x, 3), [doubles([2.5, 4], true)]);
});

test("incomplete gamma functions differentiate in their second argument", () => {
  // torch.special.gammainc(torch.tensor([0.5, 2, 3.5]), torch.tensor([0.7, 1.4, 2.1])) in float64
  const a = doubles([0.5, 2, 3.5]);
  const x = doubles([0.7, 1.4, 2.1], true);
  const y = igamma(a, x);
  expectClose(y, [0.7632764293621428, 0.40816728654014434, 0.24352526926229198], 1e-12);
  expect(y.gradFn!.name).toBe("IgammaBackward0");
  y.backward({ gradient: ones([3], { dtype: float64 }) });
  expectClose(x.grad!, [0.334865114690167, 0.3452357495182491, 0.23547977730630326], 1e-12);
  expectClose(igammac(a, x), y.rsub(1).tolist() as number[], 1e-12);
  gradcheck((v) => igammac(a, v), [doubles([0.7, 1.4, 2.1], true)]);
  const b = doubles([0.5], true);
  expect(() =>
    igamma(b, doubles([1]))
      .sum()
      .backward(),
  ).toThrow("the derivative for 'igamma: input' is not implemented.");
});

test("zeta differentiates in q", () => {
  // torch.special.zeta(torch.tensor([1.5, 2, 3.5]), torch.tensor([0.7, 1.4, 2.1])) in float64
  const q = doubles([0.7, 1.4, 2.1], true);
  const y = special.zeta(doubles([1.5, 2, 3.5]), q);
  expectClose(y, [3.498727741205092, 1.0253565905295974, 0.10941049385397152], 1e-12);
  y.backward({ gradient: ones([3], { dtype: float64 }) });
  expectClose(q.grad!, [-4.354301366636021, -0.9891286235783571, -0.1564787215751136], 1e-12);
});
