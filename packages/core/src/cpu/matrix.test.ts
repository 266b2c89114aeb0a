import { expect, test } from "vitest";
import { Dice } from "../../test/dice.js";
import { float32, float64 } from "../dtype.js";
import { f32, f64 } from "../memory/heap.js";
import { markTemporaries, releaseTemporaries } from "../memory/temporary.js";
import { multiplyFloats } from "./matrix.js";
import { multiplyDouble, multiplySingle } from "./product.js";
import { takeRun } from "./run.js";

// The compiled products have the bits of the plain ones, whatever the sizes, the layouts and the numbers.

const room = 1 << 15;
/** Steps along rows and columns: along rows, along columns, or gaps between all elements. */
const steps = [
  (_: number, columns: number) => [columns + 3, 1] as const,
  (rows: number, _: number) => [1, rows + 1] as const,
  (rows: number, _: number) => [2, 2 * rows] as const,
];

test.each([
  { dtype: float32, plain: multiplySingle },
  { dtype: float64, plain: multiplyDouble },
])("products of $dtype.name are those of the plain kernel, bit for bit", ({ dtype, plain }) => {
  const mark = markTemporaries();
  const dice = new Dice(1);
  const [a, b, c, want] = [1, 2, 3, 4].map(() => takeRun(room, dtype)) as [number, number, number, number];
  const bias = takeRun(90, dtype);
  const heap = dtype === float32 ? f32 : f64;
  const size = (): number => 1 + dice.below(dice.one([4, 20, 90]));
  for (let round = 0; round < 200; round++) {
    const [m, k, n] = [size(), size(), size()];
    const [aRow, aColumn] = dice.one(steps)(m, k);
    const [bRow, bColumn] = dice.one(steps)(k, n);
    const awkward = round % 2 === 0;
    for (let i = 0; i < room; i++) {
      heap[a + i] = awkward ? dice.number() : dice.below(2 ** 24) / 2 ** 20;
      heap[b + i] = dice.below(2 ** 24) / 2 ** 20 - 8;
    }
    plain(heap as never, a, b, want, m, k, n, aRow, aColumn, bRow, bColumn);
    const added = dice.one([0, bias]);
    for (let i = 0; i < n; i++) heap[bias + i] = dice.number();
    if (multiplyFloats(dtype, a, aRow, aColumn, b, bRow, bColumn, c, n, m, k, n, false, added) && added > 0)
      for (let i = 0; i < m * n; i++) heap[want + i] = heap[want + i]! + heap[bias + (i % n)]!;
    expect([m, k, n, ...heap.subarray(c, c + m * n)]).toEqual([m, k, n, ...heap.subarray(want, want + m * n)]);
  }
  releaseTemporaries(mark);
});

test("sums continue where results were, and gaps between rows stay", () => {
  const mark = markTemporaries();
  const [a, b, c] = [takeRun(8, float32), takeRun(8, float32), takeRun(10, float32)];
  f32.set([1, 2, 3, 4], a);
  f32.set([5, 6, 7, 8], b);
  f32.set([100, 200, -1, 300, 400, -1], c);
  multiplyFloats(float32, a, 2, 1, b, 2, 1, c, 3, 2, 2, 2, true);
  expect([...f32.subarray(c, c + 6)]).toEqual([119, 222, -1, 343, 450, -1]);
  multiplyFloats(float32, a, 2, 1, b, 2, 1, c, 3, 2, 0, 2, false);
  expect([...f32.subarray(c, c + 6)]).toEqual([0, 0, -1, 0, 0, -1]);
  releaseTemporaries(mark);
});

test("long sums run through several blocks", () => {
  const [m, k, n] = [7, 700, 530];
  const mark = markTemporaries();
  const [a, b] = [takeRun(m * k, float32), takeRun(k * n, float32)];
  const [c, want] = [takeRun(m * n, float32), takeRun(m * n, float32)];
  for (let i = 0; i < m * k; i++) f32[a + i] = Math.sin(i);
  for (let i = 0; i < k * n; i++) f32[b + i] = Math.cos(i);
  multiplySingle(f32, a, b, want, m, k, n, 1, m, n, 1);
  multiplyFloats(float32, a, 1, m, b, n, 1, c, n, m, k, n, false);
  expect(f32.subarray(c, c + m * n)).toEqual(f32.subarray(want, want + m * n));
  expect(multiplyFloats(float32, a, 1, m, b, n, 1, c, n, m, k, n, false, b)).toBe(true);
  for (let i = 0; i < m * n; i++) f32[want + i] = f32[want + i]! + f32[b + (i % n)]!;
  expect(f32.subarray(c, c + m * n)).toEqual(f32.subarray(want, want + m * n));
  releaseTemporaries(mark);
});
