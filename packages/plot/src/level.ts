import { parseColor } from "./color.js";
import { type ColoringOptions, coloringFor } from "./coloring.js";
import { colorOf } from "./colormap.js";
import { type Grid, isolines, regions } from "./contour.js";
import { extremes, readVector, type Vector } from "./data.js";
import type { ContourMark, FilledContourMark } from "./description.js";
import { widen } from "./limits.js";
import { checkAlpha, checkNumber, checkOptions } from "./options.js";
import { roundNumbers } from "./ticks.js";

/** How contours are chosen and look. */
export interface ContourOptions extends ColoringOptions {
  /** About how many levels, at round numbers, or the levels themselves. Default: 7. */
  readonly levels?: number | Vector;
  /** One colour for all instead of a colour map. Default: the colour map. */
  readonly colors?: string;
  /** Of the lines, in points. Default: 1.5. */
  readonly linewidths?: number;
  /** Of the lines, from 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
}

/** The levels: round numbers that enclose the values, without those that lie far outside. */
function chooseLevels(operation: string, grid: Grid, wish: number | Vector): number[] {
  if (typeof wish !== "number") {
    const levels = readVector(operation, "levels", wish);
    if (levels.length === 0 || levels.some((level, index) => index > 0 && !(level > (levels[index - 1] as number)))) {
      throw new Error(`${operation}: \`levels\` must rise, got [${levels.join(", ")}]`);
    }
    return levels;
  }
  if (!Number.isInteger(wish) || wish < 1)
    throw new Error(`${operation}: \`levels\` must be a whole number >= 1 or a list, got ${wish}`);
  const range = extremes(grid.z.flat());
  if (range === null) throw new Error(`${operation}: z has no finite number`);
  const [low, high] = widen(...range, false);
  return roundNumbers(low, high, wish + 1, 1);
}

function gridExtent(grid: Grid): [number, number, number, number] {
  const [left, right] = extremes(grid.x) as [number, number];
  const [bottom, top] = extremes(grid.y) as [number, number];
  return [left, right, bottom, top];
}

const known = ["levels", "colors", "cmap", "vmin", "vmax", "linewidths", "alpha"];

/** The lines of `contour(x, y, z)`. */
export function contourMark(grid: Grid, options: ContourOptions): ContourMark {
  checkOptions("contour", options, known);
  const { levels: wish = 7, linewidths = 1.5, alpha = 1 } = options;
  const levels = chooseLevels("contour", grid, wish);
  const coloring = coloringFor("contour", levels, options);
  const color = options.colors === undefined ? null : parseColor("contour", options.colors);
  return {
    type: "contour",
    lines: levels.map((level) => ({
      level,
      color: color ?? (colorOf(coloring, level) as string),
      paths: isolines(grid, level),
    })),
    width: checkNumber("contour", "linewidths", linewidths, 0),
    alpha: checkAlpha("contour", alpha),
    extent: gridExtent(grid),
    coloring,
  };
}

/** The bands of `contourf(x, y, z)`. */
export function filledContourMark(grid: Grid, options: ContourOptions): FilledContourMark {
  checkOptions("contourf", options, ["levels", "colors", "cmap", "vmin", "vmax"]);
  const levels = chooseLevels("contourf", grid, options.levels ?? 7);
  if (levels.length < 2)
    throw new Error(`contourf: \`levels\` must be at least 2 to enclose a band, got [${levels.join(", ")}]`);
  const coloring = coloringFor("contourf", levels, options);
  const color = options.colors === undefined ? null : parseColor("contourf", options.colors);
  // What lies above the last level stays empty: it is a hole in every region below it.
  const above = beyond(grid, levels.at(-1) as number).flat();
  const holes = above.map((ring) => reversed(ring));
  return {
    type: "contourf",
    bands: levels.slice(0, -1).map((from, index) => {
      const to = levels[index + 1] as number;
      const polygons = regions(grid, from);
      const paint = color ?? (colorOf(coloring, (from + to) / 2) as string);
      return {
        from,
        to,
        color: paint,
        polygons: holes.length > 0 ? [...polygons, ...holes.map((hole) => [hole])] : polygons,
      };
    }),
    extent: gridExtent(grid),
    coloring,
  };
}

/** Where the grid is more than `level`, and not just as much: a band holds its upper level too. */
function beyond(grid: Grid, level: number): readonly (readonly number[])[][] {
  const below = level - Math.max(Math.abs(level) * Number.EPSILON, Number.MIN_VALUE);
  return regions({ ...grid, z: grid.z.map((row) => row.map((value) => (value === level ? below : value))) }, level);
}

/** A ring run the other way round. */
function reversed(ring: readonly number[]): number[] {
  const back: number[] = [];
  for (let at = ring.length - 2; at >= 0; at -= 2) back.push(ring[at] as number, ring[at + 1] as number);
  return back;
}
