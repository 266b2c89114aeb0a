import { colorOf } from "./colormap.js";
import type {
  Axes3DDescription,
  AxesDescription,
  AxisDescription,
  Coloring,
  FigureDescription,
  FlatMark,
  SpaceMark,
} from "./description.js";
import { legendEntries, placeLegend, type ResolvedLegend } from "./legend.js";
import { limitsOf, widen } from "./limits.js";
import { linearTicks, logTicks, type Tick, tickLabels } from "./ticks.js";

/** An axis with its ends and ticks decided; it runs from `limits[0]` to `limits[1]`, downwards if that is smaller. */
export interface ResolvedAxis {
  readonly label: string | null;
  readonly scale: "linear" | "log";
  readonly limits: readonly [number, number];
  readonly ticks: readonly Tick[];
}

/** A colour bar: which colour stands for which values, rising, and its ticks. */
export interface ResolvedColorbar {
  readonly label: string | null;
  readonly limits: readonly [number, number];
  readonly bands: readonly { readonly from: number; readonly to: number; readonly color: string }[];
  readonly ticks: readonly Tick[];
}

interface SharedResolvedAxes {
  readonly row: number;
  readonly column: number;
  readonly title: string | null;
  readonly x: ResolvedAxis;
  readonly y: ResolvedAxis;
  readonly legend: ResolvedLegend | null;
  readonly colorbar: ResolvedColorbar | null;
}

/** Flat axes, ready to be drawn. */
export interface ResolvedFlatAxes extends SharedResolvedAxes {
  readonly projection: "flat";
  readonly grid: boolean;
  readonly aspect: "auto" | "equal";
  readonly marks: readonly FlatMark[];
}

/** Three-dimensional axes, ready to be projected. */
export interface ResolvedAxes3D extends SharedResolvedAxes {
  readonly projection: "3d";
  readonly z: ResolvedAxis;
  readonly elevation: number;
  readonly azimuth: number;
  readonly marks: readonly SpaceMark[];
}

/** A figure in which every choice is made, so that all adapters draw the same. */
export interface ResolvedFigure {
  readonly width: number;
  readonly height: number;
  readonly title: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly axes: readonly (ResolvedFlatAxes | ResolvedAxes3D)[];
}

/** A figure, as its builder or as its description. */
export type FigureLike = FigureDescription | { toJSON(): FigureDescription };

/** How many intervals between ticks there is room for. */
export interface TickRoom {
  /** Default: as many as fit under the axes at the figure's size, at most 9. */
  readonly x?: number;
  /** Default: as many as fit beside the axes at the figure's size, at most 9. */
  readonly y?: number;
}

/**
 * Where a value stands on an axis: 0 at its start, 1 at its end, beyond outside; NaN for what a logarithmic axis cannot show.
 *
 * @example
 * const axis = resolve(subplots()[0]).axes[0].x;
 * positionOn({ ...axis, limits: [0, 10] }, 2.5) // => 0.25
 */
export function positionOn(axis: ResolvedAxis, value: number | null): number {
  if (value === null) return Number.NaN;
  const [start, end] = axis.limits;
  if (axis.scale === "linear") return (value - start) / (end - start);
  return value > 0 ? Math.log(value / start) / Math.log(end / start) : Number.NaN;
}

function resolveAxis(
  description: AxisDescription,
  name: "x" | "y" | "z",
  marks: readonly (FlatMark | SpaceMark)[],
  room: number,
  margin: number,
): ResolvedAxis {
  const limits = limitsOf(description, name, marks, margin);
  const { label, scale, ticks } = description;
  if (ticks !== null) {
    const labels = ticks.labels ?? tickLabels(ticks.values);
    const [low, high] = [Math.min(...limits), Math.max(...limits)];
    const all = ticks.values.map((value, index) => ({ value, label: labels[index] ?? "" }));
    return { label, scale, limits, ticks: all.filter(({ value }) => value >= low && value <= high) };
  }
  return { label, scale, limits, ticks: (scale === "log" ? logTicks : linearTicks)(limits[0], limits[1], room) };
}

/** How many colours a continuous colour bar shows. */
const shades = 128;

