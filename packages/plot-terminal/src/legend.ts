import { type LegendEntry, positionOn, type ResolvedColorbar } from "@flambeau/plot";
import type { Canvas } from "./canvas.js";
import { strokeColor } from "./ink.js";
import { markerSign, Pen } from "./pen.js";

const signWidth = 3;

/** Sets entries on as few lines as their texts allow. */
export function legendRows(entries: readonly LegendEntry[], width: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const needed = signWidth + 4 + [...entry.label].length;
    if (needed > room || rows.length === 0) {
      rows.push([]);
      room = width;
    }
    rows.at(-1)?.push(entry);
    room -= needed;
  }
  return rows;
}

/** Draws a row of a legend. */
export function drawLegendRow(canvas: Canvas, left: number, row: number, entries: readonly LegendEntry[]): void {
  let column = left;
  for (const entry of entries) {
    if (entry.symbol === "patch") canvas.text(column, row, "⣿".repeat(signWidth), strokeColor(entry.color));
    else {
      const pen = new Pen(canvas, { left: column, top: row, width: signWidth, height: 1 });
      const ends = [0, 2 * signWidth - 1].map((x): [number, number] => [x, 1]);
      if (entry.style !== "none") pen.line(ends, entry.color, entry.style);
      if (entry.marker !== null) canvas.text(column + 1, row, markerSign(entry.marker), strokeColor(entry.color));
    }
    canvas.text(column + signWidth + 1, row, entry.label);
    column += signWidth + 4 + [...entry.label].length;
  }
}

/** How many columns a colour bar takes, with its distance to the plot. */
export function colorbarWidth(colorbar: ResolvedColorbar | null): number {
  if (colorbar === null) return 0;
  return 5 + Math.max(0, ...colorbar.ticks.map((tick) => [...tick.label].length));
}

/** Draws a colour bar beside the plot, from `top` down `height` rows. */
export function drawColorbar(
  colorbar: ResolvedColorbar,
  canvas: Canvas,
  left: number,
  top: number,
  height: number,
): void {
  const { limits, bands, ticks, label } = colorbar;
  for (let half = 0; half < 2 * height; half++) {
    const value = limits[1] + ((half + 0.5) / (2 * height)) * (limits[0] - limits[1]);
    const color = (bands.findLast((band) => band.from <= value) ?? bands[0])?.color;
    for (let column = 0; column < 2; column++) if (color) canvas.paint(left + 1 + column, 2 * top + half, color);
  }
  const axis = { label, scale: "linear", limits, ticks } as const;
  for (const tick of ticks) {
    const row = Math.min(height - 1, Math.floor((1 - positionOn(axis, tick.value)) * height));
    canvas.text(left + 4, top + row, tick.label);
  }
  if (label !== null) canvas.text(left + 1, top - 1, label);
}
