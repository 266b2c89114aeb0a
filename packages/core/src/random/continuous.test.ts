import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { fillCauchy, fillExponential, fillLogNormal } from "./continuous.js";
import { Generator } from "./generator.js";

testStream(
  "torch.empty(4).exponential_(1.7)",
  new Float32Array(4),
  (out, g) => fillExponential(out, 1.7, g),
  [0.037056785, 0.14959858, 0.15700166, 0.11465862],
  1013994432,
);
testStream(
  "torch.empty(3, dtype=torch.float64).exponential_(0.25)",
  new Float64Array(3),
  (out, g) => fillExponential(out, 0.25, g),
  [0.25198614789620855, 1.0172703381804542, 1.067611265033737],
  2143362693,
  1e-14,
);
testStream(
  "torch.empty(4).cauchy_(0.3, 1.7)",
  new Float32Array(4),
  (out, g) => fillCauchy(out, 0.3, 1.7, g),
  [-8.454234, -1.6960945, -1.5771121, -2.433518],
  1013994432,
);
testStream(
  "torch.empty(3, dtype=torch.float64).cauchy_(0.3, 1.7)",
  new Float64Array(3),
  (out, g) => fillCauchy(out, 0.3, 1.7, g),
  [-8.454233797074924, -1.6960944621498837, -1.5771120729693089],
  2143362693,
  1e-14,
);
testStream(
  "torch.empty(4).log_normal_(0.2, 0.5)",
  new Float32Array(4),
  (out, g) => fillLogNormal(out, 0.2, 0.5, g),
  [1.7000813, 1.3957921, 1.259656, 1.6663884],
  1013994432,
);

test("scales must be positive, in PyTorch's words", () => {
  const g = new Generator();
  const out = new Float32Array(2);
  // torch.empty(2).exponential_(-1.5)
  expect(() => fillExponential(out, -1.5, g)).toThrow("exponential_ expects lambda > 0.0, but found lambda=-1.5");
  // torch.empty(2).cauchy_(0, 0)
  expect(() => fillCauchy(out, 0, 0, g)).toThrow("cauchy_ expects sigma > 0.0, but found sigma=0");
  // torch.empty(2).log_normal_(0, -0.5)
  expect(() => fillLogNormal(out, 0, -0.5, g)).toThrow("log_normal_ expects std > 0.0, but found std=-0.5");
});
