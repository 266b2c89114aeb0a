import type { LineStyle, Marker } from "@flambeau/plot";

/** Pixels per point, at 100 pixels to the inch. */
export const pixelsPerPoint: number = 100 / 72;

/** Fonts that have the signs of axes, in order of preference. */
export const font = "DejaVu Sans, Verdana, Arial, sans-serif";

/** Rounds to tenths of a pixel, finer than anyone sees. */
export function tenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** Lengths of dashes and gaps in units of the line's width. */
const dashes: Readonly<Record<LineStyle, readonly number[]>> = {
  solid: [],
  dashed: [3.7, 1.6],
  dashdot: [6.4, 1.6, 1, 1.6],
  dotted: [1, 1.65],
  none: [],
};

/** The dashes of a line as Vega wants them. */
export function strokeDash(style: LineStyle, width: number): number[] {
  return dashes[style].map((length) => tenths(length * width));
}

/** A polygon or star around the origin; `radii` are taken in turn. */
function around(corners: number, radii: readonly number[], turn = -90): string {
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = ((turn + (360 * index) / corners) * Math.PI) / 180;
    const radius = radii[index % radii.length] as number;
    return `${(radius * Math.cos(angle)).toFixed(3)},${(radius * Math.sin(angle)).toFixed(3)}`;
  });
  return `M${points.join("L")}Z`;
}

/** Shapes in a box from -1 to 1; a line shape is stroked, the others are filled. */
const shapes: Readonly<Record<Marker, string>> = {
  o: "circle",
  ".": "circle",
  ",": "square",
  s: "square",
  "^": "M0,-1L1,1L-1,1Z",
  v: "M0,1L1,-1L-1,-1Z",
  "<": "M-1,0L1,-1L1,1Z",
  ">": "M1,0L-1,-1L-1,1Z",
  p: around(5, [1]),
  h: around(6, [1]),
  D: around(4, [1.414]),
  d: "M0,-1.414L0.849,0L0,1.414L-0.849,0Z",
  "*": around(10, [1, 0.382]),
  P: "M-0.333,-1L0.333,-1L0.333,-0.333L1,-0.333L1,0.333L0.333,0.333L0.333,1L-0.333,1L-0.333,0.333L-1,0.333L-1,-0.333L-0.333,-0.333Z",
  X: "M-1,-0.5L-0.5,-1L0,-0.5L0.5,-1L1,-0.5L0.5,0L1,0.5L0.5,1L0,0.5L-0.5,1L-1,0.5L-0.5,0Z",
  x: "M-1,-1L1,1M1,-1L-1,1",
  "+": "M-1,0L1,0M0,-1L0,1",
  "|": "M0,-1L0,1",
  _: "M-1,0L1,0",
};

const lineShapes = new Set<Marker>(["x", "+", "|", "_"]);

/** A marker as properties of a Vega-Lite point mark. */
export function pointMark(marker: Marker): { shape: string; filled: boolean; strokeWidth: number } {
  const stroked = lineShapes.has(marker);
  return { shape: shapes[marker], filled: !stroked, strokeWidth: stroked ? tenths(1.25 * pixelsPerPoint) : 0 };
}

/** The size of a marker in square pixels; `diameter` is in points. */
export function pointSize(marker: Marker, diameter: number): number {
  if (marker === ",") return 1;
  const edge = lineShapes.has(marker) ? 0 : 1;
  return tenths((((marker === "." ? diameter / 2 : diameter) + edge) * pixelsPerPoint) ** 2);
}
