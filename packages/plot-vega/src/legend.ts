import type { LegendEntry, ResolvedColorbar, ResolvedLegend } from "@flambeau/plot";
import { positionOn, rgb } from "@flambeau/plot";
import { asPixels, type Layer, pixels, single } from "./layer.js";
import { pngUrl } from "./palette-image.js";
import { pixelsPerPoint, pointMark, pointSize, strokeDash, tenths } from "./style.js";

const fontSize = 12;
const rowHeight = 19;
const signWidth = 28;

/** A width that holds a text in most fonts. */
function textWidth(text: string): number {
  return [...text].length * fontSize * 0.61;
}

function signLayers(entry: LegendEntry, x: number, y: number): Layer[] {
  const { color, alpha: opacity } = entry;
  const middle = { x: { value: x + signWidth / 2 }, y: { value: y } };
  if (entry.symbol === "patch") {
    const patch = { type: "rect", width: signWidth, height: 10, color, opacity };
    return [{ data: single(), mark: patch, encoding: middle }];
  }
  const layers: Layer[] = [];
  if (entry.style !== "none") {
    const strokeWidth = tenths(entry.width * pixelsPerPoint);
    layers.push({
      data: single(),
      mark: { type: "rule", color, opacity, strokeWidth, strokeDash: strokeDash(entry.style, strokeWidth) },
      encoding: { x: { value: x }, x2: { value: x + signWidth }, y: { value: y } },
    });
  }
  if (entry.marker !== null) {
    const size = pointSize(entry.marker, entry.markerSize);
    layers.push({
      data: single(),
      mark: { type: "point", color, opacity, ...pointMark(entry.marker), size },
      encoding: middle,
    });
  }
  return layers;
}

/** A legend inside the axes, drawn by hand: Vega's own cannot join line, dash and marker of different layers. */
export function legendLayers(legend: ResolvedLegend | null, width: number, height: number): Layer[] {
  if (legend === null) return [];
  const { entries, location } = legend;
  const boxWidth = Math.ceil(Math.max(...entries.map((entry) => textWidth(entry.label))) + signWidth + 26);
  const boxHeight = entries.length * rowHeight + 8;
  const gap = 8;
  const left = location.endsWith("right")
    ? width - boxWidth - gap
    : location.endsWith("left")
      ? gap
      : (width - boxWidth) / 2;
  const top = location.startsWith("upper")
    ? gap
    : location.startsWith("lower")
      ? height - boxHeight - gap
      : (height - boxHeight) / 2;
  const box = {
    data: single(),
    mark: { type: "rect", fill: "white", fillOpacity: 0.8, stroke: "#cccccc", cornerRadius: 3 },
    encoding: {
      x: { value: left },
      x2: { value: left + boxWidth },
      y: { value: top },
      y2: { value: top + boxHeight },
    },
  };
  const rows = entries.map((entry, index) => ({ entry, y: top + 4 + rowHeight * (index + 0.5) }));
  return [
    box,
    ...rows.flatMap(({ entry, y }) => signLayers(entry, left + 8, y)),
    {
      data: { values: rows.map(({ entry, y }) => ({ text: entry.label, x: left + signWidth + 17, y })) },
      mark: { type: "text", align: "left", baseline: "middle", fontSize },
      encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
    },
  ];
}

/** How much room a colour bar takes to the right of the axes: a gap, the bar, its ticks, its name. */
export function colorbarRoom(colorbar: ResolvedColorbar | null): number {
  if (colorbar === null) return 0;
  const ticks = Math.max(0, ...colorbar.ticks.map((tick) => textWidth(tick.label)));
  return Math.ceil(44 + ticks + (colorbar.label === null ? 0 : 20));
}

/** A colour bar to the right of the axes. */
export function colorbarLayers(colorbar: ResolvedColorbar | null, width: number, height: number): Layer[] {
  if (colorbar === null) return [];
  const { bands, limits, ticks, label } = colorbar;
  const steps = 256;
  const [bottom, top] = limits;
  const indices = Array.from({ length: steps }, (_, index) => {
    const value = bottom + ((index + 0.5) / steps) * (top - bottom);
    return [bands.findLastIndex((band) => band.from <= value)];
  });
  const url = pngUrl(
    indices.reverse(),
    bands.map((band) => rgb(band.color)),
  );
  const [left, right] = [width + 18, width + 32];
  const axis = { label, scale: "linear", limits, ticks } as const;
  const marks = ticks.map((tick) => ({
    text: tick.label,
    x: right + 8,
    y: tenths((1 - positionOn(axis, tick.value)) * height),
  }));
  const layers: Layer[] = [
    {
      data: single(),
      mark: {
        type: "image",
        url,
        width: right - left,
        height,
        aspect: false,
        smooth: false,
        align: "left",
        baseline: "top",
      },
      encoding: { x: { value: left }, y: { value: 0 } },
    },
    {
      data: single(),
      mark: { type: "rect", filled: false, stroke: "#000000", strokeWidth: 0.8 },
      encoding: { x: { value: left }, x2: { value: right }, y: { value: 0 }, y2: { value: height } },
    },
    {
      data: {
        values: [
          {
            type: "Feature",
            geometry: {
              type: "MultiLineString",
              coordinates: marks.map(({ y }) => [
                [right, y],
                [right + 4, y],
              ]),
            },
          },
        ],
      },
      projection: asPixels,
      mark: { type: "geoshape", filled: false, stroke: "#000000", strokeWidth: 0.8 },
    },
    {
      data: { values: marks },
      mark: { type: "text", align: "left", baseline: "middle", fontSize: 11 },
      encoding: { x: pixels("x"), y: pixels("y"), text: { field: "text", type: "nominal" } },
    },
  ];
  if (label !== null) {
    layers.push({
      data: single(),
      mark: { type: "text", text: label, angle: 270, align: "center", baseline: "bottom", fontSize: 13 },
      encoding: { x: { value: width + colorbarRoom(colorbar) - 2 }, y: { value: height / 2 } },
    });
  }
  return layers;
}
