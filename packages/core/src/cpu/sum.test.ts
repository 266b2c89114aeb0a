import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { float32 } from "../dtype.js";
import { Layout } from "../layout.js";
import { f32 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { reductionWalk } from "./axes.js";
import { takeRun } from "./run.js";
import { sumAll } from "./sum.js";

test("sums in the heap, partly compiled, have the bits of plain ones", () => {
  const dice = new Dice(5);
  const room = 1 << 14;
  const mark = markTemporaries();
  const start = takeRun(2 * room, float32);
  for (let round = 0; round < 100; round++) {
    const shape = [1 + dice.below(6), 1 + dice.below(40), 1 + dice.below(60)];
    const layout = dice.below(2) === 0 ? Layout.of(shape) : Layout.of(shape.toReversed()).permute([2, 1, 0]);
    const dims = dice.one([[0], [1], [2], [0, 1], [1, 2], [0, 2], null]);
    const kept = shape.reduce((n, size, d) => (dims === null || dims.includes(d) ? n : n * size), 1);
    const walk = reductionWalk(layout, dims);
    const plain = new Float32Array(2 * room);
    for (let i = 0; i < layout.numel; i++) plain[i] = round % 4 === 0 ? dice.number() : dice.below(2 ** 24) / 2 ** 12;
    f32.set(plain, start);
    sumAll(plain, { ...walk, start: 0 }, room, kept);
    sumAll(f32, { ...walk, start }, start + room, kept);
    expect(f32.slice(start + room, start + room + kept)).toEqual(plain.slice(room, room + kept));
  }
  releaseTemporaries(mark);
});
