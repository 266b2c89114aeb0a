import { expect, test } from "vitest";
import { expectClose, testElementwise } from "../../test/elementwise.js";
import { float64, i0, special, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  i0 | -1.2 0.3 2.5 | 1.393725584134064 1.0226268793515967 3.289839144050123 | -0.7146779415526429 0.15169384000359282 2.5167162452886984 | I0Backward0
  special.i0e | -1.2 0.3 2.5 | 0.419782078935133 0.7575806251825477 0.27004644161220276 | 0.20452521955814987 -0.6452030645427088 -0.06346179208093622 | SpecialI0EBackward0
  special.i1 | -1.2 0.3 2.5 | -0.7146779415526429 0.15169384000359282 2.5167162452886984 | 0.798160632840195 0.5169807460062873 2.283152645934644 | SpecialI1Backward0
  special.i1e | -1.2 0.3 2.5 | -0.2152568593769831 0.11237756063983881 0.20658464953126654 | 0.025144503410663932 0.2706111957432461 -0.019172067731570375 | SpecialI1EBackward0
  `,
);

test("large arguments", () => {
  // torch.special.i0(torch.tensor([-25., 700.], dtype=torch.float64)), special.i1e(torch.tensor([-25., 700.]))
  const x = tensor([-25, 700], { dtype: float64 });
  expectClose(i0(x), [5774560606.4663105, 1.5295933476718735e302], 1e-13);
  expectClose(special.i1e(x), [-0.07857611331929278, 0.015070519444716846], 1e-13);
});

test("slopes at 0", () => {
  const x = tensor([0], { dtype: float64, requiresGrad: true });
  special.i1(x).add(special.i1e(x)).sum().backward();
  expect(x.grad!.tolist()).toEqual([1]);
});

test("slopes close to 0 and without a number", () => {
  // x = torch.tensor([1e-8, -1e-30, math.nan], requires_grad=True); torch.autograd.grad(torch.special.i1(x).sum(), x), i1e likewise
  for (const f of [special.i1, special.i1e]) {
    const x = tensor([1e-8, -1e-30, Number.NaN], { requiresGrad: true });
    f(x).sum().backward();
    expect(x.grad!.tolist()).toEqual([0.5, 0.5, 0.5]);
  }
});
