import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { fillBinomial, fillPoisson } from "./counts.js";
import { Generator } from "./generator.js";

testStream(
  "torch.poisson(torch.tensor([0.0, 0.5, 3.0, 9.9, 10.0, 25.0, 1000.0, 1e6]))",
  new Float32Array(8),
  (out, g) => fillPoisson(out, new Float32Array([0, 0.5, 3, 9.9, 10, 25, 1000, 1e6]), g),
  [0, 0, 2, 10, 7, 19, 994, 999798],
  848474627,
);
testStream(
  "torch.poisson(torch.full((500,), 12.5))",
  new Float32Array(500),
  (out, g) => fillPoisson(out, new Float32Array(500).fill(12.5), g),
  "a00a9910dd3d9853853162f9168461931674a32c8bf59f4ec43515d4e20c8bfe",
  511599162,
);
testStream(
  "torch.binomial(torch.tensor([1.0, 10.0, 100.0, 100.0, 1000.0, 5.0, 0.0]), torch.tensor([0.5, 0.3, 0.4, 0.95, 0.01, 1.0, 0.4]))",
  new Float32Array(7),
  (out, g) =>
    fillBinomial(
      out,
      new Float32Array([1, 10, 100, 100, 1000, 5, 0]),
      new Float32Array([0.5, 0.3, 0.4, 0.95, 0.01, 1, 0.4]),
      g,
    ),
  [0, 2, 41, 93, 5, 5, 0],
  1963679703,
);
testStream(
  "torch.binomial(torch.full((500,), 60.0, dtype=torch.float64), torch.full((500,), 0.35, dtype=torch.float64))",
  new Float64Array(500),
  (out, g) => fillBinomial(out, new Float64Array(500).fill(60), new Float64Array(500).fill(0.35), g),
  "4271aec4fd9fa0fcc47f9962d8493cfde1df568c6a0caff441247b84b4764f6b",
  907347056,
);

test("a negative rate is refused in PyTorch's words", () => {
  // torch.poisson(torch.tensor([-1.]))
  expect(() => fillPoisson(new Float32Array(1), new Float32Array([-1]), new Generator())).toThrow(
    "invalid Poisson rate, expected rate to be non-negative",
  );
});

test("trials of unknown probability have an unknown count", () => {
  // torch.binomial(torch.tensor([5.]), torch.tensor([float("nan")]))
  const out = new Float32Array(1);
  fillBinomial(out, new Float32Array([5]), new Float32Array([Number.NaN]), new Generator());
  expect(out[0]).toBeNaN();
});
