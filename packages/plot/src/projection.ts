import { colorOf } from "./colormap.js";
import type { LineStyle, Marker, SpaceMark, SurfaceMark, Value } from "./description.js";
import { positionOn, type ResolvedAxes3D } from "./resolve.js";

/** A shape of a projected scene, in pixels from the upper left corner; points are flat lists `x0, y0, x1, y1, ...`. */
export type SceneShape =
  | { readonly kind: "polygon"; readonly points: readonly number[]; readonly color: string; readonly alpha: number }
  | {
      readonly kind: "polyline";
      readonly points: readonly number[];
      readonly color: string;
      /** In points, like the marker's diameter. */
      readonly width: number;
      readonly style: LineStyle;
      readonly alpha: number;
    }
  | {
      readonly kind: "marker";
      readonly points: readonly number[];
      readonly color: string;
      readonly marker: Marker;
      readonly size: number;
      readonly alpha: number;
    };

/** A text of a projected scene, its anchor towards the scene. */
export interface SceneText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly role: "tick" | "label";
}

/** Three-dimensional axes drawn flat. */
export interface Scene {
  /** The three walls behind the data. */
  readonly walls: readonly (readonly number[])[];
  /** Lines across the walls at the ticks. */
  readonly grid: readonly (readonly number[])[];
  /** The axes and their ticks. */
  readonly edges: readonly (readonly number[])[];
  /** The marks, in drawing order: within a surface from far to near, later marks over earlier ones. */
  readonly shapes: readonly SceneShape[];
  readonly texts: readonly SceneText[];
}

/** The place of the picture and how far labels stand away from the axes, in pixels. */
export interface SceneSize {
  readonly width: number;
  readonly height: number;
  /** Room for labels on each side. */
  readonly margin: number;
  readonly tickLength: number;
  /** How far the names of the axes stand away from them. */
  readonly labelDistance: number;
}

type Point = readonly [number, number, number];

/** Half the edges of the box, as matplotlib's aspect of 4 : 4 : 3. */
const half: Point = [0.5, 0.5, 0.375];

/** A view onto the box: from places on the axes, 0 to 1 each, to pixels and to nearness. */
class View {
  readonly #right: Point;
  readonly #up: Point;
  /** The direction towards the eye. */
  readonly eye: Point;
  readonly #scale: number;
  readonly #center: readonly [number, number];

  constructor(elevation: number, azimuth: number, size: SceneSize) {
    const [e, a] = [(elevation * Math.PI) / 180, (azimuth * Math.PI) / 180];
    this.eye = [Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)];
    this.#right = [-Math.sin(a), Math.cos(a), 0];
    this.#up = [-Math.sin(e) * Math.cos(a), -Math.sin(e) * Math.sin(a), Math.cos(e)];
    const reach = (along: Point): number =>
      along.reduce((sum, part, axis) => sum + Math.abs(part * (half[axis] as number)), 0);
    const room = (length: number): number => Math.max(length - 2 * size.margin, length / 4);
    this.#scale = Math.min(room(size.width) / (2 * reach(this.#right)), room(size.height) / (2 * reach(this.#up)));
    this.#center = [size.width / 2, size.height / 2];
  }

  static dot(a: Point, b: Point): number {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  centered(place: Point): Point {
    return [(2 * place[0] - 1) * half[0], (2 * place[1] - 1) * half[1], (2 * place[2] - 1) * half[2]];
  }

  pixel(place: Point): [number, number] {
    const point = this.centered(place);
    return [
      this.#center[0] + this.#scale * View.dot(this.#right, point),
      this.#center[1] - this.#scale * View.dot(this.#up, point),
    ];
  }

  nearness(place: Point): number {
    return View.dot(this.eye, this.centered(place));
  }
}

/**
 * Draws three-dimensional axes flat, without perspective: what an adapter needs to paint them in any medium.
 *
 * @example
 * const [fig, ax] = subplots(1, 1, { projection: "3d" });
 * ax.plotSurface([0, 1], [0, 1], [[0, 1], [1, 2]]);
 * const [axes] = resolve(fig).axes;
 * const size = { width: 300, height: 200, margin: 40, tickLength: 5, labelDistance: 35 };
 * axes.projection === "3d" && project(axes, size).shapes.map((shape) => shape.kind) // => ["polygon"]
 */
