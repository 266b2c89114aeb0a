import type {
  BarMark,
  ContourMark,
  FilledContourMark,
  FlatMark,
  ImageMark,
  LineMark,
  ScatterMark,
} from "@flambeau/plot";
import type { PlotlyTrace, Value } from "./plotly.js";
import { colorscale, lineLook, pixelsPerPoint, symbolOf } from "./style.js";

/** Which axes of the layout a trace belongs to. */
export interface Place {
  readonly xaxis: string;
  readonly yaxis: string;
}

/** What the legend shows of a mark. */
export function labelled(label: string | null): { readonly name: string; readonly showlegend: boolean } {
  return { name: label ?? "", showlegend: label !== null };
}

/** The traces of one mark of flat axes; rules are shapes of the layout and give none. */
export function flatTraces(mark: FlatMark, place: Place): PlotlyTrace[] {
  switch (mark.type) {
    case "line":
      return [{ ...pointsOf(mark, false), type: "scatter", ...place }];
    case "scatter":
      return [{ ...pointsOf(mark, false), type: "scatter", ...place }];
    case "bar":
      return [bars(mark, place)];
    case "image":
      return [picture(mark, place)];
    case "contour":
      return contours(mark, place);
    case "contourf":
      return bands(mark, place);
    case "rule":
      return [];
    default:
      return mark satisfies never;
  }
}

/** Points, joined or not, of flat axes or in space. */
export function pointsOf(mark: LineMark | ScatterMark, inSpace: boolean): Omit<PlotlyTrace, "type"> {
  const data = { x: mark.x, y: mark.y, ...(mark.z === undefined ? {} : { z: mark.z }) };
  const shared = { ...data, ...labelled(mark.label), opacity: mark.alpha };
  const symbol = mark.marker === null ? undefined : symbolOf(mark.marker, inSpace);
  if (mark.type === "scatter") {
    const diameter = (area: number): number => Math.sqrt(area) * pixelsPerPoint;
    const size = typeof mark.sizes === "number" ? diameter(mark.sizes) : mark.sizes.map(diameter);
    return { ...shared, mode: "markers", marker: { color: mark.colors, size, symbol } };
  }
  const isLine = mark.style !== "none";
  const size = mark.markerSize * pixelsPerPoint * (mark.marker === "." ? 0.5 : 1);
  return {
    ...shared,
    mode: isLine && symbol ? "lines+markers" : isLine ? "lines" : "markers",
    line: lineLook(mark.color, mark.width, mark.style),
    ...(symbol === undefined
      ? {}
      : { marker: { color: mark.color, size, symbol, line: { color: mark.color, width: 1.5 } } }),
  };
}

function bars(mark: BarMark, place: Place): PlotlyTrace {
  const { x, height, bottom, width, color, alpha, label } = mark;
  return {
    type: "bar",
    x,
    y: height,
    base: bottom,
    width,
    marker: { color },
    opacity: alpha,
    ...labelled(label),
    ...place,
  };
}

function picture(mark: ImageMark, place: Place): PlotlyTrace {
  const [left, right, bottom, top] = mark.extent;
  const rows = mark.origin === "upper" ? mark.values.toReversed() : mark.values;
  const columns = rows[0]?.length ?? 0;
  return {
    type: "heatmap",
    z: rows,
    x0: left + (right - left) / columns / 2,
    dx: (right - left) / columns,
    y0: bottom + (top - bottom) / rows.length / 2,
    dy: (top - bottom) / rows.length,
    zmin: mark.coloring.min,
    zmax: mark.coloring.max,
    colorscale: colorscale(mark.coloring),
    showscale: false,
    ...place,
  };
}

function contours(mark: ContourMark, place: Place): PlotlyTrace[] {
  return mark.lines.map(({ level, color, paths }) => ({
    type: "scatter",
    mode: "lines",
    ...joined(paths),
    line: lineLook(color, mark.width, "solid"),
    opacity: mark.alpha,
    ...labelled(null),
    hovertemplate: `${level}<extra></extra>`,
    ...place,
  }));
}

function bands(mark: FilledContourMark, place: Place): PlotlyTrace[] {
  return mark.bands.map(({ from, to, color, polygons }) => ({
    type: "scatter",
    mode: "lines",
    ...joined(polygons.flat()),
    fill: "toself",
    fillcolor: color,
    line: { color, width: 0.5 },
    ...labelled(null),
    hovertemplate: `${from} to ${to}<extra></extra>`,
    ...place,
  }));
}

/** Flat lists of coordinates as two lists, with a gap between one path and the next. */
function joined(paths: readonly (readonly number[])[]): { readonly x: Value[]; readonly y: Value[] } {
  const [x, y]: [Value[], Value[]] = [[], []];
  for (const path of paths) {
    if (x.length > 0) {
      x.push(null);
      y.push(null);
    }
    for (let at = 0; at + 1 < path.length; at += 2) {
      x.push(path[at] as number);
      y.push(path[at + 1] as number);
    }
  }
  return { x, y };
}
