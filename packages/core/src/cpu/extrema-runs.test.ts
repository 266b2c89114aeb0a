import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { float32 } from "../dtype.js";
import { Reduction } from "../kernels/reduction.js";
import { Layout } from "../layout.js";
import { f32 } from "../memory/heap.js";
import { empty } from "../ops/apply.js";
import type { Tensor } from "../tensor.js";
import { cpu } from "./index.js";
import { reduction } from "./reduction.js";

const dice = new Dice(11);

const elements = (x: Tensor): number[] => {
  const at = (x.storage.address() >> 2) + x.offset;
  return [...f32.subarray(at, at + x.layout.numel)];
};

test.each([Reduction.max, Reduction.min])("extremes of runs have the bits of the plain kernel (%i)", (kernel) => {
  for (let round = 0; round < 200; round++) {
    const x = empty(Layout.of([1 + dice.below(5), 1 + dice.below(40)]), float32);
    const at = (x.storage.address() >> 2) + x.offset;
    // zeros of both signs among numbers of one sign, or any numbers
    const sign = round % 3 === 0 ? 1 : -1;
    for (let i = 0; i < x.layout.numel; i++)
      f32[at + i] = round % 2 === 0 ? dice.number() : dice.one([0, -0, sign * dice.below(3)]);
    for (const dims of [null, [1]]) {
      const layout = dims === null ? Layout.scalar : Layout.of([x.layout.shape[0]!]);
      const [plain, fast] = [empty(layout, float32), empty(layout, float32)];
      reduction.reduce(kernel, x, dims, plain);
      cpu.reduce(kernel, x, dims, fast);
      expect(elements(fast)).toEqual(elements(plain));
    }
  }
});
