import { expect, test } from "vitest";
import type { Axes } from "./axes.js";
import { subplots } from "./figure.js";
import { positionOn, resolve } from "./resolve.js";

function limits(draw: (ax: Axes) => void): { x: readonly number[]; y: readonly number[] } {
  const [fig, ax] = subplots();
  draw(ax);
  const { x, y } = resolve(fig).axes[0]!;
  return { x: x.limits, y: y.limits };
}

// Each: fig, ax = plt.subplots(); ...; ax.get_xlim(), ax.get_ylim() with matplotlib 3.11
test.each<[string, (ax: Axes) => void, [number, number], [number, number]]>([
  ["nothing", () => {}, [0, 1], [0, 1]],
  ["ax.plot([1, 2, 3], [1, 10, 100])", (ax) => ax.plot([1, 2, 3], [1, 10, 100]), [0.9, 3.1], [-3.95, 104.95]],
  [
    "the same, log",
    (ax) => ax.plot([1, 2, 3], [1, 10, 100]).setYscale("log"),
    [0.9, 3.1],
    [0.7943282347242815, 125.89254117941677],
  ],
  [
    "ax.plot([1, 2, 3], [0, -1, 7]), log",
    (ax) => ax.plot([1, 2, 3], [0, -1, 7]).setYscale("log"),
    [0.9, 3.1],
    [0.8912509381337455, 11.220184543019636],
  ],
  [
    "ax.plot([1, nan, 3], [2, inf, 5])",
    (ax) => ax.plot([1, Number.NaN, 3], [2, Number.POSITIVE_INFINITY, 5]),
    [0.9, 3.1],
    [1.85, 5.15],
  ],
  ["ax.plot([1], [5])", (ax) => ax.plot([1], [5]), [0.945, 1.055], [4.725, 5.275]],
  ["ax.plot([0], [0])", (ax) => ax.plot([0], [0]), [-0.055, 0.055], [-0.055, 0.055]],
  ["ax.plot([1, 2], [1, 2]); ax.set_xlim(0)", (ax) => ax.plot([1, 2], [1, 2]).setXlim(0), [0, 2.05], [0.95, 2.05]],
  [
    "ax.scatter(...); ax.axhline(200)",
    (ax) => ax.scatter([1, 2, 3], [1, 10, 100]).axhline(200),
    [0.9, 3.1],
    [-8.95, 209.95],
  ],
  [
    "ax.plot([1, 2, 3], [-5, 5, 0]); ax.axvline(10)",
    (ax) => ax.plot([1, 2, 3], [-5, 5, 0]).axvline(10),
    [0.55, 10.45],
    [-5.5, 5.5],
  ],
  ["ax.bar([1, 2, 3], [1, 10, 100])", (ax) => ax.bar([1, 2, 3], [1, 10, 100]), [0.46, 3.54], [0, 105]],
  [
    "ax.bar([1, 2], [3, -4], bottom=1, width=.5)",
    (ax) => ax.bar([1, 2], [3, -4], { bottom: 1, width: 0.5 }),
    [0.675, 2.325],
    [-3.35, 4.35],
  ],
  ["ax.hist([1, 2, 2, 3], bins=2)", (ax) => ax.hist([1, 2, 2, 3], { bins: 2 }), [0.9, 3.1], [0, 3.15]],
  ["ax.imshow(np.zeros((3, 5)))", (ax) => ax.imshow(Array(3).fill(Array(5).fill(0))), [-0.5, 4.5], [2.5, -0.5]],
  [
    "the same, origin lower",
    (ax) => ax.imshow(Array(3).fill(Array(5).fill(0)), { origin: "lower" }),
    [-0.5, 4.5],
    [-0.5, 2.5],
  ],
  [
    "ax.imshow(..., extent=[0, 6, 0, 4]); ax.plot([1, 7], [1, 3])",
    (ax) =>
      ax
        .imshow(
          [
            [0, 0, 0],
            [0, 0, 0],
          ],
          { extent: [0, 6, 0, 4] },
        )
        .plot([1, 7], [1, 3]),
    [0, 7.35],
    [0, 4],
  ],
  [
    "ax.contour(...)",
    (ax) =>
      ax.contour(
        [-15, 15],
        [-13, 13],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    [-15, 15],
    [-13, 13],
  ],
  [
    "ax.contour(...); ax.scatter([-16, 0], [-10, 0])",
    (ax) =>
      ax
        .contour(
          [-15, 15],
          [-13, 13],
          [
            [1, 2],
            [3, 4],
          ],
        )
        .scatter([-16, 0], [-10, 0]),
    [-17.55, 15],
    [-13, 13],
  ],
])("limits of %s", (_, draw, x, y) => {
  const found = limits(draw);
  [0, 1].forEach((end) => {
    expect(found.x[end]).toBeCloseTo(x[end]!, 12);
    expect(found.y[end]).toBeCloseTo(y[end]!, 12);
  });
});

test("three-dimensional axes leave 1/48 beside the data, as matplotlib", () => {
  const [fig, ax] = subplots(1, 1, { projection: "3d" });
  ax.plotSurface(
    [-15, 15],
    [-13, 13],
    [
      [0.8018152992469294, 100],
      [200, 986.8266666666669],
    ],
  );
  const [axes] = resolve(fig).axes;
  if (axes?.projection !== "3d") throw new Error("the axes are flat");
  // ax.get_xlim(), ax.get_ylim(), ax.get_zlim() of a surface with these ends
  expect(axes.x.limits).toEqual([-15.625, 15.625]);
  expect(axes.y.limits.map((end) => end.toFixed(10))).toEqual(["-13.5416666667", "13.5416666667"]);
  expect(axes.z.limits[0]).toBeCloseTo(0.8018152992469294 - 986.02485136742 / 48, 9);
});

test("a place on an axis counts from its start, also downwards and in powers", () => {
  const axis = { label: null, ticks: [] };
  expect(positionOn({ ...axis, scale: "linear", limits: [3, -1] }, 0)).toBe(0.75);
  expect(positionOn({ ...axis, scale: "log", limits: [1, 10000] }, 100)).toBeCloseTo(0.5, 15);
  expect(positionOn({ ...axis, scale: "log", limits: [1, 100] }, 0)).toBeNaN();
  expect(positionOn({ ...axis, scale: "linear", limits: [0, 1] }, null)).toBeNaN();
});

// l = ax.legend(); l.get_window_extent() stands at the left for the rising line and at the right for the falling one
test.each([
  [[1, 2, 3, 4], "upper left"],
  [[4, 3, 2, 1], "upper right"],
])("the legend keeps clear of %j", (y, location) => {
  const [fig, ax] = subplots();
  ax.plot(y, { label: "data" }).legend();
  expect(resolve(fig).axes[0]!.legend?.location).toBe(location);
});

test("a legend without labels is none, and a place that is asked for is kept", () => {
  const [fig, [left, right]] = subplots(1, 2);
  left.plot([1, 2]).legend();
  right.plot([1, 2], { label: "a" }).bar([1], [2], { label: "b" }).legend({ loc: "lower left" });
  const [first, second] = resolve(fig).axes;
  expect(first?.legend).toBeNull();
  expect(second?.legend?.location).toBe("lower left");
  expect(second?.legend?.entries.map(({ label, symbol }) => [label, symbol])).toEqual([
    ["a", "line"],
    ["b", "patch"],
  ]);
});

test("the colour bar explains the last coloured mark", () => {
  const [fig, [left, right]] = subplots(1, 2);
  left
    .imshow([[0, 10]])
    .plot([0, 1])
    .colorbar({ label: "loss" });
  right
    .contourf(
      [
        [0, 1, 2],
        [2, 3, 4],
      ],
      { levels: [0, 2, 4] },
    )
    .colorbar();
  const [first, second] = resolve(fig).axes.map((axes) => axes.colorbar);
  expect(first).toMatchObject({ label: "loss", limits: [0, 10] });
  expect(first?.bands).toHaveLength(128);
  expect(second?.bands.map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 4],
  ]);
  expect(second?.ticks.map((tick) => tick.label)).toEqual(["0", "2", "4"]);
});

test("ticks of the user's are kept within the limits", () => {
  const [fig, ax] = subplots();
  ax.plot([0, 1]).setXlim(0, 1).setXticks([-1, 0, 1, 2], ["a", "b", "c", "d"]);
  expect(resolve(fig).axes[0]!.x.ticks.map((tick) => tick.label)).toEqual(["b", "c"]);
});
