import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { float32 } from "../dtype.js";
import { Layout } from "../layout.js";
import { f32 } from "../memory/heap.js";
import { empty } from "../ops/apply.js";
import { cpu } from "./index.js";

const { fround } = Math;

/** The mean and the variance of a line, updated element by element. */
function moments(line: readonly number[]): readonly [mean: number, variance: number] {
  let [mean, squares] = [0, 0];
  for (const [i, v] of line.entries()) {
    const delta = v - mean;
    mean += delta / (i + 1);
    squares += delta * (v - mean);
  }
  return [fround(mean), fround(squares / (line.length - 1))];
}

test("variances of lines side by side have the bits of single ones", () => {
  const dice = new Dice(17);
  for (let round = 0; round < 60; round++) {
    const [rows, columns] = [2 + dice.below(30), 2 + dice.below(30)];
    const x = empty(Layout.of([rows, columns]), float32);
    const start = (x.storage.address() >> 2) + x.offset;
    for (let i = 0; i < rows * columns; i++) f32[start + i] = dice.number();
    for (const dim of [0, 1]) {
      const lines = dim === 0 ? columns : rows;
      const [out, means] = [empty(Layout.of([lines]), float32), empty(Layout.of([lines]), float32)];
      cpu.variance(x, [dim], 1, false, out, means);
      const at = (line: number, i: number): number =>
        f32[start + (dim === 0 ? i * columns + line : line * columns + i)]!;
      for (let line = 0; line < lines; line++) {
        const expected = moments(Array.from({ length: x.layout.shape[dim]! }, (_, i) => at(line, i)));
        const got = [means, out].map((y) => f32[(y.storage.address() >> 2) + y.offset + line]);
        expect(got).toEqual(expected);
      }
    }
  }
});

test("so have those of lines in several runs", () => {
  const dice = new Dice(18);
  for (let round = 0; round < 20; round++) {
    const [runs, lines, size] = [2 + dice.below(5), 1 + dice.below(20), 2 + dice.below(9)];
    const x = empty(Layout.of([runs, lines, size]), float32);
    const start = (x.storage.address() >> 2) + x.offset;
    for (let i = 0; i < x.layout.numel; i++) f32[start + i] = dice.number();
    const [out, means] = [empty(Layout.of([lines]), float32), empty(Layout.of([lines]), float32)];
    cpu.variance(x, [0, 2], 1, false, out, means);
    for (let line = 0; line < lines; line++) {
      const elements = Array.from({ length: runs }, (_, run) =>
        Array.from({ length: size }, (_, i) => f32[start + (run * lines + line) * size + i]!),
      );
      const got = [means, out].map((y) => f32[(y.storage.address() >> 2) + y.offset + line]);
      expect(got).toEqual(moments(elements.flat()));
    }
  }
});
