import { bfloat16, bool, float16, ones, tensor, uint8, zeros } from "@flambeau/core";
import { describe, expect, test } from "vitest";
import { checkFunctions } from "../../test/derivatives.js";
import { functional } from "../index.js";
import type { PadMode } from "./pad.js";

const { pad } = functional;

checkFunctions([
  [
    "pad(x, (1, 2), value=1.5)",
    (x) => functional.pad(x!, [1, 2], { value: 1.5 }),
    "ConstantPadNdBackward0",
    [[2, 3]],
    "2x6: 1.5 -2.8125 -0.5 1.8125 1.5 1.5 1.5 -2.1875 0.125 2.4375 1.5 1.5",
    ["2x3: -1.5 1 0 -0.5 -1.5 1"],
  ],
  [
    "pad(x, (-1, 1, 2, -1))",
    (x) => functional.pad(x!, [-1, 1, 2, -1]),
    "ConstantPadNdBackward0",
    [[2, 3, 2]],
    "2x4x2: 0 0 0 0 -0.5 0 -2.1875 0 0 0 0 0 0.75 0 -0.9375 0",
    ["2x3x2: 0 -1 0 0.5 0 0 0 1.5 0 -0.5 0 0"],
  ],
  [
    "pad(x, (-1, 0))",
    (x) => functional.pad(x!, [-1, 0]),
    "ConstantPadNdBackward0",
    [[2, 3]],
    "2x2: -0.5 1.8125 0.125 2.4375",
    ["2x3: 0 -0.5 -1.5 0 1 0"],
  ],
  [
    "pad(x, (2, 1), 'reflect')",
    (x) => functional.pad(x!, [2, 1], { mode: "reflect" }),
    "ReflectionPad1DBackward0",
    [[2, 3]],
    "2x6: 1.8125 -0.5 -2.8125 -0.5 1.8125 -0.5 2.4375 0.125 -2.1875 0.125 2.4375 0.125",
    ["2x3: 1 0 -1.5 -1.5 -0.5 0.5"],
  ],
  [
    "pad(x, (-1, 2, 1, -1), 'reflect')",
    (x) => functional.pad(x!, [-1, 2, 1, -1], { mode: "reflect" }),
    "ReflectionPad2DBackward0",
    [[1, 3, 4]],
    "1x3x5: 2.4375 -1.5625 0.75 -1.5625 2.4375 -0.5 1.8125 -2.1875 1.8125 -0.5 2.4375 -1.5625 0.75 -1.5625 2.4375",
    ["1x3x4: 0 2.5 -1 -0.5 0 -2 -2 2.5 0 0 0 0"],
  ],
  [
    "pad(x, (1, 1, 0, 1, 1, 0), 'reflect')",
    (x) => functional.pad(x!, [1, 1, 0, 1, 1, 0], { mode: "reflect" }),
    "ReflectionPad3DBackward0",
    [[1, 1, 2, 2, 2]],
    "1x1x3x3x4: 2.4375 0.125 2.4375 0.125 0.75 -1.5625 0.75 -1.5625 2.4375 0.125 2.4375 0.125 -0.5 -2.8125 -0.5 -2.8125 -2.1875 1.8125 -2.1875 1.8125 -0.5 -2.8125 -0.5 -2.8125 2.4375 0.125 2.4375 0.125 0.75 -1.5625 0.75 -1.5625 2.4375 0.125 2.4375 0.125",
    ["1x1x2x2x2: -0.5 0 1.5 0 -1 0 -0.5 0"],
  ],
  [
    "pad(x, (2, 1), 'replicate')",
    (x) => functional.pad(x!, [2, 1], { mode: "replicate" }),
    "ReplicationPad1DBackward0",
    [[2, 3]],
    "2x6: -2.8125 -2.8125 -2.8125 -0.5 1.8125 1.8125 -2.1875 -2.1875 -2.1875 0.125 2.4375 2.4375",
    ["2x3: -1 0 0.5 -1.5 1 -1"],
  ],
  [
    "pad(x, (-1, 2, 1, -1), 'replicate')",
    (x) => functional.pad(x!, [-1, 2, 1, -1], { mode: "replicate" }),
    "ReplicationPad2DBackward0",
    [[1, 3, 4]],
    "1x3x5: -0.5 1.8125 -2.1875 -2.1875 -2.1875 -0.5 1.8125 -2.1875 -2.1875 -2.1875 2.4375 -1.5625 0.75 0.75 0.75",
    ["1x3x4: 0 1 -1 -1 0 0 -1 1.5 0 0 0 0"],
  ],
  [
    "pad(x, (1, 1, 0, 1, 1, 0), 'replicate')",
    (x) => functional.pad(x!, [1, 1, 0, 1, 1, 0], { mode: "replicate" }),
    "ReplicationPad3DBackward0",
    [[1, 1, 2, 2, 2]],
    "1x1x3x3x4: -2.8125 -2.8125 -0.5 -0.5 1.8125 1.8125 -2.1875 -2.1875 1.8125 1.8125 -2.1875 -2.1875 -2.8125 -2.8125 -0.5 -0.5 1.8125 1.8125 -2.1875 -2.1875 1.8125 1.8125 -2.1875 -2.1875 0.125 0.125 2.4375 2.4375 -1.5625 -1.5625 0.75 0.75 -1.5625 -1.5625 0.75 0.75",
    ["1x1x2x2x2: 0 -1 1 -1 -1 2 -1.5 1"],
  ],
  [
    "pad(x, (2, 1), 'circular')",
    (x) => functional.pad(x!, [2, 1], { mode: "circular" }),
    "CopySlices",
    [[2, 3]],
    "2x6: -0.5 1.8125 -2.8125 -0.5 1.8125 -2.8125 0.125 2.4375 -2.1875 0.125 2.4375 -2.1875",
    ["2x3: 2.5 -0.5 -2.5 -2.5 1.5 -0.5"],
  ],
  [
    "pad(x, (-1, 2, 1, -1), 'circular')",
    (x) => functional.pad(x!, [-1, 2, 1, -1], { mode: "circular" }),
    "CopySlices",
    [[1, 3, 4]],
    "1x3x5: 2.4375 -1.5625 0.75 2.4375 -1.5625 -0.5 1.8125 -2.1875 -0.5 1.8125 2.4375 -1.5625 0.75 2.4375 -1.5625",
    ["1x3x4: 0 0 1.5 -0.5 0 0 -4 2.5 0 0 0 0"],
  ],
  [
    "pad(x, (1, 1, 0, 1, 1, 0), 'circular')",
    (x) => functional.pad(x!, [1, 1, 0, 1, 1, 0], { mode: "circular" }),
    "CopySlices",
    [[1, 1, 2, 2, 2]],
    "1x1x3x3x4: 2.4375 0.125 2.4375 0.125 0.75 -1.5625 0.75 -1.5625 2.4375 0.125 2.4375 0.125 -0.5 -2.8125 -0.5 -2.8125 -2.1875 1.8125 -2.1875 1.8125 -0.5 -2.8125 -0.5 -2.8125 2.4375 0.125 2.4375 0.125 0.75 -1.5625 0.75 -1.5625 2.4375 0.125 2.4375 0.125",
    ["1x1x2x2x2: -0.5 0 1.5 0 -1 0 -0.5 0"],
  ],
]);

