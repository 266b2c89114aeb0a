import { expect, test } from "vitest";
import { testStream } from "../../test/torch-stream.js";
import { f32 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries, takeTemporary } from "../memory/temporary.js";
import { Generator } from "./generator.js";
import { fillNormal, fillNormalSingly } from "./normal.js";
import { roundToHalf } from "./uniform.js";

testStream(
  "torch.randn(5)",
  new Float32Array(5),
  (out, g) => fillNormal(out, 0, 1, g),
  [0.66135216, 0.2669241, 0.06167726, 0.6213173, -0.45190597],
  1666063943,
);
testStream(
  "torch.randn(16)",
  new Float32Array(16),
  (out, g) => fillNormal(out, 0, 1, g),
  "978a88ebb9e4ed7a6de9479f473b585d96ab8597281bbefe29121626a4142d63",
  1870626073,
);
testStream(
  "torch.randn(1007)",
  new Float32Array(1007),
  (out, g) => fillNormal(out, 0, 1, g),
  "1cde6c2ca7cf481777dfc67365bc1f00fa1b25e357e25b6de2f78503f35685bf",
  244660247,
);
testStream(
  "torch.empty(1007).normal_(-2, 0.7)",
  new Float32Array(1007),
  (out, g) => fillNormal(out, -2, 0.7, g),
  "c492d73747fad625ef053adc15ad16a7f39d78193785e5651d404fe9ff75b751",
  244660247,
);
testStream(
  "torch.empty(20, 2)[:, 0].normal_(-2, 0.7).clone()",
  new Float32Array(20),
  (out, g) => fillNormalSingly(out, -2, 0.7, g),
  "1fecab620d4e8d306c612373f0122786e41b7061cf40d83230af8e1d0f143c94",
  927586281,
);
testStream(
  "torch.randn(3, dtype=torch.float64)",
  new Float64Array(3),
  (out, g) => fillNormal(out, 0, 1, g),
  [0.6613521715704522, 0.2669240982925188, 0.061677258237348306],
  1013994432,
  1e-14,
);
testStream(
  "torch.randn(17, dtype=torch.float64)",
  new Float64Array(17),
  (out, g) => fillNormal(out, 0, 1, g),
  [
    -0.31128955419003207, 0.3739858166762804, 0.5739008402091161, 1.5697184649359581, 0.8734455849426772,
    -3.704663800207429, -1.8141539905872015, -1.8425712793844078, 0.09412786590968454, 0.5462183247259068,
    1.052307808929565, -0.15636439667930063, -2.1010054062092243, 1.5797411191469026, 1.0833573008638342,
    0.8896745158287568, -1.928583354008078,
  ],
  848474627,
  1e-14,
);
testStream(
  "torch.randn(17, dtype=torch.float16)",
  new Float32Array(17),
  (out, g) => {
    fillNormal(out, 0, 1, g, true);
    for (let i = 0; i < out.length; i++) out[i] = roundToHalf(out[i]!, "float16");
  },
  [
    -1.525390625, -0.69677734375, -1.1611328125, 0.69970703125, 0.1990966796875, 0.86572265625, 0.244384765625,
    -0.6630859375, 0.80712890625, 1.1015625, -0.1759033203125, -2.24609375, -1.4462890625, 0.0611572265625,
    -0.61767578125, -0.7978515625, -0.131591796875,
  ],
  1963679703,
);

test("the second value of a pair outlives other draws and blocks", () => {
  // g = torch.Generator().manual_seed(42); torch.randn(1, generator=g); torch.randn(17, generator=g); torch.randn(1, generator=g)
  const g = new Generator().manualSeed(42);
  const one = new Float32Array(1);
  fillNormal(one, 0, 1, g);
  fillNormal(new Float32Array(17), 0, 1, g);
  fillNormal(one, 0, 1, g);
  expect(one[0]).toBe(Math.fround(0.12880940735340118));
});

test("a negative deviation is refused in PyTorch's words", () => {
  const g = new Generator();
  for (const size of [2, 20]) {
    // torch.empty(size).normal_(0, -1)
    expect(() => fillNormal(new Float32Array(size), 0, -1, g)).toThrow("normal expects std >= 0.0, but found std -1");
    // torch.empty(size).normal_(0, float("nan"))
    expect(() => fillNormal(new Float32Array(size), 0, Number.NaN, g)).toThrow(
      "normal expects std >= 0.0, but found std nan",
    );
  }
});

test("numbers in the heap have the bits of those elsewhere", () => {
  const size = 5 * 16 * 100 + 3;
  const mark = markTemporaries();
  const at = takeTemporary(4 * size) >> 2;
  const inHeap = f32.subarray(at, at + size);
  const own = new Float32Array(size);
  for (const seed of [1, 2, 3]) {
    fillNormal(inHeap, 0.3, 1.7, new Generator().manualSeed(seed));
    fillNormal(own, 0.3, 1.7, new Generator().manualSeed(seed));
    expect([...inHeap]).toEqual([...own]);
  }
  releaseTemporaries(mark);
});
