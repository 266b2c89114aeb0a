import { expect, test } from "vitest";
import { testElementwise } from "../../test/elementwise.js";
import { float32, tanh, tensor } from "../index.js";

// Lines: x = torch.tensor(inputs, dtype=torch.float64, requires_grad=True); y = torch.f(x); y.backward(torch.ones_like(y))
testElementwise(
  1,
  `
  sinh | -1.2 0.3 2.5 | -1.5094613554121725 0.3045202934471426 6.0502044810397875 | 1.8106555673243747 1.0453385141288605 6.132289479663686 | SinhBackward0
  cosh | -1.2 0.3 2.5 | 1.8106555673243747 1.0453385141288605 6.132289479663686 | -1.5094613554121725 0.3045202934471426 6.0502044810397875 | CoshBackward0
  tanh | -1.2 0.3 2.5 | -0.8336546070121552 0.2913126124515909 0.9866142981514303 | 0.30501999620740905 0.9151369618266292 0.02659222668316057 | TanhBackward0
  asinh | -1.2 0.3 2.5 | -1.015973134179692 0.29567304756342244 1.6472311463710958 | 0.6401843996644799 0.9578262852211513 0.3713906763541037 | AsinhBackward0
  acosh | 1.2 2.5 7 | 0.6223625037147786 1.566799236972411 2.6339157938496336 | 1.5075567228888183 0.4364357804719848 0.14433756729740646 | AcoshBackward0
  atanh | -0.7 0.1 0.8 | -0.8673005276940531 0.10033534773107558 1.0986122886681098 | 1.9607843137254901 1.0101010101010102 2.7777777777777786 | AtanhBackward0
  `,
);

test("the gradient of tanh rounds 1 - y² once", () => {
  // x = torch.from_numpy((numpy.arange(19) * 0.7 - 6).astype("f4")).requires_grad_()
  // y = torch.from_numpy((numpy.arange(19) * 0.31 - 2.9).astype("f4")); torch.autograd.grad(torch.tanh(x), x, y)
  const x = tensor(
    Array.from({ length: 19 }, (_, i) => i * 0.7 - 6),
    { dtype: float32, requiresGrad: true },
  );
  const y = tensor(
    Array.from({ length: 19 }, (_, i) => i * 0.31 - 2.9),
    { dtype: float32 },
  );
  tanh(x).backward({ gradient: y });
  const wanted = [
    -7.121519593056291e-5, -0.00025811028899624944, -0.0009212993318215013, -0.003226115833967924,
    -0.010996143333613873, -0.03589953854680061, -0.10770069807767868, -0.2622169554233551, -0.35936829447746277,
    -0.10066506266593933, 0.08399485796689987, 0.06375503540039062, 0.0265546515583992, 0.009135844185948372,
    0.002879723673686385, 0.0008635647827759385, 0.0002507205063011497, 7.119601650629193e-5, 1.98077796085272e-5,
  ];
  const got = x.grad!.tolist() as number[];
  // tanh itself comes from a vendor's library there, so a value may differ in its last bit
  wanted.forEach((value, i) => {
    expect(Math.abs(got[i]! - value)).toBeLessThanOrEqual(
      4e-7 * Math.abs(value) + 1e-7 * Math.abs(y.select(0, i).item() as number),
    );
  });
});
