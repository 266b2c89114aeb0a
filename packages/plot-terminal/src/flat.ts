import {
  type BarMark,
  colorOf,
  type FlatMark,
  type ImageMark,
  type LineMark,
  positionOn,
  type ResolvedFlatAxes,
  type ScatterMark,
} from "@flambeau/plot";
import { strokeColor } from "./ink.js";
import type { Pen } from "./pen.js";

type Point = [number, number];

/** Whether a mark has so many points that dots tell more than signs. */
export function isDense(mark: LineMark | ScatterMark, columns: number): boolean {
  return mark.x.length > columns;
}

/** Draws the marks of flat axes. */
export class FlatPainter {
  readonly #axes: ResolvedFlatAxes;
  readonly #pen: Pen;

  constructor(axes: ResolvedFlatAxes, pen: Pen) {
    this.#axes = axes;
    this.#pen = pen;
  }

  #across(x: number | null): number {
    return positionOn(this.#axes.x, x) * (this.#pen.width - 1);
  }

  #down(y: number | null): number {
    return (1 - positionOn(this.#axes.y, y)) * (this.#pen.height - 1);
  }

  #path(flat: readonly number[]): Point[] {
    const points: Point[] = [];
    for (let at = 0; at + 1 < flat.length; at += 2) {
      points.push([this.#across(flat[at] as number), this.#down(flat[at + 1] as number)]);
    }
    return points;
  }

  /** Draws a mark over those before it. */
  draw(mark: FlatMark): void {
    const pen = this.#pen;
    switch (mark.type) {
      case "line":
      case "scatter":
        return this.#points(mark);
      case "bar":
        return this.#bars(mark);
      case "rule": {
        const [x, y] = [this.#across(mark.at), this.#down(mark.at)];
        const ends: Point[] =
          mark.along === "x"
            ? [
                [0, y],
                [pen.width - 1, y],
              ]
            : [
                [x, 0],
                [x, pen.height - 1],
              ];
        return pen.line(ends, mark.color, mark.style);
      }
      case "image":
        return this.#image(mark);
      case "contour":
        for (const { paths, color } of mark.lines) for (const path of paths) pen.line(this.#path(path), color);
        return;
      case "contourf":
        for (const { polygons, color } of mark.bands) {
          pen.fill(
            polygons.flat().map((ring) => this.#path(ring)),
            color,
          );
        }
    }
  }

  #points(mark: LineMark | ScatterMark): void {
    const points = mark.x.map((x, index): Point => [this.#across(x), this.#down(mark.y[index] ?? null)]);
    if (mark.type === "line" && mark.style !== "none") this.#pen.line(points, mark.color, mark.style);
    const { marker } = mark;
    if (marker === null) return;
    const dense = isDense(mark, this.#pen.area.width);
    points.forEach(([x, y], index) => {
      const color =
        mark.type === "line" ? mark.color : typeof mark.colors === "string" ? mark.colors : mark.colors[index];
      if (dense) this.#pen.dot(Math.round(x), Math.round(y), strokeColor(color as string));
      else this.#pen.marker(x, y, marker, color as string);
    });
  }

  #bars(mark: BarMark): void {
    mark.x.forEach((at, index) => {
      if (mark.height[index] === 0) return;
      const base = mark.bottom[index] as number;
      const log = this.#axes.y.scale === "log";
      const foot = log && base <= 0 ? this.#pen.height - 1 : this.#down(base);
      const head = this.#down(base + (mark.height[index] as number));
      const [left, right] = [this.#across(at - mark.width / 2), this.#across(at + mark.width / 2)];
      const color = strokeColor(mark.color);
      for (let x = Math.ceil(Math.min(left, right)); x < Math.max(left, right); x++) {
        for (let y = Math.round(Math.min(foot, head)); y <= Math.max(foot, head); y++) this.#pen.dot(x, y, color);
      }
    });
  }

  /** Paints each half cell with the value under its middle. */
  #image(mark: ImageMark): void {
    const [left, right, bottom, top] = mark.extent;
    const [x0, x1] = [this.#across(left), this.#across(right)];
    const [y0, y1] =
      mark.origin === "upper" ? [this.#down(top), this.#down(bottom)] : [this.#down(bottom), this.#down(top)];
    const rows = mark.values.length;
    const columns = mark.values[0]?.length ?? 0;
    for (let half = 0; half < this.#pen.area.height * 2; half++) {
      const row = Math.floor(((half * 2 + 0.5 - y0) / (y1 - y0)) * rows);
      for (let column = 0; column < this.#pen.area.width; column++) {
        const value = mark.values[row]?.[Math.floor(((column * 2 + 0.5 - x0) / (x1 - x0)) * columns)];
        const color = colorOf(mark.coloring, value ?? null);
        if (color !== null) this.#pen.paint(column, half, color);
      }
    }
  }
}
