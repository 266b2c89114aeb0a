import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { Generator } from "./generator.js";
import { fillUniform } from "./uniform.js";

testStream(
  "torch.rand(3)",
  new Float32Array(3),
  (out, g) => fillUniform(out, 0, 1, g),
  [0.7576316, 0.27931088, 0.40306926],
  491263,
);
testStream(
  "torch.rand(1000)",
  new Float32Array(1000),
  (out, g) => fillUniform(out, 0, 1, g),
  "7a913bcf84c92c925fde2f28d383ab23a7fe7f93153b55dd0dfbcb306565dba3",
  1746775542,
);
testStream(
  "torch.empty(1000).uniform_(-0.3, 0.45)",
  new Float32Array(1000),
  (out, g) => fillUniform(out, -0.3, 0.45, g),
  "ebfacc18f49d3c52a17bdcd201de912417fb15ebdf40954a53d052c6bd1efb4d",
  1746775542,
);
testStream(
  "torch.rand(1000, dtype=torch.float64)",
  new Float64Array(1000),
  (out, g) => fillUniform(out, 0, 1, g),
  "0f41240ec9b4b883a17b6c9a2b50733cddb6ce45aa495446115d45c911ae4122",
  2055486375,
);
testStream(
  "torch.empty(1000, dtype=torch.float64).uniform_(-0.3, 0.45)",
  new Float64Array(1000),
  (out, g) => fillUniform(out, -0.3, 0.45, g),
  "3d8bbe431ba1a317c8796feece7b66c43dc1d0c8e02ce7885f1941608d249f85",
  2055486375,
);
testStream(
  "torch.empty(200).uniform_(0, 1e-44)",
  new Float32Array(200),
  (out, g) => fillUniform(out, 0, 1e-44, g),
  "e5126602a7ab6c045f91fff5fd7ff59d08a6196f9eb8ea953b0db9247043ea80",
  337730166,
);
testStream(
  "torch.rand(8, dtype=torch.float16)",
  new Float32Array(8),
  (out, g) => fillUniform(out, 0, 1, g, "float16"),
  [
    0.7578125, 0.279296875, 0.403076171875, 0.73486328125, 0.0292816162109375, 0.7998046875, 0.397216796875,
    0.75439453125,
  ],
  1013994432,
);
testStream(
  "torch.empty(5, dtype=torch.float16).uniform_(1, 1.004)",
  new Float32Array(5),
  (out, g) => fillUniform(out, 1, 1.004, g, "float16"),
  [1.0029296875, 1.0009765625, 1.001953125, 1.0029296875, 1],
  1298508491,
);
testStream(
  "torch.empty(4, dtype=torch.bfloat16).uniform_(-0.3, 0.45)",
  new Float32Array(4),
  (out, g) => fillUniform(out, -0.3, 0.45, g, "bfloat16"),
  [0.267578125, -0.09033203125, 0.0023040771484375, 0.251953125],
  550290313,
);

const g = new Generator();

test("bounds are checked in PyTorch's words", () => {
  const single = new Float32Array(2);
  // torch.empty(2).uniform_(2, 1)
  expect(() => fillUniform(single, 2, 1, g)).toThrow(
    "uniform_ expects to return a [from, to) range, but found from=2 > to=1",
  );
  // torch.empty(2).uniform_(0, 1e39)
  expect(() => fillUniform(single, 0, 1e39, g)).toThrow("to is out of bounds for float");
  // torch.empty(2).uniform_(float("nan"), 1)
  expect(() => fillUniform(single, Number.NaN, 1, g)).toThrow("from is out of bounds for float");
  // torch.empty(2, dtype=torch.float16).uniform_(0, 70000)
  expect(() => fillUniform(single, 0, 70000, g, "float16")).toThrow("to is out of bounds for c10::Half");
  // torch.empty(2).uniform_(-3e38, 3e38)
  expect(() => fillUniform(single, -3e38, 3e38, g)).toThrow(
    "uniform_ expects to-from <= std::numeric_limits<Float>::max(), but found to=3e+38 and from=-3e+38 which result in to-from to exceed the limit",
  );
  // torch.empty(2, dtype=torch.float64).uniform_(-1e308, 1e308)
  expect(() => fillUniform(new Float64Array(2), -1e308, 1e308, g)).toThrow(
    "uniform_ expects to-from <= std::numeric_limits<Double>::max(), but found to=1e+308 and from=-1e+308 which result in to-from to exceed the limit",
  );
});
