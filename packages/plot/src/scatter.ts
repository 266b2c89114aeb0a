import { parseColor } from "./color.js";
import { type ColoringOptions, coloringFor } from "./coloring.js";
import { type ColormapName, colorOf } from "./colormap.js";
import { checkSameLength, finiteOrNull, readVector, type Vector } from "./data.js";
import type { Coloring, Marker, ScatterMark } from "./description.js";
import { isMarker } from "./format.js";
import { readPoints } from "./line.js";
import { checkAlpha, checkNumber, checkOptions } from "./options.js";

/** How a scatter looks. */
export interface ScatterOptions extends ColoringOptions {
  /** Area of the markers in square points: one for all or one per point. Default: 36. */
  readonly s?: number | Vector;
  /** One colour for all, one colour per point, or numbers that the colour map turns into colours. Default: the next colour. */
  readonly c?: string | readonly string[] | Vector;
  /** One colour for all; another name for `c`. */
  readonly color?: string;
  /** Default: `"o"`. */
  readonly marker?: Marker;
  /** The colour map for numbers in `c`. Default: `"viridis"`. */
  readonly cmap?: ColormapName;
  /** From 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
  /** The text in the legend. Default: none. */
  readonly label?: string;
}

const known = ["s", "c", "color", "marker", "cmap", "vmin", "vmax", "alpha", "label"];

type ScatterLook = Omit<ScatterMark, "type" | "x" | "y" | "z">;

function readColors(
  options: ScatterOptions,
  count: number,
  nextColor: () => string,
): { colors: string | readonly string[]; coloring: Coloring | null } {
  const c = options.c ?? options.color;
  if (c === undefined) return { colors: nextColor(), coloring: null };
  if (typeof c === "string") return { colors: parseColor("scatter", c), coloring: null };
  if (Array.isArray(c) && c.length > 0 && c.every((color) => typeof color === "string")) {
    checkSameLength("scatter", { name: "x", length: count }, { name: "c", length: c.length });
    return { colors: c.map((color) => parseColor("scatter", color)), coloring: null };
  }
  const values = finiteOrNull(readVector("scatter", "c", c));
  checkSameLength("scatter", { name: "x", length: count }, { name: "c", length: values.length });
  const coloring = coloringFor("scatter", values, options);
  return { colors: values.map((value) => colorOf(coloring, value) ?? "#ffffff"), coloring };
}

function scatterLook(options: ScatterOptions, count: number, nextColor: () => string): ScatterLook {
  checkOptions("scatter", options, known);
  const { s = 36, marker = "o", alpha = 1, label = null } = options;
  if (!isMarker(marker)) {
    throw new Error(`scatter: unknown marker ${JSON.stringify(marker)}; one of . , o v ^ < > s p P * h + x X D d | _`);
  }
  const sizes = typeof s === "number" ? checkNumber("scatter", "s", s, 0) : readVector("scatter", "s", s);
  if (typeof sizes !== "number") {
    checkSameLength("scatter", { name: "x", length: count }, { name: "s", length: sizes.length });
    for (const size of sizes) checkNumber("scatter", "s", size, 0);
  }
  return { ...readColors(options, count, nextColor), marker, sizes, alpha: checkAlpha("scatter", alpha), label };
}

/** The mark of `scatter(x, y)`. */
export function scatterMark(x: Vector, y: Vector, options: ScatterOptions, nextColor: () => string): ScatterMark {
  const [xs, ys] = [readVector("scatter", "x", x), readVector("scatter", "y", y)];
  checkSameLength("scatter", { name: "x", length: xs.length }, { name: "y", length: ys.length });
  return { type: "scatter", x: finiteOrNull(xs), y: finiteOrNull(ys), ...scatterLook(options, xs.length, nextColor) };
}

/** The mark of `scatter(x, y, z)` on three-dimensional axes. */
export function spaceScatterMark(
  data: readonly [Vector, Vector, Vector],
  options: ScatterOptions,
  nextColor: () => string,
): ScatterMark {
  const [x, y, z] = readPoints("scatter", data);
  return { type: "scatter", x, y, z, ...scatterLook(options, x.length, nextColor) };
}
