// The part of Plotly's JSON that this package writes. Plotly itself checks its grammar; nothing of it is needed to write it.

/** A number, or null for a gap. */
type Value = number | null;

/** One trace: a line, markers, bars, a picture or a surface. */
export interface PlotlyTrace {
  readonly type: "scatter" | "bar" | "heatmap" | "scatter3d" | "surface";
  readonly [property: string]: unknown;
}

/** Where everything stands; its keys are Plotly's. */
export type PlotlyLayout = Readonly<Record<string, unknown>>;

/** What changes at a step of an animation: new data for some of the traces. */
export interface PlotlyFrame {
  readonly name: string;
  readonly data: readonly PlotlyTrace[];
  /** The places of those traces among all. */
  readonly traces: readonly number[];
}

/** A figure as `Plotly.newPlot(element, figure)` takes it. */
export interface PlotlyFigure {
  readonly data: readonly PlotlyTrace[];
  readonly layout: PlotlyLayout;
  readonly frames?: readonly PlotlyFrame[];
}

export type { Value };
