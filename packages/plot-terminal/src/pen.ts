import type { LineStyle, Marker } from "@flambeau/plot";
import type { Canvas } from "./canvas.js";
import { strokeColor } from "./ink.js";

/** The part of a canvas that a plot fills, in cells; what is drawn outside is cut off. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Signs that stand for markers. */
const markers: Readonly<Record<Marker, string>> = {
  ".": "·",
  ",": "·",
  o: "●",
  v: "▼",
  "^": "▲",
  "<": "◀",
  ">": "▶",
  s: "■",
  p: "●",
  P: "+",
  "*": "*",
  h: "●",
  "+": "+",
  x: "×",
  X: "×",
  D: "◆",
  d: "◆",
  "|": "│",
  _: "_",
};

/** The sign of a marker. */
export function markerSign(marker: Marker): string {
  return markers[marker];
}

/** Numbers of dots drawn and left out, in turn. */
const dashes: Readonly<Record<LineStyle, readonly number[]>> = {
  solid: [1, 0],
  dashed: [5, 4],
  dashdot: [5, 3, 1, 3],
  dotted: [1, 2],
  none: [0, 1],
};

/** Draws with dots into an area; coordinates are dots from its upper left corner, x in pairs to a cell, y in fours. */
export class Pen {
  readonly #canvas: Canvas;
  readonly area: Area;
  /** The size of the area in dots. */
  readonly width: number;
  readonly height: number;

  constructor(canvas: Canvas, area: Area) {
    this.#canvas = canvas;
    this.area = area;
    this.width = area.width * 2;
    this.height = area.height * 4;
  }

  dot(x: number, y: number, color: string | null): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.#canvas.dot(x + this.area.left * 2, y + this.area.top * 4, color);
  }

  /** Joins points by lines; a NaN makes a gap. */
  line(points: readonly (readonly [number, number])[], color: string, style: LineStyle = "solid"): void {
    const ink = strokeColor(color);
    const pattern = dashes[style];
    const period = pattern.reduce((sum, length) => sum + length, 0);
    let travelled = 0;
    const drawn = (): boolean => {
      let place = travelled++ % period;
      for (const [index, length] of pattern.entries()) {
        if (place < length) return index % 2 === 0;
        place -= length;
      }
      return false;
    };
    for (let index = 1; index < points.length; index++) {
      const [from, to] = [points[index - 1], points[index]] as [[number, number], [number, number]];
      const part = clip(from, to, this.width, this.height);
      if (part === null) continue;
      const [x0, y0, x1, y1] = part.map(Math.round) as [number, number, number, number];
      const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), index === 1 ? 1 : 0);
      for (let step = index === 1 ? 0 : 1; step <= steps; step++) {
        const share = step / steps;
        if (drawn()) this.dot(Math.round(x0 + (x1 - x0) * share), Math.round(y0 + (y1 - y0) * share), ink);
      }
    }
  }

  /** Puts a sign on the cell of a point. */
  marker(x: number, y: number, marker: Marker, color: string): void {
    const [column, row] = [Math.round(x) >> 1, Math.round(y) >> 2];
    if (Number.isNaN(x + y) || column < 0 || row < 0 || column >= this.area.width || row >= this.area.height) return;
    this.#canvas.text(this.area.left + column, this.area.top + row, markers[marker], strokeColor(color));
  }

  /** Fills polygons with paint, two halves to a cell; a place counts as inside unless the rings wind around it zero times. */
  fill(rings: readonly (readonly (readonly [number, number])[])[], color: string): void {
    for (let half = 0; half < this.area.height * 2; half++) {
      const crossings = crossingsAt(rings, half * 2 + 0.5);
      let winding = 0;
      for (let index = 0; index + 1 < crossings.length; index++) {
        const [from, turn] = crossings[index] as [number, number];
        winding += turn;
        if (winding === 0) continue;
        const to = (crossings[index + 1] as [number, number])[0];
        // The middle of a cell lies between its two dots.
        const [first, last] = [Math.ceil((from - 0.5) / 2), Math.floor((to - 0.5) / 2)];
        for (let column = Math.max(0, first); column <= Math.min(this.area.width - 1, last); column++) {
          this.paint(column, half, color);
        }
      }
    }
  }

  /** Paints half a cell of the area. */
  paint(column: number, half: number, color: string): void {
    this.#canvas.paint(this.area.left + column, this.area.top * 2 + half, color);
  }
}

/** Where rings cross a horizontal line, from left to right, and whether upwards or downwards. */
function crossingsAt(rings: readonly (readonly (readonly [number, number])[])[], y: number): [number, number][] {
  const crossings: [number, number][] = [];
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index++) {
      const [x0, y0] = ring[index] as [number, number];
      const [x1, y1] = ring[(index + 1) % ring.length] as [number, number];
      if (y0 <= y === y1 <= y) continue;
      crossings.push([x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), y1 > y0 ? 1 : -1]);
    }
  }
  return crossings.sort((a, b) => a[0] - b[0]);
}

/** The part of a line within half a dot of an area, or `null`. */
function clip(
  from: readonly [number, number],
  to: readonly [number, number],
  width: number,
  height: number,
): [number, number, number, number] | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (!Number.isFinite(dx + dy)) return null;
  let [start, end] = [0, 1];
  for (const [step, room] of [
    [-dx, from[0] + 0.5],
    [dx, width - 0.5 - from[0]],
    [-dy, from[1] + 0.5],
    [dy, height - 0.5 - from[1]],
  ] as [number, number][]) {
    if (step === 0 && room < 0) return null;
    if (step < 0) start = Math.max(start, room / step);
    else if (step > 0) end = Math.min(end, room / step);
  }
  if (start > end) return null;
  return [from[0] + dx * start, from[1] + dy * start, from[0] + dx * end, from[1] + dy * end];
}
