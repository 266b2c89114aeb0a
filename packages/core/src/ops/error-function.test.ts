import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { erf, erfinv, float64, special, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  erf | -1.2 0.3 2.5 | -0.9103139782296353 0.3286267594591274 0.999593047982555 | 0.26734434700353915 1.031260909618963 0.00217828423035271 | ErfBackward0
  erfc | -1.2 0.3 2.5 | 1.9103139782296354 0.6713732405408726 0.0004069520174449589 | -0.26734434700353915 -1.031260909618963 -0.00217828423035271 | ErfcBackward0
  special.erfcx | -1.2 0.3 2.5 | 8.062854217063865 0.7345993345676554 0.2108063640611436 | -20.47922928804879 -0.6876195663549194 -0.0743473467897946 | SpecialErfcxBackward0
  special.logNdtr | -1.2 0.3 2.5 | -2.1622175060437394 -0.48141016158848127 -0.006229025485860001 | 1.6875520248651856 0.6172208536127346 0.017637825486916732 | SpecialLogNdtrBackward0
  erfinv | -0.7 0.1 0.8 | -0.7328690779592167 0.08885599049425769 0.9061938024368233 | 1.516363217333764 0.8932517253051874 2.014568381933589 | ErfinvBackward0
  special.ndtri | 0.1 0.6 0.9 | -1.2815515655446004 0.2533471031357997 1.2815515655446004 | 5.698059856117003 2.588376669140744 5.698059856117003 | SpecialNdtriBackward0
  special.entr | 0.1 0.6 0.9 | 0.23025850929940456 0.30649537425959444 0.09482446409204366 | 1.3025850929940455 -0.4891743762340093 -0.8946394843421737 | SpecialEntrBackward0
  `,
);

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

test("limits", () => {
  expect(erf(tensor([-inf, 0.5, inf, nan]).div(1)).tolist()).toEqual([-1, 0.5204998850822449, 1, nan]);
  expect(erfinv(tensor([1, -1, 2.5])).tolist()).toEqual([inf, -inf, nan]);
  expect(special.ndtri(tensor([0, 1, 2, 0.5])).tolist()).toEqual([-inf, inf, nan, 0]);
  expect(special.entr(tensor([-1, 0, 1, nan])).tolist()).toEqual([-inf, 0, -0, nan]);
  expect(special.erfcx(tensor([-30, inf])).tolist()).toEqual([inf, 0]);
});

test("ndtr is half of 1 + erf(x/√2)", () => {
  const x = tensor([-1.2, 0.3, 2.5], { dtype: float64, requiresGrad: true });
  const y = special.ndtr(x);
  y.sum().backward();
  // torch.special.ndtr(x) and its gradient
  expect(y.tolist()).toEqual([0.11506967022170828, 0.6179114221889527, 0.9937903346742238]);
  const density = (x.tolist() as number[]).map((v) => Math.exp((-v * v) / 2) / Math.sqrt(2 * Math.PI));
  (x.grad!.tolist() as number[]).forEach((g, i) => {
    expect(g).toBeCloseTo(density[i]!, 14);
  });
});

test("the slope of logNdtr far out", () => {
  const x = tensor([-1e5, -1e30, -inf, inf, nan], { dtype: float64, requiresGrad: true });
  special.logNdtr(x).sum().backward();
  // torch.autograd.grad(torch.special.log_ndtr(x).sum(), x)
  expect(x.grad!.tolist()).toEqual([100000.07402897284, inf, nan, 0, nan]);
});
