import { type FigureLike, type ResolvedAxes3D, type ResolvedFlatAxes, resolve } from "@flambeau/plot";
import type { TopLevelSpec } from "vega-lite";
import { flatLayers, plotSize } from "./flat.js";
import { type Layer, single } from "./layer.js";
import { colorbarLayers, colorbarRoom, legendLayers } from "./legend.js";
import { spaceLayers } from "./space.js";
import { font } from "./style.js";

/** What stands around the axes of a cell, in pixels: tick labels, axis labels, titles. */
const margin = { left: 62, right: 18, top: 14, bottom: 48, title: 24 };

const config = {
  font,
  view: { stroke: null },
  axis: {
    domain: false,
    tickColor: "#000000",
    tickWidth: 0.8,
    tickSize: 4,
    labelFontSize: 12,
    labelFlush: false,
    titleFontSize: 13,
    titleFontWeight: "normal",
    gridColor: "#b0b0b0",
    gridWidth: 0.8,
  },
  title: { fontSize: 15, fontWeight: "normal", offset: 8 },
  geoshape: { aria: false },
  line: { aria: false, strokeJoin: "round", strokeCap: "butt" },
  point: { aria: false },
  rect: { aria: false },
  rule: { aria: false },
  text: { aria: false, color: "#000000" },
  image: { aria: false },
};

/** A title as a text of its own: Vega's stands higher where labels of ticks do, and those of neighbours would not be level. */
function titleLayers(text: string | null, width: number): Layer[] {
  if (text === null) return [];
  const mark = { type: "text", text, align: "center", baseline: "bottom", fontSize: 15 };
  return [{ data: single(), mark, encoding: { x: { value: width / 2 }, y: { value: -8 } } }];
}

function cellOf(axes: ResolvedFlatAxes | ResolvedAxes3D, cellWidth: number, cellHeight: number): Layer {
  const beside = colorbarRoom(axes.colorbar);
  const above = margin.top + (axes.title === null ? 0 : margin.title);
  const flat = axes.projection === "flat";
  const room = {
    width: Math.max(60, Math.round(cellWidth - beside - (flat ? margin.left + margin.right : 20))),
    height: Math.max(60, Math.round(cellHeight - above - (flat ? margin.bottom : 10))),
  };
  const { width, height } = flat ? plotSize(axes, room) : room;
  return {
    width,
    height,
    layer: [
      ...titleLayers(axes.title, width),
      ...(flat ? flatLayers(axes, { width, height }) : spaceLayers(axes, width, height)),
      ...legendLayers(axes.legend, width, height),
      ...colorbarLayers(axes.colorbar, width, height),
    ],
  };
}

/** Keeps the place of a subplot that the figure leaves out. */
function emptyCell(width: number, height: number): Layer {
  return { width, height, data: { values: [] }, mark: "point" };
}

/**
 * Translates a figure into a Vega-Lite specification, plain JSON that any Vega-Lite 6 draws.
 *
 * @example
 * const [fig, ax] = subplots();
 * ax.plot([1, 2, 3], [1, 4, 9], { label: "squares" });
 * toVegaLite(fig).background // => white
 */
export function toVegaLite(figure: FigureLike): TopLevelSpec {
  const { width, height, title, rows, columns, axes } = resolve(figure);
  const [cellWidth, cellHeight] = [width / columns, (height - (title === null ? 0 : 30)) / rows];
  const cells = Array.from({ length: rows * columns }, (_, index) => {
    const one = axes.find(({ row, column }) => row * columns + column === index);
    return one === undefined ? emptyCell(cellWidth - 80, cellHeight - 80) : cellOf(one, cellWidth, cellHeight);
  });
  const heading = title === null ? {} : { title: { text: title, anchor: "middle", fontSize: 17 } };
  const alone = cells.length === 1 && title === null;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "white",
    padding: 6,
    config,
    ...heading,
    ...(alone ? cells[0] : { concat: cells, columns, spacing: 20 }),
  } as unknown as TopLevelSpec;
}
