import { expect, test } from "vitest";
import { type HistOptions, histMarks } from "./bar.js";

function heights(options: HistOptions, values = [1, 2, 2, 3, 3, 3, 7]): number[] {
  return histMarks(values, options, () => "#000000").flatMap((mark) => mark.height);
}

test("counts are numpy's", () => {
  // np.histogram([1, 2, 2, 3, 3, 3, 7], bins=4)[0]
  expect(heights({ bins: 4 })).toEqual([3, 3, 0, 1]);
  // np.histogram([1, 2, 2, 3, 3, 3, 7], bins=[0, 2, 3, 7])[0]
  expect(heights({ bins: [0, 2, 3, 7] })).toEqual([1, 2, 4]);
  // np.histogram([1, 2, 2, 3, 3, 3, 7], bins=3, range=(2, 5))[0]
  expect(heights({ bins: 3, range: [2, 5] })).toEqual([2, 3, 0]);
  // np.histogram([5], bins=2)[0]
  expect(heights({ bins: 2 }, [5])).toEqual([0, 1]);
});

test("densities are numpy's", () => {
  // np.histogram([1, 2, 2, 3, 3, 3, 7], bins=[0, 2, 3, 7], density=True)[0]
  const found = heights({ bins: [0, 2, 3, 7], density: true });
  [0.07142857, 0.28571429, 0.14285714].forEach((height, bin) => expect(found[bin]).toBeCloseTo(height, 8));
});

test("bins of different widths are marks of their own, of which one has the label", () => {
  const marks = histMarks([1, 2, 5], { bins: [0, 2, 6], label: "n" }, () => "#000000");
  expect(marks.map(({ x, width, label }) => ({ x, width, label }))).toEqual([
    { x: [1], width: 2, label: "n" },
    { x: [4], width: 4, label: null },
  ]);
});
