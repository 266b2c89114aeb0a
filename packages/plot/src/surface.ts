import { parseColor } from "./color.js";
import { type ColoringOptions, coloringFor } from "./coloring.js";
import type { Grid } from "./contour.js";
import { finiteOrNull } from "./data.js";
import type { SurfaceMark } from "./description.js";
import { checkAlpha, checkNumber, checkOptions } from "./options.js";

/** How a surface looks. */
export interface SurfaceOptions extends ColoringOptions {
  /** One colour instead of a colour map. Default: the colour map. */
  readonly color?: string;
  /** From 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
  /** The text in the legend. Default: none. */
  readonly label?: string;
}

/** How the lines of a grid look. */
export interface WireframeOptions {
  /** Default: the next colour. */
  readonly color?: string;
  /** In points. Default: 1. */
  readonly linewidth?: number;
  /** From 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
  /** The text in the legend. Default: none. */
  readonly label?: string;
}

function gridData(grid: Grid): Pick<SurfaceMark, "x" | "y" | "z"> {
  return { x: grid.x, y: grid.y, z: grid.z.map(finiteOrNull) };
}

/** The mark of `plotSurface(x, y, z)`. */
export function surfaceMark(grid: Grid, options: SurfaceOptions): SurfaceMark {
  checkOptions("plotSurface", options, ["cmap", "vmin", "vmax", "color", "alpha", "label"]);
  const { color, alpha = 1, label = null } = options;
  const data = gridData(grid);
  return {
    type: "surface",
    ...data,
    coloring: color === undefined ? coloringFor("plotSurface", data.z.flat(), options) : null,
    color: parseColor("plotSurface", color ?? "C0"),
    wireframe: false,
    width: 0,
    alpha: checkAlpha("plotSurface", alpha),
    label,
  };
}

/** The mark of `plotWireframe(x, y, z)`. */
export function wireframeMark(grid: Grid, options: WireframeOptions, nextColor: () => string): SurfaceMark {
  checkOptions("plotWireframe", options, ["color", "linewidth", "alpha", "label"]);
  const { color, linewidth = 1, alpha = 1, label = null } = options;
  return {
    type: "surface",
    ...gridData(grid),
    coloring: null,
    color: color === undefined ? nextColor() : parseColor("plotWireframe", color),
    wireframe: true,
    width: checkNumber("plotWireframe", "linewidth", linewidth, 0),
    alpha: checkAlpha("plotWireframe", alpha),
    label,
  };
}
