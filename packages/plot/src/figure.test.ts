import { expect, test } from "vitest";
import type { LineMark } from "./description.js";
import { figure, subplots } from "./figure.js";

test("a figure is plain JSON", () => {
  const [fig, ax] = subplots(1, 1, { figsize: [5, 4] });
  ax.plot([1, 2, 3], [1, Number.NaN, 3], "r--", { label: "fit" }).setXlim(0, null);
  const description = fig.suptitle("All").toJSON();
  expect(JSON.parse(JSON.stringify(fig))).toEqual(description);
  expect(description).toMatchObject({ width: 500, height: 400, title: "All", rows: 1, columns: 1 });
  expect(description.axes[0]?.marks[0]).toEqual({
    type: "line",
    x: [1, 2, 3],
    y: [1, null, 3],
    color: "#ff0000",
    style: "dashed",
    width: 1.5,
    marker: null,
    markerSize: 6,
    alpha: 1,
    label: "fit",
  });
});

test("subplots come as one, as a list or as rows", () => {
  const [, one] = subplots();
  const [, [first, second]] = subplots(1, 2);
  const [fig, [[a, b], [c, d]]] = subplots(2, 2);
  expect([one.row, one.column, first.column, second.column]).toEqual([0, 0, 0, 1]);
  expect([a, b, c, d].map(({ row, column }) => [row, column])).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  expect(fig.axes).toEqual([a, b, c, d]);
});

test("data comes from arrays, typed arrays, iterables, bigints and whatever has tolist()", () => {
  const [fig, ax] = subplots();
  const tensor = { tolist: () => [[1], [2], [3]] };
  ax.plot(tensor, new Float32Array([4, 5, 6]))
    .plot(new Set([7, 8, 9]), [1n, 2n, 3n])
    .scatter([tensor, tensor], [1, 2, 3, 4, 5, 6]);
  const [first, second, third] = fig.toJSON().axes[0]!.marks as LineMark[];
  expect([first?.x, first?.y]).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect([second?.x, second?.y]).toEqual([
    [7, 8, 9],
    [1, 2, 3],
  ]);
  expect(third?.x).toEqual([1, 2, 3, 1, 2, 3]);
});

test("columns are lines, and lines and patches take their colours in turn", () => {
  const [, ax] = subplots();
  // ax.plot([1, 2], np.ones((2, 2))); ax.scatter([1], [1]); ax.plot([1, 2]); ax.bar([1], [1]); ax.axhline()
  ax.plot(
    [1, 2],
    [
      [1, 1],
      [1, 1],
    ],
  )
    .scatter([1], [1])
    .plot([1, 2])
    .bar([1], [1])
    .axhline();
  const colors = ax
    .toJSON()
    .marks.map((mark) => (mark.type === "scatter" ? mark.colors : "color" in mark && mark.color));
  expect(colors).toEqual(["#1f77b4", "#ff7f0e", "#1f77b4", "#2ca02c", "#ff7f0e", "#1f77b4"]);
});

test("a given colour leaves the turn as it is", () => {
  const [, ax] = subplots();
  // ax.plot([0], [0], "r"); ax.plot([0], [0]); ax.plot([0], [0], color="g"); ax.plot([0], [0])
  ax.plot([0], [0], "r").plot([0], [0]).plot([0], [0], { color: "g" }).plot([0], [0]);
  const colors = ax.toJSON().marks.map((mark) => "color" in mark && mark.color);
  expect(colors).toEqual(["#ff0000", "#1f77b4", "#008000", "#ff7f0e"]);
});

test("options win over the format string", () => {
  const [, ax] = subplots();
  ax.plot([1, 2], "r--o", { color: "b", linestyle: ":", marker: "x", markersize: 3, linewidth: 4, alpha: 0.5 });
  expect(ax.toJSON().marks[0]).toMatchObject({
    color: "#0000ff",
    style: "dotted",
    marker: "x",
    markerSize: 3,
    width: 4,
    alpha: 0.5,
  });
});

test("a scatter takes sizes and colours per point", () => {
  const [, ax] = subplots();
  ax.scatter([1, 2], [1, 2], { s: [10, 20], c: ["r", "#00f"] }).scatter([1, 2], [1, 2], {
    c: [0, 5],
    vmax: 10,
    cmap: "gray",
  });
  const [named, mapped] = ax.toJSON().marks;
  expect(named).toMatchObject({ sizes: [10, 20], colors: ["#ff0000", "#0000ff"], coloring: null });
  expect(mapped).toMatchObject({ colors: ["#000000", "#808080"], coloring: { colormap: "gray", min: 0, max: 10 } });
});

test("bars at names get them as ticks", () => {
  const [, ax] = subplots();
  ax.bar(["cat", "dog"], [3, 5]);
  expect(ax.toJSON().x.ticks).toEqual({ values: [0, 1], labels: ["cat", "dog"] });
});

