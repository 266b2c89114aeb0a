export { type AnimationOptions, animation, toPlotly } from "./figure.js";
export { type PageOptions, toHtml } from "./page.js";
export type { PlotlyFigure, PlotlyFrame, PlotlyLayout, PlotlyTrace } from "./plotly.js";
