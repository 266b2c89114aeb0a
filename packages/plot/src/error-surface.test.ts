import { expect, test } from "vitest";
import { errorSurface } from "./error-surface.js";

const x = [-3, -2, -1, 0, 1, 2];
const y = x.map((value, index) => value - 1 + [0.1, -0.2, 0.3, 0, 0.2, -0.1][index]!);

// X = np.arange(-3, 3, 1.0); Y = X - 1 + np.array([.1, -.2, .3, 0, .2, -.1])
// w = np.linspace(-15, 15, 5); b = np.linspace(-13, 13, 5); W, B = np.meshgrid(w, b)
// ((W[..., None] * X + B[..., None] - Y) ** 2).mean(-1).tolist()
const losses = [
  [762.8316666666666, 271.45666666666665, 136.33166666666668, 357.45666666666665, 934.8316666666665],
  [752.4316666666667, 212.30666666666662, 28.43166666666667, 200.8066666666667, 729.4316666666667],
  [826.5316666666668, 237.6566666666666, 5.031666666666667, 128.65666666666667, 608.5316666666666],
  [985.1316666666665, 347.50666666666666, 66.13166666666667, 141.0066666666667, 572.1316666666668],
  [1228.2316666666666, 541.8566666666667, 211.73166666666668, 237.85666666666668, 620.2316666666667],
];

test("the grid and its losses are numpy's", () => {
  const surface = errorSurface({ x, y, wRange: 15, bRange: 13, samples: 5 });
  expect(surface.w).toEqual([-15, -7.5, 0, 7.5, 15]);
  expect(surface.b).toEqual([-13, -6.5, 0, 6.5, 13]);
  surface.loss.forEach((row, i) => row.forEach((loss, j) => expect(loss).toBeCloseTo(losses[i]![j]!, 9)));
});

test("there are 30 samples unless you say otherwise", () => {
  const surface = errorSurface({ x, y, wRange: 15, bRange: 13 });
  expect([surface.w.length, surface.b.length]).toEqual([30, 30]);
});

test("steps come as numbers or tensors, with their loss or without", () => {
  const surface = errorSurface({ x: [0, 1], y: [1, 2], wRange: 2, bRange: 2 });
  surface.record({ item: () => -1 }, { item: () => 2n }, { item: () => 7 }).record(1, 0);
  expect(surface.steps).toEqual([
    { w: -1, b: 2, loss: 7 },
    { w: 1, b: 0, loss: 1 },
  ]);
});

test("the figures show the path up to a step", () => {
  const surface = errorSurface({ x: [2, 0, 1], y: [1, 3, 2], wRange: 2, bRange: 2 });
  surface.record(0, 0).record(1, 1).record(2, -1);
  const [data, contour] = surface.progressFigure(1).toJSON().axes;
  expect(data?.marks[1]).toMatchObject({ x: [0, 1, 2], y: [1, 2, 3], label: "estimated line" });
  expect(contour?.marks[1]).toMatchObject({ type: "line", x: [0, 1], y: [0, 1] });
  const path = surface.surfaceFigure().toJSON().axes[0]?.marks[1];
  expect(path).toMatchObject({ x: [0, 1, 2], y: [0, 1, -1], z: surface.steps.map((step) => step.loss) });
});

test("without steps there is no path", () => {
  const surface = errorSurface({ x: [0, 1], y: [1, 2], wRange: 2, bRange: 2 });
  for (const figure of [surface.surfaceFigure(), surface.contourFigure(), surface.dataFigure()]) {
    expect(figure.toJSON().axes[0]?.marks).toHaveLength(1);
  }
});

test.each<[() => unknown, string]>([
  [
    () => errorSurface({ x: [1, 2], y: [1], wRange: 1, bRange: 1 }),
    "errorSurface: x has 2 points and y has 1; they must be equally long",
  ],
  [
    () => errorSurface({ x: [], y: [], wRange: 1, bRange: 1 }),
    "errorSurface: x and y are empty; give at least 1 point",
  ],
  [
    () => errorSurface({ x: [1], y: [1], wRange: 0, bRange: 1 }),
    "errorSurface: `wRange` must be a positive number, got 0",
  ],
  [
    () => errorSurface({ x: [1], y: [1], wRange: 1, bRange: 1, samples: 1 }),
    "errorSurface: `samples` must be a whole number >= 2, got 1",
  ],
  [
    () => errorSurface({ x: [1], y: [1], wRange: 1, bRange: 1 }).record(Number.NaN, 0),
    "record: w is not a number; has the training diverged?",
  ],
  [
    () =>
      errorSurface({ x: [1], y: [1], wRange: 1, bRange: 1 })
        .record(0, 0)
        .dataFigure(3),
    "errorSurface: step 3 is not recorded; the steps are 0 to 0",
  ],
])("%s is refused", (run, message) => expect(run).toThrow(new Error(message)));
