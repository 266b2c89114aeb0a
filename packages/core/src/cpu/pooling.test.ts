import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { type DType, float32, float64, int64, type Tensor } from "../index.js";
import type { Windows } from "../kernels/pooling.js";
import { Layout } from "../layout.js";
import { f32, f64 } from "../memory/heap.js";
import { empty } from "../ops/apply.js";
import { pooling } from "./pooling.js";

// float32 is compiled, float64 is not; both hold the same numbers.

const dice = new Dice(11);
const planes = 3;

function filled(numbers: readonly number[], layout: Layout, dtype: DType): Tensor {
  const x = empty(layout, dtype);
  (dtype === float32 ? f32 : f64).set(numbers, (x.storage.address() >> dtype.shift) + x.offset);
  return x;
}

const elementsOf = (x: Tensor): unknown[] => Array.from(x.toTypedArray() as ArrayLike<unknown>);

/** Windows along one dimension that overlap, leave gaps, or begin anew for each plane. */
function windowsAlong(size: number): Windows {
  const counts = Array.from({ length: 1 + dice.below(3) }, () => 1 + dice.below(2));
  const rows = dice.below(4) === 0 ? planes : 1;
  const begins = Array.from({ length: rows * counts.length }, () => dice.below(size - 2));
  return { size, counts, begins, step: 1 + dice.below(2), extents: counts };
}

test("largest elements of windows, and their gradients, are those of the plain kernel", () => {
  for (let round = 0; round < 100; round++) {
    const windows = [windowsAlong(4 + dice.below(6)), windowsAlong(4 + dice.below(6))];
    const size = windows[0]!.size * windows[1]!.size;
    const count = windows[0]!.counts.length * windows[1]!.counts.length;
    const [inner, outer] = [Layout.of([planes, size]), Layout.of([planes, count])];
    const numbers = Array.from({ length: planes * size }, () => Math.fround(dice.number()));
    const grads = Array.from({ length: planes * count }, () => dice.below(1000));
    const [single, double] = ([float32, float64] as const).map((dtype) => {
      const [values, places] = [empty(outer, dtype), empty(outer, int64)];
      pooling.maxPool(filled(numbers, inner, dtype), windows, values, places);
      const out = empty(inner, dtype);
      pooling.maxPoolGrad(filled(grads, outer, dtype), places, windows, out);
      return [values, places, out].map(elementsOf);
    });
    expect(single).toEqual(double);
  }
});
