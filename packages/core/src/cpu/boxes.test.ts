import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { type DType, float32, float64, int64, uint8 } from "../dtype.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { addBox, copyBox, type Extent, type Steps } from "./boxes.js";
import { elementsOf } from "./elements.js";
import { takeRun } from "./run.js";

// Boxes of any size, with gaps anywhere, against loops over their elements. Whole numbers, so that all types hold them.

const room = 500;
const dice = new Dice(5);

function stepsIn([, rows, length]: Extent): Steps {
  const step = dice.one([1, 1, 1, 2]);
  const row = length * step + dice.below(3);
  return { layer: rows * row + dice.below(3), row, step };
}

function* places([layers, rows, length]: Extent, start: number, steps: Steps): Generator<number> {
  for (let l = 0; l < layers; l++)
    for (let r = 0; r < rows; r++)
      for (let i = 0; i < length; i++) yield start + l * steps.layer + r * steps.row + i * steps.step;
}

test.each<{ dtype: DType; adds: boolean }>([
  { dtype: float32, adds: true },
  { dtype: float64, adds: true },
  { dtype: int64, adds: true },
  { dtype: float32, adds: false },
  { dtype: int64, adds: false },
  { dtype: uint8, adds: false },
])("boxes of $dtype.name, added: $adds", ({ dtype, adds }) => {
  const mark = markTemporaries();
  const [a, b] = [takeRun(room, dtype), takeRun(room, dtype)];
  const heap = elementsOf(dtype) as Float64Array;
  const number = (n: number): number => (dtype === int64 ? BigInt(n) : n) as number;
  for (let round = 0; round < 40; round++) {
    for (let i = 0; i < room; i++) {
      heap[a + i] = number(dice.below(100));
      heap[b + i] = number(dice.below(100));
    }
    const extent = [dice.below(4), dice.below(5), dice.below(19)] as const;
    const [from, to] = [stepsIn(extent), stepsIn(extent)];
    const want = heap.slice(b, b + room);
    const sources = places(extent, a, from);
    for (const at of places(extent, b, to)) {
      const value = heap[sources.next().value as number]!;
      want[at - b] = adds ? want[at - b]! + value : value;
    }
    (adds ? addBox : copyBox)(dtype, extent, a, from, b, to);
    expect(heap.slice(b, b + room).join()).toBe(want.join());
  }
  releaseTemporaries(mark);
});
