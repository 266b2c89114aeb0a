import { displayedAs, type FigureLike, type ResolvedFigure, resolve } from "@flambeau/plot";
import { flatTraces } from "./flat.js";
import { layoutOf, placeOf, sceneOf } from "./layout.js";
import type { PlotlyFigure, PlotlyFrame, PlotlyTrace } from "./plotly.js";
import { spaceTrace } from "./space.js";

/**
 * A figure in Plotly's JSON: the same limits, ticks, colours and legend entries as in the other adapters; surfaces can be turned.
 *
 * @example
 * const [fig, ax] = subplots();
 * ax.plot([1, 2, 3], [1, 4, 9], "o-");
 * toPlotly(fig).data[0].mode // => lines+markers
 */
export function toPlotly(figure: FigureLike): PlotlyFigure {
  const resolved = resolve(figure);
  return shown({ data: tracesOf(resolved), layout: layoutOf(resolved) });
}

/** Notebooks show it with Plotly, to be turned and played. */
function shown(figure: PlotlyFigure): PlotlyFigure {
  return displayedAs(figure, (self) => ({
    "text/plain": `<Plotly figure with ${self.data.length} traces>`,
    "application/vnd.plotly.v1+json": self,
  }));
}

/** How an animation is told. */
export interface AnimationOptions {
  /** What the slider says at each step. Default: its number. */
  readonly labels?: readonly string[];
  /** Milliseconds between two steps. Default: 50. */
  readonly duration?: number;
}

/**
 * Figures that follow each other as one: it opens with the first, and a slider and a button lead through the others. They must
 * have the same axes and the same kinds of marks; only what changes is kept.
 *
 * @throws {Error} if there is no figure, or the figures do not have the same traces
 * @example
 * const surface = errorSurface({ x: [0, 1], y: [1, 3], wRange: 4, bRange: 4 }).record(0, 0).record(2, 1);
 * animation([surface.dataFigure(0), surface.dataFigure(1)]).frames?.length // => 2
 */
export function animation(figures: readonly FigureLike[], options: AnimationOptions = {}): PlotlyFigure {
  const [first, ...others] = figures.map(toPlotly);
  if (first === undefined) throw new Error("animation: `figures` is empty; give at least one figure");
  const kinds = ({ data }: PlotlyFigure): string => data.map(({ type }) => type).join(" ");
  others.forEach((other, i) => {
    if (kinds(other) !== kinds(first))
      throw new Error(`animation: figure ${i + 1} has the traces [${kinds(other)}], figure 0 has [${kinds(first)}]`);
  });
  const { labels = figures.map((_, i) => String(i)), duration = 50 } = options;
  const moving = first.data.flatMap((trace, i) =>
    others.some(({ data }) => JSON.stringify(data[i]) !== JSON.stringify(trace)) ? [i] : [],
  );
  const frames = [first, ...others].map(
    ({ data }, i): PlotlyFrame => ({
      name: labels[i] ?? String(i),
      data: moving.map((at) => data[at] as PlotlyTrace),
      traces: moving,
    }),
  );
  return shown({ data: first.data, layout: { ...first.layout, ...controls(frames, duration) }, frames });
}

function tracesOf({ axes }: ResolvedFigure): PlotlyTrace[] {
  return axes.flatMap((one, index) => {
    if (one.projection === "3d") return one.marks.map((mark) => spaceTrace(mark, sceneOf(index)));
    return one.marks.flatMap((mark) => flatTraces(mark, placeOf(index)));
  });
}

/** A button that plays and a slider that stops anywhere. */
function controls(frames: readonly PlotlyFrame[], duration: number): object {
  const at = { mode: "immediate", frame: { duration, redraw: true }, transition: { duration: 0 } };
  return {
    updatemenus: [
      {
        type: "buttons",
        showactive: false,
        x: 0,
        y: 0,
        xanchor: "right",
        yanchor: "top",
        pad: { t: 40, r: 10 },
        buttons: [{ label: "Play", method: "animate", args: [null, { ...at, fromcurrent: true }] }],
      },
    ],
    sliders: [
      {
        pad: { t: 40 },
        steps: frames.map(({ name }) => ({ label: name, method: "animate", args: [[name], at] })),
      },
    ],
  };
}
