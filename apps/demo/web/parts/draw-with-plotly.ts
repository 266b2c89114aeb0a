import type { FigureDescription } from "@flambeau/plot";
import { animation, toPlotly } from "@flambeau/plot-plotly";
import Plotly from "plotly.js-gl3d-dist-min";
import { inColoursOf, pairedIn } from "./plotly-layout.js";

/** Draws a figure as wide as its place, or replays several with a slider. */
export async function drawWithPlotly(host: HTMLElement, figures: readonly FigureDescription[]): Promise<void> {
  const [only] = figures;
  const {
    data,
    layout,
    frames = [],
  } = figures.length === 1 && only !== undefined ? toPlotly(only) : animation(figures);
  const { width: _, height: __, ...rest } = "xaxis2" in layout ? pairedIn(host, layout, figures) : layout;
  const config = { responsive: true, displayModeBar: false };
  await Plotly.newPlot(host, { data, layout: { ...inColoursOf(host, rest), autosize: true }, frames, config });
}
