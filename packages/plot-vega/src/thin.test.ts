import { expect, test } from "vitest";
import { thin } from "./thin.js";

const line = (ys: readonly number[]): { x: number; y: number }[] => ys.map((y, x) => ({ x, y }));

test("a short line is kept whole", () => {
  const points = line([3, 1, 2]);
  expect(thin(points, (x) => x, 1)).toBe(points);
});

test("of each column the first, the extremes and the last are kept, in their order", () => {
  const points = line([5, 9, 1, 6, 4, 4, 4, 4, 4, 4]);
  expect(thin(points, (x) => x / 5, 2)).toEqual([
    { x: 0, y: 5 },
    { x: 1, y: 9 },
    { x: 2, y: 1 },
    { x: 4, y: 4 },
    { x: 5, y: 4 },
    { x: 9, y: 4 },
  ]);
});

test("a line with a gap, or one that turns back, is kept whole", () => {
  const gap = [...line([1, 2, 3, 4, 5, 6, 7, 8, 9]), { x: null, y: 1 }];
  expect(thin(gap, (x) => x / 100, 1)).toBe(gap);
  const back = line([1, 2, 3, 4, 5, 6]).reverse();
  expect(thin(back, (x) => x / 100, 1)).toBe(back);
});
