import { type ColormapName, checkColormap } from "./colormap.js";
import { extremes } from "./data.js";
import type { Coloring, Value } from "./description.js";

/** How values become colours. */
export interface ColoringOptions {
  /** Default: `"viridis"`. */
  readonly cmap?: ColormapName;
  /** The value that takes the first colour. Default: the smallest value. */
  readonly vmin?: number;
  /** The value that takes the last colour. Default: the largest value. */
  readonly vmax?: number;
}

/** The colouring of values: the named map from `vmin` to `vmax`, by default the range of the values. */
export function coloringFor(operation: string, values: Iterable<Value>, options: ColoringOptions): Coloring {
  const { cmap = "viridis" } = options;
  checkColormap(operation, cmap);
  const [low, high] = extremes(values) ?? [0, 1];
  const { vmin: min = low, vmax: max = high } = options;
  if (!Number.isFinite(min) || !Number.isFinite(max) || min > max) {
    throw new Error(`${operation}: \`vmin\` (=${min}) must not be greater than \`vmax\` (=${max})`);
  }
  return { colormap: cmap, min, max };
}
