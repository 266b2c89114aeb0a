import { expect, test } from "vitest";
import type { Axes3D } from "./axes-3d.js";
import { subplots } from "./figure.js";
import { project, type Scene } from "./projection.js";
import { resolve } from "./resolve.js";

const size = { width: 400, height: 300, margin: 40, tickLength: 5, labelDistance: 30 };

function sceneOf(draw: (ax: Axes3D) => unknown): Scene {
  const [fig, ax] = subplots(1, 1, { projection: "3d" });
  draw(ax);
  const [axes] = resolve(fig).axes;
  if (axes?.projection !== "3d") throw new Error("the axes are flat");
  return project(axes, size);
}

// fig = plt.figure(); ax = fig.add_subplot(projection="3d", proj_type="ortho"); M = ax.get_proj()
// P = np.array([proj3d.proj_transform(i, j, k, M)[:2] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
// (P - P.mean(0)) / (P[:, 0].max() - P[:, 0].min()) with all limits 0 to 1
const corners = [
  [-0.4999999999999999, -0.30472777168861614],
  [-0.4999999999999999, 0.1707531754730549],
  [-0.13397459621556132, 0.012259526419164389],
  [-0.13397459621556132, 0.48774047358083544],
  [0.1339745962155613, -0.48774047358083555],
  [0.1339745962155613, -0.012259526419164392],
  [0.5, -0.1707531754730549],
  [0.5, 0.30472777168861614],
];

test("the box is seen as in matplotlib", () => {
  const places = [0, 1].flatMap((i) => [0, 1].flatMap((j) => [0, 1].map((k) => [i, j, k] as const)));
  const { shapes } = sceneOf((ax) =>
    ax
      .setXlim(0, 1)
      .setYlim(0, 1)
      .setZlim(0, 1)
      .scatter(
        places.map((place) => place[0]),
        places.map((place) => place[1]),
        places.map((place) => place[2]),
      ),
  );
  const pixels = shapes.map((shape) => shape.points as [number, number]);
  const xs = pixels.map(([x]) => x);
  const width = Math.max(...xs) - Math.min(...xs);
  pixels.forEach(([x, y], index) => {
    expect((x - size.width / 2) / width).toBeCloseTo(corners[index]![0]!, 12);
    expect((size.height / 2 - y) / width).toBeCloseTo(corners[index]![1]!, 12);
  });
});

test("everything but the labels stays inside the margins", () => {
  const { walls, edges, shapes } = sceneOf((ax) =>
    ax.plotSurface(
      [0, 1, 2],
      [0, 1],
      [
        [0, 4, 1],
        [2, 2, 9],
      ],
    ),
  );
  for (const points of [...walls, ...shapes.map((shape) => shape.points)]) {
    for (let at = 0; at < points.length; at += 2) {
      expect(points[at]).toBeGreaterThanOrEqual(size.margin - 1e-9);
      expect(points[at]).toBeLessThanOrEqual(size.width - size.margin + 1e-9);
      expect(points[at + 1]).toBeGreaterThanOrEqual(size.margin - 1e-9);
      expect(points[at + 1]).toBeLessThanOrEqual(size.height - size.margin + 1e-9);
    }
  }
  expect(edges.length).toBeGreaterThan(3);
});

test("faces are painted from far to near", () => {
  // Seen from above, a higher face of a staircase along the line of sight lies further back.
  const { shapes } = sceneOf((ax) =>
    ax
      .plotSurface(
        [0, 1, 2, 3],
        [0, 1],
        [
          [0, 0, 0, 0],
          [0, 0, 0, 0],
        ],
      )
      .viewInit(30, 0),
  );
  const heights = shapes.map((shape) => shape.points[1] as number);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  expect(shapes).toHaveLength(3);
});

test("a surface has at most 50 faces along each side, missing faces where values are missing", () => {
  const side = Array.from({ length: 201 }, (_, index) => index);
  const wide = sceneOf((ax) => ax.plotSurface(side, [0, 1], [side, side]));
  expect(wide.shapes).toHaveLength(50);
  const holed = sceneOf((ax) =>
    ax.plotSurface(
      [0, 1, 2],
      [0, 1],
      [
        [0, 0, Number.NaN],
        [0, 1, 2],
      ],
    ),
  );
  expect(holed.shapes).toHaveLength(1);
});

test("lines break where points are missing, and a wire frame has a line per row and column", () => {
  const line = sceneOf((ax) => ax.plot([0, 1, Number.NaN, 2, 3], [0, 1, 2, 3, 4], [0, 0, 0, 0, 0], "r-"));
  expect(line.shapes.map((shape) => shape.points.length / 2)).toEqual([2, 2]);
  const wires = sceneOf((ax) =>
    ax.plotWireframe(
      [0, 1, 2],
      [0, 1],
      [
        [0, 0, 1],
        [0, 1, 2],
      ],
    ),
  );
  expect(wires.shapes.map((shape) => shape.kind)).toEqual(Array(5).fill("polyline"));
});

test("axes have the ticks and names that the user reads", () => {
  const { texts } = sceneOf((ax) =>
    ax.setXlim(0, 1).setXticks([0, 1], ["low", "high"]).setXlabel("w").setZlabel("loss"),
  );
  expect(texts.filter((text) => text.role === "label").map((text) => text.text)).toEqual(["w", "loss"]);
  expect(texts.slice(0, 2).map((text) => text.text)).toEqual(["low", "high"]);
});