const [, ax] = subplots();
const [, ax3] = subplots(1, 1, { projection: "3d" });
test.each<[() => unknown, string]>([
  [() => ax.plot([1, 2, 3], [1, 2, 3, 4]), "plot: x has 3 points and y has 4; they must be equally long"],
  [
    () =>
      ax.plot(
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ].concat([[5]]),
      ),
    "plot: the rows of y must have the same length, got 2 and 1",
  ],
  [() => ax.plot([1, [2]] as number[]), "plot: y mixes numbers and lists"],
  [() => ax.plot(["1", "2"] as unknown as number[]), 'plot: y must hold numbers, got "1"'],
  [() => ax.plot({ tolist: () => [[[1]]] }), "plot: y must have 1 or 2 dimensions, got shape [1, 1, 1]"],
  [
    () => ax.plot([1], { colour: "r" } as object),
    "plot: unknown option `colour`; the options are label, color, linestyle, linewidth, marker, markersize, alpha",
  ],
  [() => ax.plot([1], { alpha: 2 }), "plot: `alpha` must be between 0 and 1, got 2"],
  [() => ax.plot([1], { linewidth: -1 }), "plot: `linewidth` must be a number >= 0, got -1"],
  [
    () => ax.plot([1], { linestyle: "~" as "-" }),
    'plot: unknown linestyle "~"; one of -- -. - : solid dashed dashdot dotted none',
  ],
  [
    () => ax.plot([1], { marker: "?" as "o" }),
    'plot: unknown marker "?"; one of . , o v ^ < > s p P * h + x X D d | _',
  ],
  [() => ax.scatter([1, 2], [1]), "scatter: x has 2 points and y has 1; they must be equally long"],
  [
    () => ax.scatter([1, 2], [1, 2], { c: [1, 2, 3] }),
    "scatter: x has 2 points and c has 3; they must be equally long",
  ],
  [() => ax.scatter([1], [1], { s: -3 }), "scatter: `s` must be a number >= 0, got -3"],
  [
    () => ax.scatter([1], [1], { c: [1], cmap: "rainbow" as "gray" }),
    'scatter: unknown cmap "rainbow"; one of viridis, plasma, inferno, magma, coolwarm, gray, or one of them with _r to reverse it',
  ],
  [() => ax.bar([1, 2], [1]), "bar: x has 2 points and height has 1; they must be equally long"],
  [() => ax.bar([1], [Number.NaN]), "bar: height must hold finite numbers, got NaN"],
  [() => ax.hist([1], { bins: 0 }), "hist: `bins` must be a whole number >= 1, got 0"],
  [() => ax.imshow([1, 2] as unknown as number[][]), "imshow: the image must have 2 dimensions, got shape [2]"],
  [() => ax.imshow([[1]], { vmin: 3, vmax: 2 }), "imshow: `vmin` (=3) must not be greater than `vmax` (=2)"],
  [() => ax.imshow([[1]], { origin: "top" as "upper" }), 'imshow: `origin` must be "upper" or "lower", got "top"'],
  [() => ax.contour([[1, 2]]), "contour: z must be at least 2 x 2, got shape [1, 2]"],
  [
    () =>
      ax.contour(
        [1, 2, 3],
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    "contour: x has shape [3] and z has 2 columns; give one number for each",
  ],
  [
    () =>
      ax.contour(
        [1, 1],
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    "contour: x must rise or fall all along",
  ],
  [
    () =>
      ax.contour(
        [
          [1, 2],
          [1, 3],
        ],
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    "contour: x must be the same in all rows of the mesh grid",
  ],
  [
    () =>
      ax.contour(
        [
          [1, 2],
          [3, 4],
        ],
        { levels: [2, 1] },
      ),
    "contour: `levels` must rise, got [2, 1]",
  ],
  [
    () =>
      ax.contourf(
        [
          [1, 2],
          [3, 4],
        ],
        { levels: [2] },
      ),
    "contourf: `levels` must be at least 2 to enclose a band, got [2]",
  ],
  [() => ax.axhline(Number.NaN), "axhline: the place of the line must be a finite number, got NaN"],
  [() => ax.setXlim(1, 1), "setXlim: the limits must differ, got 1 twice"],
  [() => ax.setYlim(Number.NaN), "setYlim: a limit must be a finite number or null, got NaN"],
  [
    () => subplots()[1].setXlim(-1, 1).setXscale("log"),
    "setXscale: a logarithmic axis shows only positive numbers, and a limit is -1",
  ],
  [
    () => subplots()[1].setYscale("log").setYlim(0, 1),
    "setYlim: a limit of a logarithmic axis must be positive, got 0",
  ],
  [() => ax.setXscale("symlog" as "log"), 'setXscale: the scale must be "linear" or "log", got "symlog"'],
  [() => ax.setXticks([1, 2], ["a"]), "setXticks: 2 ticks need as many labels, got 1"],
  [
    () => ax.legend({ loc: "top" as "best" }),
    'legend: unknown loc "top"; one of best, upper right, upper left, lower left, lower right, center left, center right, lower center, upper center, center',
  ],
  [() => ax3.plot([1, 2], [1, 2], [1]), "plot: x has 2 points and z has 1; they must be equally long"],
  [() => ax3.viewInit(100), "viewInit: `elevation` must be between -90 and 90 and `azimuth` finite, got 100 and -60"],
  [() => figure({ figsize: [0, 4] }), "figure: `figsize` must be a positive width and height in inches, got [0, 4]"],
  [() => figure().addSubplot(2, 2, 5), "addSubplot: `index` must be between 1 and 4, got 5"],
  [() => subplots(0, 1), "subplots: `rows` must be a whole number >= 1, got 0"],
])("%s is refused", (draw, message) => {
  expect(draw).toThrow(new Error(message));
});

test("a figure has one grid, and a place holds one axes", () => {
  const fig = figure();
  fig.addSubplot(1, 2, 1);
  expect(() => fig.addSubplot(1, 2, 1)).toThrow("addSubplot: place 1 is taken; draw on its axes instead");
  expect(() => fig.addSubplot(2, 2, 2)).toThrow(
    "addSubplot: the figure has a grid of 1 x 2, got 2 x 2; use one grid per figure",
  );
});

test("a mistake draws nothing", () => {
  const [, fresh] = subplots();
  expect(() => fresh.plot([1], [1, 2])).toThrow();
  expect(fresh.toJSON().marks).toEqual([]);
});