export function project(axes: ResolvedAxes3D, size: SceneSize): Scene {
  const view = new View(axes.elevation, axes.azimuth, size);
  const place = (x: Value, y: Value, z: Value): Point => [
    positionOn(axes.x, x),
    positionOn(axes.y, y),
    positionOn(axes.z, z),
  ];
  const shapes = axes.marks.flatMap((mark) => shapesOf(mark, view, place));
  return { ...box(axes, view, size), shapes };
}

type Place = (x: Value, y: Value, z: Value) => Point;

function shapesOf(mark: SpaceMark, view: View, place: Place): SceneShape[] {
  if (mark.type === "surface") return mark.wireframe ? wires(mark, view, place) : faces(mark, view, place);
  const { alpha } = mark;
  const points = mark.x.map((x, index) => place(x, mark.y[index] ?? null, mark.z?.[index] ?? null));
  const pixels = points.map((point) => view.pixel(point));
  const shapes: SceneShape[] = [];
  if (mark.type === "line" && mark.style !== "none") {
    const { color, width, style } = mark;
    for (const run of runs(pixels)) shapes.push({ kind: "polyline", points: run.flat(), color, width, style, alpha });
  }
  const { marker } = mark;
  if (marker !== null) {
    pixels.forEach((pixel, index) => {
      if (Number.isNaN(pixel[0] + pixel[1])) return;
      shapes.push({ kind: "marker", points: pixel, marker, alpha, ...lookOf(mark, index) });
    });
  }
  return shapes;
}

function lookOf(mark: Exclude<SpaceMark, SurfaceMark>, index: number): { color: string; size: number } {
  if (mark.type === "line") return { color: mark.color, size: mark.markerSize };
  return {
    color: typeof mark.colors === "string" ? mark.colors : (mark.colors[index] as string),
    size: Math.sqrt(typeof mark.sizes === "number" ? mark.sizes : (mark.sizes[index] as number)),
  };
}

/** Splits a path where points are missing. */
function runs(points: readonly [number, number][]): [number, number][][] {
  const result: [number, number][][] = [[]];
  for (const point of points) {
    if (Number.isNaN(point[0] + point[1])) result.push([]);
    else result.at(-1)?.push(point);
  }
  return result.filter((run) => run.length > 1);
}

/** At most this many faces along each side of a surface are drawn. */
const mostFaces = 50;

/** Rows or columns to draw: all, or evenly chosen ones with the last. */
function sample(count: number): number[] {
  const stride = Math.ceil((count - 1) / mostFaces);
  const chosen = [];
  for (let index = 0; index < count - 1; index += stride) chosen.push(index);
  return [...chosen, count - 1];
}

function faces(mark: SurfaceMark, view: View, place: Place): SceneShape[] {
  const [rows, columns] = [sample(mark.y.length), sample(mark.x.length)];
  const drawn: { shape: SceneShape; near: number }[] = [];
  for (let r = 0; r + 1 < rows.length; r++) {
    for (let c = 0; c + 1 < columns.length; c++) {
      const corners = [
        [r, c],
        [r, c + 1],
        [r + 1, c + 1],
        [r + 1, c],
      ].map(([r, c]) => {
        const [row, column] = [rows[r as number] as number, columns[c as number] as number];
        const z = mark.z[row]?.[column] ?? null;
        return { z, at: place(mark.x[column] ?? null, mark.y[row] ?? null, z) };
      });
      if (corners.some((corner) => Number.isNaN(corner.at[2]))) continue;
      const mean = corners.reduce((sum, corner) => sum + (corner.z as number), 0) / 4;
      const color = mark.coloring === null ? mark.color : (colorOf(mark.coloring, mean) as string);
      const points = corners.flatMap((corner) => view.pixel(corner.at));
      const near = corners.reduce((sum, corner) => sum + view.nearness(corner.at), 0);
      drawn.push({ shape: { kind: "polygon", points, color, alpha: mark.alpha }, near });
    }
  }
  return drawn.sort((a, b) => a.near - b.near).map((one) => one.shape);
}

