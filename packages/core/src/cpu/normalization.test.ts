import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { float32 } from "../dtype.js";
import type { NormalizationKernels } from "../kernels/normalization.js";
import { Layout } from "../layout.js";
import { f32 } from "../memory/heap.js";
import { empty } from "../ops/apply.js";
import type { Tensor } from "../tensor.js";
import { cpu } from "./index.js";
import { normalization } from "./normalization.js";
import { ownRun } from "./run.js";

const dice = new Dice(5);

function operand(shape: readonly number[], isMild: boolean): Tensor {
  const x = empty(Layout.of(shape), float32);
  const start = ownRun(x);
  for (let i = 0; i < x.layout.numel; i++) f32[start + i] = isMild ? dice.below(1000) / 64 - 5 : dice.number();
  return x;
}

const elements = (x: Tensor): number[] => [...f32.subarray(ownRun(x), ownRun(x) + x.layout.numel)];

test.each([true, false])(
  "compiled kernels have the bits of the plain ones, for any parts; numbers are mild: %s",
  (isMild) => {
    for (let round = 0; round < 80; round++) {
      const isRows = dice.below(2) === 0;
      const [outer, parts, inner] = [
        isRows ? 1 : 1 + dice.below(4),
        dice.below(6),
        1 + dice.below(dice.one([3, 20, 70])),
      ];
      const shape = { outer, parts, inner, eps: 1e-5 };
      const all = [outer, parts, inner];
      const [x, grad] = [operand(all, isMild), operand(all, isMild)];
      const [row, whole, bias] = [operand([inner], isMild), operand(all, isMild), operand([inner], isMild)];
      const weight = isRows ? dice.one([null, row, whole]) : null;
      const shift = isRows ? dice.one([null, bias]) : null;
      const results = [normalization, cpu].map((k: NormalizationKernels) => {
        const [y, dx] = [empty(x.layout, float32), empty(x.layout, float32)];
        k.standardize(x, shape, weight, shift, y);
        k.standardizeGrad(grad, x, shape, weight, dx);
        return [...elements(y), ...elements(dx)];
      });
      expect(results[1]).toEqual(results[0]);
    }
  },
);
