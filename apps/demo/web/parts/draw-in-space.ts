import type { FigureDescription } from "@flambeau/plot";
import { toPlotly } from "@flambeau/plot-plotly";
import Plotly from "plotly.js-gl3d-dist-min";

/** Draws a figure as wide as its place; a second call changes it and keeps the view. */
export async function drawInSpace(host: HTMLElement, figure: FigureDescription): Promise<void> {
  const { data, layout } = toPlotly(figure);
  const { width: _, height: __, ...rest } = layout;
  await Plotly.react(
    host,
    data,
    { ...rest, autosize: true, uirevision: "kept" },
    { responsive: true, displaylogo: false },
  );
}