function wires(mark: SurfaceMark, view: View, place: Place): SceneShape[] {
  const [rows, columns] = [sample(mark.y.length), sample(mark.x.length)];
  const pixel = (row: number, column: number): [number, number] =>
    view.pixel(place(mark.x[column] ?? null, mark.y[row] ?? null, mark.z[row]?.[column] ?? null));
  const lines = [
    ...rows.map((row) => columns.map((column) => pixel(row, column))),
    ...columns.map((column) => rows.map((row) => pixel(row, column))),
  ];
  const { color, width, alpha } = mark;
  return lines
    .flatMap(runs)
    .map((run) => ({ kind: "polyline", points: run.flat(), color, width, style: "solid", alpha }));
}

/** The box around the data: the walls away from the eye, and the axes along edges that no wall hides. */
function box(axes: ResolvedAxes3D, view: View, size: SceneSize): Omit<Scene, "shapes"> {
  // 0 or 1 along each axis: the side of the wall behind the data, and the side towards the eye.
  const far = view.eye.map((part) => (part > 0 ? 0 : 1)) as unknown as Point;
  const near = far.map((side) => 1 - side) as unknown as Point;
  const floor = 0;
  const walls: number[][] = [];
  const grid: number[][] = [];
  const edges: number[][] = [];
  const texts: SceneText[] = [];
  const center = view.pixel([0.5, 0.5, 0.5]);
  // The upright edge that stands furthest to the right carries the z axis.
  const upright = (
    [
      [far[0], near[1]],
      [near[0], far[1]],
    ] as [number, number][]
  ).sort((a, b) => view.pixel([b[0], b[1], 0])[0] - view.pixel([a[0], a[1], 0])[0])[0] as [number, number];

  const along = (axis: number, at: number, others: readonly [number, number]): Point => {
    const point = [...others];
    point.splice(axis, 0, at);
    return point as unknown as Point;
  };
  const lines = [
    { axis: axes.x, number: 0, others: [near[1], floor] },
    { axis: axes.y, number: 1, others: [near[0], floor] },
    { axis: axes.z, number: 2, others: upright },
  ] as const;
  for (const { axis, number, others } of lines) {
    const behind = far[number] as number;
    walls.push(
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ].flatMap((corner) => view.pixel(along(number, behind, corner as [number, number]))),
    );
    const [start, end] = [view.pixel(along(number, 0, others)), view.pixel(along(number, 1, others))];
    edges.push([...start, ...end]);
    const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2] as const;
    const normal = outward(start, end, middle, center);
    const anchor = Math.abs(normal[0]) < 0.3 ? "middle" : normal[0] > 0 ? "start" : "end";
    const away = (from: readonly [number, number], distance: number): [number, number] => [
      from[0] + normal[0] * distance,
      from[1] + normal[1] * distance,
    ];
    for (const { value, label } of axis.ticks) {
      const at = positionOn(axis, value);
      if (!(at >= -1e-9 && at <= 1 + 1e-9)) continue;
      const from = view.pixel(along(number, at, others));
      edges.push([...from, ...away(from, size.tickLength)]);
      const [x, y] = away(from, size.tickLength * 2.6);
      texts.push({ text: label, x, y, anchor, role: "tick" });
      for (const [other, wall] of [0, 1, 2]
        .filter((other) => other !== number)
        .map((other) => [other, far[other]] as const)) {
        const free = 3 - number - (other as number);
        const end = (side: number): [number, number] => {
          const point = [0, 0, 0];
          [point[number], point[other as number], point[free]] = [at, wall as number, side];
          return view.pixel(point as unknown as Point);
        };
        grid.push([...end(0), ...end(1)]);
      }
    }
    if (axis.label !== null) {
      const [x, y] = away(middle, size.labelDistance);
      texts.push({ text: axis.label, x, y, anchor, role: "label" });
    }
  }
  return { walls, grid, edges, texts };
}

/** The direction away from the centre, across an edge. */
function outward(
  start: readonly [number, number],
  end: readonly [number, number],
  middle: readonly [number, number],
  center: readonly [number, number],
): [number, number] {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy);
  // An axis that points at the eye has no direction across it: its labels hang below.
  if (length < 1e-6) return [0, 1];
  const side = Math.sign((middle[0] - center[0]) * -dy + (middle[1] - center[1]) * dx) || 1;
  return [(-dy / length) * side, (dx / length) * side];
}
