import { project, type ResolvedAxes3D } from "@flambeau/plot";
import type { Canvas } from "./canvas.js";
import type { Pen } from "./pen.js";

function pairs(flat: readonly number[]): [number, number][] {
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) points.push([flat[at] as number, flat[at + 1] as number]);
  return points;
}

/** Draws three-dimensional axes with their marks. */
export function drawSpace(axes: ResolvedAxes3D, canvas: Canvas, pen: Pen): void {
  const scene = project(axes, { width: pen.width, height: pen.height, margin: 9, tickLength: 2, labelDistance: 15 });
  for (const edge of scene.edges) pen.line(pairs(edge), "#000000");
  for (const { text, x, y, anchor } of scene.texts) {
    const shift = anchor === "start" ? 0 : anchor === "end" ? [...text].length : Math.floor([...text].length / 2);
    const row = Math.min(Math.max(0, Math.round(y) >> 2), pen.area.height - 1);
    canvas.text(pen.area.left + (Math.round(x) >> 1) - shift, pen.area.top + row, text);
  }
  for (const shape of scene.shapes) {
    const points = pairs(shape.points);
    if (shape.kind === "polygon") pen.fill([points], shape.color);
    else if (shape.kind === "polyline") pen.line(points, shape.color, shape.style);
    else pen.marker(points[0]?.[0] as number, points[0]?.[1] as number, shape.marker, shape.color);
  }
}
