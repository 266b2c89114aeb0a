import { colorCycle, parseColor } from "./color.js";
import { checkSameLength, finiteOrNull, type Matrix, readColumns, type Vector } from "./data.js";
import type { LineMark, LineStyle, Marker, RuleMark } from "./description.js";
import { isMarker, lineStyles, parseFormat } from "./format.js";
import { checkAlpha, checkNumber, checkOptions } from "./options.js";

/** How a line looks. */
export interface LineOptions {
  /** The text in the legend. Default: none. */
  readonly label?: string;
  /** `"r"`, `"red"`, `"C0"`, `"tab:blue"`, `"#ff0000"`. Default: the next of the ten colours of the axes. */
  readonly color?: string;
  /** `"-"`, `"--"`, `"-."`, `":"` or their names, or `"none"`. Default: `"-"`. */
  readonly linestyle?: "-" | "--" | "-." | ":" | LineStyle;
  /** In points. Default: 1.5. */
  readonly linewidth?: number;
  /** The sign drawn at each point. Default: none. */
  readonly marker?: Marker;
  /** Diameter in points. Default: 6. */
  readonly markersize?: number;
  /** From 0, invisible, to 1, opaque. Default: 1. */
  readonly alpha?: number;
}

const known = ["label", "color", "linestyle", "linewidth", "marker", "markersize", "alpha"];

type LineLook = Omit<LineMark, "type" | "x" | "y" | "z">;

/** Turns a format string and options into a look; `nextColor` is asked only if neither names a colour. */
function lineLook(operation: string, format: string, options: LineOptions, nextColor: () => string): LineLook {
  checkOptions(operation, options, known);
  const { label = null, linestyle, linewidth = 1.5, markersize = 6, alpha = 1 } = options;
  const parsed = parseFormat(operation, format);
  const marker = options.marker ?? parsed.marker;
  if (marker !== null && !isMarker(marker)) {
    throw new Error(
      `${operation}: unknown marker ${JSON.stringify(marker)}; one of . , o v ^ < > s p P * h + x X D d | _`,
    );
  }
  return {
    color: options.color === undefined ? (parsed.color ?? nextColor()) : parseColor(operation, options.color),
    style: linestyle === undefined ? (parsed.style ?? "solid") : parseStyle(operation, linestyle),
    width: checkNumber(operation, "linewidth", linewidth, 0),
    marker,
    markerSize: checkNumber(operation, "markersize", markersize, 0),
    alpha: checkAlpha(operation, alpha),
    label,
  };
}

function parseStyle(operation: string, style: string): LineStyle {
  const found = Object.hasOwn(lineStyles, style) ? lineStyles[style] : undefined;
  if (found === undefined) {
    throw new Error(
      `${operation}: unknown linestyle ${JSON.stringify(style)}; one of ${Object.keys(lineStyles).join(" ")}`,
    );
  }
  return found;
}

/** The arguments after the data: a format string, options, both or neither. */
export type FormatAndOptions = readonly (string | LineOptions | undefined)[];

function splitFormat(rest: FormatAndOptions): [string, LineOptions] {
  const [first, second] = rest;
  if (typeof first === "string") return [first, (second as LineOptions | undefined) ?? {}];
  return ["", first ?? {}];
}

/** The lines of `plot(x, y)`: one per column, each with its own colour. */
export function lineMarks(
  x: Vector | Matrix | null,
  y: Vector | Matrix,
  rest: FormatAndOptions,
  nextColor: () => string,
): LineMark[] {
  const [format, options] = splitFormat(rest);
  const ys = readColumns("plot", "y", y);
  const xs = x === null ? [Array.from(ys[0] ?? [], (_, index) => index)] : readColumns("plot", "x", x);
  if (xs.length !== 1 && xs.length !== ys.length) {
    throw new Error(`plot: x has ${xs.length} columns and y has ${ys.length}; give x one column or as many as y`);
  }
  return ys.map((column, index) => {
    const places = (xs.length === 1 ? xs[0] : xs[index]) as number[];
    checkSameLength("plot", { name: "x", length: places.length }, { name: "y", length: column.length });
    const look = lineLook("plot", format, options, nextColor);
    return { type: "line", x: finiteOrNull(places), y: finiteOrNull(column), ...look };
  });
}

/** The line of `plot(x, y, z)` on three-dimensional axes. */
export function spaceLineMark(
  data: readonly [Vector, Vector, Vector],
  rest: FormatAndOptions,
  nextColor: () => string,
): LineMark {
  const [x, y, z] = readPoints("plot", data);
  return { type: "line", x, y, z, ...lineLook("plot", ...splitFormat(rest), nextColor) };
}

/** Reads three equally long lists of coordinates. */
export function readPoints(
  operation: string,
  data: readonly [Vector, Vector, Vector],
): [(number | null)[], (number | null)[], (number | null)[]] {
  const [x, y, z] = data.map((values, index) => readColumns(operation, "xyz".charAt(index), values).flat()) as [
    number[],
    number[],
    number[],
  ];
  checkSameLength(operation, { name: "x", length: x.length }, { name: "y", length: y.length });
  checkSameLength(operation, { name: "x", length: x.length }, { name: "z", length: z.length });
  return [finiteOrNull(x), finiteOrNull(y), finiteOrNull(z)];
}

/** The line of `axhline` (`along: "x"`) and `axvline`. */
export function ruleMark(operation: string, along: "x" | "y", at: number, options: LineOptions): RuleMark {
  if (!Number.isFinite(at)) throw new Error(`${operation}: the place of the line must be a finite number, got ${at}`);
  const look = lineLook(operation, "", options, () => colorCycle[0] as string);
  const { color, style, width, alpha, label } = look;
  return { type: "rule", along, at, color, style, width, alpha, label };
}
