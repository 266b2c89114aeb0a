import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { bernoulli, full, tensor } from "../index.js";
import { Generator } from "./generator.js";
import { fillBernoulli, fillBernoulliEach, fillDropout, fillGeometric } from "./trials.js";

testStream(
  "torch.empty(8).bernoulli_(0.3)",
  new Float32Array(8),
  (out, g) => fillBernoulli(out, 0.3, g),
  [1, 1, 1, 1, 0, 1, 0, 0],
  1870626073,
);
testStream(
  "torch.empty(8, dtype=torch.int64).bernoulli_(0.6)",
  new BigInt64Array(8),
  (out, g) => fillBernoulli(out, 0.6, g),
  [1n, 1n, 1n, 1n, 1n, 1n, 1n, 0n],
  1870626073,
);
testStream(
  "torch.empty(4, dtype=torch.bool).bernoulli_(1)",
  new Uint8Array(4),
  (out, g) => fillBernoulli(out, 1, g),
  [1, 1, 1, 1],
  1013994432,
);
testStream(
  "torch.bernoulli(torch.tensor([0.2, 0.5, 0.8, 1.0, 0.0]))",
  new Float32Array(5),
  (out, g) => fillBernoulliEach(out, new Float32Array([0.2, 0.5, 0.8, 1, 0]), g),
  [0, 1, 1, 1, 0],
  1298508491,
);
testStream(
  "torch.empty(5).bernoulli_(torch.tensor([0.2, 0.5, 0.8, 1.0, 0.0], dtype=torch.float64))",
  new Float32Array(5),
  (out, g) => fillBernoulliEach(out, new Float64Array([0.2, 0.5, 0.8, 1, 0]), g),
  [1, 1, 1, 1, 0],
  1703301249,
);
testStream(
  "torch.nn.functional.dropout(torch.ones(8), 0.15)",
  new Float32Array(8),
  (out, g) => fillDropout(out, 0.15, g),
  [1.1764705, 1.1764705, 1.1764705, 1.1764705, 1.1764705, 1.1764705, 1.1764705, 1.1764705],
  1870626073,
);
testStream(
  "torch.nn.functional.dropout(torch.ones(8), 0.65)",
  new Float32Array(8),
  (out, g) => fillDropout(out, 0.65, g),
  [2.857143, 2.857143, 2.857143, 2.857143, 0, 2.857143, 0, 0],
  1870626073,
);
testStream(
  "torch.nn.functional.dropout(torch.ones(4, dtype=torch.float64), 0.4)",
  new Float64Array(4),
  (out, g) => fillDropout(out, 0.4, g),
  [1.6666666666666667, 1.6666666666666667, 1.6666666666666667, 1.6666666666666667],
  1013994432,
);
testStream(
  "torch.nn.functional.dropout(torch.ones(3), 0.0)",
  new Float32Array(3),
  (out, g) => fillDropout(out, 0, g),
  [1, 1, 1],
  2135392491,
);
testStream(
  "torch.nn.functional.dropout(torch.ones(3), 1.0)",
  new Float32Array(3),
  (out, g) => fillDropout(out, 1, g),
  [0, 0, 0],
  2135392491,
);
testStream(
  "torch.empty(6, dtype=torch.int32).geometric_(0.3)",
  new Int32Array(6),
  (out, g) => fillGeometric(out, 0.3, g),
  [8, 5, 5, 5, 2, 7],
  1666063943,
);
testStream(
  "torch.empty(3, dtype=torch.int64).geometric_(1e-12)",
  new BigInt64Array(3),
  (out, g) => fillGeometric(out, 1e-12, g),
  [2796008439902n, 1493636810321n, 1451355626033n],
  2143362693,
);

test("probabilities are checked in PyTorch's words", () => {
  const g = new Generator();
  const out = new Float32Array(2);
  // torch.empty(2).bernoulli_(1.123456789)
  expect(() => fillBernoulli(out, 1.123456789, g)).toThrow("bernoulli_ expects p to be in [0, 1], but got p=1.12346");
  // torch.empty(2).bernoulli_(12345678.9)
  expect(() => fillBernoulli(out, 12345678.9, g)).toThrow("but got p=1.23457e+07");
  // torch.empty(2).bernoulli_(-1e-7)
  expect(() => fillBernoulli(out, -1e-7, g)).toThrow("but got p=-1e-07");
  // torch.bernoulli(torch.tensor([0.5, 1.5]))
  expect(() => fillBernoulliEach(out, new Float32Array([0.5, 1.5]), g)).toThrow(
    "bernoulli: 1.5 is no probability. Expected p_in >= 0 && p_in <= 1 to be true, but got false.",
  );
  // torch.nn.functional.dropout(torch.ones(2), 1.5)
  expect(() => fillDropout(out, 1.5, g)).toThrow("dropout probability has to be between 0 and 1, but got 1.5");
  // torch.ones(2).geometric_(1.5)
  expect(() => fillGeometric(out, 1.5, g)).toThrow("geometric_ expects p to be in (0, 1), but got p=1.5");
  // torch.ones(2).geometric_(0)
  expect(() => fillGeometric(out, 0, g)).toThrow("geometric_ expects p to be in (0, 1), but got p=0");
});

test("one probability may stand for all", () => {
  // torch.bernoulli(torch.tensor([0, 5]), 1.0)
  const sure = bernoulli(tensor([0, 5]), { p: 1 });
  expect([sure.tolist(), sure.dtype.name]).toEqual([[1, 1], "int64"]);
});

test("a generator given is drawn from", () => {
  // torch.bernoulli(torch.full([8], 0.5), generator=torch.Generator().manual_seed(1))
  const generator = new Generator().manualSeed(1);
  expect(bernoulli(full([8], 0.5), { generator }).tolist()).toEqual([0, 1, 1, 0, 1, 0, 1, 0]);
});
