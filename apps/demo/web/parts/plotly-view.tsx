import type { FigureDescription } from "@flambeau/plot";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface PlotlyViewProps {
  readonly label: string;
  /** One figure, or those of a replay. */
  readonly figures: readonly FigureDescription[];
}

/** A figure that can be turned, or replayed. Plotly is large, so it is loaded when a reader asks for one. */
export function PlotlyView({ label, figures }: PlotlyViewProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isWanted = true;
    import("./draw-with-plotly.js").then(({ drawWithPlotly }) => {
      if (isWanted && host.current !== null) drawWithPlotly(host.current, figures);
    });
    return () => {
      isWanted = false;
    };
  }, [figures]);
  const isReplay = figures.length > 1;
  return <section class={isReplay ? "picture replay" : "picture turned"} aria-label={label} ref={host} />;
}
