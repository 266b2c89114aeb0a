import { parseColor } from "./color.js";
import { checkSameLength, linspace, readVector, type Vector } from "./data.js";
import type { BarMark } from "./description.js";
import { checkAlpha, checkNumber, checkOptions } from "./options.js";

/** How bars look. */
export interface BarOptions {
  /** In units of the x axis. Default: 0.8. */
  readonly width?: number;
  /** Where the bars begin: one height or one per bar. Default: 0. */
  readonly bottom?: number | Vector;
  /** Default: the next colour. */
  readonly color?: string;
  /** From 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
  /** The text in the legend. Default: none. */
  readonly label?: string;
}

/** How a histogram counts and looks. */
export interface HistOptions {
  /** The number of bins, or their edges. Default: 10. */
  readonly bins?: number | Vector;
  /** The ends of the first and the last bin. Default: the ends of the data. */
  readonly range?: readonly [number, number];
  /** Whether the bars show a density, whose area is 1, rather than counts. Default: false. */
  readonly density?: boolean;
  /** Default: the next colour. */
  readonly color?: string;
  /** From 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
  /** The text in the legend. Default: none. */
  readonly label?: string;
}

function finite(operation: string, name: string, values: readonly number[]): readonly number[] {
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new Error(`${operation}: ${name} must hold finite numbers, got ${bad}`);
  return values;
}

/** The bars of `bar(x, height)`, where `x` is numbers. */
export function barMark(x: readonly number[], height: Vector, options: BarOptions, nextColor: () => string): BarMark {
  checkOptions("bar", options, ["width", "bottom", "color", "alpha", "label"]);
  const { width = 0.8, bottom = 0, alpha = 1, label = null } = options;
  const heights = finite("bar", "height", readVector("bar", "height", height));
  checkSameLength("bar", { name: "x", length: x.length }, { name: "height", length: heights.length });
  const bottoms = typeof bottom === "number" ? x.map(() => bottom) : readVector("bar", "bottom", bottom);
  checkSameLength("bar", { name: "x", length: x.length }, { name: "bottom", length: bottoms.length });
  return {
    type: "bar",
    x: finite("bar", "x", x),
    height: heights,
    width: checkNumber("bar", "width", width, 0),
    bottom: finite("bar", "bottom", bottoms),
    color: options.color === undefined ? nextColor() : parseColor("bar", options.color),
    alpha: checkAlpha("bar", alpha),
    label,
  };
}

function binEdges(values: readonly number[], options: HistOptions): number[] {
  const { bins = 10, range = null } = options;
  if (typeof bins !== "number") {
    const edges = readVector("hist", "bins", bins);
    if (edges.length < 2 || edges.some((edge, index) => index > 0 && !(edge > (edges[index - 1] as number)))) {
      throw new Error(`hist: the edges in \`bins\` must rise, got [${edges.join(", ")}]`);
    }
    return edges;
  }
  if (!Number.isInteger(bins) || bins < 1) throw new Error(`hist: \`bins\` must be a whole number >= 1, got ${bins}`);
  let [low, high] = range ?? [0, 1];
  if (range === null && values.length > 0) {
    low = values.reduce((least, value) => Math.min(least, value));
    high = values.reduce((most, value) => Math.max(most, value));
  }
  if (!(low <= high)) throw new Error(`hist: \`range\` must rise, got [${low}, ${high}]`);
  return low === high ? linspace(low - 0.5, high + 0.5, bins + 1) : linspace(low, high, bins + 1);
}

/** The bars of `hist(values)`, one mark per bin width; the last bin includes its upper edge. */
export function histMarks(values: Vector, options: HistOptions, nextColor: () => string): BarMark[] {
  checkOptions("hist", options, ["bins", "range", "density", "color", "alpha", "label"]);
  const { alpha = 1, label = null, density = false } = options;
  const numbers = readVector("hist", "values", values).filter((value) => Number.isFinite(value));
  const edges = binEdges(numbers, options);
  const counts = new Array<number>(edges.length - 1).fill(0);
  for (const value of numbers) {
    const bin = value === edges.at(-1) ? counts.length - 1 : edges.findIndex((edge) => edge > value) - 1;
    if (bin >= 0) counts[bin] = (counts[bin] as number) + 1;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  const color = options.color === undefined ? nextColor() : parseColor("hist", options.color);
  const widths = counts.map((_, bin) => (edges[bin + 1] as number) - (edges[bin] as number));
  const even = widths.every((width) => Math.abs(width - (widths[0] as number)) <= 1e-9 * Math.abs(width));
  const mark = (bins: readonly number[], label: string | null): BarMark => ({
    type: "bar",
    x: bins.map((bin) => (edges[bin] as number) + (widths[bin] as number) / 2),
    height: bins.map((bin) =>
      density && total > 0 ? (counts[bin] as number) / total / (widths[bin] as number) : (counts[bin] as number),
    ),
    width: widths[bins[0] as number] as number,
    bottom: bins.map(() => 0),
    color,
    alpha: checkAlpha("hist", alpha),
    label,
  });
  const all = [...counts.keys()];
  return even ? [mark(all, label)] : all.map((bin) => mark([bin], bin === 0 ? label : null));
}