/** Explains the colours of the last mark that has a colouring. */
function resolveColorbar(axes: AxesDescription | Axes3DDescription, room: number): ResolvedColorbar | null {
  const mark = axes.marks.findLast((mark) => "coloring" in mark && mark.coloring !== null);
  if (axes.colorbar === null || mark === undefined || !("coloring" in mark) || mark.coloring === null) return null;
  const { label } = axes.colorbar;
  if (mark.type === "contourf") {
    const limits = [mark.bands[0]?.from ?? 0, mark.bands.at(-1)?.to ?? 1] as const;
    const levels = [...mark.bands.map((band) => band.from), limits[1]];
    const labels = tickLabels(levels);
    const ticks = levels.map((value, index) => ({ value, label: labels[index] as string }));
    return { label, limits, bands: mark.bands.map(({ from, to, color }) => ({ from, to, color })), ticks };
  }
  const [low, high] = widen(mark.coloring.min, mark.coloring.max, false);
  const step = (high - low) / shades;
  const bands = Array.from({ length: shades }, (_, index) => {
    const from = low + index * step;
    return { from, to: from + step, color: colorOf(mark.coloring as Coloring, from + step / 2) as string };
  });
  return { label, limits: [low, high], bands, ticks: linearTicks(low, high, room) };
}

/** Places from 0 to 1 that a legend should leave free: the points of lines, with a few between them, and of scatters. */
function occupied(x: ResolvedAxis, y: ResolvedAxis, marks: readonly FlatMark[]): [number, number][] {
  const points: [number, number][] = [];
  for (const mark of marks) {
    if (mark.type === "bar") {
      mark.x.forEach((at, index) => {
        const top = positionOn(y, (mark.height[index] as number) + (mark.bottom[index] as number));
        for (let step = 0; step <= 10; step++) points.push([positionOn(x, at), (top * step) / 10]);
      });
    }
    if (mark.type === "rule") {
      const at = positionOn(mark.along === "x" ? y : x, mark.at);
      for (let step = 0; step <= 100; step++) points.push(mark.along === "x" ? [step / 100, at] : [at, step / 100]);
    }
    if (mark.type !== "line" && mark.type !== "scatter") continue;
    const stride = Math.max(1, Math.floor(mark.x.length / 500));
    const between = mark.type === "line" && mark.style !== "none" ? Math.max(1, Math.ceil(100 / mark.x.length)) : 1;
    let last: [number, number] | null = null;
    for (let index = 0; index < mark.x.length; index += stride) {
      const point: [number, number] = [positionOn(x, mark.x[index] ?? null), positionOn(y, mark.y[index] ?? null)];
      for (let step = 1; step < between && last !== null; step++) {
        const share = step / between;
        points.push([last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share]);
      }
      points.push(point);
      last = point;
    }
  }
  return points;
}

/** The description of a figure, whether it comes as builder or as description. */
export function describe(figure: FigureLike): FigureDescription {
  return "toJSON" in figure ? figure.toJSON() : figure;
}

/**
 * Decides what a figure leaves open: the ends of each axis (the data with 5 % on each side, as in matplotlib), its ticks
 * and their labels, the place of each legend, the ticks of each colour bar.
 *
 * @example
 * const [fig, ax] = subplots();
 * ax.plot([0, 10], [1, 3]);
 * resolve(fig).axes[0].x.limits // => [-0.5, 10.5]
 * resolve(fig).axes[0].y.ticks.map((tick) => tick.label).join(" ") // => 1.00 1.25 1.50 1.75 2.00 2.25 2.50 2.75 3.00
 */
export function resolve(figure: FigureLike, room: TickRoom = {}): ResolvedFigure {
  const { width, height, title, rows, columns, axes } = describe(figure);
  const fits = (pixels: number, perTick: number): number => Math.max(1, Math.min(9, Math.floor(pixels / perTick)));
  const [plotWidth, plotHeight] = [(width / columns) * 0.775, (height / rows) * 0.77];
  const roomX = room.x ?? fits(plotWidth, 42);
  const roomY = room.y ?? fits(plotHeight, 28);
  const resolveOne = (one: AxesDescription | Axes3DDescription): ResolvedFlatAxes | ResolvedAxes3D => {
    const entries = legendEntries(one.marks);
    const longest = Math.max(0, ...entries.map((entry) => entry.label.length));
    const size = { width: (52 + 7.5 * longest) / plotWidth, height: (16 + 20 * entries.length) / plotHeight };
    const colorbar = resolveColorbar(one, roomY);
    if (one.projection === "3d") {
      const axis = (name: "x" | "y" | "z"): ResolvedAxis =>
        resolveAxis(one[name], name, one.marks, Math.min(7, Math.max(roomX, 4)), 1 / 48);
      const legend = placeLegend(one, entries, size, []);
      return { ...one, x: axis("x"), y: axis("y"), z: axis("z"), legend, colorbar };
    }
    const x = resolveAxis(one.x, "x", one.marks, roomX, 0.05);
    const y = resolveAxis(one.y, "y", one.marks, roomY, 0.05);
    return { ...one, x, y, legend: placeLegend(one, entries, size, occupied(x, y, one.marks)), colorbar };
  };
  return { width, height, title, rows, columns, axes: axes.map(resolveOne) };
}
