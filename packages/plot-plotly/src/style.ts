import { type Coloring, colorOf, type LineStyle, type Marker } from "@flambeau/plot";

/** Pixels per point, at 100 pixels to the inch. */
export const pixelsPerPoint: number = 100 / 72;

const dashes: Readonly<Record<LineStyle, string>> = {
  solid: "solid",
  dashed: "dash",
  dashdot: "dashdot",
  dotted: "dot",
  none: "solid",
};

/** A line's look in Plotly's words. */
export function lineLook(color: string, width: number, style: LineStyle): Readonly<Record<string, unknown>> {
  return { color, width: Math.round(width * pixelsPerPoint * 10) / 10, dash: dashes[style] };
}

const symbols: Readonly<Record<Marker, string>> = {
  ".": "circle",
  ",": "square",
  o: "circle",
  v: "triangle-down",
  "^": "triangle-up",
  "<": "triangle-left",
  ">": "triangle-right",
  s: "square",
  p: "pentagon",
  P: "cross",
  "*": "star",
  h: "hexagon",
  "+": "cross-thin-open",
  x: "x-thin-open",
  X: "x",
  D: "diamond",
  d: "diamond-tall",
  "|": "line-ns-open",
  _: "line-ew-open",
};

/** In space Plotly knows eight symbols only. */
const spaceSymbols: Partial<Record<Marker, string>> = {
  s: "square",
  D: "diamond",
  d: "diamond",
  x: "x",
  X: "x",
  "+": "cross",
  P: "cross",
};

/** A marker in Plotly's words. */
export function symbolOf(marker: Marker, inSpace: boolean): string {
  return inSpace ? (spaceSymbols[marker] ?? "circle") : symbols[marker];
}

/** Colours of a scale that Plotly blends between. */
const stops = 16;

/** A colour map as Plotly's list of places and colours. */
export function colorscale(coloring: Coloring): [number, string][] {
  return Array.from({ length: stops + 1 }, (_, i) => {
    const share = i / stops;
    return [share, colorOf({ ...coloring, min: 0, max: 1 }, share) as string];
  });
}
