import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { Generator } from "./generator.js";
import { fillMultinomial } from "./multinomial.js";

const weights = new Float32Array([0.1, 0.2, 0.3, 0.4]);

testStream(
  "torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 1)",
  new BigInt64Array(1),
  (out, g) => fillMultinomial(out, weights, 1, false, g),
  [3n],
  1013994432,
);
testStream(
  "torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 1, replacement=True)",
  new BigInt64Array(1),
  (out, g) => fillMultinomial(out, weights, 1, true, g),
  [3n],
  1013994432,
);
testStream(
  "torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 4)",
  new BigInt64Array(4),
  (out, g) => fillMultinomial(out, weights, 1, false, g),
  [3n, 0n, 2n, 1n],
  1013994432,
);
testStream(
  "torch.multinomial(torch.tensor([0.1, 0.2, 0.3, 0.4]), 12, replacement=True)",
  new BigInt64Array(12),
  (out, g) => fillMultinomial(out, weights, 1, true, g),
  [0n, 1n, 1n, 1n, 2n, 1n, 2n, 3n, 2n, 2n, 2n, 2n],
  1904615676,
);
testStream(
  "torch.multinomial(torch.tensor([[1.0, 2.0], [3.0, 0.0]]), 3, replacement=True)",
  new BigInt64Array(6),
  (out, g) => fillMultinomial(out, new Float32Array([1, 2, 3, 0]), 2, true, g),
  [0n, 0n, 0n, 0n, 0n, 0n],
  1666063943,
);
testStream(
  "torch.multinomial(torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], dtype=torch.float64), 2)",
  new BigInt64Array(4),
  (out, g) => fillMultinomial(out, new Float64Array([1, 2, 3, 3, 2, 1]), 2, false, g),
  [0n, 2n, 0n, 2n],
  1666063943,
);
testStream(
  "torch.multinomial(torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0], dtype=torch.bfloat16), 5)",
  new BigInt64Array(5),
  (out, g) => fillMultinomial(out, new Float32Array([1, 2, 3, 4, 5]), 1, false, g, "bfloat16"),
  [3n, 0n, 2n, 1n, 4n],
  1703301249,
);

test("weights and sizes are checked in PyTorch's words", () => {
  const g = new Generator();
  const draw = (samples: number, values: number[], replacement: boolean, rows = 1) =>
    fillMultinomial(new BigInt64Array(samples * rows), new Float32Array(values), rows, replacement, g);
  // torch.multinomial(torch.ones(3), 4)
  expect(() => draw(4, [1, 1, 1], false)).toThrow(
    "cannot sample n_sample > prob_dist.size(-1) samples without replacement",
  );
  // torch.multinomial(torch.ones(3), 0)
  expect(() => draw(0, [1, 1, 1], false)).toThrow("cannot sample n_sample <= 0 samples");
  // torch.multinomial(torch.tensor([1., -1.]), 1), the same with nan, with inf and replacement=True
  for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const replacement of [false, true]) {
      expect(() => draw(1, [1, bad], replacement)).toThrow(
        "probability tensor contains either `inf`, `nan` or element < 0",
      );
    }
  }
  // torch.multinomial(torch.tensor([[1., 1.], [0., 0.]]), 1)
  expect(() => draw(1, [1, 1, 0, 0], false, 2)).toThrow("invalid multinomial distribution (sum of probabilities <= 0)");
});
