import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { bool, type DType, float32, float64, int64, uint8 } from "../dtype.js";
import { Extreme } from "../kernels/extrema.js";
import { Reduction } from "../kernels/reduction.js";
import { Layout } from "../layout.js";
import { f32 } from "../memory/heap.js";
import { empty } from "../ops/apply.js";
import type { Tensor } from "../tensor.js";
import { elementsOf, writeNumber } from "./elements.js";
import { extrema } from "./extrema.js";
import { cpu } from "./index.js";
import { reduction } from "./reduction.js";

const dice = new Dice(11);

const placeOf = (x: Tensor): number => (x.storage.address() >> x.dtype.shift) + x.offset;

const elements = (x: Tensor): unknown[] => {
  const at = placeOf(x);
  return [...elementsOf(x.dtype).subarray(at, at + x.layout.numel)];
};

/** Zeros of both signs among numbers of one sign, or any numbers. */
function matrix(round: number): Tensor {
  const x = empty(Layout.of([1 + dice.below(5), 1 + dice.below(40)]), float32);
  const at = placeOf(x);
  const sign = round % 3 === 0 ? 1 : -1;
  for (let i = 0; i < x.layout.numel; i++)
    f32[at + i] = round % 2 === 0 ? dice.number() : dice.one([0, -0, sign * dice.below(3)]);
  return x;
}

test.each([Reduction.max, Reduction.min])("extremes of runs have the bits of the plain kernel (%i)", (kernel) => {
  for (let round = 0; round < 200; round++) {
    const x = matrix(round);
    for (const dims of [null, [1]]) {
      const layout = dims === null ? Layout.scalar : Layout.of([x.layout.shape[0]!]);
      const [plain, fast] = [empty(layout, float32), empty(layout, float32)];
      reduction.reduce(kernel, x, dims, plain);
      cpu.reduce(kernel, x, dims, fast);
      expect(elements(fast)).toEqual(elements(plain));
    }
  }
});

test.each([Extreme.max, Extreme.min])("so have extremes with their places (%i)", (kernel) => {
  for (let round = 0; round < 200; round++) {
    const x = matrix(round);
    const layout = Layout.of([x.layout.shape[0]!]);
    const results = [extrema, cpu].map((kernels) => {
      const [values, indices] = [empty(layout, float32), empty(layout, int64)];
      kernels.extremum(kernel, x, 1, values, indices);
      return [elements(values), elements(indices)];
    });
    expect(results[1]).toEqual(results[0]);
  }
});

/** What `better` keeps of each column or row of a matrix. */
function expected(x: Tensor, dim: number, better: (a: number, b: number) => boolean): unknown[] {
  const [rows, columns] = x.layout.shape as [number, number];
  const heap = elementsOf(x.dtype) as Float64Array;
  const at = (line: number, i: number): number =>
    heap[placeOf(x) + (dim === 0 ? i * columns + line : line * columns + i)]!;
  return Array.from({ length: dim === 0 ? columns : rows }, (_, line) => {
    let best = at(line, 0);
    for (let i = 1; i < x.layout.shape[dim]!; i++) {
      const value = at(line, i);
      if (value !== value || better(value, best)) best = value;
    }
    return best;
  });
}

test.each([float32, float64, int64, uint8, bool])("extremes of rows and columns of %s", (type: DType) => {
  for (let round = 0; round < 40; round++) {
    const x = empty(Layout.of([1 + dice.below(20), 1 + dice.below(40)]), type);
    for (let i = 0; i < x.layout.numel; i++) {
      const value = Math.abs(dice.number()) * 100;
      writeNumber(type.isFloatingPoint || value < 2 ** 53 ? value : 7, type, placeOf(x) + i);
    }
    for (const dim of [0, 1]) {
      const out = empty(Layout.of([x.layout.shape[1 - dim]!]), type);
      cpu.reduce(Reduction.max, x, [dim], out);
      expect(elements(out)).toEqual(expected(x, dim, (a, b) => a > b));
      cpu.reduce(Reduction.min, x, [dim], out);
      expect(elements(out)).toEqual(expected(x, dim, (a, b) => a < b));
    }
  }
});

test("Euclidean norms of rows have the bits of the plain kernel", () => {
  for (let round = 0; round < 100; round++) {
    const x = matrix(0);
    const layout = Layout.of([x.layout.shape[0]!]);
    const [plain, fast] = [empty(layout, float32), empty(layout, float32)];
    reduction.norm(2, x, [1], plain);
    cpu.norm(2, x, [1], fast);
    expect(elements(fast)).toEqual(elements(plain));
  }
});