test("pads integers, halves and batches of none", () => {
  // F.pad(torch.tensor([[1, 2]], dtype=torch.uint8), (1, 1), 'reflect')
  expect(pad(tensor([[1, 2]], { dtype: uint8 }), [1, 1], { mode: "reflect" }).tolist()).toEqual([[2, 1, 2, 1]]);
  // F.pad(torch.tensor([[1, 2]]), (1, 1), value=2.5)
  expect(pad(tensor([[1, 2]]), [1, 1], { value: 2.5 }).tolist()).toEqual([[2, 1, 2, 2]]);
  // F.pad(torch.tensor([True, False]), (1, 1), value=2.5)
  expect(pad(tensor([true, false]), [1, 1], { value: 2.5 }).tolist()).toEqual([true, true, false, true]);
  // F.pad(torch.tensor([[True, False]]), (1, 1), 'circular')
  expect(pad(tensor([[true, false]]), [1, 1], { mode: "circular" }).tolist()).toEqual([[false, true, false, true]]);
  // F.pad(torch.tensor([[0.1, 0.2]], dtype=torch.half), (1, 1), 'replicate')
  for (const dtype of [float16, bfloat16]) {
    const x = tensor([[0.1, 0.2]], { dtype });
    expect(pad(x, [1, 0], { mode: "replicate" }).equal(x.at(":", [0, 0, 1]))).toBe(true);
  }
  for (const mode of ["constant", "reflect", "replicate", "circular"] as const)
    expect(pad(zeros([0, 2, 3]), [1, 2], { mode }).shape).toEqual([0, 2, 6]);
});

test("reads inputs that are not contiguous", () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  for (const mode of ["constant", "reflect", "replicate", "circular"] as const)
    expect(pad(x.T, [1, 1], { mode }).equal(pad(x.T.contiguous(), [1, 1], { mode }))).toBe(true);
});

describe("PyTorch's errors", () => {
  const supported = "is not supported for 1D input tensor.\nSupported combinations for non-constant padding:";
  const cases: [shape: number[], pads: number[], mode: string, message: string][] = [
    [[2, 2], [1], "constant", "Padding length must be divisible by 2"],
    [
      [2],
      [1, 1, 1, 1],
      "constant",
      "Padding length should be less than or equal to two times the input dimension but got padding length 4 and input of dimension 1",
    ],
    [[2, 2], [-2, -1], "constant", "narrow(): length must be non-negative."],
    [[2, 2], [1, 1], "mirror", "Unrecognised padding mode mirror"],
    [[2], [1, 1], "reflect", `Padding size 2 ${supported}`],
    [
      [2, 0],
      [1, 1],
      "replicate",
      "Expected 2D or 3D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but got: [2, 0]",
    ],
    [
      [1, 2, 3, 3],
      [0, 0, 3, 1],
      "reflect",
      "Argument #6: Padding size should be less than the corresponding input dimension, but got: padding (3, 1) at dimension 2 of input [1, 2, 3, 3]",
    ],
    [[2, 3], [-2, -1], "replicate", "input (W: 3) is too small. Calculated output W: 0"],
    [[1, 3, 3], [-2, -1, -2, -1], "reflect", "input (H: 3, W: 3) is too small. Calculated output H: 0 W: 0"],
    [[1, 4], [5, 0], "circular", "Padding value causes wrapping around more than once."],
    [[1, 4], [-3, -2], "circular", "Negative padding value is resulting in an empty dimension"],
  ];
  test.each(cases)("F.pad(torch.ones(%j), %j, '%s')", (shape, pads, mode, message) => {
    expect(() => pad(ones(shape), pads, { mode: mode as PadMode })).toThrow(message);
  });

  test("a value, or an element type", () => {
    const x = ones([2, 2]);
    expect(() => pad(x, [1, 1], { mode: "reflect", value: 1 })).toThrow(
      `Padding mode "reflect" doesn't take in value argument`,
    );
    expect(() => pad(x.to(bool), [1, 1], { mode: "reflect" })).toThrow(`"reflection_pad1d" not implemented for 'Bool'`);
    expect(() => pad(x.to(uint8), [1, 1], { value: 300 })).toThrow("without overflow");
  });
});
