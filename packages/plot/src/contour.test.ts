import { expect, test } from "vitest";
import { rgb } from "./color.js";
import { type Grid, isolines, regions } from "./contour.js";
import { contourMark, filledContourMark } from "./level.js";

/** The points of a path, from the end that comes first from left to right. */
function points(path: readonly number[] | undefined): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; path !== undefined && at < path.length; at += 2) {
    found.push([(path[at] as number).toFixed(9), (path[at + 1] as number).toFixed(9)]);
  }
  return Number(found[0]?.[0]) <= Number(found.at(-1)?.[0]) ? found : found.reverse();
}

const uneven: Grid = {
  x: [0, 1, 3],
  y: [0, 2, 3, 4],
  z: [
    [0, 1, 4],
    [1, 3, 5],
    [2, 4, 8],
    [6, 7, 9],
  ],
};

// ax.contour(x, y, z, levels=[2.5, 4.5]).allsegs
test.each([
  [2.5, [0, 3.125, 0.25, 3, 0.75, 2, 1, 1.5, 2, 0]],
  [4.5, [0, 3.625, 1, 3 + 1 / 6, 1.25, 3, 2.5, 2, 3, 1]],
])("the line at %d is matplotlib's", (level, path) => {
  const lines = isolines(uneven, level);
  expect(lines).toHaveLength(1);
  expect(points(lines[0])).toEqual(points(path));
});

const side = Array.from({ length: 9 }, (_, index) => -2 + index / 2);
const bowl: Grid = { x: side, y: side, z: side.map((y) => side.map((x) => x * x + y * y)) };

test("a line that closes inside the grid stays closed", () => {
  const [circle, ...others] = isolines(bowl, 3);
  expect(others).toEqual([]);
  expect(circle?.slice(0, 2)).toEqual(circle?.slice(-2));
  // len(ax.contour(x, x, z).allsegs[3][0])
  expect((circle?.length ?? 0) / 2).toBe(29);
});

test("lines are cut at borders that binary numbers miss", () => {
  // 0.2 + (0.9 - 0.2) is not 0.9
  const plane: Grid = {
    x: [0.2, 0.9],
    y: [0.2, 0.9],
    z: [
      [0, 1],
      [0, 1],
    ],
  };
  expect(isolines(plane, 0.5).map((path) => path.length)).toEqual([4]);
});

test("levels and colours are matplotlib's", () => {
  // cs = ax.contour(x, x, z); cs.levels, [len(s) for s in cs.allsegs]; the line at 4 only touches the border
  const mark = contourMark(bowl, {});
  expect(mark.lines.map((line) => line.level)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const counts = mark.lines.map((line) => line.paths.length);
  expect([counts.slice(1, 4), counts.slice(5)]).toEqual([
    [1, 1, 1],
    [4, 4, 4, 0],
  ]);
  expect(mark.coloring).toEqual({ colormap: "viridis", min: 0, max: 8 });
  expect(contourMark(bowl, { colors: "k" }).lines[0]?.color).toBe("#000000");
});

/** The area of rings, those that run the other way subtracted. */
function area(rings: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const ring of rings) {
    for (let at = 0; at < ring.length; at += 2) {
      const next = (at + 2) % ring.length;
      sum +=
        ((ring[at] as number) * (ring[next + 1] as number) - (ring[next] as number) * (ring[at + 1] as number)) / 2;
    }
  }
  return Math.abs(sum);
}

test("regions end at the border of the grid", () => {
  expect(area(regions(bowl, -1).flat())).toBeCloseTo(16, 12);
  const plane: Grid = {
    x: [0, 1, 2],
    y: [0, 1],
    z: [
      [0, 1, 2],
      [0, 1, 2],
    ],
  };
  expect(area(regions(plane, 0.5).flat())).toBeCloseTo(1.5, 12);
  expect(area(regions({ ...plane, x: [0, 10, 20] }, 1.25).flat())).toBeCloseTo(7.5, 12);
});

test("bands reach from level to level, and nothing is filled beyond the last", () => {
  const plane: Grid = {
    x: [0, 1, 2, 3],
    y: [0, 1],
    z: [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ],
  };
  const { bands } = filledContourMark(plane, { levels: [0.5, 1.5, 2.5] });
  expect(bands.map(({ from, to }) => [from, to])).toEqual([
    [0.5, 1.5],
    [1.5, 2.5],
  ]);
  expect(bands.map((band) => area(band.polygons.flat()))).toEqual([2, 1]);
  // [to_hex(c) for c in ax.contourf(W, B, Z, levels=[10, 100, 300]).get_facecolor()], whose 256 steps we blend
  const colors = filledContourMark(bowl, { levels: [10, 100, 300] }).bands.map((band) => rgb(band.color));
  ["#453581", "#31b57b"].forEach((theirs, index) => {
    rgb(theirs).forEach((part, channel) => expect(Math.abs(part - colors[index]![channel]!)).toBeLessThanOrEqual(3));
  });
});

test("a grid without a slope still has a level", () => {
  const flat: Grid = {
    x: [0, 1],
    y: [0, 1],
    z: [
      [1, 1],
      [1, 1],
    ],
  };
  expect(contourMark(flat, {}).lines.length).toBeGreaterThan(0);
  expect(() =>
    contourMark(
      {
        ...flat,
        z: [
          [Number.NaN, Number.NaN],
          [Number.NaN, Number.NaN],
        ],
      },
      {},
    ),
  ).toThrow("contour: z has no finite number");
});

test("a band holds its upper level", () => {
  // ax.contourf([0, 1], [0, 1], [[1, 1], [1, 0]], levels=[0, 1]) fills the whole square
  const flat: Grid = {
    x: [0, 1],
    y: [0, 1],
    z: [
      [1, 1],
      [1, 0],
    ],
  };
  expect(filledContourMark(flat, { levels: [0, 1] }).bands[0]?.polygons).toHaveLength(1);
});
