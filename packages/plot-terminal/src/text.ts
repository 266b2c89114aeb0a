import {
  type FigureLike,
  positionOn,
  type ResolvedAxes3D,
  type ResolvedAxis,
  type ResolvedFlatAxes,
  resolve,
} from "@flambeau/plot";
import { Canvas } from "./canvas.js";
import { FlatPainter } from "./flat.js";
import { terminalHasColor } from "./ink.js";
import { colorbarWidth, drawColorbar, drawLegendRow, legendRows } from "./legend.js";
import { type Area, Pen } from "./pen.js";
import { drawSpace } from "./space.js";

/** How large a drawing is and whether it has colours. */
export interface TextOptions {
  /** Columns, at least 20. Default: 80. */
  readonly width?: number;
  /** Rows for each subplot, at least 8. Default: 24. */
  readonly height?: number;
  /** Whether to colour with ANSI escape sequences. Default: if the standard output is a terminal and `NO_COLOR` is not set. */
  readonly color?: boolean;
}

function center(canvas: Canvas, left: number, width: number, row: number, text: string): void {
  canvas.text(Math.max(0, left + Math.floor((width - [...text].length) / 2)), row, text);
}

/** Draws the axes left of and below an area, with their ticks. */
function drawAxes(axes: ResolvedFlatAxes, canvas: Canvas, area: Area): void {
  const floor = area.top + area.height;
  const [rows, columns] = [area.height * 4, area.width * 2];
  for (let row = area.top; row < floor; row++) canvas.text(area.left - 1, row, "│");
  canvas.text(area.left - 1, floor, `└${"─".repeat(area.width)}`);
  for (const { value, label } of axes.y.ticks) {
    const row = area.top + (Math.round((1 - positionOn(axes.y, value)) * (rows - 1)) >> 2);
    canvas.text(area.left - 1, row, "┤");
    canvas.text(area.left - 1 - [...label].length, row, label);
  }
  let free = 0;
  for (const { value, label } of axes.x.ticks) {
    const column = area.left + (Math.round(positionOn(axes.x, value) * (columns - 1)) >> 1);
    canvas.text(column, floor, "┬");
    const length = [...label].length;
    const start = Math.min(column - (length >> 1), canvas.width - length);
    if (start < free) continue;
    canvas.text(start, floor + 1, label);
    free = start + length + 1;
  }
  if (axes.x.label !== null) center(canvas, area.left, area.width, floor + 2, axes.x.label);
  if (axes.y.label !== null)
    canvas.text(Math.max(0, area.left - 1 - ([...axes.y.label].length >> 1)), area.top - 1, axes.y.label);
}

function drawGrid(axes: ResolvedFlatAxes, pen: Pen): void {
  for (const { value } of axes.y.ticks) {
    const y = (1 - positionOn(axes.y, value)) * (pen.height - 1);
    for (let x = 0; x < pen.width; x += 8) pen.dot(x, Math.round(y), "#808080");
  }
  for (const { value } of axes.x.ticks) {
    const x = positionOn(axes.x, value) * (pen.width - 1);
    for (let y = 0; y < pen.height; y += 8) pen.dot(Math.round(x), y, "#808080");
  }
}

/** Makes an area narrower or lower, so that both axes have the same scale; dots are square. */
function keepAspect(axes: ResolvedFlatAxes, area: Area): Area {
  if (axes.aspect === "auto") return area;
  const length = (axis: ResolvedAxis): number => Math.abs(axis.limits[1] - axis.limits[0]);
  const [across, up] = [length(axes.x), length(axes.y)];
  const unit = Math.min((area.width * 2) / across, (area.height * 4) / up);
  const [width, height] = [Math.round((across * unit) / 2), Math.round((up * unit) / 4)];
  return { ...area, width: Math.max(2, width), height: Math.max(1, height) };
}

function draw(axes: ResolvedFlatAxes | ResolvedAxes3D, width: number, height: number, color: boolean): string[] {
  const canvas = new Canvas(width, height);
  const legend = axes.legend === null ? [] : legendRows(axes.legend.entries, width);
  const flat = axes.projection === "flat";
  const beside = flat ? Math.max(0, ...axes.y.ticks.map((tick) => [...tick.label].length)) + 1 : 0;
  const named = (flat && axes.y.label !== null) || (axes.colorbar?.label ?? null) !== null ? 1 : 0;
  const top = (axes.title === null ? 0 : 1) + legend.length + named;
  const below = flat ? 2 + (axes.x.label === null ? 0 : 1) : 0;
  const bar = colorbarWidth(axes.colorbar);
  const room = { left: beside, top, width: width - beside - bar - 1, height: Math.max(4, height - top - below) };
  const area = flat ? keepAspect(axes, room) : room;
  const pen = new Pen(canvas, area);
  if (axes.title !== null) center(canvas, area.left, area.width, 0, axes.title);
  legend.forEach((row, index) => {
    drawLegendRow(canvas, area.left + 1, top - named - legend.length + index, row);
  });
  if (flat) {
    if (axes.grid) drawGrid(axes, pen);
    drawAxes(axes, canvas, area);
    const painter = new FlatPainter(axes, pen);
    for (const mark of axes.marks) painter.draw(mark);
  } else drawSpace(axes, canvas, pen);
  if (axes.colorbar !== null) drawColorbar(axes.colorbar, canvas, area.left + area.width, area.top, area.height);
  const lines = canvas.lines(color);
  while (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * Draws a figure with characters: lines as braille dots, heat maps and surfaces as shades or colours, subplots one below
 * the other. The same figure gives the same text.
 *
 * @example
 * const [fig, ax] = subplots();
 * ax.bar(["a", "b"], [1, 2]);
 * toText(fig, { width: 30, height: 8, color: false })
 * // => 2┤               ⣶⣶⣶⣶⣶⣶⣶⣶⣶⣶⡆
 * //     │               ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇
 * //     │               ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇
 * //     │ ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿   ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇
 * //     │ ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿   ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇
 * //    0┤ ⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿   ⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡇
 * //     └──────┬─────────────┬──────
 * //            a             b
 */
export function toText(figure: FigureLike, options: TextOptions = {}): string {
  const { width = 80, height = 24, color = terminalHasColor() } = options;
  for (const [name, value, least] of [
    ["width", width, 20],
    ["height", height, 8],
  ] as const) {
    if (!Number.isInteger(value) || value < least) {
      throw new Error(`toText: \`${name}\` must be a whole number >= ${least}, got ${value}`);
    }
  }
  const room = {
    x: Math.max(2, Math.min(9, Math.floor(width / 10))),
    y: Math.max(2, Math.min(9, Math.floor(height / 3))),
  };
  const { title, axes } = resolve(figure, room);
  const inSpace = resolve(figure, { x: 4 }).axes;
  const blocks = axes.map((one, index) => {
    const chosen = one.projection === "3d" ? (inSpace[index] ?? one) : one;
    return draw(chosen, width, height, color).join("\n");
  });
  const heading = title === null ? [] : [`${" ".repeat(Math.max(0, (width - [...title].length) >> 1))}${title}`];
  return [...heading, ...blocks].join("\n\n");
}
