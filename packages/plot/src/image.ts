import { type ColoringOptions, coloringFor } from "./coloring.js";
import { finiteOrNull, type Matrix, readRows } from "./data.js";
import type { ImageMark } from "./description.js";
import { checkOptions } from "./options.js";

/** How a heat map looks. */
export interface ImageOptions extends ColoringOptions {
  /** Whether the first row is at the top or at the bottom. Default: `"upper"`. */
  readonly origin?: "upper" | "lower";
  /** `[left, right, bottom, top]` in data coordinates. Default: each value is a unit square around its column and row. */
  readonly extent?: readonly [number, number, number, number];
  /** `"equal"` gives square cells, `"auto"` fills the axes. Default: `"equal"`. */
  readonly aspect?: "equal" | "auto";
}

/** The mark of `imshow(values)`. */
export function imageMark(values: Matrix, options: ImageOptions): ImageMark {
  checkOptions("imshow", options, ["cmap", "vmin", "vmax", "origin", "extent", "aspect"]);
  const { origin = "upper" } = options;
  if (origin !== "upper" && origin !== "lower") {
    throw new Error(`imshow: \`origin\` must be "upper" or "lower", got ${JSON.stringify(origin)}`);
  }
  const rows = readRows("imshow", "the image", values).map(finiteOrNull);
  const [right, last] = [(rows[0]?.length ?? 0) - 0.5, rows.length - 0.5];
  const { extent = origin === "upper" ? [-0.5, right, last, -0.5] : [-0.5, right, -0.5, last] } = options;
  if (extent.length !== 4 || !extent.every(Number.isFinite)) {
    throw new Error(`imshow: \`extent\` must be [left, right, bottom, top], got [${extent.join(", ")}]`);
  }
  const coloring = coloringFor("imshow", rows.flat(), options);
  return { type: "image", values: rows, extent: extent as [number, number, number, number], origin, coloring };
}
